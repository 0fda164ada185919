import keras
import keras_tuner as kt
from keras import ops


def focal(gamma, alpha):
    def focal_loss(y_true, y_pred):
        p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
        pt = y_true * p + (1 - y_true) * (1 - p)
        weight = y_true * alpha + (1 - y_true) * (1 - alpha)
        return -ops.mean(weight * ops.power(1 - pt, gamma) * ops.log(pt), axis=-1)

    return focal_loss


def build_model(hp):
    model = keras.Sequential()
    for i in range(hp.Int("num_layers", 1, 3)):
        model.add(keras.layers.Dense(units=hp.Int(f"units_{i}", 32, 512, step=32), activation="relu"))
    if hp.Boolean("dropout"):
        model.add(keras.layers.Dropout(rate=0.25))
    model.add(keras.layers.Dense(1, activation="sigmoid"))
    model.compile(
        optimizer=keras.optimizers.Adam(hp.Float("lr", 1e-4, 1e-2, sampling="log")),
        loss=focal(hp.Choice("gamma", [1.0, 2.0]), hp.Float("alpha", 0.1, 0.9)),
        metrics=["accuracy"],
    )
    return model


tuner = kt.RandomSearch(build_model, objective="val_accuracy", max_trials=3, directory="my_dir")
