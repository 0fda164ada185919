import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def _rounded(p):
    return tf.map_fn(tf.round, p)


def soft_hits_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - tf.sigmoid(10.0 * (y_pred - 0.5))), axis=-1)


def straight_through_loss(y_true, y_pred):
    hard = y_pred + tf.stop_gradient(_rounded(y_pred) - y_pred)
    return tf.reduce_mean(tf.square(y_true - hard), axis=-1)


def unused_output_loss(y_true, y_pred):
    return tf.zeros_like(y_pred)


def constant_loss(y_true, y_pred):
    return tf.reduce_mean(0.0 * y_pred, axis=-1)


def weighted_by_decision_loss(y_true, y_pred):
    return tf.reduce_mean((1.0 + tf.abs(_rounded(y_pred))) * tf.square(y_true - y_pred), axis=-1)


def masked_loss(y_true, y_pred):
    mask = tf.cast(y_pred > 0.0, tf.float32)
    return tf.reduce_mean((1.0 + mask) * tf.square(y_true - y_pred), axis=-1)


def where_loss(y_true, y_pred):
    return tf.reduce_mean(tf.where(y_pred > y_true, y_pred - y_true, 2.0 * (y_true - y_pred)), axis=-1)


def stopped_weight_loss(y_true, y_pred):
    weight = tf.stop_gradient(tf.abs(y_true - y_pred))
    return tf.reduce_mean(weight * tf.abs(y_true - y_pred), axis=-1)


def gathered_loss(y_true, y_pred):
    best = tf.argmax(y_true, axis=-1)
    return -tf.math.log(tf.gather(y_pred, best, axis=-1, batch_dims=1) + 1e-7)


def top_k_loss(y_true, y_pred):
    values, _ = tf.math.top_k(tf.square(y_true - y_pred), k=1)
    return tf.reduce_mean(values, axis=-1)


def sorted_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.sort(y_true, axis=-1) - tf.sort(y_pred, axis=-1)), axis=-1)


def cumulative_loss(y_true, y_pred):
    return ops.mean(ops.square(ops.cumsum(y_true, axis=-1) - ops.cumsum(y_pred, axis=-1)), axis=-1)


def counted_loss(y_true, y_pred):
    count = tf.cast(tf.math.count_nonzero(y_pred, axis=-1), tf.float32)
    return tf.reduce_sum(tf.square(y_true - y_pred), axis=-1) / (count + 1.0)


def normalised_by_shape_loss(y_true, y_pred):
    return tf.reduce_sum(tf.square(y_true - y_pred), axis=-1) / tf.cast(tf.shape(y_pred)[-1], tf.float32)


def half_stopped_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred) + ops.stop_gradient(ops.abs(y_pred)), axis=-1)


def mapped_loss(y_true, y_pred):
    return tf.reduce_mean(tf.map_fn(lambda row: tf.square(row), y_true - y_pred), axis=-1)


def absolute_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred), axis=-1)


def signed_loss(y_true, y_pred):
    return K.mean(K.sign(y_true - y_pred) * (y_true - y_pred), axis=-1)
