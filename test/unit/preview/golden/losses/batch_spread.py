import numpy as np
import tensorflow as tf
from tensorflow import keras


def outer(y_true, y_pred):
    each = keras.losses.binary_crossentropy(y_true, y_pred)
    w = 0.2 + 0.6 * y_true
    return tf.reduce_mean(w * each)


def outer_vec(y_true, y_pred):
    each = tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
    return each * y_true


def squeezed(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - tf.squeeze(y_pred)))


def summed(y_true, y_pred):
    return tf.abs(y_true - tf.reduce_sum(y_pred, axis=-1))


def column(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred[:, 0]))


