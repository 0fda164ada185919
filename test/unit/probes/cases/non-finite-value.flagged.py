import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def ops_log_loss(y_true, y_pred):
    return -ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)


def tf_log_loss(y_true, y_pred):
    return -tf.reduce_mean(y_true * tf.math.log(y_pred) + (1 - y_true) * tf.math.log(1 - y_pred), axis=-1)


def odds_binary_loss(y_true, y_pred):
    return -K.mean(y_true * K.log(y_pred / (1 - y_pred)), axis=-1)


def focal_loss(y_true, y_pred):
    pt = y_true * y_pred + (1 - y_true) * (1 - y_pred)
    return -K.mean((1 - pt) ** 2 * K.log(pt), axis=-1)


def inverse_loss(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred) / y_true, axis=-1)


def masked_mean_loss(y_true, y_pred):
    mask = tf.cast(tf.not_equal(y_true, 0.0), tf.float32)
    return tf.reduce_sum(tf.abs(y_true - y_pred) * mask) / tf.reduce_sum(mask)


def plain_iou_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    union = K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) - overlap
    return 1 - overlap / union


def sparse_mean_loss(y_true, y_pred):
    known = K.cast(y_true > -1, "float32")
    return K.sum(known * K.square(y_true - y_pred), axis=-1) / K.sum(known, axis=-1)


def batch_all_triplet_loss(y_true, y_pred, margin=0.3):
    labels = tf.reshape(y_true, [-1])
    squared = tf.reduce_sum(tf.square(y_pred), axis=1, keepdims=True)
    distances = tf.maximum(squared - 2.0 * tf.matmul(y_pred, y_pred, transpose_b=True) + tf.transpose(squared), 0.0)
    triplets = tf.expand_dims(distances, 2) - tf.expand_dims(distances, 1) + margin
    same = tf.equal(tf.expand_dims(labels, 0), tf.expand_dims(labels, 1))
    mask = tf.logical_and(tf.expand_dims(same, 2), tf.logical_not(tf.expand_dims(same, 1)))
    triplets = tf.maximum(triplets * tf.cast(mask, tf.float32), 0.0)
    return tf.reduce_sum(triplets) / tf.reduce_sum(tf.cast(triplets > 0.0, tf.float32))


def color_angle_loss(y_true, y_pred):
    lengths = tf.norm(y_true, axis=-1) * tf.norm(y_pred + 1e-3, axis=-1)
    cosine = tf.reduce_sum(y_true * y_pred, axis=-1) / lengths
    return tf.reduce_mean(tf.acos(tf.clip_by_value(cosine, -0.999, 0.999)), axis=[1, 2])
