import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def unused_loss(y_true, y_pred, weight=2.0):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def overwritten_loss(y_true, y_pred, alpha=0.3):
    alpha = 0.5
    return alpha * K.mean(K.square(y_true - y_pred), axis=-1)


def divided_out_loss(y_true, y_pred, alpha=0.0):
    weights = 1.0 + 0.0 * alpha
    return K.mean(weights * K.square(y_true - y_pred), axis=-1)


def focal_loss(gamma=2.0):
    def loss(y_true, y_pred):
        p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
        return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)

    return loss


def tversky_loss(alpha=0.3, beta=0.7):
    def loss(y_true, y_pred):
        hit = ops.sum(y_true * y_pred, axis=[1, 2, 3])
        missed = ops.sum(y_true * (1 - y_pred), axis=[1, 2, 3])
        false = ops.sum((1 - y_true) * y_pred, axis=[1, 2, 3])
        return 1 - (hit + 1) / (hit + 0.3 * missed + 0.7 * false + 1)

    return loss


class Forgotten(keras.losses.Loss):
    def __init__(self, weight=3.0, **kwargs):
        super().__init__(**kwargs)

    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred), axis=-1)


class Overwritten(keras.losses.Loss):
    def __init__(self, temperature=3.0, **kwargs):
        super().__init__(**kwargs)
        self.temperature = 1.0

    def call(self, y_true, y_pred):
        return self.temperature * ops.mean(ops.square(y_true - y_pred), axis=-1)


def never_reached_loss(y_true, y_pred, penalty_weight=0.1):
    loss = tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
    penalty = penalty_weight * tf.reduce_mean(tf.abs(y_pred), axis=-1)
    total = loss + penalty
    return loss
