# As today's Keras has them, called by name.
# golden: mean_squared_error on regression
# golden: mean_absolute_error on regression
# golden: mean_absolute_percentage_error on regression
# golden: mean_squared_logarithmic_error on regression, positive
# golden: squared_hinge on margin, binary
# golden: hinge on margin, binary
# golden: categorical_crossentropy on categorical, categorical_sequence
# golden: sparse_categorical_crossentropy on sparse
# golden: binary_crossentropy on binary
# golden: kullback_leibler_divergence on distribution
# golden: poisson on positive
# golden: cosine_proximity on regression
from keras import losses


def mean_squared_error(y_true, y_pred):
    return losses.mean_squared_error(y_true, y_pred)


def mean_absolute_error(y_true, y_pred):
    return losses.mean_absolute_error(y_true, y_pred)


def mean_absolute_percentage_error(y_true, y_pred):
    return losses.mean_absolute_percentage_error(y_true, y_pred)


def mean_squared_logarithmic_error(y_true, y_pred):
    return losses.mean_squared_logarithmic_error(y_true, y_pred)


def squared_hinge(y_true, y_pred):
    return losses.squared_hinge(y_true, y_pred)


def hinge(y_true, y_pred):
    return losses.hinge(y_true, y_pred)


def categorical_crossentropy(y_true, y_pred):
    return losses.categorical_crossentropy(y_true, y_pred)


def sparse_categorical_crossentropy(y_true, y_pred):
    return losses.sparse_categorical_crossentropy(y_true, y_pred)


def binary_crossentropy(y_true, y_pred):
    return losses.binary_crossentropy(y_true, y_pred)


def kullback_leibler_divergence(y_true, y_pred):
    return losses.kl_divergence(y_true, y_pred)


def poisson(y_true, y_pred):
    return losses.poisson(y_true, y_pred)


def cosine_proximity(y_true, y_pred):
    return losses.cosine_similarity(y_true, y_pred)
