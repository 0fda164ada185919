import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def _decided(p):
    return tf.map_fn(lambda row: tf.cast(row > 0.5, tf.float32), p)


def accuracy(y_true, y_pred):
    return 1.0 - tf.reduce_mean(tf.abs(y_true - _decided(y_pred)), axis=-1)


def precision(y_true, y_pred):
    hits = _decided(y_pred)
    return tf.reduce_sum(hits * y_true) / (tf.reduce_sum(hits) + 1.0)


def recall(y_true, y_pred):
    return tf.reduce_sum(_decided(y_pred) * y_true) / (tf.reduce_sum(y_true) + 1.0)


def iou(y_true, y_pred):
    hits = _decided(y_pred)
    overlap = tf.reduce_sum(hits * y_true)
    return overlap / (tf.reduce_sum(hits) + tf.reduce_sum(y_true) - overlap + 1.0)


def psnr(y_true, y_pred):
    return tf.image.psnr(y_true, y_pred, max_val=1.0)


def ssim(y_true, y_pred):
    return tf.image.ssim(y_true, y_pred, max_val=1.0)


def soft_dice(y_true, y_pred):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    return (2.0 * overlap + 1.0) / (K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) + 1.0)


def soft_dice_loss(y_true, y_pred):
    return 1.0 - soft_dice(y_true, y_pred)


def negative_score(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def error_ratio(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1) / 2.0


def inverse_r2(y_true, y_pred):
    return ops.sum(ops.square(y_true - y_pred)) / (ops.sum(ops.square(y_true - ops.mean(y_true))) + 1e-7)


def perplexity(y_true, y_pred):
    return K.exp(-K.mean(K.sum(y_true * K.log(K.clip(y_pred, 1e-7, 1.0)), axis=-1)))


def hamming_like_loss(y_true, y_pred):
    return K.mean(y_true * (1 - y_pred) + (1 - y_true) * y_pred, axis=-1)


def unused_score(y_true, y_pred):
    return tf.zeros_like(y_pred[:, 0])


def top_k_loss(y_true, y_pred):
    worst, _ = tf.math.top_k(tf.reduce_mean(tf.square(y_true - y_pred), axis=-1), k=2)
    return tf.reduce_mean(worst)


def straight_through_loss(y_true, y_pred):
    hard = y_pred + tf.stop_gradient(tf.round(y_pred) - y_pred)
    return tf.reduce_mean(tf.square(y_true - hard), axis=-1)


def soft_hits_loss(y_true, y_pred):
    soft = tf.sigmoid(10.0 * (y_pred - 0.5))
    return tf.reduce_mean(tf.square(y_true - soft), axis=-1)


model.compile("sgd", loss=soft_dice_loss, metrics=[accuracy, precision, recall, iou])
model.compile("sgd", loss="mse", metrics=[psnr, ssim, soft_dice])
model.compile("sgd", loss=negative_score)
model.compile("sgd", loss=error_ratio)
model.compile("sgd", loss=inverse_r2)
model.compile("sgd", loss=perplexity)
model.compile("sgd", loss=unused_score)
