import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K


def barlow(y_true, y_pred):
    a, b = tf.split(y_pred, 2, axis=-1)
    a = (a - tf.reduce_mean(a, axis=0)) / (tf.math.reduce_std(a, axis=0) + 1e-6)
    b = (b - tf.reduce_mean(b, axis=0)) / (tf.math.reduce_std(b, axis=0) + 1e-6)
    c = tf.matmul(a, b, transpose_a=True) / tf.cast(tf.shape(a)[0], tf.float32)
    return tf.reduce_sum(tf.square(c - tf.eye(tf.shape(c)[0])))


def macro_soft_f1(y_true, y_pred):
    tp = tf.reduce_sum(y_pred * y_true, axis=0)
    fp = tf.reduce_sum(y_pred * (1 - y_true), axis=0)
    fn = tf.reduce_sum((1 - y_pred) * y_true, axis=0)
    return tf.reduce_mean(1 - 2 * tp / (2 * tp + fn + fp + 1e-16))


def kappa(y_true, y_pred):
    w = tf.square(tf.range(5.0)[:, None] - tf.range(5.0)[None, :])
    o = tf.matmul(y_true, y_pred, transpose_a=True)
    e = tf.reduce_sum(y_true, axis=0)[:, None] * tf.reduce_sum(y_pred, axis=0)[None, :]
    return tf.reduce_sum(w * o) / (tf.reduce_sum(w * e) + 1e-7)


def r2_columns(y_true, y_pred):
    rest = K.sum(K.square(y_true - y_pred), axis=0)
    total = K.sum(K.square(y_true - K.mean(y_true, axis=0)), axis=0)
    return K.mean(rest / (total + K.epsilon()))


def pearson_columns(y_true, y_pred):
    x = y_true - K.mean(y_true, axis=0)
    y = y_pred - K.mean(y_pred, axis=0)
    r = K.sum(x * y, axis=0) / K.sqrt(K.sum(K.square(x), axis=0) * K.sum(K.square(y), axis=0) + K.epsilon())
    return 1 - K.mean(r)


def entropy_of_use(y_true, y_pred):
    use = tf.reduce_mean(y_pred, 0)
    return tf.reduce_sum(use * tf.math.log(use + 1e-7)) + tf.reduce_mean(keras.losses.categorical_crossentropy(y_true, y_pred))


