import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def kept_loss(y_true, y_pred):
    return ops.square(y_true - ops.sum(y_pred, axis=-1, keepdims=True))


def both_squeezed_loss(y_true, y_pred):
    return ops.mean(ops.square(ops.squeeze(y_true, axis=-1) - ops.squeeze(y_pred, axis=-1)))


def both_columns_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true[:, 0] - y_pred[:, 0]))


def both_flat_loss(y_true, y_pred):
    return K.mean(K.square(K.flatten(y_true) - K.flatten(y_pred)))


def added_axis_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred[:, 0][:, None]))


def expanded_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - tf.expand_dims(K.sum(y_pred, axis=-1), -1)), axis=-1)


def reshaped_column_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - tf.reshape(y_pred, [-1, 1])))


def sliced_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred[:, 1:2]), axis=-1)


def target_weight_loss(y_true, y_pred):
    each = K.mean(K.square(y_true - y_pred), axis=-1)
    return each * (1.0 + K.mean(y_true, axis=-1))


def ranking_loss(y_true, y_pred):
    difference = y_pred - tf.transpose(y_pred)
    order = tf.cast(y_true > tf.transpose(y_true), tf.float32)
    return tf.reduce_sum(order * tf.nn.softplus(-difference)) / (tf.reduce_sum(order) + 1.0)


def similarity_matrix_loss(y_true, y_pred):
    similarity = tf.matmul(y_pred, y_pred, transpose_b=True)
    return tf.reduce_mean(tf.square(similarity - tf.matmul(y_true, y_true, transpose_b=True)))


def batch_mean_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred) / (K.mean(K.square(y_true)) + 1.0), axis=-1)


def axis_zero_loss(y_true, y_pred):
    return K.mean(K.square(K.mean(y_true, axis=0) - K.mean(y_pred, axis=0)))
