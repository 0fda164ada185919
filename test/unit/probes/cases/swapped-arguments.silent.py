import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def _entropy(a, b):
    return -K.mean(b * K.log(a + 1e-7) + (1 - b) * K.log(1 - a + 1e-7), axis=-1)


def helper_binary_loss(y_true, y_pred):
    return _entropy(y_pred, y_true)


def binary_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def weighted_binary_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(5.0 * y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def focal_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    pt = y_true * p + (1 - y_true) * (1 - p)
    return -K.mean(K.pow(1 - pt, 2.0) * K.log(pt), axis=-1)


def brier_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def absolute_probability_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - K.sigmoid(y_pred)), axis=-1)


def linear_probability_loss(y_true, y_pred):
    return K.mean(y_true * (1 - y_pred) + (1 - y_true) * y_pred, axis=-1)


def hinge_like_loss(y_true, y_pred):
    return K.mean(K.maximum(1.0 - (2.0 * y_true - 1.0) * y_pred, 0.0), axis=-1)


def generalized_crossentropy_loss(y_true, y_pred):
    p = K.sum(y_true * y_pred, axis=-1)
    return (1.0 - K.pow(p + 1e-7, 0.7)) / 0.7


def categorical_loss(y_true, y_pred):
    return -K.sum(y_true * K.log(K.clip(y_pred, K.epsilon(), 1.0)), axis=-1)


def divergence_loss(y_true, y_pred):
    t = K.clip(y_true, K.epsilon(), 1.0)
    p = K.clip(y_pred, K.epsilon(), 1.0)
    return K.sum(t * K.log(t / p), axis=-1)


def reverse_crossentropy_loss(y_true, y_pred):
    return -tf.reduce_sum(y_pred * tf.math.log(tf.clip_by_value(y_true, 1e-4, 1.0)), axis=-1)


def symmetric_crossentropy_loss(y_true, y_pred):
    forward = -tf.reduce_sum(y_true * tf.math.log(tf.clip_by_value(y_pred, 1e-7, 1.0)), axis=-1)
    other = -tf.reduce_sum(y_pred * tf.math.log(tf.clip_by_value(y_true, 1e-4, 1.0)), axis=-1)
    return 0.1 * forward + other


def smooth_labels_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    t = 0.9 * y_true + 0.05
    return -ops.mean(t * ops.log(p) + (1 - t) * ops.log(1 - p), axis=-1)


def poisson_loss(y_true, y_pred):
    return ops.mean(y_pred - y_true * ops.log(y_pred + 1e-7), axis=-1)


def percentage_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred) / K.maximum(y_true, K.epsilon()), axis=-1)


def exponential_probability_loss(y_true, y_pred):
    return K.mean(K.exp(-(2.0 * y_true - 1.0) * (2.0 * y_pred - 1.0)), axis=-1)


def keras_crossentropy_loss(y_true, y_pred):
    return keras.losses.binary_crossentropy(y_true, y_pred)


def one_sided_log_loss(y_true, y_pred):
    return K.mean(K.maximum(K.log(1.0 + y_pred) - K.log(1.0 + y_true), 0.0), axis=-1)
