# keras: 2.0.7
# The first Keras whose cross-entropies take (target, output).
# golden: binary on binary
# golden: binary_swapped on binary
# golden: categorical on categorical
# golden: categorical_swapped on categorical
# golden: sparse on sparse
# golden: by_keyword on binary
from keras import backend as K


def binary(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_true, y_pred), axis=-1)


def binary_swapped(y_true, y_pred):
    # What the old order gives now, without a word.
    return K.mean(K.binary_crossentropy(y_pred, y_true), axis=-1)


def categorical(y_true, y_pred):
    return K.categorical_crossentropy(y_true, y_pred)


def categorical_swapped(y_true, y_pred):
    return K.categorical_crossentropy(y_pred, y_true)


def sparse(y_true, y_pred):
    return K.sparse_categorical_crossentropy(y_true, y_pred)


def by_keyword(y_true, y_pred):
    return K.mean(K.binary_crossentropy(output=y_pred, target=y_true), axis=-1)
