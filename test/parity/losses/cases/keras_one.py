# keras: 1.2.2
# golden: categorical_output_first on categorical
# golden: binary_output_first on binary
# golden: sparse_output_first on sparse
# golden: cosine_mean on regression
# golden: my_loss on regression
# golden: factory make_weighted with w=3 on binary
# golden: lesser_free on regression
# golden: prod_and_power on positive
from keras import backend as K


def categorical_output_first(y_true, y_pred):
    return K.categorical_crossentropy(y_pred, y_true)


def binary_output_first(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_pred, y_true), axis=-1)


def sparse_output_first(y_true, y_pred):
    return K.sparse_categorical_crossentropy(y_pred, y_true)


def cosine_mean(y_true, y_pred):
    y_true = K.l2_normalize(y_true, axis=-1)
    y_pred = K.l2_normalize(y_pred, axis=-1)
    return -K.mean(y_true * y_pred, axis=-1)


def my_loss(y_true,y_pred):
    return K.mean((y_pred-y_true),axis = -1)


def make_weighted(w = 2):
    def weighted(y_true, y_pred):
        return K.mean(K.binary_crossentropy(y_pred, y_true) * (1. + (w - 1.) * y_true), axis=-1)
    return weighted


def lesser_free(y_true, y_pred):
    return K.sum(K.softplus(y_pred) - K.tanh(y_true) * K.softsign(y_pred) + K.elu(y_pred, 1.), axis=1)


def prod_and_power(y_true, y_pred):
    return K.pow(K.prod(y_pred + 1., axis=-1), 0.5) - K.sum(y_true, axis=-1)
