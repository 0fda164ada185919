# Gradients that a loss states itself, code that TensorFlow calls back, eigenvalues, and branches of other versions.
# golden: reversed_gradient on regression
# golden: two_results on regression
# golden: unasked_gradient on regression
# golden: by_keras on regression
# golden: straight_through on regression, logits
# golden: recomputed on regression
# golden: weighed_by_numpy on regression
# golden: called_back on regression
# golden: called_back_for_numbers on regression
# golden: called_back_for_two on regression
# golden: widest_spread on gaussian, labelled
# golden: spectral on gaussian, mixture
# golden: nuclear on gaussian, mixture
# golden: nuclear_by_keras on mixture
# golden: eigen_by_keras on gaussian
# golden: class Stated on regression
# golden: by_pattern on regression
import numpy as np
import tensorflow as tf
from keras import ops
from keras.losses import Loss


@tf.custom_gradient
def reverse(x):
    def grad(upstream):
        return -0.5 * upstream

    return tf.identity(x), grad


def reversed_gradient(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - reverse(y_pred)), axis=-1)


@tf.custom_gradient
def sum_and_product(a, b):
    def grad(of_sum, of_product):
        return of_sum + of_product * b, of_product * tf.clip_by_value(a, -1.0, 1.0)

    return (a + b, a * b), grad


def two_results(y_true, y_pred):
    total, product = sum_and_product(y_pred, tf.square(y_pred))
    return tf.reduce_mean(total * 2.0 - product + y_true, axis=-1)


@tf.custom_gradient
def half_asked(a, b):
    return a * b, lambda upstream: (upstream * 3.0, None)


def unasked_gradient(y_true, y_pred):
    return tf.reduce_mean(half_asked(y_pred, y_pred * y_pred) - y_true, axis=-1)


@ops.custom_gradient
def softened(x):
    e = ops.exp(x)

    def grad(*args, upstream=None):
        if upstream is None:
            (upstream,) = args
        return ops.multiply(upstream, 1.0 - 1.0 / ops.add(1, e))

    return ops.log(1 + e), grad


def by_keras(y_true, y_pred):
    return ops.mean(ops.abs(softened(y_pred) - y_true), axis=-1)


def straight_through(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.grad_pass_through(tf.round)(y_pred) - y_true), axis=-1)


@tf.recompute_grad
def cubed(x):
    return x**3


def recomputed(y_true, y_pred):
    return tf.reduce_mean(cubed(y_pred - y_true), axis=-1)


def weighed_by_numpy(y_true, y_pred):
    weights = tf.numpy_function(lambda t: np.exp(-np.abs(t)).astype(np.float32), [y_true], tf.float32)
    weights.set_shape(y_true.shape)
    return tf.reduce_mean(weights * tf.square(y_true - y_pred), axis=-1)


def called_back(y_true, y_pred):
    error = tf.py_function(lambda t, p: tf.square(t - p) * p, [y_true, y_pred], tf.float32)
    error.set_shape(y_pred.shape)
    return tf.reduce_mean(error, axis=-1)


def called_back_for_numbers(y_true, y_pred):
    scale = tf.py_function(lambda t: float(np.max(np.abs(t.numpy()))) + 1.0, [y_true], tf.float32)
    scale.set_shape([])
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1) / scale


def called_back_for_two(y_true, y_pred):
    low, high = tf.py_function(lambda t, p: [tf.minimum(t, p), tf.maximum(t, p)], [y_true, y_pred], [tf.float32, tf.float32])
    low.set_shape(y_pred.shape)
    high.set_shape(y_pred.shape)
    return tf.reduce_mean(high - 0.5 * low, axis=-1)


def widest_spread(y_true, y_pred):
    centred = y_pred - tf.reduce_mean(y_pred, axis=0)
    values, _ = tf.linalg.eigh(tf.matmul(centred, centred, transpose_a=True))
    return tf.reduce_max(values) - tf.reduce_min(values)


def spectral(y_true, y_pred):
    values, _, _ = tf.linalg.svd(y_pred)
    return values[0]


def nuclear(y_true, y_pred):
    return tf.reduce_sum(tf.linalg.svd(y_pred, compute_uv=False))


def nuclear_by_keras(y_true, y_pred):
    _, values, _ = ops.svd(y_pred, full_matrices=False)
    return ops.sum(values)


def eigen_by_keras(y_true, y_pred):
    values, _ = ops.eigh(ops.matmul(ops.transpose(y_pred), y_pred))
    return ops.sum(ops.log(ops.abs(values) + 1.0))


class Stated(Loss):
    @staticmethod
    @tf.custom_gradient
    def clipped(x):
        return x * 2.0, lambda upstream: tf.clip_by_value(upstream, -0.1, 0.1)

    def call(self, y_true, y_pred):
        return tf.reduce_mean(self.clipped(y_pred) - y_true, axis=-1)


class Settings:
    __match_args__ = ("power", "scale")

    def __init__(self, power, scale):
        self.power = power
        self.scale = scale


def weight_of(settings):
    match settings:
        case {"mode": "scaled" | "weighted", "scale": float(scale), **rest} if not rest:
            return scale
        case {"mode": str() as mode}:
            return float(len(mode))
        case Settings(power=2, scale=scale) | Settings(_, scale):
            return scale
        case [int(first), *_, -1.5]:
            return first / 2
        case None | False:
            return 0.25
        case _:
            return 1.0


def by_pattern(y_true, y_pred):
    weights = [
        weight_of(each)
        for each in (
            {"mode": "scaled", "scale": 0.5},
            {"mode": "scaled", "scale": 0.5, "more": 1},
            Settings(2, 3.0),
            [7, 1, 2, -1.5],
            (7, 1),
            None,
            False,
            0,
        )
    ]
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1) * weights[0] + sum(weights) + weights[5] * weights[7]
