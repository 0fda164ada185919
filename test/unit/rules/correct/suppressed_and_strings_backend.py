"""Losses by name: `mse`, `my_loss()`, K.mean(y_ture), np.mean(y_pred)."""
from tensorflow.keras import backend as K

NAMES = ["mse", "binary_crossentropy", "my_loss()"]
TEXT = """
def broken(y_true, y_pred):
    np.mean(y_pred)
"""


def scaled_error(y_true, y_pred, scale=1.0):
    # K.mean would do the same: return K.mean(y_ture)
    return scale * K.mean(K.abs(y_true - y_pred), axis=-1)


def named(name):
    if name in NAMES[:2]:
        return name
    return scaled_error


model.compile(loss=named("mse"), optimizer="adam")
model.compile(loss="mean_squared_error", optimizer="adam", metrics=["mae", "mse"])
model.compile(loss=scaled_error if TEXT else "mae", optimizer="adam")
