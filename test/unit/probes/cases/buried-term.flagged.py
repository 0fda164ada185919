import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def tiny_weight_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + 1e-9 * K.mean(K.abs(y_true - y_pred), axis=-1)


def huge_weight_loss(y_true, y_pred):
    return 1e9 * K.mean(K.square(y_true - y_pred), axis=-1) + K.mean(K.abs(y_true - y_pred), axis=-1)


def named_terms_loss(y_true, y_pred):
    data = tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
    penalty = tf.reduce_mean(tf.abs(y_pred), axis=-1)
    return data + 1e-10 * penalty


def subtracted_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1) - 1e-9 * ops.mean(ops.log(ops.abs(y_pred) + 1.0), axis=-1)


def three_terms_loss(y_true, y_pred):
    error = y_true - y_pred
    return K.mean(K.square(error), axis=-1) + 0.1 * K.mean(K.abs(error), axis=-1) + 1e-9 * K.mean(K.abs(y_pred), axis=-1)


class Combined(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred), axis=-1) + 1e-9 * ops.mean(ops.abs(y_pred), axis=-1)


def weighted_loss(weight=1e-10):
    def loss(y_true, y_pred):
        return K.mean(K.square(y_true - y_pred), axis=-1) + weight * K.mean(K.abs(y_true - y_pred), axis=-1)

    return loss


def exponents_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + K.mean(K.abs(y_pred), axis=-1) * 2**-40
