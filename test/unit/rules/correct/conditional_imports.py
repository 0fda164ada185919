try:
    import tensorflow as tf
except ImportError:
    tf = None

try:
    from keras import ops
except ImportError:
    ops = None

import sys

if sys.version_info >= (3, 11):
    from typing import Self
else:
    from typing_extensions import Self

HAS_TF = tf is not None


def mse(y_true, y_pred):
    if HAS_TF:
        return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
    return ops.mean(ops.square(y_true - y_pred), axis=-1)
