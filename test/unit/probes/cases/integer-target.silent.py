import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def _whole(t):
    return tf.map_fn(lambda row: tf.cast(row, tf.int32), t, fn_output_signature=tf.int32)


def cast_back_loss(y_true, y_pred):
    return K.mean(tf.cast(_whole(y_true), tf.float32) * K.square(y_pred - 2.0), axis=-1)


def cast_to_prediction_loss(y_true, y_pred):
    return K.mean(K.square(tf.cast(_whole(y_true), y_pred.dtype) - y_pred), axis=-1)


def floatx_loss(y_true, y_pred):
    return K.mean(K.square(K.cast(_whole(y_true), K.floatx()) - y_pred), axis=-1)


def where_loss(y_true, y_pred):
    return K.mean(tf.where(_whole(y_true) > 0, K.square(y_pred - 1.0), K.square(y_pred + 1.0)), axis=-1)


def constant_loss(y_true, y_pred):
    return K.mean(2 * K.square(y_true - y_pred), axis=-1)


def power_loss(y_true, y_pred):
    return K.mean((y_true - y_pred) ** 2, axis=-1)


def one_hot_loss(y_true, y_pred):
    hot = tf.one_hot(tf.cast(y_true[:, 0], tf.int32), 3)
    return -tf.reduce_sum(hot * tf.math.log(y_pred + 1e-7), axis=-1)


def gathered_loss(y_true, y_pred):
    weights = tf.gather([1.0, 2.0, 3.0], tf.cast(tf.abs(y_true[:, 0]), tf.int32) % 3)
    return weights * K.mean(K.square(y_true - y_pred), axis=-1)


def ops_where_loss(y_true, y_pred):
    mask = ops.cast(y_true > 0.5, "int32")
    return ops.mean(ops.where(mask == 1, ops.square(y_pred - 1.0), ops.square(y_pred)), axis=-1)


def ops_promotes_loss(y_true, y_pred):
    return ops.mean(ops.multiply(ops.cast(y_true > 0, "int32"), 0.5) + ops.square(y_true - y_pred), axis=-1)


def count_loss(y_true, y_pred):
    count = tf.cast(tf.shape(y_pred)[-1], tf.float32)
    return tf.reduce_sum(tf.square(y_true - y_pred), axis=-1) / count


def masked_loss(y_true, y_pred):
    mask = tf.cast(tf.not_equal(y_true, -1.0), tf.float32)
    return tf.reduce_sum(mask * tf.square(y_true - y_pred), axis=-1) / (tf.reduce_sum(mask, axis=-1) + 1e-7)


def boolean_mask_loss(y_true, y_pred):
    return tf.reduce_mean(tf.boolean_mask(tf.square(y_true - y_pred), tf.ones_like(y_true) > 0))


def range_loss(y_true, y_pred):
    steps = tf.cast(tf.range(tf.shape(y_pred)[-1]), tf.float32)
    return tf.reduce_mean((steps + 1.0) * tf.square(y_true - y_pred), axis=-1)


def int_weight_loss(y_true, y_pred):
    weight = int(2.5)
    return weight * K.mean(K.abs(y_true - y_pred), axis=-1)


def integer_only_loss(y_true, y_pred):
    even = tf.cast(_whole(y_true) * 2, tf.float32) / 2.0
    return K.mean(K.square(even - y_pred), axis=-1)


def argmax_loss(y_true, y_pred):
    label = tf.argmax(y_true, axis=-1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=label, logits=y_pred)
