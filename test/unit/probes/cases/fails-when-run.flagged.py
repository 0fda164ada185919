import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops

SCALES = [0.5, 1.0]
OPTIONS = {"weight": 2.0}


def wrong_keyword_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axes=-1)


def too_many_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true, y_pred, 3, 4), axis=-1)


def list_index_loss(y_true, y_pred):
    return SCALES[2] * K.mean(K.abs(y_true - y_pred), axis=-1)


def zero_division_loss(y_true, y_pred):
    count = 0
    return K.mean(K.abs(y_true - y_pred), axis=-1) * (1.0 / count)


def unbound_loss(y_true, y_pred):
    if OPTIONS["weight"] > 3:
        scale = 2.0
    return scale * K.mean(K.abs(y_true - y_pred), axis=-1)


def text_loss(y_true, y_pred):
    return K.mean("1" + K.square(y_true - y_pred), axis=-1)


def called_number_loss(y_true, y_pred):
    weight = 2.0
    return weight(K.mean(K.square(y_true - y_pred), axis=-1))


def list_times_float_loss(y_true, y_pred):
    weights = SCALES * 2.0
    return K.mean(weights[0] * K.square(y_true - y_pred), axis=-1)


class Unset(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return self.scale * ops.mean(ops.square(y_true - y_pred), axis=-1)


def normalized_logits_loss(y_true, y_pred):
    norms = ops.sqrt(ops.sum(ops.square(y_pred), axis=-1)) + 1e-7
    return keras.losses.categorical_crossentropy(y_true, y_pred / norms, from_logits=True)


def distillation_loss(y_true, y_pred):
    soft = -K.sum(K.softmax(y_true / 4.0) * K.log(K.softmax(y_pred / 4.0)), axis=0)
    return 0.1 * keras.losses.categorical_crossentropy(y_true, y_pred, from_logits=True) + 0.9 * soft


def smoothness_loss(y_true, y_pred):
    weight = tf.exp(-tf.reduce_mean(tf.abs(y_true[:, 1:, :, :] - y_true[:, :-1, :, :]), axis=-1))
    return tf.reduce_mean(tf.abs(y_pred[:, 1:, :, :] - y_pred[:, :-1, :, :]) * weight, axis=(1, 2, 3))
