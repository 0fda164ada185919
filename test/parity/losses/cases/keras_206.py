# keras: 2.0.6
# The last Keras whose cross-entropies take (output, target).
# golden: binary on binary
# golden: categorical on categorical
# golden: sparse on sparse
# golden: by_keyword on binary
# golden: logits on logits
from keras import backend as K


def binary(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_pred, y_true), axis=-1)


def categorical(y_true, y_pred):
    return K.categorical_crossentropy(y_pred, y_true)


def sparse(y_true, y_pred):
    return K.sparse_categorical_crossentropy(y_pred, y_true)


def by_keyword(y_true, y_pred):
    return K.mean(K.binary_crossentropy(output=y_pred, target=y_true), axis=-1)


def logits(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_pred, y_true, from_logits=True), axis=-1)
