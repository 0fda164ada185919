import tensorflow as tf
from tensorflow.keras import backend as K
from keras import ops


def dice(y_true, y_pred):
    overlap = K.sum(y_true * y_pred, axis=[1, 2, 3])
    return (2 * overlap + 1) / (K.sum(y_true, axis=[1, 2, 3]) + K.sum(y_pred, axis=[1, 2, 3]) + 1)


def one_minus_dice_loss(y_true, y_pred):
    return 1 - dice(y_true, y_pred)


def negative_dice_loss(y_true, y_pred):
    return -dice(y_true, y_pred)


def log_dice_loss(y_true, y_pred):
    return -K.log(dice(y_true, y_pred))


def inverse_dice_loss(y_true, y_pred):
    return 1.0 / dice(y_true, y_pred)


def log_cosh_dice_loss(y_true, y_pred):
    return tf.math.log(tf.math.cosh(1 - dice(y_true, y_pred)))


def ops_iou_loss(y_true, y_pred):
    overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
    union = ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3]) - overlap
    return 1 - (overlap + 1) / (union + 1)


def focal_tversky_loss(y_true, y_pred):
    hit = K.sum(y_true * y_pred, axis=[1, 2, 3])
    missed = K.sum(y_true * (1 - y_pred), axis=[1, 2, 3])
    false = K.sum((1 - y_true) * y_pred, axis=[1, 2, 3])
    return K.pow(1 - (hit + 1) / (hit + 0.7 * missed + 0.3 * false + 1) + 1e-7, 0.75)


def dice_and_binary_loss(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    each = -(y_true * K.log(p) + (1 - y_true) * K.log(1 - p))
    return K.mean(each, axis=[1, 2, 3]) + 1 - dice(y_true, y_pred)


def soft_f1(y_true, y_pred):
    hit = K.sum(y_true * y_pred)
    return (2 * hit + 1) / (K.sum(y_true) + K.sum(y_pred) + 1)


def accuracy(y_true, y_pred):
    return K.mean(K.cast(K.equal(y_true, K.round(y_pred)), "float32"), axis=-1)


def cosine_similarity_score(y_true, y_pred):
    return tf.reduce_sum(tf.nn.l2_normalize(y_true, -1) * tf.nn.l2_normalize(y_pred, -1), axis=-1)


def psnr(y_true, y_pred):
    return tf.image.psnr(y_true, y_pred, max_val=1.0)


def r2(y_true, y_pred):
    return 1 - K.sum(K.square(y_true - y_pred)) / (K.sum(K.square(y_true - K.mean(y_true))) + K.epsilon())


def probability_loss(y_true, y_pred):
    return 1 - K.mean(y_true * y_pred + (1 - y_true) * (1 - y_pred), axis=-1)


def welsch_loss(y_true, y_pred):
    return K.mean(1.0 - K.exp(-0.5 * K.square(y_true - y_pred)), axis=-1)


model.compile(loss=one_minus_dice_loss, metrics=[dice, soft_f1, accuracy, psnr, r2, cosine_similarity_score])
