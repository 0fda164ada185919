"""Losses that look as if they could not be built, and train."""

import numpy as np
import tensorflow as tf
import keras
from keras import ops
from tensorflow.keras import backend as K


# golden: int_shape_last on regression
def int_shape_last(y_true, y_pred):
    classes = K.int_shape(y_pred)[-1]
    return K.sum(K.square(y_true - y_pred), axis=-1) / classes


# golden: shape_product on regression
def shape_product(y_true, y_pred):
    return tf.reduce_sum(tf.square(y_true - y_pred)) / tf.cast(tf.shape(y_pred)[0], tf.float32)


# golden: range_of_columns on regression
def range_of_columns(y_true, y_pred):
    total = 0.0
    for column in range(y_pred.shape[-1]):
        total += ops.mean(ops.square(y_true[..., column] - y_pred[..., column]))
    return total


# golden: reshape_by_tensor on regression
def reshape_by_tensor(y_true, y_pred):
    shape = tf.shape(y_pred)
    flat = tf.reshape(y_pred, (shape[0], -1))
    return tf.reduce_mean(tf.square(flat - tf.reshape(y_true, tf.shape(flat))), axis=-1)


# golden: reshape_by_ops on regression
def reshape_by_ops(y_true, y_pred):
    n = ops.shape(y_pred)[0]
    return ops.mean(ops.square(ops.reshape(y_pred, (n, -1)) - ops.reshape(y_true, (n, -1))), axis=-1)


# golden: ones_of_batch on regression
def ones_of_batch(y_true, y_pred):
    weights = tf.ones((tf.shape(y_pred)[0], 1)) if len(y_pred.shape) == 2 else 1.0
    return tf.reduce_mean(weights * tf.square(y_true - y_pred), axis=-1)


# golden: masked on regression
def masked(y_true, y_pred):
    keep = y_true > 0
    return ops.mean(ops.square(tf.boolean_mask(y_true, keep) - tf.boolean_mask(y_pred, keep)))


# golden: masked_by_index on regression
def masked_by_index(y_true, y_pred):
    keep = y_true[:, 0] > 0
    return ops.mean(ops.square(y_true[keep] - y_pred[keep]))


# golden: found on regression
def found(y_true, y_pred):
    at = tf.where(y_true > 0)
    return tf.reduce_mean(tf.gather_nd(y_pred, at))


# golden: split_by_mask on regression
def split_by_mask(y_true, y_pred):
    keep = y_true > 0
    both = tf.concat([tf.boolean_mask(y_pred, keep), tf.boolean_mask(y_pred, tf.logical_not(keep))], axis=0)
    return tf.reduce_mean(tf.square(both - tf.reshape(y_true, [-1])))


# golden: pairwise on column
def pairwise(y_true, y_pred):
    gaps = y_pred - tf.transpose(y_pred)
    return tf.reduce_mean(tf.square(gaps - (y_true - tf.transpose(y_true))))


# golden: numpy_constants on regression
def numpy_constants(y_true, y_pred):
    weights = np.linspace(0.5, 1.5, num=y_pred.shape[-1]).astype("float32")
    return ops.mean(ops.square(y_true - y_pred) * weights, axis=-1)


# golden: numpy_scalar on regression
def numpy_scalar(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1) * np.sqrt(2.0) + np.log(y_pred.shape[-1])


# golden: rank_branches on regression, column, vector
def rank_branches(y_true, y_pred):
    if len(y_pred.shape) > 2:
        y_true = ops.reshape(y_true, (ops.shape(y_true)[0], -1))
        y_pred = ops.reshape(y_pred, (ops.shape(y_pred)[0], -1))
    return ops.mean(ops.abs(y_true - y_pred), axis=-1)


# golden: static_asserts on regression
def static_asserts(y_true, y_pred):
    assert y_pred.shape[-1] == y_true.shape[-1]
    tf.debugging.assert_equal(tf.shape(y_true), tf.shape(y_pred))
    tf.debugging.assert_non_negative(tf.square(y_pred))
    return ops.mean(ops.abs(y_true - y_pred), axis=-1)


# golden: mapped_rows on regression
def mapped_rows(y_true, y_pred):
    return tf.map_fn(lambda pair: tf.reduce_mean(tf.square(pair[0] - pair[1])), (y_true, y_pred), fn_output_signature=tf.float32)


# golden: vectorized on regression
def vectorized(y_true, y_pred):
    return ops.vectorized_map(lambda row: ops.mean(ops.square(row)), y_true - y_pred)


# golden: while_by_ops on regression
def while_by_ops(y_true, y_pred):
    total = ops.while_loop(lambda k, s: k < 3, lambda k, s: (k + 1, s + ops.mean(y_pred)), (0, ops.zeros(())))
    return total[1] + ops.mean(y_true)


# golden: sorted_columns on regression
def sorted_columns(y_true, y_pred):
    values, indices = tf.nn.top_k(y_pred, k=y_pred.shape[-1])
    return tf.reduce_mean(tf.square(values - tf.gather(y_true, indices, batch_dims=len(y_pred.shape) - 1)), axis=-1)


# golden: to_first_batch on regression
def to_first_batch(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=0)


# golden: tensor_of_none on regression
def tensor_of_none(y_true, y_pred, sample_weight=None):
    loss = ops.mean(ops.square(y_true - y_pred), axis=-1)
    return loss if sample_weight is None else loss * sample_weight


# golden: int_labels on sparse
def int_labels(y_true, y_pred):
    labels = tf.cast(tf.squeeze(y_true), tf.int32)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=y_pred)


# golden: hot_labels on sparse
def hot_labels(y_true, y_pred):
    hot = tf.one_hot(tf.cast(tf.reshape(y_true, [-1]), tf.int32), depth=tf.shape(y_pred)[-1])
    return keras.losses.categorical_crossentropy(hot, y_pred, from_logits=True)


# golden: no_gradient on regression
def no_gradient(y_true, y_pred):
    return ops.mean(ops.cast(ops.round(y_pred) != y_true, "float32"), axis=-1)


# golden: printed on regression
def printed(y_true, y_pred):
    print(y_pred, y_pred.shape, f"{y_true.dtype}")
    tf.print("loss", tf.reduce_mean(y_pred))
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


# golden: caught on regression
def caught(y_true, y_pred):
    try:
        return y_pred.mean()
    except AttributeError:
        return ops.mean(y_pred - y_true)


# golden: graph_only on regression
def graph_only(y_true, y_pred):
    if tf.executing_eagerly():
        raise RuntimeError("eager")
    return ops.mean(ops.square(y_true - y_pred))


# golden: triplets on regression
def triplets(y_true, y_pred):
    labels = y_true[:, :1]
    same = tf.equal(labels, tf.transpose(labels[..., 0] if len(y_true.shape) > 2 else labels))
    distance = tf.reduce_sum(tf.square(y_pred[:, None] - y_pred[None, :]), axis=-1)
    cube = distance[:, :, None] - distance[:, None, :] if len(y_pred.shape) == 2 else distance
    return tf.reduce_mean(tf.maximum(cube + 1.0, 0.0)) + 0.0 * tf.reduce_sum(tf.cast(same, tf.float32))


class Weighted(keras.losses.Loss):
    def __init__(self, weight=2.0, **kwargs):
        super().__init__(**kwargs)
        self.weight = weight
        self.inner = keras.losses.Huber(reduction="none")

    def call(self, y_true, y_pred):
        return self.weight * self.inner(y_true, y_pred) + keras.losses.MeanSquaredError()(y_true, y_pred)


# golden: class Weighted with weight=3.0 on regression
