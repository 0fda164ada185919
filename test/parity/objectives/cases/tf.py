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
import tensorflow as tf

EPSILON = 1e-7


def mean_squared_error(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_pred - y_true), axis=-1)


def mean_absolute_error(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_pred - y_true), axis=-1)


def mean_absolute_percentage_error(y_true, y_pred):
    scale = tf.maximum(tf.abs(y_true), EPSILON)
    return 100.0 * tf.reduce_mean(tf.abs((y_true - y_pred) / scale), axis=-1)


def mean_squared_logarithmic_error(y_true, y_pred):
    predicted = tf.math.log(tf.maximum(y_pred, EPSILON) + 1.0)
    wanted = tf.math.log(tf.maximum(y_true, EPSILON) + 1.0)
    return tf.reduce_mean(tf.math.squared_difference(predicted, wanted), axis=-1)


def squared_hinge(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.maximum(1.0 - y_true * y_pred, 0.0)), axis=-1)


def hinge(y_true, y_pred):
    return tf.reduce_mean(tf.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def categorical_crossentropy(y_true, y_pred):
    y_pred = y_pred / tf.reduce_sum(y_pred, axis=-1, keepdims=True)
    y_pred = tf.clip_by_value(y_pred, EPSILON, 1.0 - EPSILON)
    return -tf.reduce_sum(y_true * tf.math.log(y_pred), axis=-1)


def sparse_categorical_crossentropy(y_true, y_pred):
    y_pred = tf.clip_by_value(y_pred, EPSILON, 1.0 - EPSILON)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y_true, logits=tf.math.log(y_pred))


def binary_crossentropy(y_true, y_pred):
    y_pred = tf.clip_by_value(y_pred, EPSILON, 1.0 - EPSILON)
    cross = y_true * tf.math.log(y_pred + EPSILON) + (1.0 - y_true) * tf.math.log(1.0 - y_pred + EPSILON)
    return -tf.reduce_mean(cross, axis=-1)


def kullback_leibler_divergence(y_true, y_pred):
    y_true = tf.clip_by_value(y_true, EPSILON, 1.0)
    y_pred = tf.clip_by_value(y_pred, EPSILON, 1.0)
    return tf.reduce_sum(y_true * tf.math.log(y_true / y_pred), axis=-1)


def poisson(y_true, y_pred):
    return tf.reduce_mean(y_pred - y_true * tf.math.log(y_pred + EPSILON), axis=-1)


def cosine_proximity(y_true, y_pred):
    y_true = tf.nn.l2_normalize(y_true, axis=-1)
    y_pred = tf.nn.l2_normalize(y_pred, axis=-1)
    return -tf.reduce_sum(y_true * y_pred, axis=-1)
