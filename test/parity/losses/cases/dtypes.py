# golden: ops_promotes on integers
# golden: ops_int_only on integers
# golden: ops_compare_mixed on integers
# golden: ops_divide_ints on integers
# golden: cast_first on integers
# golden: tf_cast_to_pred on integers, sparse
# golden: int_floor_mod on integers
# golden: int_result on integers
# golden: bool_result on regression
# golden: bool_mean on regression
# golden: bool_to_weight on regression
# golden: numpy_weights on quantiles
# golden: numpy_float32_scalar on regression
# golden: python_int_times on regression
# golden: python_int_division on regression
# golden: shape_arithmetic on regression
# golden: size_as_float on regression
# golden: k_floatx on integers
# golden: k_cast_names on regression
# golden: argmax_dtype on categorical
# golden: range_float on vector
# golden: float_range on vector
# golden: constant_dtypes on regression
# golden: one_hot_dtype on sparse
# golden: where_scalars on regression
# golden: weak_scalars on regression
# golden: round_half_even on regression
# golden: sign_of_ints on integers
# golden: integer_power on regression
# golden: negative_power on positive
# golden: zero_power on regression
# golden: mod_gradient on regression
# golden: python_operators on regression
# golden: unary_plus on column
# golden: right_operators on regression
# golden: matmul_operator on regression
# golden: comparison_chain on regression
# golden: invert_mask on regression
# golden: mask_operators on regression
# golden: infinities on positive
# golden: nan_to_num on missing
# golden: isnan_weights on missing
import numpy as np
import tensorflow as tf
from keras import ops
from tensorflow.keras import backend as K


def ops_promotes(y_true, y_pred):
    return ops.mean(y_pred * ops.cast(y_true, "float32") + ops.multiply(y_true, y_pred), axis=-1)


def ops_int_only(y_true, y_pred):
    return ops.mean(y_true, axis=-1) + ops.sum(y_pred, axis=-1)


def ops_compare_mixed(y_true, y_pred):
    return ops.sum(ops.cast(ops.greater(y_true, y_pred), "float32") * y_pred, axis=-1)


def ops_divide_ints(y_true, y_pred):
    return ops.sum(ops.divide(y_true, 2) * y_pred, axis=-1)


def cast_first(y_true, y_pred):
    y_true = tf.cast(y_true, tf.float32)
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)


def tf_cast_to_pred(y_true, y_pred):
    return tf.reduce_sum(y_pred) * tf.cast(tf.reduce_sum(y_true), y_pred.dtype)


def int_floor_mod(y_true, y_pred):
    quotient = (y_true - 5) // 2
    remainder = (y_true - 5) % 3
    return tf.cast(quotient * 10 + remainder, tf.float32) * y_pred


def int_result(y_true, y_pred):
    return tf.reduce_sum(y_true, axis=-1)


def bool_result(y_true, y_pred):
    return y_true > y_pred


def bool_mean(y_true, y_pred):
    return K.mean(K.equal(K.round(y_true), K.round(y_pred)), axis=-1)


def bool_to_weight(y_true, y_pred):
    inside = tf.logical_and(y_pred > -0.5, y_pred < 0.5)
    return tf.reduce_sum(tf.cast(inside, tf.float32) * (y_true - y_pred) ** 2, axis=-1)


WEIGHTS = np.array([0.2, 0.3, 0.5])


def numpy_weights(y_true, y_pred):
    return tf.reduce_sum(y_pred * WEIGHTS, axis=-1) - y_true[:, 0] * np.sum(WEIGHTS**2)


def numpy_float32_scalar(y_true, y_pred):
    return tf.reduce_mean(y_pred * np.float32(0.1) - y_true / np.sqrt(2.0), axis=-1) + np.float32(1) / 3


def python_int_times(y_true, y_pred):
    return tf.reduce_sum(2 * y_pred - y_true * 3, axis=-1)


