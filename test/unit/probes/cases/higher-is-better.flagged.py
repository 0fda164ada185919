import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def dice_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    return (2 * overlap + 1) / (K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) + 1)


def ops_dice_loss(y_true, y_pred):
    overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
    total = ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3])
    return ops.mean((2 * overlap + 1) / (total + 1))


def tf_iou_loss(y_true, y_pred):
    overlap = tf.reduce_sum(y_true * y_pred, axis=[1, 2, 3])
    union = tf.reduce_sum(y_true + y_pred, axis=[1, 2, 3]) - overlap
    return (overlap + 1.0) / (union + 1.0)


def jaccard_loss(y_true, y_pred):
    overlap = K.sum(y_true * y_pred)
    return (overlap + 1) / (K.sum(y_true) + K.sum(y_pred) - overlap + 1)


def tversky_loss(y_true, y_pred):
    hit = K.sum(y_true * y_pred, axis=[1, 2, 3])
    missed = K.sum(y_true * (1 - y_pred), axis=[1, 2, 3])
    false = K.sum((1 - y_true) * y_pred, axis=[1, 2, 3])
    return (hit + 1) / (hit + 0.3 * missed + 0.7 * false + 1)


def soft_accuracy_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return K.mean(y_true * p + (1 - y_true) * (1 - p), axis=-1)


def flat_dice_loss(y_true, y_pred):
    t = K.flatten(y_true)
    p = K.flatten(y_pred)
    return (2 * K.sum(t * p) + 1) / (K.sum(t) + K.sum(p) + 1)


def squared_dice_loss(y_true, y_pred):
    overlap = tf.reduce_sum(y_true * y_pred, axis=[1, 2, 3])
    total = tf.reduce_sum(tf.square(y_true), axis=[1, 2, 3]) + tf.reduce_sum(tf.square(y_pred), axis=[1, 2, 3])
    return (2.0 * overlap + 1.0) / (total + 1.0)
