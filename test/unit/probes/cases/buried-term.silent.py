import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops


def small_weight_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + 1e-4 * K.mean(K.abs(y_true - y_pred), axis=-1)


def large_weight_loss(y_true, y_pred):
    return 1000.0 * K.mean(K.square(y_true - y_pred), axis=-1) + K.mean(K.abs(y_true - y_pred), axis=-1)


def both_small_loss(y_true, y_pred):
    return 1e-9 * K.mean(K.square(y_true - y_pred), axis=-1) + 1e-9 * K.mean(K.abs(y_true - y_pred), axis=-1)


def epsilon_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred), axis=-1) + 1e-12


def constant_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + 0.5


def barrier_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + 1e6 * K.mean(K.relu(-100.0 - y_pred), axis=-1)


def off_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + 0.0 * K.mean(K.abs(y_pred), axis=-1)


def target_term_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1) + 1e-9 * K.mean(K.abs(y_true), axis=-1)


def crossentropy_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -(y_true * K.log(p) + (1 - y_true) * K.log(1 - p))


def dice_and_crossentropy_loss(y_true, y_pred):
    overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
    dice = 1 - (2 * overlap + 1) / (ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3]) + 1)
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    return dice + ops.mean(-(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p)), axis=[1, 2, 3])


def log_cosh_loss(y_true, y_pred):
    error = y_pred - y_true
    return K.mean(error + K.softplus(-2.0 * error) - K.log(2.0), axis=-1)


def elastic_loss(y_true, y_pred):
    error = y_true - y_pred
    return 0.5 * tf.reduce_mean(tf.square(error), axis=-1) + 0.5 * tf.reduce_mean(tf.abs(error), axis=-1)


class Combined(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred), axis=-1) + 0.01 * ops.mean(ops.abs(y_true - y_pred), axis=-1)


def grouped_loss(y_true, y_pred):
    error = y_true - y_pred
    return (K.mean(K.square(error), axis=-1) + K.mean(K.abs(error), axis=-1)) / 2.0


def conditional_loss(y_true, y_pred, weight=0.1):
    error = y_true - y_pred
    extra = K.mean(K.abs(error), axis=-1)
    return K.mean(K.square(error), axis=-1) + (weight * extra if weight > 0 else 0.0)


def stopped_term_loss(y_true, y_pred):
    error = y_true - y_pred
    return tf.reduce_mean(tf.square(error), axis=-1) + 1e-9 * tf.reduce_mean(tf.stop_gradient(tf.abs(error)), axis=-1)
