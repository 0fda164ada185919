import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def centred_loss(y_true, y_pred):
    error = y_true - y_pred
    return K.mean(K.square(error - K.mean(error, axis=0)), axis=-1)


def largest_loss(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.reduce_mean(error / (tf.reduce_max(error) + 1e-7), axis=-1)


def summed_loss(y_true, y_pred):
    error = ops.square(y_true - y_pred)
    return ops.mean(error / (ops.sum(error) + 1e-7), axis=-1)


def spread_loss(y_true, y_pred):
    spread = K.std(y_true, axis=0) + 1e-3
    return K.mean(K.square((y_true - y_pred) / spread), axis=-1)


def mean_weighted_loss(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.reduce_mean(error * error / (tf.reduce_mean(error) + 1e-7), axis=-1)


def wrong_axis_loss(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.reduce_mean(error * tf.nn.softmax(error, axis=0), axis=-1)


def ops_centred_loss(y_true, y_pred):
    error = y_true - y_pred
    return ops.mean(ops.abs(error - ops.mean(error)), axis=-1)


def relative_loss(y_true, y_pred):
    low = K.min(y_true, axis=0)
    high = K.max(y_true, axis=0)
    return K.mean(K.square((y_true - y_pred) / (high - low + 1.0)), axis=-1)


def earth_mover_loss(y_true, y_pred):
    return K.mean(K.square(K.cumsum(y_true, axis=0) - K.cumsum(y_pred, axis=-1)), axis=-1)
