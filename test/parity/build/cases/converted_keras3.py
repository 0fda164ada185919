"""AutoGraph on Keras 3: only where `tf.function` stands."""

import tensorflow as tf
from keras import ops


# golden: decorated on regression
@tf.function
def decorated(y_true, y_pred):
    gap = tf.reduce_mean(tf.square(y_true - y_pred))
    if gap > 1.0:
        gap = gap * 2.0
    return gap


# golden: decorated_loop on regression
@tf.function
def decorated_loop(y_true, y_pred):
    total = 0.0
    for k in tf.range(tf.shape(y_pred)[0]):
        total += tf.reduce_mean(tf.square(y_true[k] - y_pred[k]))
    return total


# golden: not_converted on regression
@tf.function(autograph=False)
def not_converted(y_true, y_pred):
    gap = tf.reduce_mean(tf.square(y_true - y_pred))
    if gap > 1.0:
        gap = gap * 2.0
    return gap


# golden: plain on regression
def plain(y_true, y_pred):
    gap = tf.reduce_mean(tf.square(y_true - y_pred))
    if gap > 1.0:
        gap = gap * 2.0
    return gap


@tf.function
def halved(value):
    if value > 1.0:
        value = value * 0.5
    return value


# golden: helper_is_decorated on regression
def helper_is_decorated(y_true, y_pred):
    return halved(tf.reduce_mean(tf.square(y_true - y_pred)))


# golden: cond_is_legal on regression
def cond_is_legal(y_true, y_pred):
    gap = ops.mean(ops.square(y_true - y_pred))
    return ops.cond(gap > 1.0, lambda: gap, lambda: gap * 2.0)
