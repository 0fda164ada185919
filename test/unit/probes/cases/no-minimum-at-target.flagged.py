import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def ops_difference_loss(y_true, y_pred):
    return ops.mean(y_true - y_pred, axis=-1)


def tf_difference_loss(y_true, y_pred):
    return tf.reduce_mean(y_true - y_pred)


def cubed_loss(y_true, y_pred):
    return K.mean((y_true - y_pred) ** 3, axis=-1)


def ops_log_likelihood_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    return ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)


def categorical_loss(y_true, y_pred):
    return tf.reduce_sum(y_true * tf.math.log(tf.clip_by_value(y_pred, 1e-7, 1.0)), axis=-1)


def negated_absolute_loss(y_true, y_pred):
    return -K.mean(K.abs(y_true - y_pred), axis=-1)


def focal_sign_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    pt = y_true * p + (1 - y_true) * (1 - p)
    return K.mean((1 - pt) ** 2 * K.log(pt), axis=-1)


def negated_huber_loss(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    return -K.mean(tf.where(error < 1.0, 0.5 * error**2, error - 0.5), axis=-1)


def weighted_pixels_loss(y_true, y_pred):
    edge = y_true - tf.nn.avg_pool2d(y_true, 3, 1, "SAME")
    return tf.reduce_mean((y_true - y_pred) * (1.0 + tf.square(edge)), axis=[1, 2, 3])


def product_error(y_true, y_pred):
    return K.mean(K.dot(y_pred, K.transpose(y_pred)) - K.dot(y_true, K.transpose(y_true)))


def ordinal_loss(y_true, y_pred):
    return ops.mean(ops.cumsum(y_pred, axis=-1) - ops.cumsum(y_true, axis=-1), axis=-1)


def root_mean_loss(y_true, y_pred):
    return K.sqrt(K.mean(y_pred - y_true, axis=-1) + K.epsilon())


def triplet_loss(y_true, y_pred):
    anchor, positive, negative = tf.split(y_pred, 3, axis=-1)
    near = K.sum(anchor - positive, axis=1)
    return K.maximum(near - K.sum(K.square(anchor - negative), axis=1) + 0.2, 0.0)


def cox_loss(y_true, y_pred):
    order = tf.argsort(y_true[:, 0], direction="DESCENDING")
    risk = tf.gather(y_pred[:, 0], order)
    event = tf.gather(y_true[:, 1], order)
    return tf.reduce_mean((risk - tf.math.log(tf.math.cumsum(tf.exp(risk)))) * event)


def image_text_loss(y_true, y_pred):
    image = tf.math.l2_normalize(y_true, axis=-1)
    text = tf.math.l2_normalize(y_pred, axis=-1)
    logits = 10.0 * tf.matmul(image, text, transpose_b=True) - 1.0
    labels = 2.0 * tf.eye(tf.shape(logits)[0]) - 1.0
    return tf.reduce_mean(tf.math.log_sigmoid(labels * logits), axis=-1)


def weibull_loss(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    scale = tf.exp(y_pred[:, 0])
    shape = 1.5
    hazard = tf.pow(time / scale, shape)
    return event * (tf.math.log(shape / scale) + (shape - 1) * tf.math.log(time / scale)) - hazard


def root_of_mean_loss(y_true, y_pred):
    return K.sqrt(K.mean(y_pred - y_true))
