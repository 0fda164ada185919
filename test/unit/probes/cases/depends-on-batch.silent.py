import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def squared_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def averaged_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred))


def summed_loss(y_true, y_pred):
    return tf.reduce_sum(tf.square(y_true - y_pred))


def scalar_root_loss(y_true, y_pred):
    return tf.sqrt(tf.reduce_mean(tf.square(y_true - y_pred)) + 1e-7)


def soft_dice_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred)
    return 1 - (2 * overlap + 1) / (K.sum(y_true) + K.sum(y_pred) + 1)


def pearson_correlation_loss(y_true, y_pred):
    t = y_true - K.mean(y_true)
    p = y_pred - K.mean(y_pred)
    return 1 - K.sum(t * p) / (K.sqrt(K.sum(K.square(t)) * K.sum(K.square(p))) + K.epsilon())


def per_sample_softmax_loss(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    return tf.reduce_sum(error * tf.nn.softmax(error, axis=-1), axis=-1)


def batch_centred_loss(y_true, y_pred):
    error = y_true - y_pred
    return K.mean(K.square(error - K.mean(error, axis=0)), axis=-1)


def rank_loss(y_true, y_pred):
    order = tf.sign(y_true - tf.transpose(y_true))
    return tf.reduce_mean(tf.nn.softplus(-order * (y_pred - tf.transpose(y_pred))), axis=-1)


def binary_and_dice_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred)
    dice = 1 - (2 * overlap + 1) / (K.sum(y_true) + K.sum(y_pred) + 1)
    return K.mean(K.binary_crossentropy(y_true, y_pred), axis=[1, 2, 3]) + dice


def scaled_loss(y_true, y_pred):
    scale = ops.abs(y_true) + 1.0
    return ops.mean(ops.square((y_true - y_pred) / scale), axis=-1)


def constant_scale_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1) / 4.0


def normalized_by_count_loss(y_true, y_pred):
    count = tf.cast(tf.shape(y_pred)[0], tf.float32)
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1) * count / count


def huber_loss(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    return K.mean(tf.where(error < 1.0, 0.5 * error**2, error - 0.5), axis=-1)


def binary_loss(y_true, y_pred):
    return K.binary_crossentropy(y_true, y_pred)


def masked_mean_loss(y_true, y_pred):
    mask = K.cast(y_true > -1, "float32")
    return K.sum(mask * K.square(y_true - y_pred)) / (K.sum(mask) + K.epsilon())


def covariance_loss(y_true, y_pred):
    t = y_true - tf.reduce_mean(y_true, axis=0)
    p = y_pred - tf.reduce_mean(y_pred, axis=0)
    return -tf.reduce_mean(t * p, axis=-1) + tf.reduce_mean(tf.square(t - p), axis=-1)


def earth_mover_loss(y_true, y_pred):
    return K.mean(K.square(K.cumsum(y_true, axis=-1) - K.cumsum(y_pred, axis=-1)), axis=-1)


def summed_over_batch_loss(y_true, y_pred):
    return K.sum(K.square(K.cumsum(y_true, axis=-1) - K.cumsum(y_pred, axis=-1))[..., :-1], axis=0)
