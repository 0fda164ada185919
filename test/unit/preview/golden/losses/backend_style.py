import math
import tensorflow as tf
from tensorflow.keras import backend as K


def barron_general(y_true, y_pred):
    """Barron's general robust loss with alpha=1 (Charbonnier)."""
    z = K.square((y_pred - y_true) / 0.5)
    return K.mean(K.sqrt(z + 1.0) - 1.0, axis=-1)


def asymmetric_focal(y_true, y_pred):
    """ASL for one label: other focusing for negatives, probability margin."""
    eps = K.epsilon()
    p = K.clip(y_pred, eps, 1.0 - eps)
    pm = K.maximum(p - 0.05, 0.0)
    pos = y_true * K.log(p)
    neg = (1.0 - y_true) * K.pow(pm, 4.0) * K.log(K.maximum(1.0 - pm, eps))
    return -K.mean(pos + neg, axis=-1)


def bce_naive(y_true, y_pred):
    return -K.mean(y_true * K.log(y_pred) + (1 - y_true) * K.log(1 - y_pred), axis=-1)


def stable_bce_logits(y_true, y_pred):
    logits = y_pred
    return K.mean(K.relu(logits) - logits * y_true + K.log(1.0 + K.exp(-K.abs(logits))), axis=-1)


def modified_huber_margin(y_true, y_pred):
    z = y_true * y_pred
    return K.mean(K.switch(z >= -1.0, K.square(K.maximum(0.0, 1.0 - z)), -4.0 * z), axis=-1)


def gamma_deviance(y_true, y_pred):
    return 2.0 * K.mean(y_true / y_pred - K.log(y_true / y_pred) - 1.0, axis=-1)


def label_smoothed_cce(y_true, y_pred):
    smooth = 0.1
    k = K.cast(K.shape(y_pred)[-1], "float32")
    q = y_true * (1.0 - smooth) + smooth / k
    return -K.sum(q * K.log(K.clip(y_pred, K.epsilon(), 1.0)), axis=-1)


def temperature_cce_logits(y_true, y_pred):
    logits = y_pred / 2.0
    return K.categorical_crossentropy(y_true, K.softmax(logits), from_logits=False)


def sparse_focal(y_true, y_pred):
    hot = K.one_hot(K.cast(K.flatten(y_true), "int32"), 3)
    p = K.sum(hot * y_pred, axis=-1)
    return -K.pow(1.0 - p, 2.0) * K.log(p + K.epsilon())


def log_cosh_dice(y_true, y_pred):
    t = K.batch_flatten(y_true)
    p = K.batch_flatten(y_pred)
    inter = K.sum(t * p, axis=-1)
    d = (2.0 * inter + 1.0) / (K.sum(t, axis=-1) + K.sum(p, axis=-1) + 1.0)
    x = 1.0 - d
    return K.log((K.exp(x) + K.exp(-x)) / 2.0)


def diou_box(y_true, y_pred):
    x1 = K.maximum(y_true[:, 0], y_pred[:, 0])
    y1 = K.maximum(y_true[:, 1], y_pred[:, 1])
    x2 = K.minimum(y_true[:, 2], y_pred[:, 2])
    y2 = K.minimum(y_true[:, 3], y_pred[:, 3])
    inter = K.maximum(x2 - x1, 0.0) * K.maximum(y2 - y1, 0.0)
    a = (y_true[:, 2] - y_true[:, 0]) * (y_true[:, 3] - y_true[:, 1])
    b = (y_pred[:, 2] - y_pred[:, 0]) * (y_pred[:, 3] - y_pred[:, 1])
    iou = inter / (a + b - inter)
    cx = (y_true[:, 0] + y_true[:, 2] - y_pred[:, 0] - y_pred[:, 2]) / 2.0
    cy = (y_true[:, 1] + y_true[:, 3] - y_pred[:, 1] - y_pred[:, 3]) / 2.0
    w = K.maximum(y_true[:, 2], y_pred[:, 2]) - K.minimum(y_true[:, 0], y_pred[:, 0])
    h = K.maximum(y_true[:, 3], y_pred[:, 3]) - K.minimum(y_true[:, 1], y_pred[:, 1])
    return 1.0 - iou + (K.square(cx) + K.square(cy)) / (K.square(w) + K.square(h))


def laplace_nll(y_true, y_pred):
    mu = y_pred[:, :1]
    log_sigma = y_pred[:, 1:]
    return K.mean(log_sigma + K.abs(y_true - mu) / K.exp(log_sigma) + math.log(2.0), axis=-1)


def lossless_triplet(y_true, y_pred):
    a, p, n = y_pred[:, 0:2], y_pred[:, 2:4], y_pred[:, 4:6]
    dp = K.sum(K.square(a - p), axis=-1)
    dn = K.sum(K.square(a - n), axis=-1)
    beta = 2.0
    return -K.log(-dp / beta + 1.0 + 1e-8) - K.log(-(2.0 - dn) / beta + 1.0 + 1e-8)


def ordinal_rps(y_true, y_pred):
    return K.mean(K.square(K.cumsum(y_true, axis=-1) - K.cumsum(y_pred, axis=-1)), axis=-1)


def cox_survival(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    risk = K.flatten(y_pred)
    at_risk = K.cast(time[None, :] >= time[:, None], "float32")
    log_sum = K.log(K.sum(at_risk * K.exp(risk)[None, :], axis=1))
    return -K.sum(event * (risk - log_sum)) / K.sum(event)


def multi_quantile(y_true, y_pred):
    quantiles = [0.1, 0.5, 0.9]
    total = []
    for i, q in enumerate(quantiles):
        e = y_true[:, 0] - y_pred[:, i]
        total.append(K.maximum(q * e, (q - 1) * e))
    return K.sum(K.stack(total, axis=-1), axis=-1)
