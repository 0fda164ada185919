import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def _inner(p, margin):
    return tf.clip_by_value(p, margin, 1 - margin)


def _kept(p, low, high):
    return ops.maximum(low, ops.minimum(p, high))


def helper_log_loss(y_true, y_pred):
    p = _inner(y_pred, 1e-12)
    return -tf.reduce_mean(y_true * tf.math.log(p) + (1 - y_true) * tf.math.log(1 - p), axis=-1)


def nines_log_loss(y_true, y_pred):
    p = K.clip(y_pred, 1e-7, 0.9999999999)
    return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def ops_nines_log_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 0.999999999)
    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)


def kept_log_loss(y_true, y_pred):
    p = _kept(y_pred, 1e-7, 0.99999999999)
    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)


def odds_log_loss(y_true, y_pred):
    p = _inner(y_pred, 1e-10)
    return -tf.reduce_mean(y_true * tf.math.log(p / (1 - p)) + tf.math.log(1 - p), axis=-1)


def minimum_log_loss(y_true, y_pred):
    p = K.minimum(K.maximum(y_pred, 1e-7), 0.99999999999)
    return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def focal_log_loss(y_true, y_pred):
    p = _inner(y_pred, 1e-15)
    pt = y_true * p + (1 - y_true) * (1 - p)
    return -tf.reduce_mean((1 - pt) ** 2 * tf.math.log(pt), axis=-1)


def _below_one(margin):
    return 1 - margin


def scaled_log_loss(y_true, y_pred):
    p = y_pred * _below_one(1e-12)
    return -K.mean(y_true * K.log(p + 1e-7) + (1 - y_true) * K.log(1 - p), axis=-1)
