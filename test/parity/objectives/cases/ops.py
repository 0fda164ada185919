# golden: mean_squared_error on regression
# golden: mean_absolute_error on regression
# golden: mean_absolute_percentage_error on regression
# golden: mean_squared_logarithmic_error on regression, positive
# golden: squared_hinge on margin
# golden: hinge on margin
# golden: categorical_crossentropy on categorical
# golden: sparse_categorical_crossentropy on sparse
# golden: binary_crossentropy on binary
# golden: kullback_leibler_divergence on distribution
# golden: poisson on positive
# golden: cosine_proximity on regression
import keras
from keras import ops


def mean_squared_error(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)


def mean_absolute_error(y_true, y_pred):
    return ops.mean(ops.abs(y_pred - y_true), axis=-1)


def mean_absolute_percentage_error(y_true, y_pred):
    scale = ops.maximum(ops.abs(y_true), keras.config.epsilon())
    return 100.0 * ops.mean(ops.abs((y_true - y_pred) / scale), axis=-1)


def mean_squared_logarithmic_error(y_true, y_pred):
    epsilon = keras.config.epsilon()
    predicted = ops.log(ops.maximum(y_pred, epsilon) + 1.0)
    wanted = ops.log(ops.maximum(y_true, epsilon) + 1.0)
    return ops.mean(ops.square(predicted - wanted), axis=-1)


def squared_hinge(y_true, y_pred):
    return ops.mean(ops.square(ops.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)


def hinge(y_true, y_pred):
    return ops.mean(ops.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def categorical_crossentropy(y_true, y_pred):
    return ops.categorical_crossentropy(y_true, y_pred)


def sparse_categorical_crossentropy(y_true, y_pred):
    return ops.sparse_categorical_crossentropy(y_true, y_pred)


def binary_crossentropy(y_true, y_pred):
    return ops.mean(ops.binary_crossentropy(y_true, y_pred), axis=-1)


def kullback_leibler_divergence(y_true, y_pred):
    epsilon = keras.config.epsilon()
    y_true = ops.clip(y_true, epsilon, 1)
    y_pred = ops.clip(y_pred, epsilon, 1)
    return ops.sum(y_true * ops.log(y_true / y_pred), axis=-1)


def poisson(y_true, y_pred):
    return ops.mean(y_pred - y_true * ops.log(y_pred + keras.config.epsilon()), axis=-1)


def cosine_proximity(y_true, y_pred):
    y_true = ops.normalize(y_true, axis=-1)
    y_pred = ops.normalize(y_pred, axis=-1)
    return -ops.sum(y_true * y_pred, axis=-1)
