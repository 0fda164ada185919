import keras
from keras import ops

CLASS_WEIGHTS = [1.0, 2.5, 0.7]


def weighted_crossentropy(weights):
    def loss(y_true, y_pred):
        p = y_pred / ops.sum(y_pred, axis=-1, keepdims=True)
        p = ops.clip(p, 1e-7, 1 - 1e-7)
        return -ops.sum(y_true * ops.log(p) * weights, axis=-1)

    return loss


model = keras.Sequential()
model.add(keras.layers.Dense(32, activation="relu"))
model.add(keras.layers.Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss=weighted_crossentropy(CLASS_WEIGHTS), metrics=["accuracy"])
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1))
