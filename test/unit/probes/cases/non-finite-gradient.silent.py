import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def root_loss(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_true - y_pred), axis=-1) + K.epsilon())


def maximum_root_loss(y_true, y_pred):
    return ops.sqrt(ops.maximum(ops.mean(ops.square(y_true - y_pred), axis=-1), 1e-7))


def charbonnier_loss(y_true, y_pred):
    return tf.reduce_mean(tf.sqrt(tf.square(y_true - y_pred) + 1e-6), axis=-1)


def squared_norm_loss(y_true, y_pred):
    return tf.square(tf.norm(y_true - y_pred + 1e-6, axis=-1))


def absolute_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


def power_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred) ** 1.5, axis=-1)


def double_where_loss(y_true, y_pred):
    known = tf.logical_not(tf.math.is_nan(y_true))
    target = tf.where(known, y_true, tf.zeros_like(y_true))
    error = tf.where(known, target - y_pred, tf.zeros_like(y_pred))
    return tf.reduce_mean(tf.square(error), axis=-1)


def masked_loss(y_true, y_pred):
    known = tf.math.is_finite(y_true)
    return tf.reduce_mean(tf.square(tf.where(known, y_true, y_pred) - y_pred), axis=-1)


def huber_loss(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    return K.mean(tf.where(error < 1.0, 0.5 * error**2, error - 0.5), axis=-1)


def log_cosh_loss(y_true, y_pred):
    error = y_pred - y_true
    return K.mean(error + K.softplus(-2.0 * error) - K.log(2.0), axis=-1)


def pseudo_huber_loss(y_true, y_pred):
    return ops.mean(ops.sqrt(1.0 + ops.square(y_true - y_pred)) - 1.0, axis=-1)


def hypot_loss(y_true, y_pred):
    return ops.mean(ops.sqrt(ops.square(y_true - y_pred) + 0.01), axis=-1)


def clipped_binary_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def sigmoid_binary_loss(y_true, y_pred):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=y_pred), axis=-1)
