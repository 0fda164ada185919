import keras
from keras import ops

QUANTILES = [0.1, 0.5, 0.9]


def quantile_loss(y_true, y_pred):
    """One column of y_pred for each quantile."""
    total = 0.0
    for i, q in enumerate(QUANTILES):
        error = y_true[:, 0] - y_pred[:, i]
        total += ops.maximum(q * error, (q - 1.0) * error)
    return total / len(QUANTILES)


def interval_width(y_true, y_pred):
    return ops.mean(y_pred[:, -1] - y_pred[:, 0])


model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(len(QUANTILES))])
model.compile(optimizer="adam", loss=quantile_loss, metrics=[interval_width])
