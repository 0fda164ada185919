# Names as code copied from elsewhere has them.
# golden: inner_modules on regression
# golden: inner_array_functions on regression
# golden: inner_network_functions on categorical_logits
# golden: method_names on small_image
# golden: grid_weights on small_image
# golden: class Configured on regression
import numpy as np
import tensorflow as tf
from tensorflow.python.framework import ops as framework_ops
from tensorflow.python.ops import array_ops, clip_ops, math_ops, nn


def inner_modules(y_true, y_pred):
    y_pred = framework_ops.convert_to_tensor(y_pred)
    y_true = math_ops.cast(y_true, y_pred.dtype)
    return math_ops.reduce_mean(math_ops.squared_difference(y_pred, y_true), axis=-1)


def inner_array_functions(y_true, y_pred):
    error = math_ops.abs(math_ops.subtract(y_pred, y_true))
    smooth = array_ops.where_v2(error <= 1.0, 0.5 * math_ops.square(error), error - 0.5)
    return math_ops.reduce_sum(clip_ops.clip_by_value(smooth, 0.0, 2.0), axis=-1) + array_ops.zeros_like(smooth[..., 0])


def inner_network_functions(y_true, y_pred):
    return nn.softmax_cross_entropy_with_logits_v2(labels=y_true, logits=y_pred) + math_ops.log(nn.softmax(y_pred)[..., 0])


def method_names(y_true, y_pred):
    near = tf.image.resize(y_pred, [3, 3], method=tf.image.ResizeMethod.NEAREST_NEIGHBOR)
    soft = tf.image.resize(y_true, [3, 3], tf.image.ResizeMethod.BILINEAR)
    return tf.reduce_mean(tf.square(near - soft), axis=[1, 2, 3])


def grid_weights(y_true, y_pred):
    height, width = y_pred.shape[1:3]
    columns, rows = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    weights = np.exp(-(columns**2 + rows**2)).astype("float32")[None, :, :, None]
    return tf.reduce_sum(weights * tf.abs(y_true - y_pred), axis=[1, 2, 3]) / np.sum(weights)


class Configured(tf.keras.losses.Loss):
    def __init__(self, config=None):
        super().__init__()
        self.power = 3.0
        self.__dict__.update(config or {"scale": 0.5, "power": 2.0})
        self.__dict__["shift"] = 0.25

    def call(self, y_true, y_pred):
        return tf.reduce_mean(self.scale * tf.abs(y_true - y_pred) ** self.power + self.shift, axis=-1)
