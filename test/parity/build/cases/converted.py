"""AutoGraph: what tf.keras before Keras 3 makes of Python's control flow on tensors."""
# keras: 2.15

import tensorflow as tf
from tensorflow.keras import backend as K


# golden: if_else on regression
def if_else(y_true, y_pred):
    gap = K.mean(K.square(y_true - y_pred))
    if gap > 1.0:
        return gap
    return gap * 2.0


# golden: if_assigns on regression
def if_assigns(y_true, y_pred):
    loss = K.mean(K.square(y_true - y_pred), axis=-1)
    if K.mean(y_true) > 0:
        loss = loss * 2.0
    else:
        loss = loss / 2.0
    return loss


# golden: if_other_shape on regression
def if_other_shape(y_true, y_pred):
    loss = K.mean(K.square(y_true - y_pred), axis=-1)
    if K.mean(y_true) > 0:
        loss = K.mean(loss)
    return loss


# golden: if_other_dtype on regression
def if_other_dtype(y_true, y_pred):
    loss = K.mean(y_pred)
    if K.mean(y_true) > 0:
        loss = tf.cast(loss, tf.float64)
    return loss


# golden: rows on regression
def rows(y_true, y_pred):
    total = 0.0
    for row in y_pred - y_true:
        total += K.mean(K.square(row))
    return total


# golden: counted on regression
def counted(y_true, y_pred):
    total = 0.0
    for k in tf.range(tf.shape(y_pred)[0]):
        total += tf.reduce_mean(tf.square(y_true[k] - y_pred[k]))
    return total


# golden: python_range on regression
def python_range(y_true, y_pred):
    total = 0.0
    for k in range(tf.shape(y_pred)[0]):
        total += tf.reduce_mean(tf.square(y_true[k] - y_pred[k]))
    return total


# golden: while_loop on regression
def while_loop(y_true, y_pred):
    total = 0.0
    k = 0
    while k < tf.shape(y_pred)[0]:
        total += tf.reduce_mean(tf.square(y_true[k] - y_pred[k]))
        k += 1
    return total


# golden: logic on regression
def logic(y_true, y_pred):
    if K.mean(y_pred) > 0 and K.mean(y_true) > 0:
        return K.mean(y_pred)
    return K.mean(K.square(y_true - y_pred))


# golden: negated on regression
def negated(y_true, y_pred):
    if not K.mean(y_pred) > 0:
        return K.mean(y_pred)
    return K.mean(K.square(y_true - y_pred))


# golden: conditional on regression
def conditional(y_true, y_pred):
    gap = K.mean(K.square(y_true - y_pred))
    return gap if gap > 1.0 else K.sqrt(gap)


# golden: length on regression
def length(y_true, y_pred):
    return K.sum(K.square(y_true - y_pred)) / tf.cast(len(y_pred), tf.float32)


# golden: numpy_still on regression
def numpy_still(y_true, y_pred):
    import numpy as np

    return np.mean(y_true - y_pred)


# golden: helper_converts on regression
def helper_converts(y_true, y_pred):
    return chosen(K.mean(K.square(y_true - y_pred)))


def chosen(value):
    if value > 1.0:
        value = value * 0.5
    return value


# golden: lambda_value on regression
def lambda_value(y_true, y_pred):
    pick = lambda value: value if value > 0.0 else -value
    return pick(K.mean(y_pred))


# golden: only_then on regression
def only_then(y_true, y_pred):
    gap = K.mean(K.square(y_true - y_pred))
    if gap > 1.0:
        return gap


# golden: asserted on regression
def asserted(y_true, y_pred):
    assert K.mean(y_pred) < 1000.0
    return K.mean(K.square(y_true - y_pred))
