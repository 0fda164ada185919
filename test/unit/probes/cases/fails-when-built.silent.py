import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def scatter_loss(y_true, y_pred):
    return tf.reduce_mean(tf.concat([2.0 * (y_true - y_pred)[:, :1], (y_true - y_pred)[:, 1:]], axis=-1) ** 2, axis=-1)


def dynamic_length_loss(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred), axis=-1) / tf.cast(tf.shape(y_pred)[0], tf.float32)


def last_axis_loss(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred), axis=-1) / y_pred.shape[-1]


def numpy_constant_loss(y_true, y_pred):
    return K.mean(np.sqrt(2.0) * K.square(y_true - y_pred), axis=-1)


def numpy_array_loss(y_true, y_pred):
    return K.mean(np.array([1.0], dtype="float32") * K.square(y_true - y_pred), axis=-1)


def list_of_terms_loss(y_true, y_pred):
    terms = []
    for power in (1, 2):
        terms.append(K.mean(K.abs(y_true - y_pred) ** power, axis=-1))
    return sum(terms)


def where_instead_of_if_loss(y_true, y_pred):
    return tf.reduce_mean(tf.where(y_true > y_pred, y_true - y_pred, 2.0 * (y_pred - y_true)), axis=-1)


def python_if_loss(y_true, y_pred, squared=True):
    error = y_true - y_pred
    if squared:
        return K.mean(K.square(error), axis=-1)
    return K.mean(K.abs(error), axis=-1)


def rank_if_loss(y_true, y_pred):
    if len(y_pred.shape) > 2:
        return K.mean(K.square(y_true - y_pred), axis=[-2, -1])
    return K.mean(K.square(y_true - y_pred), axis=-1)


def int_shape_loss(y_true, y_pred):
    width = K.int_shape(y_pred)[-1]
    return K.sum(K.square(y_true - y_pred), axis=-1) / width


def fixed_range_loss(y_true, y_pred):
    total = 0.0
    for power in range(1, 3):
        total = total + K.mean(K.abs(y_true - y_pred) ** power, axis=-1)
    return total


def optional_weight_loss(y_true, y_pred, weights=None):
    loss = K.square(y_true - y_pred)
    if weights is not None:
        loss = weights * loss
    return K.mean(loss, axis=-1)


def get_shape_loss(y_true, y_pred):
    width = y_pred.get_shape().as_list()[-1]
    return tf.reduce_sum(tf.square(y_true - y_pred), axis=-1) / width


def ops_shape_loss(y_true, y_pred):
    batch = ops.shape(y_pred)[0]
    return ops.reshape(ops.mean(ops.square(y_true - y_pred), axis=-1), (batch,))
