import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def _entropy(a, b):
    return -K.mean(b * K.log(a + 1e-7) + (1 - b) * K.log(1 - a + 1e-7), axis=-1)


def helper_binary_loss(y_true, y_pred):
    return _entropy(y_true, y_pred)


def clipped_binary_loss(y_true, y_pred):
    t = K.clip(y_true, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_pred * K.log(t) + (1 - y_pred) * K.log(1 - t), axis=-1)


def tf_binary_loss(y_true, y_pred):
    t = tf.clip_by_value(y_true, 1e-6, 1 - 1e-6)
    return -tf.reduce_mean(y_pred * tf.math.log(t) + (1 - y_pred) * tf.math.log(1 - t), axis=-1)


def ops_binary_crossentropy(y_true, y_pred):
    t = ops.clip(y_true, 1e-7, 1 - 1e-7)
    return -ops.mean(y_pred * ops.log(t) + (1 - y_pred) * ops.log(1 - t), axis=-1)


def poisson_loss(y_true, y_pred):
    return K.mean(y_true - y_pred * K.log(y_true + K.epsilon()), axis=-1)


def weighted_binary_loss(y_true, y_pred):
    t = K.clip(y_true, K.epsilon(), 1 - K.epsilon())
    return -2.0 * K.mean(y_pred * K.log(t) + (1 - y_pred) * K.log(1 - t))


def categorical_crossentropy_loss(y_true, y_pred):
    t = K.clip(y_true, K.epsilon(), 1.0)
    return -K.sum(y_pred * K.log(t), axis=-1)


def softmax_classes_loss(y_true, y_pred):
    y_pred = y_pred / tf.reduce_sum(y_pred, axis=-1, keepdims=True)
    t = tf.clip_by_value(y_true, 1e-7, 1.0)
    return -tf.reduce_sum(y_pred * tf.math.log(t), axis=-1)
