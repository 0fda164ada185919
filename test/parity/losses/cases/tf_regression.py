# golden: mse_tf on regression, vector
# golden: huber_tf with delta=0.8 on regression
# golden: quantile_tf on column
# golden: logcosh_tf on regression
# golden: masked_nan on missing
# golden: masked_by_boolean on missing
# golden: r_squared on column
# golden: pearson on column, five
# golden: rmsle on positive
# golden: weighted_tanh on regression
# golden: directional on sequence
# golden: exponential_weights on sequence
# golden: cond_loss on regression
# golden: reduce_lots on small_image
# golden: huber_by_minimum on regression
# golden: percentile_weighted on column
# golden: squared_difference_sum on regression
# golden: tf_function_loss on regression
# golden: with_scope on regression
# golden: stop_gradient_scale on regression
# golden: no_gradient_round on regression
# golden: no_gradient_argmax on regression
# golden: no_gradient_target_only on regression
# golden: constant_loss on regression
# golden: sign_only on regression
# golden: cast_int on regression
# golden: divide_no_nan_loss on regression
# golden: clip_by_value_edges on regression
# golden: norm_loss on regression
# golden: map_fn_loss on regression
# golden: unstacked on quantiles
# golden: scatter_loss on vector
# golden: gathered on regression
# golden: gather_nd_loss on regression
# golden: tensordot_loss on regression
# golden: cumprod_loss on positive
# golden: reverse_loss on sequence
# golden: linspace_weights on regression
# golden: meshgrid_free on regression
# golden: pad_and_diff on sequence
# golden: where_trap on positive
import math

import tensorflow as tf


def mse_tf(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)


def huber_tf(y_true, y_pred, delta=1.0):
    err = tf.abs(y_true - y_pred)
    return tf.reduce_mean(
        tf.where(tf.less_equal(err, delta), 0.5 * tf.pow(err, 2), delta * err - 0.5 * delta**2), axis=-1
    )


def quantile_tf(y_true, y_pred):
    q = tf.constant(0.75, dtype=tf.float32)
    e = tf.subtract(y_true, y_pred)
    return tf.reduce_mean(tf.maximum(tf.multiply(q, e), tf.multiply(q - 1, e)), axis=-1)


def logcosh_tf(y_true, y_pred):
    return tf.reduce_mean(tf.math.log(tf.math.cosh(y_pred - y_true)), -1)


def masked_nan(y_true, y_pred):
    mask = tf.math.logical_not(tf.math.is_nan(y_true))
    filled = tf.where(mask, y_true, tf.zeros_like(y_true))
    weight = tf.cast(mask, tf.float32)
    return tf.reduce_sum(weight * tf.square(filled - y_pred), axis=-1) / tf.maximum(tf.reduce_sum(weight, axis=-1), 1.0)


def masked_by_boolean(y_true, y_pred):
    keep = tf.math.is_finite(y_true)
    return tf.reduce_mean(tf.abs(tf.boolean_mask(y_true, keep) - tf.boolean_mask(y_pred, keep)))


def r_squared(y_true, y_pred):
    residual = tf.reduce_sum(tf.square(tf.subtract(y_true, y_pred)))
    total = tf.reduce_sum(tf.square(tf.subtract(y_true, tf.reduce_mean(y_true))))
    return tf.subtract(tf.divide(residual, total + 1e-7), 1.0)


def pearson(y_true, y_pred):
    mx = tf.reduce_mean(y_true, axis=0, keepdims=True)
    my = tf.reduce_mean(y_pred, axis=0, keepdims=True)
    xm, ym = y_true - mx, y_pred - my
    t1 = tf.reduce_sum(tf.nn.l2_normalize(xm, 0) * tf.nn.l2_normalize(ym, 0), 0)
    return 1.0 - t1


def rmsle(y_true, y_pred):
    return tf.sqrt(tf.reduce_mean(tf.math.squared_difference(tf.math.log1p(y_pred), tf.math.log1p(y_true))))


def weighted_tanh(y_true, y_pred):
    return tf.reduce_mean(tf.tanh(tf.abs(y_true)) * tf.abs(y_true - y_pred) + tf.math.atan(y_pred - y_true), axis=-1)


def directional(y_true, y_pred):
    step_true = y_true[:, 1:, :] - y_true[:, :-1, :]
    step_pred = y_pred[:, 1:, :] - y_true[:, :-1, :]
    agrees = tf.cast(tf.equal(tf.sign(step_true), tf.sign(step_pred)), y_pred.dtype)
    error = tf.square(y_true[:, 1:] - y_pred[:, 1:])
    return tf.reduce_mean(error * (2.0 - agrees), axis=[1, 2])


def exponential_weights(y_true, y_pred):
    steps = tf.shape(y_pred)[1]
    weights = tf.pow(0.9, tf.cast(tf.range(steps), tf.float32))
    return tf.reduce_sum(weights[tf.newaxis, :, tf.newaxis] * tf.abs(y_true - y_pred), axis=(1, 2))


def cond_loss(y_true, y_pred):
    error = tf.reduce_mean(tf.abs(y_true - y_pred))
    return tf.cond(error > 1.0, lambda: tf.sqrt(error), lambda: error**2)


def reduce_lots(y_true, y_pred):
    d = y_true - y_pred
    return (
        tf.reduce_max(d, axis=[1, 2, 3])
        - tf.reduce_min(d, axis=[1, 2, 3])
        + tf.math.reduce_std(d, axis=[1, 2, 3])
        + tf.math.reduce_variance(d, axis=[1, 2, 3])
        + tf.math.reduce_euclidean_norm(d, axis=[1, 2, 3])
        + tf.reduce_logsumexp(d, axis=[1, 2, 3])
    )


