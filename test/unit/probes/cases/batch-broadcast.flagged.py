import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def ops_summed_loss(y_true, y_pred):
    return ops.square(y_true - ops.sum(y_pred, axis=-1))


def ops_squeezed_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - ops.squeeze(y_pred, axis=-1)))


def target_column_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true[:, 0] - y_pred))


def flat_loss(y_true, y_pred):
    return K.mean(K.square(y_true - K.flatten(y_pred)))


def reshaped_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - tf.reshape(y_pred, [-1])))


def times_target_loss(y_true, y_pred):
    each = K.mean(K.square(y_true - y_pred), axis=-1)
    return K.mean(each * (1.0 + y_true))


def largest_loss(y_true, y_pred):
    return K.mean(K.square(y_true - K.max(y_pred, axis=-1)))
