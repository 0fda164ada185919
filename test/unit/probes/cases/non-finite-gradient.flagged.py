import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def root_loss(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_true - y_pred), axis=-1))


def ops_root_loss(y_true, y_pred):
    return ops.sqrt(ops.mean(ops.square(y_true - y_pred), axis=-1))


def power_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1) ** 0.5


def norm_loss(y_true, y_pred):
    return tf.norm(y_true - y_pred, axis=-1)


def root_of_absolute_loss(y_true, y_pred):
    return tf.reduce_mean(tf.sqrt(tf.abs(y_true - y_pred)), axis=-1)


def unknown_targets_loss(y_true, y_pred):
    return tf.reduce_mean(tf.where(tf.math.is_nan(y_true), 0.0, tf.abs(y_true - y_pred) ** 2), axis=-1)


def scaled_root_loss(y_true, y_pred):
    return 0.5 * tf.sqrt(tf.reduce_sum(tf.square(y_true - y_pred), axis=-1))
