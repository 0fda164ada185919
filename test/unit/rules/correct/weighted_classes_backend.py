from tensorflow.keras import backend as K, layers, losses, models
from tensorflow import keras

CLASS_WEIGHTS = [1.0, 2.5, 0.7]


def weighted_crossentropy(weights):
    def loss(y_true, y_pred):
        p = y_pred / K.sum(y_pred, axis=-1, keepdims=True)
        p = K.clip(p, 1e-7, 1 - 1e-7)
        return -K.sum(y_true * K.log(p) * weights, axis=-1)

    return loss


model = models.Sequential()
model.add(layers.Dense(32, activation="relu"))
model.add(layers.Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss=weighted_crossentropy(CLASS_WEIGHTS), metrics=["accuracy"])
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.compile(optimizer="adam", loss=keras.losses.CategoricalCrossentropy(label_smoothing=0.1))
