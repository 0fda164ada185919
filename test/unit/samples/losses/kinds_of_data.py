"""Losses whose data nothing but what they are about tells; more of them are among those that are held to Keras."""

import tensorflow as tf
from keras import backend as K


def turn_of_flat_matrices(y_true, y_pred):
    between = tf.matmul(tf.reshape(y_true, (-1, 3, 3)), tf.reshape(y_pred, (-1, 3, 3)), transpose_b=True)
    return tf.acos(tf.clip_by_value((tf.linalg.trace(between) - 1) / 2, -0.999999, 0.999999))


def evidential_class_loss(y_true, y_pred):
    evidence = tf.nn.softplus(y_pred)
    alpha = evidence + 1
    total = tf.reduce_sum(alpha, axis=-1, keepdims=True)
    return tf.reduce_sum(y_true * (tf.math.log(total) - tf.math.log(alpha)), axis=-1)


def far_from_ten_loss(y_true, alpha):
    apart = tf.square(alpha / tf.reduce_sum(alpha, axis=1, keepdims=True) - tf.ones([1, 10]) / 10)
    return tf.reduce_sum(apart * y_true, axis=1)


def shares_likelihood(y_true, y_pred):
    alpha = tf.exp(y_pred)
    total = tf.reduce_sum(alpha, axis=-1)
    return tf.math.lgamma(total) + tf.reduce_sum((alpha - 1) * tf.math.log(y_true), axis=-1)


class Offsets:
    def log_loss(self, y_true, y_pred):
        return -tf.reduce_sum(y_true * tf.math.log(tf.maximum(y_pred, 1e-15)), axis=-1)


def alike(y_true, y_pred):
    unit = tf.math.l2_normalize(y_pred, axis=1)
    return tf.reduce_mean(tf.square(y_true - tf.matmul(unit, unit, transpose_b=True)))


def linked_loss(y_true, z):
    logits = z @ tf.transpose(z)
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=logits))


def held_together(y_true, y_pred):
    apart = tf.reduce_sum(tf.square(y_pred[:, None, :] - y_pred[None, :, :]), axis=-1)
    return tf.reduce_sum(y_true * apart)


def found_among_all(y_true, y_pred):
    return tf.nn.softmax_cross_entropy_with_logits(labels=tf.eye(tf.shape(y_pred)[0]), logits=y_pred)


def poincare(y_true, y_pred):
    apart = tf.reduce_sum(tf.square(y_true - y_pred), axis=-1)
    rest = (1 - tf.reduce_sum(tf.square(y_true), axis=-1)) * (1 - tf.reduce_sum(tf.square(y_pred), axis=-1))
    return tf.acosh(1 + 2 * apart / rest)


def yolo_loss(y_true, y_pred):
    thing = y_true[..., 4:5]
    place = tf.square(y_true[..., 0:2] - tf.sigmoid(y_pred[..., 0:2])) + tf.square(y_true[..., 2:4] - y_pred[..., 2:4])
    return tf.reduce_sum(thing * place) + tf.reduce_sum(tf.square(thing - tf.sigmoid(y_pred[..., 4:5])))


def triplet_by_width(y_true, y_pred, size=40):
    anchor, near, far = y_pred[:, :size], y_pred[:, size : 2 * size], y_pred[:, 2 * size :]
    return K.maximum(K.sum(K.square(anchor - near), axis=-1) - K.sum(K.square(anchor - far), axis=-1) + 1, 0.0)


def triplet_of_outputs(y_true, y_pred):
    return K.maximum(K.sum(K.square(y_pred[0] - y_pred[1])) - K.sum(K.square(y_pred[0] - y_pred[2])) + 1, 0.0)


def cell_loss(y_true, y_pred):
    thing = y_true[..., 0]
    box = K.sum(K.square(y_true[..., 1:5] - y_pred[..., 1:5]), axis=-1)
    classes = K.sum(K.square(y_true[..., 5:] - y_pred[..., 5:]), axis=-1)
    return K.sum(K.square(thing - y_pred[..., 0]) + thing * (box + classes))


def signal_to_noise_loss(y_true, y_pred):
    y_true = y_true - tf.reduce_mean(y_true, axis=-1, keepdims=True)
    y_pred = y_pred - tf.reduce_mean(y_pred, axis=-1, keepdims=True)
    wanted = y_true * tf.reduce_sum(y_true * y_pred, -1, True) / tf.reduce_sum(y_true * y_true, -1, True)
    return -tf.math.log(tf.reduce_sum(wanted**2, -1) / tf.reduce_sum((y_pred - wanted) ** 2, -1))