def huber_by_minimum(y_true, y_pred):
    a = tf.abs(y_true - y_pred)
    small = tf.minimum(a, 1.0)
    return tf.reduce_mean(0.5 * small**2 + (a - small), axis=-1)


def percentile_weighted(y_true, y_pred):
    n = tf.size(y_true)
    sorted_errors = tf.sort(tf.reshape(tf.abs(y_true - y_pred), [-1]), direction="DESCENDING")
    return tf.reduce_mean(sorted_errors[: n // 2 + 1])


def squared_difference_sum(y_true, y_pred):
    return tf.add_n([tf.reduce_sum(tf.math.squared_difference(y_true, y_pred)), tf.nn.l2_loss(y_pred) * 0.01])


@tf.function
def tf_function_loss(y_true, y_pred):
    error = y_true - y_pred
    return tf.reduce_mean(error * error + tf.math.softplus(error))


def with_scope(y_true, y_pred):
    with tf.name_scope("with_scope"):
        y_true = tf.cast(y_true, y_pred.dtype)
        return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1, name="mean")


def stop_gradient_scale(y_true, y_pred):
    scale = tf.stop_gradient(tf.reduce_max(tf.abs(y_pred))) + 1.0
    return tf.reduce_mean(tf.square(y_true - y_pred)) / scale


def no_gradient_round(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - tf.round(y_pred)), axis=-1)


def no_gradient_argmax(y_true, y_pred):
    hit = tf.equal(tf.argmax(y_true, axis=-1), tf.argmax(y_pred, axis=-1))
    return 1.0 - tf.cast(hit, tf.float32)


def no_gradient_target_only(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true), axis=-1)


def constant_loss(y_true, y_pred):
    return tf.constant(3.5)


def sign_only(y_true, y_pred):
    return tf.reduce_mean(tf.sign(y_pred - y_true), axis=-1)


def cast_int(y_true, y_pred):
    return tf.cast(tf.cast(y_pred, tf.int32), tf.float32) - y_true


def divide_no_nan_loss(y_true, y_pred):
    return tf.reduce_sum(tf.math.divide_no_nan(y_pred, y_true), axis=-1)


def clip_by_value_edges(y_true, y_pred):
    return tf.reduce_sum(tf.clip_by_value(y_pred, 0.0, 1.0) * 3.0 - tf.clip_by_value(y_true, 0.0, 1.0), axis=-1)


def norm_loss(y_true, y_pred):
    return tf.norm(y_true - y_pred + 1e-6, axis=-1) + tf.norm(y_pred, ord=1, axis=-1)


def map_fn_loss(y_true, y_pred):
    return tf.map_fn(lambda pair: tf.reduce_max(tf.abs(pair[0] - pair[1])), (y_true, y_pred), fn_output_signature=tf.float32)


def unstacked(y_true, y_pred):
    low, middle, high = tf.unstack(y_pred, axis=-1)
    y = tf.squeeze(y_true, axis=-1)
    return tf.abs(y - middle) + tf.nn.relu(low - middle) + tf.nn.relu(middle - high)


def scatter_loss(y_true, y_pred):
    n = tf.shape(y_pred)[0]
    index = tf.expand_dims(tf.range(n) // 2, 1)
    sums = tf.scatter_nd(index, tf.square(y_true - y_pred), tf.stack([(n + 1) // 2]))
    return tf.reduce_sum(tf.sqrt(sums + 1e-6))


def gathered(y_true, y_pred):
    chosen = tf.gather(y_pred, [0, 0, -1 + y_pred.shape[-1]], axis=-1)
    return tf.reduce_sum(tf.square(chosen), axis=-1) - tf.reduce_sum(y_true, axis=-1)


def gather_nd_loss(y_true, y_pred):
    y_true = tf.reshape(y_true, [tf.shape(y_true)[0], -1])
    y_pred = tf.reshape(y_pred, [tf.shape(y_pred)[0], -1])
    best = tf.argmax(y_true, axis=1, output_type=tf.int32)
    where = tf.stack([tf.range(tf.shape(y_true)[0]), best], axis=1)
    return -tf.gather_nd(y_pred, where)


def tensordot_loss(y_true, y_pred):
    return tf.tensordot(tf.reshape(y_pred, [-1]), tf.reshape(y_true, [-1]), axes=1) + tf.reduce_sum(y_pred**2)


def cumprod_loss(y_true, y_pred):
    survival = tf.math.cumprod(tf.exp(-y_pred), axis=-1)
    return tf.reduce_sum(tf.abs(survival - tf.exp(-tf.cumsum(y_true, axis=-1))), axis=-1)


def reverse_loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.reverse(y_pred, axis=[1]) - y_true), axis=[1, 2])


def linspace_weights(y_true, y_pred):
    w = tf.linspace(1.0, 2.0, y_pred.shape[-1])
    return tf.reduce_sum(w * tf.square(y_true - y_pred), axis=-1)


def meshgrid_free(y_true, y_pred):
    a = tf.expand_dims(tf.reshape(y_pred, [-1]), 0)
    b = tf.expand_dims(tf.reshape(y_true, [-1]), 1)
    return tf.reduce_mean(tf.reduce_min(tf.square(a - b), axis=0))


def pad_and_diff(y_true, y_pred):
    shifted = tf.pad(y_pred, [[0, 0], [1, 0], [0, 0]])[:, :-1]
    return tf.reduce_mean(tf.abs(y_pred - shifted - y_true), axis=(1, 2)) * math.pi


def where_trap(y_true, y_pred):
    # The untaken branch's infinite slope becomes NaN where y_true is 0 and the argument is 0.
    x = y_true * y_pred
    return tf.reduce_sum(tf.where(x > 0, tf.math.log(x), 0.0), axis=-1)
