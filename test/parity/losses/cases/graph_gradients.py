# Gradients of the graph that `fit` traces: run eagerly, TensorFlow refuses them.
# keras: 2.15
# traced
# golden: by_backend on regression
# golden: by_tensorflow on regression
# golden: of_several on regression
# golden: of_what_is_not_asked on regression
# golden: twice on regression
import tensorflow as tf
import tensorflow.keras.backend as K


def by_backend(y_true, y_pred):
    energy = K.sum(K.square(y_pred) * K.sigmoid(y_pred))
    slope = K.gradients(energy, y_pred)[0]
    return K.mean(K.square(y_pred - y_true)) + K.mean(K.square(slope))


def by_tensorflow(y_true, y_pred):
    (slope,) = tf.gradients(tf.exp(y_pred * y_true), y_pred, grad_ys=y_pred)
    return tf.reduce_mean(tf.abs(slope), axis=-1)


def of_several(y_true, y_pred):
    inner = y_pred * y_pred
    slopes = tf.gradients([inner * y_true, tf.tanh(inner)], [y_pred, inner])
    return tf.reduce_mean(tf.square(slopes[0]) + slopes[1] ** 3, axis=-1)


def of_what_is_not_asked(y_true, y_pred):
    other = y_pred * 2.0
    none, zero = tf.gradients(y_true, other), tf.gradients(y_pred, other, unconnected_gradients="zero")
    return tf.reduce_mean(y_pred * (1.0 if none[0] is None else 2.0) + zero[0], axis=-1)


def twice(y_true, y_pred):
    (slope,) = K.gradients(y_pred**4 * y_true, [y_pred])
    (bend,) = K.gradients(slope, [y_pred])
    return K.mean(bend**2, axis=-1)
