import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def item_assignment_loss(y_true, y_pred):
    weights = tf.ones_like(y_pred)
    weights[0] = 2.0
    return tf.reduce_mean(weights * tf.square(y_true - y_pred), axis=-1)


def length_loss(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred), axis=-1) / len(y_true)


def static_batch_loss(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred), axis=-1) * K.ones((y_pred.shape[0],))


def numpy_shape_loss(y_true, y_pred):
    return K.mean(np.zeros(y_pred.shape) + K.square(y_true - y_pred), axis=-1)


def method_loss(y_true, y_pred):
    return ops.mean((y_true - y_pred).abs(), axis=-1)


def column_assignment_loss(y_true, y_pred):
    error = tf.square(y_true - y_pred)
    error[:, 0] = 0.0
    return tf.reduce_mean(error, axis=-1)


def astype_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true.astype("float32") - y_pred), axis=-1)


def none_weight_loss(y_true, y_pred, weights=None):
    return K.mean(weights * K.square(y_true - y_pred), axis=-1)
