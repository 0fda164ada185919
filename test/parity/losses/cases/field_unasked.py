# Gradients where the upstream gradient is 0: with tf.where, the branch that was not taken.
# golden: unasked_sqrt on kinks, zeros
# golden: unasked_rsqrt on kinks, zeros
# golden: unasked_reciprocal on kinks, zeros
# golden: unasked_log on kinks, zeros
# golden: unasked_log1p on kinks, zeros
# golden: unasked_division on kinks, zeros
# golden: unasked_power on kinks, zeros
# golden: unasked_negative_power on kinks, zeros
# golden: unasked_k_sqrt on kinks, zeros
# golden: unasked_norm on kinks, zeros
# golden: unasked_k_std on kinks, zeros
# golden: unasked_asin on kinks, zeros
# golden: unasked_acos on kinks, zeros
# golden: unasked_atanh on kinks, zeros
# golden: unasked_exp on kinks, zeros
# golden: unasked_elu on kinks, zeros
# golden: unasked_xlogy on kinks, zeros
# golden: unasked_divide_no_nan on kinks, zeros
# golden: unasked_l2_normalize on kinks, zeros
# golden: unasked_lgamma on kinks, zeros
import tensorflow as tf
from tensorflow.keras import backend as K


def only_positive(y_pred, values):
    return tf.reduce_sum(tf.where(y_pred > 0.7, values, tf.zeros_like(values)), axis=-1)


def unasked_sqrt(y_true, y_pred):
    return only_positive(y_pred, tf.sqrt(y_pred))


def unasked_rsqrt(y_true, y_pred):
    return only_positive(y_pred, tf.math.rsqrt(y_pred))


def unasked_reciprocal(y_true, y_pred):
    return only_positive(y_pred, tf.math.reciprocal(y_pred))


def unasked_log(y_true, y_pred):
    return only_positive(y_pred, tf.math.log(y_pred))


def unasked_log1p(y_true, y_pred):
    return only_positive(y_pred, tf.math.log1p(y_pred))


def unasked_division(y_true, y_pred):
    return only_positive(y_pred, 1.0 / y_pred)


def unasked_power(y_true, y_pred):
    return only_positive(y_pred, y_pred**0.5)


def unasked_negative_power(y_true, y_pred):
    return only_positive(y_pred, K.pow(y_pred, -2.0))


def unasked_k_sqrt(y_true, y_pred):
    return only_positive(y_pred, K.sqrt(y_pred))


def unasked_norm(y_true, y_pred):
    lengths = tf.norm(tf.nn.relu(y_pred), axis=-1)
    return tf.where(lengths > 1.0, lengths, 0.0)


def unasked_k_std(y_true, y_pred):
    spread = K.std(tf.nn.relu(y_pred), axis=-1)
    return tf.where(spread > 0.2, spread, 0.0)


def unasked_asin(y_true, y_pred):
    return only_positive(y_pred - 0.5, tf.asin(y_pred))


def unasked_acos(y_true, y_pred):
    return only_positive(-y_pred, tf.acos(y_pred))


def unasked_atanh(y_true, y_pred):
    return only_positive(-y_pred, tf.atanh(y_pred))


def unasked_exp(y_true, y_pred):
    return only_positive(y_pred, tf.exp(-30.0 * y_pred))


def unasked_elu(y_true, y_pred):
    return only_positive(y_pred, tf.nn.elu(tf.sqrt(y_pred)))


def unasked_xlogy(y_true, y_pred):
    return only_positive(y_pred, tf.math.xlogy(y_pred, y_pred))


def unasked_divide_no_nan(y_true, y_pred):
    return only_positive(y_pred, tf.math.divide_no_nan(1.0, y_pred))


def unasked_l2_normalize(y_true, y_pred):
    return only_positive(y_pred, tf.nn.l2_normalize(tf.nn.relu(y_pred), axis=-1))


def unasked_lgamma(y_true, y_pred):
    return only_positive(y_pred, tf.math.lgamma(y_pred))
