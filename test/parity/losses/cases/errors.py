# What Python, TensorFlow and Keras refuse.
# golden: removed_backend_function on column
# golden: wrong_shapes on binary
# golden: matmul_shapes on regression
# golden: bad_axis on column
# golden: bad_reshape on regression
# golden: unbound on column
# golden: unbound_local on column
# golden: wrong_argument on column
# golden: missing_argument on column
# golden: too_many_arguments on column
# golden: returns_none on column
# golden: returns_string on column
# golden: mixed_dtypes on integers
# golden: mixed_constants on integers
# golden: float_with_int_tensor on column
# golden: no_attribute on column
# golden: no_module_attribute on column
# golden: assigns_item on regression
# golden: bad_unpack on quantiles
# golden: index_error on column
# golden: zero_division on column
# golden: string_plus_number on column
# golden: failing_assert on column
# golden: raised on column
# golden: reraised on column
# golden: none_operand on column
# golden: missing_key on column
# golden: not_callable on column
# golden: bad_concat on regression
# golden: one_hot_of_floats on column
# golden: gather_out_of_range on column
# golden: clip_without_bounds on column
# golden: log_of_integers on integers
# golden: class NeedsArgument on column
# golden: class NoCall on column
# golden: class ForwardInstead on column
# golden: no_such_loss on column
# golden: ops_rank_mismatch on ragged_rank
# golden: truth_of_many on column
# golden: boolean_index_of_floats on column
import keras
import tensorflow as tf
from keras import backend, ops
from tensorflow.keras import backend as K


def removed_backend_function(y_true, y_pred):
    return backend.mean(backend.square(y_true - y_pred))


def wrong_shapes(y_true, y_pred):
    return tf.reduce_mean(y_true - tf.concat([y_pred, y_pred, y_pred[:1]], axis=0))


def matmul_shapes(y_true, y_pred):
    return tf.matmul(tf.reshape(y_true, [1, -1]), tf.reshape(y_pred, [1, -1]), transpose_a=True) @ y_pred[:, 0:0]


def bad_axis(y_true, y_pred):
    return tf.reduce_mean(y_true - y_pred, axis=3)


def bad_reshape(y_true, y_pred):
    return tf.reshape(y_pred, [7, 11])


def unbound(y_true, y_pred):
    return tf.reduce_mean(y_true - prediction)


def unbound_local(y_true, y_pred):
    if len(y_pred.shape) > 7:
        error = y_true - y_pred
    return tf.reduce_mean(error)


def wrong_argument(y_true, y_pred):
    return tf.reduce_mean(y_true - y_pred, dimension=-1)


def helper(a, b):
    return a - b


def missing_argument(y_true, y_pred):
    return helper(y_true)


def too_many_arguments(y_true, y_pred):
    return helper(y_true, y_pred, 1)


def returns_none(y_true, y_pred):
    tf.reduce_mean(y_true - y_pred)


def returns_string(y_true, y_pred):
    return {"loss": y_true}


def mixed_dtypes(y_true, y_pred):
    return tf.reduce_mean(y_true * y_pred)


def mixed_constants(y_true, y_pred):
    return tf.reduce_mean(tf.cast(y_true * 0.5, tf.float32) - y_pred)


def float_with_int_tensor(y_true, y_pred):
    return y_pred * tf.shape(y_pred)[0]


def no_attribute(y_true, y_pred):
    return y_pred.mean()


def no_module_attribute(y_true, y_pred):
    return tf.math.logarithm(y_pred)


def assigns_item(y_true, y_pred):
    y_pred[0] = 0.0
    return y_pred


def bad_unpack(y_true, y_pred):
    mean, variance = tf.unstack(y_pred, axis=-1)
    return mean


def index_error(y_true, y_pred):
    return y_pred * [1.0, 2.0][5]


def zero_division(y_true, y_pred):
    return y_pred * (1 / (len(y_pred.shape) - 2))


def string_plus_number(y_true, y_pred):
    return y_pred * len("a" + 1)


def failing_assert(y_true, y_pred):
    assert y_pred.shape[-1] == 5, f"got {y_pred.shape[-1]}"
    return y_pred


def raised(y_true, y_pred):
    raise NotImplementedError("later")


class LossError(ValueError):
    pass


def reraised(y_true, y_pred):
    try:
        raise LossError("bad")
    except LossError as error:
        raise RuntimeError("worse") from error


def none_operand(y_true, y_pred, weights=None):
    return weights * y_pred


def missing_key(y_true, y_pred):
    return {"a": 1.0}["b"] * y_pred


def not_callable(y_true, y_pred):
    return keras.losses.mean_squared_error(y_true, y_pred)(y_true, y_pred)


def bad_concat(y_true, y_pred):
    return tf.concat([y_true, tf.zeros([9, 9, 9, 9])], axis=0)


def one_hot_of_floats(y_true, y_pred):
    return tf.one_hot(y_pred, 3)


def gather_out_of_range(y_true, y_pred):
    return tf.gather(y_pred, [100])


def clip_without_bounds(y_true, y_pred):
    return ops.clip(y_pred, 0.0)


def log_of_integers(y_true, y_pred):
    return tf.math.log(y_true)


class NeedsArgument(keras.losses.Loss):
    def call(self, y_true, y_pred, weight):
        return weight * (y_true - y_pred)


class NoCall(keras.losses.Loss):
    pass


class ForwardInstead(keras.losses.Loss):
    def forward(self, y_true, y_pred):
        return y_true - y_pred


def no_such_loss(y_true, y_pred):
    return keras.losses.my_koss(y_true, y_pred)


def ops_rank_mismatch(y_true, y_pred):
    return ops.binary_crossentropy(y_true, y_pred)


def truth_of_many(y_true, y_pred):
    if y_true > y_pred:
        return y_pred
    return y_true


def boolean_index_of_floats(y_true, y_pred):
    return y_pred[1.0]
