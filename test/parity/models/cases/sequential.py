import keras
from keras import layers

CLASSES = 7


def listed(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred))


def added(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred))


def reshaped(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred))


def of_steps(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred))


def of_pixels(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred))


def nested(y_true, y_pred):
    return keras.ops.mean(keras.ops.square(y_true - y_pred))


one = keras.Sequential([layers.Input((4,)), layers.Dense(5, activation="relu"), layers.Dense(CLASSES), layers.Softmax()])
one.compile(loss=listed)

two = keras.models.Sequential()
two.add(layers.Dense(8, input_shape=(4,)))
two.add(layers.Dense(3))
two.add(layers.BatchNormalization())
two.add(layers.Activation("sigmoid"))
two.compile("adam", added)

three = keras.Sequential([layers.Input(shape=(12,)), layers.Dense(8), layers.Reshape((4, 2))])
three.compile(loss=reshaped)

four = keras.Sequential()
four.add(layers.Input(shape=(9, 4)))
four.add(layers.LSTM(6, return_sequences=True))
four.add(layers.TimeDistributed(layers.Dense(2, activation="softmax")))
four.compile(loss=of_steps)

five = keras.Sequential(
    [
        layers.Input(shape=(8, 8, 3)),
        layers.Conv2D(4, 3, padding="same"),
        layers.MaxPooling2D(),
        layers.UpSampling2D(),
        layers.Conv2D(1, 1, activation="sigmoid"),
    ]
)
five.compile(loss=of_pixels)

encoder = keras.Sequential([layers.Input((6,)), layers.Dense(2)])
decoder = keras.Sequential([layers.Input((2,)), layers.Dense(6, activation="tanh")])
six = keras.Sequential([encoder, decoder])
six.compile(loss=nested)
