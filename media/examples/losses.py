"""Losses to plot: put the cursor into one and run "Loss Lens: Plot Loss"."""

import keras
from keras import ops


def huber(y_true, y_pred, delta=1.0):
    error = ops.abs(y_pred - y_true)
    quadratic = ops.minimum(error, delta)
    linear = error - quadratic
    return ops.mean(0.5 * ops.square(quadratic) + delta * linear, axis=-1)


def log_cosh(y_true, y_pred):
    error = y_pred - y_true
    return ops.mean(error + ops.softplus(-2.0 * error) - ops.log(2.0), axis=-1)


def focal_loss(gamma=2.0, alpha=0.25):
    def loss(y_true, y_pred):
        p = ops.clip(y_pred, keras.config.epsilon(), 1.0 - keras.config.epsilon())
        positive = -alpha * (1.0 - p) ** gamma * y_true * ops.log(p)
        negative = -(1.0 - alpha) * p**gamma * (1.0 - y_true) * ops.log(1.0 - p)
        return ops.mean(positive + negative, axis=-1)

    return loss


def dice_loss(y_true, y_pred, smooth=1.0):
    axes = tuple(range(1, len(y_pred.shape)))
    overlap = ops.sum(y_true * y_pred, axis=axes)
    total = ops.sum(y_true, axis=axes) + ops.sum(y_pred, axis=axes)
    return 1.0 - (2.0 * overlap + smooth) / (total + smooth)


@keras.saving.register_keras_serializable(package="examples")
class PinballLoss(keras.losses.Loss):
    def __init__(self, quantile=0.9, **kwargs):
        super().__init__(**kwargs)
        self.quantile = quantile

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(self.quantile * error, (self.quantile - 1.0) * error), axis=-1)

    def get_config(self):
        return {**super().get_config(), "quantile": self.quantile}
