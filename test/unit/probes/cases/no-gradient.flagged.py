import tensorflow as tf
from tensorflow.keras import backend as K


def _decided(p):
    return tf.map_fn(lambda row: tf.cast(row > 0.5, tf.float32), p)


def _rounded(p):
    return tf.map_fn(tf.round, p)


def _apply(function, value):
    return function(value)


def hits_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - _decided(y_pred)), axis=-1)


def rounded_loss(y_true, y_pred):
    return K.mean(K.square(y_true - _rounded(y_pred)), axis=-1)


def floor_loss(y_true, y_pred):
    return K.mean(K.square(y_true - tf.map_fn(tf.floor, y_pred)), axis=-1)


def squared_hits_loss(y_true, y_pred):
    return K.mean(K.square(y_true - _decided(y_pred)), axis=-1)


def applied_loss(y_true, y_pred):
    return K.mean(K.square(y_true - _apply(_rounded, y_pred)), axis=-1)


def in_dict_loss(y_true, y_pred):
    steps = {"round": _rounded}
    return K.mean(K.abs(y_true - steps["round"](y_pred)), axis=-1)


def looped_loss(y_true, y_pred):
    for step in (_rounded,):
        y_pred = step(y_pred)
    return K.mean(K.abs(y_true - y_pred), axis=-1)


def vectorized_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - tf.vectorized_map(lambda row: tf.cast(row > 0.5, tf.float32), y_pred)), axis=-1)


def stopped_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - tf.map_fn(tf.stop_gradient, y_pred)), axis=-1)
