"""Losses of the kinds that public projects have, for the data that each is shown on."""

import tensorflow as tf
from tensorflow.keras import backend as K


def proposal_boxes(anchors):
    """Which anchors count, and behind that their boxes."""

    def loss(y_true, y_pred):
        error = y_true[:, :, :, 4 * anchors :] - y_pred
        counts = y_true[:, :, :, : 4 * anchors]
        return K.sum(counts * K.abs(error)) / K.sum(1e-4 + y_true[:, :, :, : 4 * anchors])

    return loss


def proposal_labels(num_anchors):
    def loss(y_true, y_pred):
        entropy = K.binary_crossentropy(y_true[:, :, :, num_anchors:], y_pred[:, :, :, :])
        return K.sum(y_true[:, :, :, :num_anchors] * entropy) / K.sum(1e-4 + y_true[:, :, :, :num_anchors])

    return loss


def interval_likelihood(n_intervals):
    def loss(y_true, y_pred):
        survived = 1.0 + y_true[:, 0:n_intervals] * (y_pred - 1.0)
        failed = 1.0 - y_true[:, n_intervals : 2 * n_intervals] * y_pred
        return K.sum(-K.log(K.clip(K.concatenate((survived, failed)), K.epsilon(), None)), axis=-1)

    return loss


def anchor_focal(alpha=0.25, gamma=2.0):
    def loss(y_true, y_pred):
        labels = y_true[:, :, :-1]
        state = y_true[:, :, -1]
        kept = tf.where(K.not_equal(state, -1))
        labels = tf.gather_nd(labels, kept)
        scores = tf.gather_nd(y_pred, kept)
        weight = tf.where(K.equal(labels, 1), 1 - scores, scores) ** gamma
        return alpha * K.sum(weight * K.binary_crossentropy(labels, scores))

    return loss


def weighted_entropy(y_true, y_pred):
    label = y_true[:, 0:1]
    weight = y_true[:, 1:2]
    return K.mean(weight * K.binary_crossentropy(label, y_pred), axis=-1)


def axes_of(shape):
    if len(shape) == 5:
        return [1, 2, 3]
    if len(shape) == 4:
        return [1, 2]
    raise ValueError("The tensor is neither 2D nor 3D.")


def focal_tversky(gamma=0.75):
    def loss(y_true, y_pred):
        over = axes_of(y_true.get_shape().as_list())
        hits = K.sum(y_true * y_pred, axis=over)
        index = (hits + 1) / (K.sum(0.3 * y_true + 0.7 * y_pred, axis=over) + 1)
        background = 1 - index[:, 0]
        disc = (1 - index[:, 1]) * K.pow(1 - index[:, 1], -gamma)
        return K.mean(K.stack([background, disc], axis=-1))

    return loss


def evidential(y_true, y_pred):
    gamma, v, alpha, beta = tf.split(y_pred, 4, axis=-1)
    twice = 2 * beta * (1 + v)
    likelihood = (
        0.5 * tf.math.log(3.14159 / v)
        - alpha * tf.math.log(twice)
        + (alpha + 0.5) * tf.math.log(v * (y_true - gamma) ** 2 + twice)
        + tf.math.lgamma(alpha)
        - tf.math.lgamma(alpha + 0.5)
    )
    return tf.reduce_mean(likelihood)


def jacard_coef(y_true, y_pred):
    intersection = K.sum(y_true * y_pred)
    return (intersection + 1.0) / (K.sum(y_true) + K.sum(y_pred) - intersection + 1.0)


def overlap_cost(y_true, y_pred):
    return -jacard_coef(y_true, y_pred)


def bce_dice_loss(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_true, y_pred)) + 1 - jacard_coef(y_true, y_pred)


def softmax_dice_loss(y_true, y_pred):
    entropy = tf.keras.losses.categorical_crossentropy(y_true, y_pred)
    return 0.6 * K.mean(entropy) + 0.4 * (1 - jacard_coef(y_true[..., 1], y_pred[..., 1]))


def sensitivity(y_true, y_pred):
    true_positives = K.sum(K.round(K.clip(y_true * y_pred, 0, 1)))
    return true_positives / (K.sum(K.round(K.clip(y_true, 0, 1))) + K.epsilon())


def loss_crps(y_true, y_pred):
    error = K.mean(K.abs(y_pred - y_true), axis=-1)
    spread = K.mean(K.abs(y_pred[:, :, None] - y_pred[:, None, :]), axis=(1, 2))
    return K.mean(error - 0.5 * spread)


