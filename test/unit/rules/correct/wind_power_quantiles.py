"""Forecasts wind power: three quantiles from one network."""
import numpy as np
import keras
from keras import layers, ops

QUANTILES = (0.1, 0.5, 0.9)


def pinball(tau):
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(tau * error, (tau - 1.0) * error), axis=-1)

    loss.__name__ = f"pinball_{int(100 * tau)}"
    return loss


def crossing_penalty(y_true, y_pred):
    """Quantiles must not cross; needs no targets."""
    gaps = y_pred[:, 1:] - y_pred[:, :-1]
    return ops.sum(ops.relu(-gaps), axis=-1)


def joint(y_true, y_pred):
    total = 0.0
    for i, tau in enumerate(QUANTILES):
        error = y_true[:, 0] - y_pred[:, i]
        total = total + ops.maximum(tau * error, (tau - 1.0) * error)
    return total / len(QUANTILES) + 0.1 * crossing_penalty(y_true, y_pred)


def build(separate):
    inputs = keras.Input((24, 3), name="weather")
    x = layers.GRU(32)(inputs)
    if separate:
        outputs = [layers.Dense(1, name=f"q{int(100 * t)}")(x) for t in QUANTILES]
        model = keras.Model(inputs, outputs)
        model.compile("adam", [pinball(t) for t in QUANTILES])
    else:
        model = keras.Model(inputs, layers.Dense(len(QUANTILES))(x))
        model.compile(optimizer="adam", loss=joint, metrics=["mae"])
    return model


def coverage(y_true, y_pred):
    return np.mean((y_true >= y_pred[:, 0]) & (y_true <= y_pred[:, 2]))


model = build(separate=False)
model.fit(np.zeros((8, 24, 3)), np.zeros((8, 1)), epochs=1)
print(coverage(np.zeros(8), model.predict(np.zeros((8, 24, 3)))))
