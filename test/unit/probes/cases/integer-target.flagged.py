import tensorflow as tf
from tensorflow.keras import backend as K


def _whole(t):
    return tf.map_fn(lambda row: tf.cast(row, tf.int32), t, fn_output_signature=tf.int32)


def _known(t):
    return tf.map_fn(lambda row: row > 0.5, t, fn_output_signature=tf.bool)


def times_loss(y_true, y_pred):
    return K.mean(_whole(y_true) * K.square(y_pred), axis=-1)


def minus_loss(y_true, y_pred):
    return K.mean(K.square(_whole(y_true) - y_pred), axis=-1)


def right_minus_loss(y_true, y_pred):
    return K.mean(K.square(y_pred - _whole(y_true)), axis=-1)


def divided_loss(y_true, y_pred):
    labels = _whole(y_true)
    return K.mean(K.square(y_pred) / (labels + 1), axis=-1)


def multiplied_loss(y_true, y_pred):
    labels = _whole(y_true)
    return K.mean(tf.multiply(labels, K.square(y_pred)), axis=-1)


def added_loss(y_true, y_pred):
    both = _whole(y_true) + y_pred
    return K.mean(K.square(both), axis=-1)


def lambda_loss(y_true, y_pred):
    whole = (lambda t: _whole(t))(y_true)
    return K.mean(whole * y_pred, axis=-1)


def through_list_loss(y_true, y_pred):
    parts = [_whole(y_true)]
    return K.mean(parts[0] * K.square(y_pred), axis=-1)


def maximum_loss(y_true, y_pred):
    return K.mean(tf.maximum(_whole(y_true), y_pred), axis=-1)