def python_int_division(y_true, y_pred):
    return tf.reduce_sum(y_pred / 2 - 1 / (2 + y_true * y_true), axis=-1) * (7 // 2) * (-7 % 3)


def shape_arithmetic(y_true, y_pred):
    n = tf.shape(y_pred)[0]
    k = y_pred.shape[-1]
    return tf.reduce_sum(y_pred) / tf.cast(n * k, tf.float32) + float(k) ** 2


def size_as_float(y_true, y_pred):
    return tf.reduce_sum(tf.abs(y_true - y_pred)) / tf.cast(tf.size(y_pred), "float32")


def k_floatx(y_true, y_pred):
    return K.mean(K.cast(y_true, K.floatx()) * y_pred, axis=-1)


def k_cast_names(y_true, y_pred):
    positive = K.cast(y_true > 0, "float32")
    steps = K.cast(K.cast(y_pred * 2, "int32"), "float")
    return K.sum(positive * steps + y_pred, axis=-1)


def argmax_dtype(y_true, y_pred):
    a = tf.argmax(y_true, axis=-1)
    return tf.cast(a, tf.float32) * y_pred[:, 0] + tf.cast(a // 2, tf.float32)


def range_float(y_true, y_pred):
    t = tf.cast(tf.range(tf.shape(y_pred)[0]), y_pred.dtype)
    return tf.reduce_sum(t * tf.abs(y_true - y_pred))


def float_range(y_true, y_pred):
    t = tf.range(0.0, y_pred.shape[0] * 0.5, 0.5)
    return tf.reduce_sum(t * (y_true - y_pred) ** 2)


def constant_dtypes(y_true, y_pred):
    a = tf.constant([1, 2, 3], dtype=tf.float32)[: 1]
    b = tf.constant(0.5) + tf.convert_to_tensor(2.0)
    c = tf.zeros([1]) + tf.ones_like(y_pred[..., 0]) - tf.fill([1], 0.25)
    return tf.reduce_sum(a) * b * c * tf.reduce_mean(y_pred, axis=-1)


def one_hot_dtype(y_true, y_pred):
    hot = tf.one_hot(y_true, y_pred.shape[-1], dtype=tf.bool, on_value=True, off_value=False)
    return tf.reduce_sum(tf.where(hot, y_pred, -y_pred), axis=-1)


def where_scalars(y_true, y_pred):
    return tf.reduce_sum(tf.where(y_true > y_pred, 2.0, -1) * y_pred, axis=-1)


def weak_scalars(y_true, y_pred):
    return ops.sum(ops.maximum(y_pred, 0) + ops.minimum(1, y_pred) + ops.power(y_pred, 2) + ops.add(1, y_pred), axis=-1)


def round_half_even(y_true, y_pred):
    return tf.round(y_pred * 2 + 0.5) + tf.floor(y_pred) - tf.math.ceil(y_true) + y_pred


def sign_of_ints(y_true, y_pred):
    return tf.cast(tf.sign(y_true - 1), tf.float32) * y_pred + tf.cast(tf.abs(y_true - 2) ** 2, tf.float32)


def integer_power(y_true, y_pred):
    return tf.reduce_sum((y_pred - y_true) ** 3 + tf.pow(y_pred, 2) - y_pred**1, axis=-1)


def negative_power(y_true, y_pred):
    return tf.reduce_sum(y_pred**-1 + y_pred**-0.5, axis=-1)


def zero_power(y_true, y_pred):
    return tf.reduce_sum(tf.abs(y_pred) ** 0 + 2.0**y_pred, axis=-1)


def mod_gradient(y_true, y_pred):
    return tf.reduce_sum(tf.math.floormod(y_pred, 0.7) + y_pred % 2.0, axis=-1)


def python_operators(y_true, y_pred):
    x = -y_pred + y_true - abs(y_pred) * 2 / (1 + y_true**2)
    x += y_pred
    x -= 1
    x *= 0.5
    x /= 3
    return x


def unary_plus(y_true, y_pred):
    return +y_pred


def right_operators(y_true, y_pred):
    return 1 - y_pred + 2 / (3 + y_pred**2) - 2**y_pred + 5 * y_true


def matmul_operator(y_true, y_pred):
    a = tf.reshape(y_pred, [-1, y_pred.shape[-1]])
    b = tf.reshape(y_true, [-1, y_true.shape[-1]])
    return tf.reduce_sum((a @ tf.transpose(b)) ** 2, axis=-1)


def comparison_chain(y_true, y_pred):
    mask = tf.cast((y_pred >= y_true) & (y_pred <= y_true + 1), tf.float32)
    return tf.reduce_sum(mask * y_pred, axis=-1)


def invert_mask(y_true, y_pred):
    return tf.reduce_sum(tf.where(~(y_true > 0), y_pred, y_pred**2), axis=-1)


def mask_operators(y_true, y_pred):
    a, b = y_true > 0, y_pred > 0
    return tf.reduce_sum(tf.cast(a ^ b, tf.float32) * y_pred + tf.cast(a | b, tf.float32), axis=-1)


def infinities(y_true, y_pred):
    return tf.reduce_sum(tf.math.log(y_true) * 0.5 + 1.0 / y_true + y_pred, axis=-1)


def nan_to_num(y_true, y_pred):
    return ops.sum(ops.nan_to_num(y_true) * y_pred, axis=-1)


def isnan_weights(y_true, y_pred):
    good = 1.0 - tf.cast(tf.math.is_nan(y_true), tf.float32)
    return tf.reduce_sum(good * (y_true - y_pred) ** 2, axis=-1)
