import numpy as np
import tensorflow as tf


def cauchy_regression(y_true, y_pred):
    return tf.reduce_mean(tf.math.log1p(tf.square((y_true - y_pred) / 0.8)), axis=-1)


def soft_f1_binary(y_true, y_pred):
    tp = tf.reduce_sum(y_true * y_pred)
    fp = tf.reduce_sum((1 - y_true) * y_pred)
    fn = tf.reduce_sum(y_true * (1 - y_pred))
    return 1.0 - 2.0 * tp / (2.0 * tp + fp + fn + 1e-7)


def weighted_bce_logits(labels, logits):
    return tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(labels, logits, pos_weight=3.0), axis=-1)


def exponential_margin(y_true, y_pred):
    return tf.reduce_mean(tf.exp(-y_true * y_pred), axis=-1)


def poisson_nll_full(y_true, y_pred):
    stirling = y_true * tf.math.log(y_true) - y_true + 0.5 * tf.math.log(2.0 * np.pi * y_true)
    stirling = tf.where(y_true > 1.0, stirling, tf.zeros_like(stirling))
    return tf.reduce_mean(y_pred - y_true * tf.math.log(y_pred) + stirling, axis=-1)


def kl_categorical(y_true, y_pred):
    p = tf.clip_by_value(y_true, 1e-7, 1.0)
    q = tf.clip_by_value(y_pred, 1e-7, 1.0)
    return tf.reduce_sum(p * tf.math.log(p / q), axis=-1)


def margin_softmax_loss(labels, logits):
    adjusted = logits - 0.35 * labels
    return tf.nn.softmax_cross_entropy_with_logits(labels=labels, logits=4.0 * adjusted)


def sparse_logits_penalty(labels, logits):
    ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.cast(tf.squeeze(labels, -1), tf.int32), logits=logits)
    p = tf.nn.softmax(logits)
    return ce + 0.1 * tf.reduce_sum(p * tf.math.log(p), axis=-1)


def bce_dice_mask(y_true, y_pred):
    bce = tf.reduce_mean(tf.keras.losses.binary_crossentropy(y_true, y_pred), axis=[1, 2])
    inter = tf.reduce_sum(y_true * y_pred, axis=[1, 2, 3])
    dice = (2.0 * inter + 1.0) / (tf.reduce_sum(y_true + y_pred, axis=[1, 2, 3]) + 1.0)
    return bce + 1.0 - dice


def iou_log_box(y_true, y_pred):
    left = tf.maximum(y_true[..., :2], y_pred[..., :2])
    right = tf.minimum(y_true[..., 2:], y_pred[..., 2:])
    wh = tf.maximum(right - left, 0.0)
    inter = wh[..., 0] * wh[..., 1]
    a = tf.reduce_prod(y_true[..., 2:] - y_true[..., :2], axis=-1)
    b = tf.reduce_prod(y_pred[..., 2:] - y_pred[..., :2], axis=-1)
    return -tf.math.log(inter / (a + b - inter))


def hetero_gaussian_variance_nll(y_true, y_pred):
    mean, var = y_pred[:, 0:1], y_pred[:, 1:2]
    return tf.reduce_mean(0.5 * tf.math.log(var) + 0.5 * tf.square(y_true - mean) / var, axis=-1)


def angular_triplet(y_true, y_pred):
    a, p, n = tf.split(y_pred, 3, axis=-1)
    cos = lambda u, v: tf.reduce_sum(u * v, axis=-1) / (tf.norm(u, axis=-1) * tf.norm(v, axis=-1))
    return tf.nn.relu(cos(a, n) - cos(a, p) + 0.2)


def contrastive_pairs(y_true, y_pred):
    return tf.reduce_mean(y_true * tf.square(y_pred) + (1 - y_true) * tf.square(tf.maximum(1.0 - y_pred, 0.0)), axis=-1)


def qwk_ordinal(y_true, y_pred):
    k = 5
    r = tf.range(k, dtype=tf.float32)
    w = tf.square(r[:, None] - r[None, :]) / (k - 1.0) ** 2
    t = tf.argmax(y_true, axis=-1)
    return tf.reduce_sum(tf.gather(w, t) * y_pred, axis=-1)


def discrete_hazard_survival(y_true, y_pred):
    time, event = y_true[:, 0:1], y_true[:, 1:2]
    rate = tf.exp(y_pred)
    return tf.reduce_mean(rate * time - event * y_pred, axis=-1)


def tilted(y_true, y_pred, quantiles=(0.2, 0.8)):
    q = tf.constant(quantiles)
    e = y_true - y_pred
    return tf.reduce_mean(tf.maximum(q * e, (q - 1) * e), axis=-1)
