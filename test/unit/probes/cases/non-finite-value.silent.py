import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def ops_log_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)


def tf_log_loss(y_true, y_pred):
    return -tf.reduce_mean(y_true * tf.math.log(y_pred + 1e-7) + (1 - y_true) * tf.math.log(1 - y_pred + 1e-7), axis=-1)


def xlogy_loss(y_true, y_pred):
    p = tf.clip_by_value(y_pred, 1e-7, 1 - 1e-7)
    return -tf.reduce_mean(tf.math.xlogy(y_true, p) + tf.math.xlogy(1 - y_true, 1 - p), axis=-1)


def maximum_loss(y_true, y_pred):
    return -tf.reduce_sum(y_true * tf.math.log(tf.maximum(y_pred, 1e-7)), axis=-1)


def log_sigmoid_loss(y_true, y_pred):
    return -tf.reduce_mean(y_true * tf.math.log_sigmoid(y_pred) + (1 - y_true) * tf.math.log_sigmoid(-y_pred), axis=-1)


def safe_masked_mean_loss(y_true, y_pred):
    mask = tf.cast(tf.not_equal(y_true, 0.0), tf.float32)
    return tf.reduce_sum(tf.abs(y_true - y_pred) * mask) / tf.maximum(tf.reduce_sum(mask), 1.0)


def no_nan_mean_loss(y_true, y_pred):
    mask = tf.cast(tf.not_equal(y_true, 0.0), tf.float32)
    return tf.math.divide_no_nan(tf.reduce_sum(tf.abs(y_true - y_pred) * mask), tf.reduce_sum(mask))


def smooth_iou_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    union = K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) - overlap
    return 1 - (overlap + 1) / (union + 1)


def symmetric_percentage_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred) / (K.abs(y_true) + K.abs(y_pred) + K.epsilon()), axis=-1)


def log1p_loss(y_true, y_pred):
    return K.mean(K.square(tf.math.log1p(K.relu(y_true)) - tf.math.log1p(K.relu(y_pred))), axis=-1)


def shifted_logarithm_loss(y_true, y_pred):
    return K.mean(K.square(K.log(K.relu(y_true) + 1.0) - K.log(K.relu(y_pred) + 1.0)), axis=-1)


def exponent_loss(y_true, y_pred):
    return K.mean(K.exp(-y_true * y_pred), axis=-1)


def softplus_loss(y_true, y_pred):
    return K.mean(K.softplus(-y_true * y_pred), axis=-1)


def batch_all_triplet_loss(y_true, y_pred, margin=0.3):
    labels = tf.reshape(y_true, [-1])
    squared = tf.reduce_sum(tf.square(y_pred), axis=1, keepdims=True)
    distances = tf.maximum(squared - 2.0 * tf.matmul(y_pred, y_pred, transpose_b=True) + tf.transpose(squared), 0.0)
    triplets = tf.expand_dims(distances, 2) - tf.expand_dims(distances, 1) + margin
    same = tf.equal(tf.expand_dims(labels, 0), tf.expand_dims(labels, 1))
    mask = tf.logical_and(tf.expand_dims(same, 2), tf.logical_not(tf.expand_dims(same, 1)))
    triplets = tf.maximum(triplets * tf.cast(mask, tf.float32), 0.0)
    return tf.reduce_sum(triplets) / (tf.reduce_sum(tf.cast(triplets > 0.0, tf.float32)) + 1e-16)


def color_angle_loss(y_true, y_pred):
    lengths = tf.norm(y_true + 1e-3, axis=-1) * tf.norm(y_pred + 1e-3, axis=-1)
    cosine = tf.reduce_sum(y_true * y_pred, axis=-1) / lengths
    return tf.reduce_mean(tf.acos(tf.clip_by_value(cosine, -0.999, 0.999)), axis=[1, 2])


def renormalized_pixels_loss(y_true, y_pred):
    shares = y_pred / tf.reduce_sum(y_pred, axis=-1, keepdims=True)
    return -tf.reduce_mean(tf.reduce_sum(y_true * tf.math.log(shares + 1e-7), axis=-1), axis=[1, 2])
