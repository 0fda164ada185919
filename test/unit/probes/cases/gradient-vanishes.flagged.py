import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def capped_squared_loss(y_true, y_pred):
    return K.mean(K.minimum(K.square(y_true - y_pred), 0.001), axis=-1)


def ops_capped_loss(y_true, y_pred):
    return ops.mean(ops.minimum(ops.abs(y_true - y_pred), 0.03), axis=-1)


def clipped_error_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.clip_by_value(y_true - y_pred, -0.03, 0.03)), axis=-1)


def saturated_loss(y_true, y_pred):
    return tf.reduce_mean(tf.minimum(1000.0 * tf.square(y_true - y_pred), 1.0), axis=-1)


def capped_root_loss(y_true, y_pred):
    return K.mean(K.minimum(K.sqrt(K.square(y_true - y_pred) + 1e-6), 0.02), axis=-1)


def steep_loss(y_true, y_pred):
    return tf.reduce_mean(1.0 - tf.nn.relu(1.0 - 50.0 * tf.abs(y_true - y_pred)), axis=-1)


def tolerated_loss(y_true, y_pred):
    return tf.reduce_mean(tf.nn.relu(tf.abs(y_true - y_pred) - 50.0) + tf.minimum(tf.abs(y_true - y_pred), 0.03), axis=-1)


def squashed_loss(y_true, y_pred):
    return ops.mean(ops.clip(1e4 * ops.square(y_true - y_pred), 0.0, 1.0), axis=-1)


def summed_softmax_loss(y_true, y_pred):
    return tf.reduce_mean(y_true - tf.nn.softmax(y_pred / 2.0, axis=-1), axis=-1)
