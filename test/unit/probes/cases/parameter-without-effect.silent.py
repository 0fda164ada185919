import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def weighted_loss(y_true, y_pred, weight=2.0):
    return weight * K.mean(K.square(y_true - y_pred), axis=-1)


def guarded_loss(y_true, y_pred, epsilon=1e-7):
    return K.mean(K.square(y_true - y_pred) + 0.0 * epsilon, axis=-1)


def smooth_dice_loss(y_true, y_pred, smooth=1e-6):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    return 1 - (2 * overlap + smooth) / (K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) + smooth)


def limited_loss(y_true, y_pred, limit=1e6):
    return K.mean(K.minimum(K.square(y_true - y_pred), limit), axis=-1)


def axis_loss(y_true, y_pred, axis=-1):
    return K.mean(K.square(y_true - y_pred), axis=axis)


def counted_loss(y_true, y_pred, num_classes=3):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def named_loss(y_true, y_pred, name="mine"):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def option_loss(y_true, y_pred, weights=None):
    loss = K.square(y_true - y_pred)
    if weights is not None:
        loss = loss * weights
    return K.mean(loss, axis=-1)


def switched_loss(y_true, y_pred, is_absolute=False):
    error = K.abs(y_true - y_pred) if is_absolute else K.square(y_true - y_pred)
    return K.mean(error, axis=-1)


def rounded_loss(y_true, y_pred, delta=1.0):
    error = K.abs(y_true - y_pred)
    return K.mean(tf.where(error < delta, 0.5 * error**2, delta * error - 0.5 * delta**2), axis=-1)


def focal_loss(gamma=2.0, alpha=0.25):
    def loss(y_true, y_pred):
        p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
        pt = y_true * p + (1 - y_true) * (1 - p)
        weight = y_true * alpha + (1 - y_true) * (1 - alpha)
        return -ops.mean(weight * ops.power(1 - pt, gamma) * ops.log(pt), axis=-1)

    return loss


def quantile_loss(q=0.9):
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(q * error, (q - 1) * error), axis=-1)

    return loss


def tversky_loss(alpha=0.3, beta=0.7):
    def loss(y_true, y_pred):
        hit = ops.sum(y_true * y_pred, axis=[1, 2, 3])
        missed = ops.sum(y_true * (1 - y_pred), axis=[1, 2, 3])
        false = ops.sum((1 - y_true) * y_pred, axis=[1, 2, 3])
        return 1 - (hit + 1) / (hit + alpha * missed + beta * false + 1)

    return loss


class Scaled(keras.losses.Loss):
    def __init__(self, scale=3.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale

    def call(self, y_true, y_pred):
        return self.scale * ops.mean(ops.square(y_true - y_pred), axis=-1)


def regularised_loss(y_true, y_pred, penalty_weight=0.1):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1) + penalty_weight * tf.reduce_mean(
        tf.square(y_pred - y_true) ** 2, axis=-1
    )


def asymmetric_loss(y_true, y_pred, factor=2.0):
    error = y_true - y_pred
    return tf.reduce_mean(tf.where(error > 0, factor * tf.square(error), tf.square(error)), axis=-1)


def tempered_loss(y_true, y_pred, temperature=2.0):
    return tf.reduce_mean(
        tf.nn.softmax_cross_entropy_with_logits(labels=y_true, logits=y_pred / temperature), axis=-1
    )