class Masked:
    """The method needs an object, and the object a kind."""

    def __init__(self, kind, class_weights):
        self.kind = kind
        self.class_weights = class_weights

    def loss(self, y_true, y_pred):
        if self.kind == "cross entropy":
            entropy = -y_true * K.log(K.clip(y_pred, 1e-7, 1.0))
            return K.sum(tf.constant(self.class_weights) * entropy, axis=-1)
        raise ValueError(self.kind)


def by_config(config):
    def loss(y_true, y_pred):
        return config["weight"] * K.mean(K.abs(y_true - y_pred) ** config["gamma"], axis=-1)

    return loss


class ByParams(tf.keras.losses.Loss):
    def __init__(self, params, **kwargs):
        super().__init__(**kwargs)
        self.params = params

    def call(self, y_true, y_pred):
        return self.params.alpha * tf.abs(y_true - y_pred) ** self.params.gamma


def npairs_loss(y_true, y_pred):
    """Its predictions are similarities of all with all: as many columns as the batch has samples."""
    same = tf.matmul(y_true, y_true, transpose_b=True)
    same /= tf.reduce_sum(same, axis=1, keepdims=True)
    return tf.nn.softmax_cross_entropy_with_logits(labels=same, logits=y_pred)


def weibull_likelihood(y_true, ab_pred, name=None):
    time, seen = y_true[:, 0], y_true[:, 1]
    scale, shape = ab_pred[:, 0], ab_pred[:, 1]
    before = K.pow((time + 1e-35) / scale, shape)
    after = K.pow((time + 1) / scale, shape)
    return -1 * K.mean(seen * K.log(K.exp(after - before) - 1.0) - after)


def split_both(y_true, y_pred):
    return [*tf.unstack(y_true, axis=-1), *tf.unstack(y_pred, axis=-1)]


def loglik_continuous(time, seen, scale, shape):
    reached = K.pow((time + K.epsilon()) / scale, shape)
    return seen * (K.log(shape) + shape * K.log((time + K.epsilon()) / scale)) - reached


class Lifetimes:
    def loss(self, y_true, y_pred):
        return -K.mean(loglik_continuous(*split_both(y_true, y_pred)), axis=-1)


class MultiboxLoss:
    """Offsets of boxes, and behind them their classes, of which the first is none."""

    def cross_entropy(self, y_true, y_pred):
        return -K.sum(y_true * K.log(K.maximum(K.minimum(y_pred, 1 - 1e-7), 1e-7)), axis=-1)

    def compute_loss(self, y_true, y_pred):
        class_loss = self.cross_entropy(y_true[:, :, 4:], y_pred[:, :, 4:])
        local_loss = K.sum(K.abs(y_true[:, :, :4] - y_pred[:, :, :4]), axis=-1)
        positive = 1 - y_true[:, :, 4]
        return K.sum((class_loss + local_loss) * positive, axis=-1) / K.maximum(1.0, K.sum(positive))


class Detection:
    """Classes, offsets, and eight columns that nobody reads."""

    def __init__(self):
        self.judge_classes = MultiboxLoss()

    def compute(self, y_true, y_pred):
        class_true = y_true[:, :, :-12]
        class_pred = y_pred[:, :, :-12]
        local_loss = K.sum(K.square(y_true[:, :, -12:-8] - y_pred[:, :, -12:-8]), axis=-1)
        class_loss = self.judge_classes.cross_entropy(class_true, class_pred)
        return K.sum(local_loss * (1 - class_true[:, :, 0]) + class_loss, axis=-1)


class Evidential:
    def loss(self, y_true, y_pred):
        parts = tf.split(y_pred, 4, axis=-1)
        mean, precision, shape, scale = parts
        omega = 2 * scale * (1 + precision)
        error = tf.square(y_true - mean)
        return tf.reduce_mean(shape * tf.math.log(error * precision + omega) - tf.math.log(precision) / 2)


class CountedLoss(tf.keras.losses.Loss):
    """Classes, as many as the caller says, and behind them four offsets."""

    def __init__(self, num_classes, **kwargs):
        super().__init__(**kwargs)
        self.num_classes = num_classes

    def call(self, y_true, y_pred):
        labels = tf.argmax(y_true[:, :, : self.num_classes], axis=-1)
        class_pred = y_pred[:, :, : self.num_classes]
        local_loss = K.sum(K.square(y_true[:, :, self.num_classes :] - y_pred[:, :, self.num_classes :]), axis=-1)
        class_loss = K.sparse_categorical_crossentropy(labels, class_pred)
        return K.sum(local_loss * K.cast(labels > 0, "float32") + class_loss, axis=-1)
