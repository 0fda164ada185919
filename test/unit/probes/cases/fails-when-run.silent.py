import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from keras import ops

SCALES = [0.5, 1.0]
OPTIONS = {"weight": 2.0}


def right_keyword_loss(y_true, y_pred):
    return K.mean(K.square(y_true - y_pred), axis=-1)


def list_index_loss(y_true, y_pred):
    return SCALES[-1] * K.mean(K.abs(y_true - y_pred), axis=-1)


def guarded_division_loss(y_true, y_pred):
    count = 0
    return K.mean(K.abs(y_true - y_pred), axis=-1) * (1.0 / max(count, 1))


def bound_loss(y_true, y_pred):
    scale = 1.0
    if OPTIONS["weight"] > 3:
        scale = 2.0
    return scale * K.mean(K.abs(y_true - y_pred), axis=-1)


def default_key_loss(y_true, y_pred):
    return OPTIONS.get("other", 1.0) * K.mean(K.square(y_true - y_pred), axis=-1)


def caught_loss(y_true, y_pred):
    try:
        scale = OPTIONS["missing"]
    except KeyError:
        scale = 1.0
    return scale * K.mean(K.square(y_true - y_pred), axis=-1)


def seven_classes_loss(y_true, y_pred):
    return K.mean(tf.constant([0.1, 0.2, 0.3, 0.1, 0.1, 0.1, 0.1]) * K.square(y_true - y_pred), axis=-1)


def keypoints_loss(y_true, y_pred):
    return tf.reduce_mean(tf.norm(tf.reshape(y_true, (-1, 21, 3)) - tf.reshape(y_pred, (-1, 21, 3)) + 1e-6, axis=-1))


def five_parts_loss(y_true, y_pred):
    a, b, c, d, e = tf.unstack(y_pred, axis=-1)
    return tf.square(a - y_true[:, 0]) + tf.square(b + c + d + e)


def eleventh_loss(y_true, y_pred):
    return ops.square(y_true[:, 10] - y_pred[:, 10])


def refusing_loss(y_true, y_pred):
    if y_true.shape[-1] != 9:
        raise ValueError("nine columns are expected")
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


def asserting_loss(y_true, y_pred):
    assert y_pred.shape[-1] == 9
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


def list_weights_loss(weights):
    def loss(y_true, y_pred):
        return ops.mean(ops.convert_to_tensor(weights) * ops.square(y_true - y_pred), axis=-1)

    return loss


class Given(keras.losses.Loss):
    def __init__(self, scale=1.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale

    def call(self, y_true, y_pred):
        return self.scale * ops.mean(ops.square(y_true - y_pred), axis=-1)


def normalized_logits_loss(y_true, y_pred):
    norms = ops.sqrt(ops.sum(ops.square(y_pred), axis=-1, keepdims=True)) + 1e-7
    return keras.losses.categorical_crossentropy(y_true, y_pred / norms, from_logits=True)


def sparse_masks_loss(y_true, y_pred):
    labels = tf.argmax(y_pred, axis=-1)
    known = tf.cast(tf.equal(labels, tf.cast(y_true, labels.dtype)), y_pred.dtype)
    return tf.reduce_mean(known * (1.0 - tf.reduce_max(y_pred, axis=-1)))


def fixed_batch_loss(y_true, y_pred):
    weights = tf.linspace(0.5, 1.5, 32)
    return weights * tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)