def fixed_gaussian_nll(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred) / 2, axis=-1)


def policy_loss(y_true, y_pred):
    return -K.log(K.sum(y_true * y_pred, axis=-1) + 1e-10)


def arcface_loss(y_true, y_pred):
    angle = tf.acos(tf.clip_by_value(tf.reduce_sum(y_true * y_pred, axis=-1), -0.999, 0.999))
    return tf.reduce_sum((1 - y_true) * tf.exp(y_pred), axis=-1) - tf.cos(angle + 0.5)


class LevelsLoss(tf.keras.losses.Loss):
    def __init__(self, quantile=tf.constant([[0.1, 0.9]])):
        super().__init__()
        self.quantile = quantile

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return tf.reduce_sum(tf.maximum(self.quantile * error, (self.quantile - 1) * error), axis=-1)


def equation_loss(y_true, y_pred):
    """Adequate for a quadratic equation, and no rotation."""
    return K.mean(K.square(y_true**2 - y_pred), axis=-1)


def mse_with_mask(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true[:, :, 0] * y_true[:, :, 1] - y_pred[:, :, 0] * y_pred[:, :, 1]), axis=-1)


def overlap_of_corners_loss(y_true, y_pred):
    """IoU of bounding boxes, as [x1, y1, x2, y2]."""
    true, pred = K.transpose(y_true), K.transpose(y_pred)
    width = K.minimum(true[2], pred[2]) - K.maximum(true[0], pred[0])
    height = K.minimum(true[3], pred[3]) - K.maximum(true[1], pred[1])
    intersection = K.maximum(width, 0.0) * K.maximum(height, 0.0)
    areas = (true[2] - true[0]) * (true[3] - true[1]) + (pred[2] - pred[0]) * (pred[3] - pred[1])
    return 1 - intersection / (areas - intersection)


def sides_iou_loss(y_true, y_pred):
    top, bottom, left, right = tf.split(y_pred, num_or_size_splits=4, axis=3)
    above, below, before, behind = tf.split(y_true, num_or_size_splits=4, axis=3)
    high = tf.minimum(top, above) + tf.minimum(bottom, below)
    wide = tf.minimum(left, before) + tf.minimum(right, behind)
    union = (top + bottom) * (left + right) + (above + below) * (before + behind) - high * wide
    return tf.reduce_sum(1 - high * wide / union)


def neg_binomial_loss(y_true, y_pred, theta=2.0):
    part = tf.math.lgamma(theta) + tf.math.lgamma(y_true + 1.0) - tf.math.lgamma(y_true + theta)
    rest = (theta + y_true) * tf.math.log(1.0 + y_pred / theta) + y_true * tf.math.log(theta / (y_pred + 1e-10))
    return tf.reduce_mean(part + rest)


class SignalLoss(tf.keras.losses.Loss):
    def call(self, y_true, y_pred):
        return signal_to_noise_loss(y_true, y_pred)


def levels_of(place):
    return tf.cast(tf.range(4) < tf.cast(place, tf.int32), tf.float32)


def coral_loss(y_true, y_pred):
    levels = tf.map_fn(levels_of, tf.squeeze(y_true), dtype=tf.float32)
    return -tf.reduce_sum(tf.math.log_sigmoid(y_pred) * levels + (1 - levels) * tf.math.log_sigmoid(-y_pred), axis=1)


def first_sequence_loss(y_true, y_pred):
    return -K.sum(K.log(1 + y_true[0, :, 0:3] * (y_pred - 1)), axis=-1) - K.sum(y_true[0, :, 3:6] * y_pred, axis=-1)


def box_format_loss(y_true, y_pred, box_format="xywh"):
    """Bounding boxes in this format: xywh, or corners x1, y1, x2, y2."""
    return K.sum(K.square(y_true - y_pred), axis=-1)


def margin_loss(y_true, y_pred):
    low, share = 0.1, 0.5
    there = y_true * K.square(K.relu((1 - low) - y_pred))
    return K.sum(there + share * (1 - y_true) * K.square(K.relu(y_pred - low)), axis=-1)
