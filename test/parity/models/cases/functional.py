import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.models import Model


def plain(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


def joined(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


def squashed(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


def pooled(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


def rebuilt(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


def repeated(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


inputs = keras.Input(shape=(5,))
x = layers.Dense(8, activation="relu")(inputs)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(3, activation="softmax", name="kind")(x)
one = Model(inputs, outputs)
one.compile(optimizer="adam", loss=plain)

mean = layers.Dense(2)(x)
spread = layers.Dense(2, activation="softplus")(x)
both = layers.concatenate([mean, spread])
two = Model(inputs=inputs, outputs=both)
two.compile(optimizer="adam", loss=joined)

logits = layers.Dense(4)(x)
shares = layers.Activation(tf.nn.softmax)(logits)
three = Model(inputs=inputs, outputs=[shares])
three.compile(optimizer="adam", loss=squashed)

picture = layers.Input((16, 16, 1))
z = layers.Conv2D(8, 3, activation="relu")(picture)
z = layers.GlobalAveragePooling2D()(z)
four = Model(picture, layers.Dense(1, activation="sigmoid")(z))
four.compile(optimizer="adam", loss=pooled)

encoder = Model(inputs, layers.Dense(2)(x))
code = layers.Input((2,))
decoder = Model(code, layers.Dense(5, activation="sigmoid")(code))
five = Model(inputs, decoder(encoder(inputs)))
five.compile(optimizer="adam", loss=rebuilt)

sequence = layers.Input((10, 4))
h = layers.GRU(6)(sequence)
h = layers.RepeatVector(10)(h)
h = layers.GRU(6, return_sequences=True)(h)
six = Model(sequence, layers.Dense(4)(h))
six.compile(optimizer="adam", loss=repeated)
