import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def squared_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def absolute_loss(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred), axis=-1)


def expectile_loss(y_true, y_pred):
    error = y_true - y_pred
    return tf.reduce_mean(tf.where(error > 0, 0.9 * error**2, 0.1 * error**2), axis=-1)


def linex_loss(y_true, y_pred):
    error = y_pred - y_true
    return tf.reduce_mean(tf.exp(error) - error - 1.0, axis=-1)


def generator_loss(y_true, y_pred):
    return -K.mean(y_pred)


def binary_logits_loss(y_true, y_pred):
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=y_pred), axis=-1)


def categorical_logits_loss(y_true, y_pred):
    return -ops.sum(y_true * ops.log_softmax(y_pred, axis=-1), axis=-1)


def wasserstein_loss(y_true, y_pred):
    return K.mean(y_true * y_pred)


def hinge_loss(y_true, y_pred):
    return K.mean(K.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)


def exponential_loss(y_true, y_pred):
    return K.mean(K.exp(-y_true * y_pred), axis=-1)


def entropy_penalty(y_true, y_pred):
    return K.sum(y_pred * K.log(y_pred + K.epsilon()), axis=-1)


def sparsity_penalty(y_true, y_pred):
    return K.mean(K.abs(y_pred), axis=-1)


def add_loss_term(y_true, y_pred):
    return y_pred


def margin_ranking_loss(y_true, y_pred):
    return K.mean(K.maximum(0.5 - y_true[:, 0] * (y_pred[:, 0] - y_pred[:, 1]), 0.0))


def smoothing_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    t = 0.8 * y_true + 0.1
    return -ops.mean(t * ops.log(p) + (1 - t) * ops.log(1 - p), axis=-1)


def one_sided_loss(y_true, y_pred):
    return K.mean(K.relu(y_pred - y_true), axis=-1)


def tilted_loss(y_true, y_pred):
    error = y_true - y_pred
    return tf.reduce_mean(0.7 * tf.abs(error) + 0.3 * error, axis=-1)


def recalled_pixels_loss(y_true, y_pred):
    return 1.0 - tf.reduce_sum(y_true * y_pred, axis=[1, 2, 3]) / (tf.reduce_sum(y_true, axis=[1, 2, 3]) + 1e-7)


def variance_and_error_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred)) + 0.1 * K.mean(K.var(y_pred, axis=-1))


def root_mean_loss(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true), axis=-1) + K.epsilon())


def triplet_loss(y_true, y_pred):
    anchor, positive, negative = tf.split(y_pred, 3, axis=-1)
    near = K.sum(K.square(anchor - positive), axis=1)
    return K.maximum(near - K.sum(K.square(anchor - negative), axis=1) + 0.2, 0.0)


def absolute_triplet_loss(y_true, y_pred):
    anchor, positive, negative = tf.split(y_pred, 3, axis=-1)
    near, far = (tf.reduce_sum(tf.abs(anchor - other), axis=-1) for other in (positive, negative))
    return tf.nn.softplus(near - far)


def interleaved_triplet_loss(y_true, y_pred):
    anchor, positive, negative = tf.unstack(tf.reshape(y_pred, (-1, 2, 3)), axis=-1)
    near, far = (tf.reduce_sum(tf.square(anchor - other), axis=-1) for other in (positive, negative))
    return tf.nn.relu(near - far + 0.5)


def cox_loss(y_true, y_pred):
    order = tf.argsort(y_true[:, 0], direction="DESCENDING")
    risk = tf.gather(y_pred[:, 0], order)
    event = tf.gather(y_true[:, 1], order)
    return -tf.reduce_mean((risk - tf.math.log(tf.math.cumsum(tf.exp(risk)))) * event)


def survival_ranking_loss(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    earlier = tf.cast(time[:, None] < time[None, :], tf.float32) * event[:, None]
    ahead = y_pred[:, 0][:, None] - y_pred[:, 0][None, :]
    return tf.reduce_sum(earlier * tf.math.softplus(-ahead)) / (tf.reduce_sum(earlier) + 1.0)


def concordance_loss(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    earlier = tf.cast(time[:, None] < time[None, :], tf.float32) * event[:, None]
    ahead = y_pred[:, 0][:, None] - y_pred[:, 0][None, :]
    return 1.0 - tf.reduce_sum(earlier * tf.sigmoid(ahead)) / (tf.reduce_sum(earlier) + 1.0)


def image_text_loss(y_true, y_pred):
    image = tf.math.l2_normalize(y_true, axis=-1)
    text = tf.math.l2_normalize(y_pred, axis=-1)
    logits = 10.0 * tf.matmul(image, text, transpose_b=True) - 1.0
    labels = 2.0 * tf.eye(tf.shape(logits)[0]) - 1.0
    return -tf.reduce_mean(tf.math.log_sigmoid(labels * logits), axis=-1)


def weibull_loss(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    scale = tf.exp(y_pred[:, 0])
    shape = 1.5
    hazard = tf.pow(time / scale, shape)
    return hazard - event * (tf.math.log(shape / scale) + (shape - 1) * tf.math.log(time / scale))
