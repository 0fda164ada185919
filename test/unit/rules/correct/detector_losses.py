"""Losses of a one-stage detector, with a shared base class."""
from __future__ import annotations

import math
from typing import Any

import keras
from keras import ops


@keras.saving.register_keras_serializable(package="detector")
class MaskedLoss(keras.losses.Loss):
    """Averages over the anchors that have a box."""

    def __init__(self, weight: float = 1.0, name: str = "masked", **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)
        self.weight = weight

    def per_anchor(self, y_true, y_pred):
        raise NotImplementedError

    def call(self, y_true, y_pred):
        present = ops.cast(y_true[..., 4:5] > 0.5, y_pred.dtype)
        values = self.per_anchor(y_true[..., :4], y_pred[..., :4])
        count = ops.maximum(ops.sum(present, axis=(1, 2)), 1.0)
        return self.weight * ops.sum(values * present[..., 0], axis=1) / count

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "weight": self.weight}


@keras.saving.register_keras_serializable(package="detector")
class SmoothBoxes(MaskedLoss):
    def __init__(self, delta: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.delta = delta

    def per_anchor(self, y_true, y_pred):
        error = ops.abs(y_true - y_pred)
        small = 0.5 * ops.square(error) / self.delta
        return ops.sum(ops.where(error < self.delta, small, error - 0.5 * self.delta), axis=-1)

    def get_config(self) -> dict[str, Any]:
        config = super().get_config()
        config["delta"] = self.delta
        return config


@keras.saving.register_keras_serializable(package="detector")
class OverlapBoxes(MaskedLoss):
    def per_anchor(self, y_true, y_pred):
        top_left = ops.maximum(y_true[..., :2], y_pred[..., :2])
        bottom_right = ops.minimum(y_true[..., 2:], y_pred[..., 2:])
        side = ops.maximum(bottom_right - top_left, 0.0)
        inter = side[..., 0] * side[..., 1]
        area = lambda box: (box[..., 2] - box[..., 0]) * (box[..., 3] - box[..., 1])
        union = area(y_true) + area(y_pred) - inter
        return 1.0 - inter / (union + keras.config.epsilon())


def focal(alpha=0.25, gamma=2.0, from_logits=False):
    """A factory: what it returns goes to `compile`."""
    bias = -math.log((1 - 0.01) / 0.01)

    @keras.saving.register_keras_serializable(package="detector", name=f"focal_{alpha}_{gamma}")
    def loss(y_true, y_pred):
        p = ops.sigmoid(y_pred + bias) if from_logits else y_pred
        p = ops.clip(p, 1e-6, 1.0 - 1e-6)
        p_t = ops.where(ops.equal(y_true, 1), p, 1 - p)
        a_t = y_true * alpha + (1 - y_true) * (1 - alpha)
        return -ops.sum(a_t * ops.power(1 - p_t, gamma) * ops.log(p_t), axis=-1)

    return loss


def compile_detector(model: keras.Model, *, boxes: str = "smooth") -> keras.Model:
    choices = {"smooth": SmoothBoxes(delta=0.5), "overlap": OverlapBoxes()}
    model.compile(
        optimizer=keras.optimizers.AdamW(1e-4),
        loss={"boxes": choices[boxes], "classes": focal(gamma=1.5)},
        loss_weights={"boxes": 2.0, "classes": 1.0},
        metrics={"classes": [keras.metrics.AUC(), "accuracy"]},
    )
    model.save("detector.keras")
    return keras.saving.load_model("detector.keras")
