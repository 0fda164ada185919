from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Protocol

import tensorflow as tf

if TYPE_CHECKING:
    from tensorflow.types.experimental import TensorLike

EPSILON: Final[float] = 1e-6


class LossFn(Protocol):
    def __call__(self, y_true: TensorLike, y_pred: TensorLike) -> tf.Tensor: ...


def make_tversky(alpha: float = 0.5, beta: float = 0.5) -> Callable[[tf.Tensor, tf.Tensor], tf.Tensor]:
    def tversky_loss(y_true: tf.Tensor, y_pred: tf.Tensor) -> tf.Tensor:
        axes: list[int] = [1, 2, 3]
        tp = tf.reduce_sum(y_true * y_pred, axis=axes)
        fn = tf.reduce_sum(y_true * (1 - y_pred), axis=axes)
        fp = tf.reduce_sum((1 - y_true) * y_pred, axis=axes)
        return 1 - (tp + EPSILON) / (tp + alpha * fn + beta * fp + EPSILON)

    return tversky_loss


def charbonnier(y_true: tf.Tensor, y_pred: tf.Tensor, /, *, eps: float = 1e-3) -> tf.Tensor:
    return tf.reduce_mean(tf.sqrt(tf.square(y_true - y_pred) + eps**2), axis=-1)


registry: dict[str, LossFn] = {"tversky": make_tversky(), "charbonnier": charbonnier}
