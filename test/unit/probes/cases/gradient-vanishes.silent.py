import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def capped_loss(y_true, y_pred):
    return K.mean(K.minimum(K.square(y_true - y_pred), 4.0), axis=-1)


def tolerant_loss(y_true, y_pred):
    return K.mean(K.relu(K.abs(y_true - y_pred) - 1.0), axis=-1)


def hinge_loss(y_true, y_pred):
    return K.mean(K.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def squared_hinge_loss(y_true, y_pred):
    return ops.mean(ops.square(ops.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)


def welsch_loss(y_true, y_pred):
    return K.mean(1.0 - K.exp(-0.5 * K.square(y_true - y_pred)), axis=-1)


def cauchy_loss(y_true, y_pred):
    return tf.reduce_mean(tf.math.log(1.0 + tf.square(y_true - y_pred)), axis=-1)


def tukey_loss(y_true, y_pred):
    error = tf.abs(y_true - y_pred) / 2.0
    return tf.reduce_mean(tf.where(error < 1.0, 1.0 - (1.0 - error**2) ** 3, tf.ones_like(error)), axis=-1)


def quantile_loss(y_true, y_pred):
    error = y_true - y_pred
    return K.mean(K.maximum(0.9 * error, -0.1 * error), axis=-1)


def one_sided_loss(y_true, y_pred):
    return K.mean(K.square(K.relu(y_true - y_pred)), axis=-1)


def unused_loss(y_true, y_pred):
    return K.mean(0.0 * y_pred, axis=-1)


def small_loss(y_true, y_pred):
    return 1e-6 * K.mean(K.square(y_true - y_pred), axis=-1)


def clipped_probability_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.log(p) + (1 - y_true) * K.log(1 - p), axis=-1)


def focal_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    pt = y_true * p + (1 - y_true) * (1 - p)
    return -K.mean((1 - pt) ** 5 * K.log(pt), axis=-1)


def epsilon_insensitive_loss(y_true, y_pred):
    return ops.mean(ops.maximum(ops.abs(y_true - y_pred) - 0.1, 0.0), axis=-1)


def quartic_loss(y_true, y_pred):
    return ops.mean((y_true - y_pred) ** 4, axis=-1)


def softmax_difference_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - tf.nn.softmax(y_pred / 2.0, axis=-1)), axis=-1)
