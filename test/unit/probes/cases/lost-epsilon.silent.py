import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def _inner(p, margin):
    return tf.clip_by_value(p, margin, 1 - margin)


def helper_log_loss(y_true, y_pred):
    p = _inner(y_pred, 1e-7)
    return -tf.reduce_mean(y_true * tf.math.log(p) + (1 - y_true) * tf.math.log(1 - p), axis=-1)


def nines_log_loss(y_true, y_pred):
    p = K.clip(y_pred, 1e-7, 0.9999999)
    return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def added_log_loss(y_true, y_pred):
    return -K.mean(y_true * K.log(y_pred + 1e-15) + (1 - y_true) * K.log(1 - y_pred + 1e-15), axis=-1)


def low_clip_loss(y_true, y_pred):
    return -K.sum(y_true * K.log(K.clip(y_pred, 1e-15, 1.0)), axis=-1)


def class_clip_loss(y_true, y_pred):
    return -ops.sum(y_true * ops.log(ops.maximum(y_pred, 1e-20)), axis=-1)


def divided_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred) / (K.square(y_true) + 1.0 + 1e-12), axis=-1)


def norm_loss(y_true, y_pred):
    return K.sqrt(K.sum(K.square(y_true - y_pred), axis=-1) + 1e-12)


def dice_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    return 1 - (2 * overlap + 1e-10) / (K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) + 1e-10)


def learning_rate_loss(y_true, y_pred):
    rate = 1e-9
    return K.mean(K.square(y_true - y_pred), axis=-1) + 0.0 * rate


def almost_one_loss(y_true, y_pred):
    return 0.9999999999 * K.mean(K.square(y_true - y_pred), axis=-1)


def huber_like_loss(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    return K.mean(tf.where(error < 1.0000000001, 0.5 * error**2, error - 0.5), axis=-1)


def logits_loss(y_true, y_pred):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=y_pred), axis=-1)


def softplus_loss(y_true, y_pred):
    return tf.reduce_mean(tf.nn.softplus(y_pred) - y_true * y_pred + 1e-12, axis=-1)


def focal_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    pt = y_true * p + (1 - y_true) * (1 - p)
    return -K.mean((1 - pt) ** 2 * K.log(pt + 1e-12), axis=-1)


def kl_loss(y_true, y_pred):
    t = K.clip(y_true, 1e-10, 1.0)
    p = K.clip(y_pred, 1e-10, 1.0)
    return K.sum(t * K.log(t / p), axis=-1)


def ops_log_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)


def safe_root_loss(y_true, y_pred):
    return ops.mean(ops.sqrt(ops.square(y_true - y_pred) + 1e-12), axis=-1)
