"""Losses of several numbers side by side, of batches that are compared with themselves, of another model's output."""

import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K

CLASSES = 4
COMPONENTS = 2


def components(parameters):
    share = K.softmax(parameters[:, :COMPONENTS])
    spread = K.exp(parameters[:, COMPONENTS : 2 * COMPONENTS])
    return share, spread, parameters[:, 2 * COMPONENTS :]


def mixture(y_true, y_pred):
    share, spread, mean = components(y_pred)
    density = share * K.exp(-K.square((y_true - mean) / spread) / 2) / spread
    return -K.log(K.sum(density, axis=1))


def zero_inflated(y_true, y_pred):
    mu, theta, pi = tf.split(y_pred, 3, axis=-1)
    absent = tf.pow(theta / (theta + mu), theta)
    counted = (
        tf.math.lgamma(y_true + theta)
        - tf.math.lgamma(theta)
        - tf.math.lgamma(y_true + 1)
        + theta * tf.math.log(theta / (theta + mu))
        + y_true * tf.math.log(mu / (theta + mu))
    )
    return -tf.where(y_true < 0.5, tf.math.log(pi + (1 - pi) * absent), tf.math.log(1 - pi) + counted)


def distilled(y_true, y_pred):
    y_true, teacher = y_true[:, :CLASSES], y_true[:, CLASSES:]
    soft = K.softmax(teacher / 5.0)
    y_pred, y_soft = y_pred[:, :CLASSES], y_pred[:, CLASSES:]
    return K.categorical_crossentropy(y_true, y_pred) + K.categorical_crossentropy(soft, y_soft)


def taught_loss(y_true, y_pred):
    t = tf.nn.softmax(y_true / 3.0, axis=1)
    s = tf.nn.softmax(y_pred / 3.0, axis=1)
    return tf.reduce_sum(t * (tf.math.log(t) - tf.math.log(s)), axis=1)


def partial_likelihood(y_true, y_pred):
    event = tf.cast(y_true[:, 0], tf.float32)
    risk = y_pred[:, 0]
    return -tf.reduce_mean((risk - tf.math.log(tf.cumsum(tf.exp(risk), reverse=True))) * event)


def neighbour_loss(y_true, y_pred):
    z = tf.math.l2_normalize(y_pred, axis=1)
    count = tf.shape(z)[0]
    similar = tf.matmul(z, z, transpose_b=True) / 0.5 - 1e9 * tf.eye(count)
    mates = tf.range(count) + 1 - 2 * (tf.range(count) % 2)
    return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=mates, logits=similar))


def smooth(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.reduce_sum(tf.where(error < 1.0, 0.5 * error**2, error - 0.5), axis=-1)


def focal_conf(y_true, y_pred):
    return -tf.reduce_sum(y_true * (1.0 - y_pred) ** 2 * tf.math.log(y_pred), axis=-1)


def quadrilaterals(y_true, y_pred):
    count = tf.shape(y_true)[2] - 8
    conf_true = tf.reshape(y_true[:, :, 8:], [-1, count])
    conf_pred = tf.reshape(y_pred[:, :, 8:], [-1, count])
    there = 1.0 - conf_true[:, 0]
    offsets = smooth(tf.reshape(y_true[:, :, :8], [-1, 8]), tf.reshape(y_pred[:, :, :8], [-1, 8]))
    return tf.reduce_sum(focal_conf(conf_true, conf_pred) + offsets * there) / (tf.reduce_sum(there) + 1e-7)


def chosen_action(y_true, y_pred):
    action, value = tf.cast(y_true[:, 0], tf.int32), y_true[:, 1]
    return tf.square(value - tf.reduce_sum(y_pred * tf.one_hot(action, 4), axis=1))


class Pinball(keras.losses.Loss):
    def call(self, y_true, y_pred):
        taus = tf.constant([0.1, 0.5, 0.9])
        error = y_true - y_pred
        return tf.reduce_mean(tf.maximum(taus * error, (taus - 1) * error), axis=-1)
