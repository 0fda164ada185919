# golden: bce on binary, binary_vector
# golden: bce_logits on logits
# golden: stable_logits on logits
# golden: class FocalLoss on binary
# golden: class FocalLoss with gamma=0.5, alpha=0.9 on binary
# golden: class AsymmetricLoss on logits
# golden: class PolyLoss with epsilon=2.0 on logits
# golden: class WeightedBce with weights=[1.0, 5.0] on binary
# golden: class SelfAdjusting on binary
# golden: class DiceLoss on mask, mask_classes
# golden: class TverskyLoss with alpha=0.3, beta=0.7 on mask
# golden: class ComboLoss on mask
# golden: class UnifiedFocal on mask
# golden: soft_iou on mask
# golden: log_cosh_dice on mask
# golden: boundary_like on mask
# golden: edge_weighted on mask
# golden: hard_negative_mining on binary, binary_vector
# golden: ohem on binary
# golden: soft_f_beta with beta=2 on binary, binary_vector
# golden: auc_surrogate on binary_vector
# golden: r_drop on pair
# golden: brier on binary
# golden: gce with q=0.7 on binary
# golden: squentropy_like on logits
# golden: temperature on logits
# golden: hinge_zero_first on margin
# golden: squared_hinge_relu on margin
# golden: margin_softplus on margin
# golden: lovasz_hinge on logits
# golden: method StaticLosses.balanced on binary
# golden: method MethodLosses.loss on binary
# golden: method StaticLosses.scaled on binary
# golden: partial_loss on binary
# golden: lambda_loss on binary
# golden: conditional_lambda on binary
import functools

import keras
import keras.ops as ops
import numpy as np


def bce(y_true, y_pred):
    eps = keras.config.epsilon()
    p = ops.clip(y_pred, eps, 1.0 - eps)
    return -ops.mean(y_true * ops.log(p) + (1.0 - y_true) * ops.log(1.0 - p), axis=-1)


def bce_logits(y_true, y_pred):
    return ops.mean(ops.binary_crossentropy(y_true, y_pred, from_logits=True), axis=-1)


def stable_logits(y_true, y_pred):
    return ops.mean(ops.maximum(y_pred, 0) - y_pred * y_true + ops.log(1 + ops.exp(-ops.abs(y_pred))), axis=-1)


class FocalLoss(keras.losses.Loss):
    def __init__(self, gamma=2.0, alpha=0.25, **kwargs):
        super(FocalLoss, self).__init__(**kwargs)
        self.gamma, self.alpha = gamma, alpha

    def call(self, y_true, y_pred):
        y_true = ops.cast(y_true, y_pred.dtype)
        cross = ops.binary_crossentropy(y_true, y_pred)
        p_t = ops.where(y_true == 1, y_pred, 1 - y_pred)
        alpha_t = ops.where(y_true == 1, self.alpha, 1 - self.alpha)
        return ops.mean(alpha_t * (1 - p_t) ** self.gamma * cross, axis=-1)

    def get_config(self):
        return {**super().get_config(), "gamma": self.gamma, "alpha": self.alpha}


class AsymmetricLoss(keras.losses.Loss):
    def __init__(self, gamma_neg=4, gamma_pos=1, clip=0.05, name="asymmetric_loss"):
        super().__init__(name=name)
        self.gamma_neg = gamma_neg
        self.gamma_pos = gamma_pos
        self.clip = clip

    def call(self, y_true, y_pred):
        xs_pos = ops.sigmoid(y_pred)
        xs_neg = 1 - xs_pos
        if self.clip is not None and self.clip > 0:
            xs_neg = ops.minimum(xs_neg + self.clip, 1)
        los_pos = y_true * ops.log(ops.maximum(xs_pos, 1e-8))
        los_neg = (1 - y_true) * ops.log(ops.maximum(xs_neg, 1e-8))
        pt = xs_pos * y_true + xs_neg * (1 - y_true)
        gamma = self.gamma_pos * y_true + self.gamma_neg * (1 - y_true)
        return -ops.sum((los_pos + los_neg) * ops.power(1 - pt, gamma), axis=-1)


class PolyLoss(keras.losses.Loss):
    def __init__(self, epsilon=1.0):
        super().__init__(name="poly", reduction=None)
        self.epsilon = epsilon

    def call(self, y_true, y_pred):
        p = ops.sigmoid(y_pred)
        p_t = y_true * p + (1 - y_true) * (1 - p)
        return ops.mean(ops.binary_crossentropy(y_true, y_pred, from_logits=True) + self.epsilon * (1 - p_t), axis=-1)


class WeightedBce(keras.losses.Loss):
    def __init__(self, weights):
        super().__init__()
        self.weights = tuple(weights)

    def call(self, y_true, y_pred):
        w0, w1 = self.weights
        y_pred = ops.clip(y_pred, 1e-7, 1 - 1e-7)
        return -ops.mean(w1 * y_true * ops.log(y_pred) + w0 * (1 - y_true) * ops.log(1 - y_pred), axis=-1)


class SelfAdjusting(keras.losses.Loss):
    """(1 - p)^alpha as weight, as in self-adjusting Dice."""

    alpha = 0.6

    @property
    def gamma(self):
        return 1.0

    def call(self, y_true, y_pred):
        factor = ((1 - y_pred) ** self.alpha) * y_pred
        return ops.squeeze(1 - (2 * factor * y_true + self.gamma) / (factor + y_true + self.gamma))


class Base(keras.losses.Loss):
    smooth = 1e-5

    def __init__(self, axes=None, name=None):
        super().__init__(name=name or self.__class__.__name__)
        self.axes = axes

    def overlap(self, y_true, y_pred):
        axes = self.axes if self.axes is not None else list(range(1, len(y_pred.shape)))
        tp = ops.sum(y_true * y_pred, axis=axes)
        fp = ops.sum((1 - y_true) * y_pred, axis=axes)
        fn = ops.sum(y_true * (1 - y_pred), axis=axes)
        return tp, fp, fn


class DiceLoss(Base):
    def call(self, y_true, y_pred):
        tp, fp, fn = self.overlap(y_true, y_pred)
        return 1 - (2 * tp + self.smooth) / (2 * tp + fp + fn + self.smooth)


class TverskyLoss(Base):
    def __init__(self, alpha=0.5, beta=0.5, **kwargs):
        super().__init__(**kwargs)
        self.alpha = alpha
        self.beta = beta

    def call(self, y_true, y_pred):
        tp, fp, fn = self.overlap(y_true, y_pred)
        return 1 - (tp + self.smooth) / (tp + self.alpha * fp + self.beta * fn + self.smooth)


class ComboLoss(keras.losses.Loss):
    def __init__(self, ratio=0.4):
        super().__init__()
        self.ratio = ratio
        self.dice = DiceLoss()

    def call(self, y_true, y_pred):
        bce_part = ops.mean(ops.binary_crossentropy(y_true, y_pred), axis=(1, 2, 3))
        return self.ratio * bce_part + (1 - self.ratio) * self.dice.call(y_true, y_pred)


class UnifiedFocal(Base):
    def call(self, y_true, y_pred):
        delta, gamma = 0.6, 0.5
        p = ops.clip(y_pred, 1e-6, 1 - 1e-6)
        pos = -delta * y_true * ops.log(p) * ops.power(1 - p, 1 - gamma)
        neg = -(1 - delta) * (1 - y_true) * ops.log(1 - p)
        tp, fp, fn = self.overlap(y_true, p)
        mti = (tp + self.smooth) / (tp + delta * fn + (1 - delta) * fp + self.smooth)
        return 0.5 * ops.mean(pos + neg, axis=[1, 2, 3]) + 0.5 * ops.power(1 - mti + 1e-6, 1 - gamma)


def soft_iou(y_true, y_pred):
    axes = (1, 2)
    intersection = ops.sum(y_true * y_pred, axis=axes)
    union = ops.sum(y_true + y_pred - y_true * y_pred, axis=axes)
    return ops.mean(1.0 - (intersection + 1.0) / (union + 1.0), axis=-1)


def log_cosh_dice(y_true, y_pred):
    x = DiceLoss().call(y_true, y_pred)
    return ops.log((ops.exp(x) + ops.exp(-x)) / 2.0)


def boundary_like(y_true, y_pred):
    pooled = ops.max_pool(1 - y_true, pool_size=(3, 3), strides=1, padding="same")
    edge = pooled - (1 - y_true)
    error = ops.square(y_true - y_pred)
    return ops.sum(edge * error, axis=(1, 2, 3)) / (ops.sum(edge, axis=(1, 2, 3)) + 1e-6)


def edge_weighted(y_true, y_pred):
    blurred = ops.average_pool(y_true, pool_size=3, strides=1, padding="same")
    weight = 1.0 + 5.0 * ops.abs(blurred - y_true)
    return ops.mean(weight * ops.binary_crossentropy(y_true, y_pred), axis=(1, 2, 3))


def hard_negative_mining(y_true, y_pred, ratio=2):
    cross = ops.reshape(ops.binary_crossentropy(y_true, y_pred), (-1,))
    labels = ops.reshape(y_true, (-1,))
    positives = ops.sum(labels)
    negatives = cross * (1 - labels)
    ranked = -ops.sort(-negatives)
    order = ops.cast(ops.arange(ranked.shape[0]), "float32")
    keep = ops.cast(order < ratio * positives, "float32")
    return (ops.sum(cross * labels) + ops.sum(ranked * keep)) / (positives + 1e-7)


def ohem(y_true, y_pred):
    per_pixel = ops.reshape(ops.binary_crossentropy(y_true, y_pred), (-1,))
    k = max(int(per_pixel.shape[0] * 0.5), 1)
    hardest, _ = ops.top_k(per_pixel, k)
    return ops.mean(hardest)


def soft_f_beta(y_true, y_pred, beta=1):
    tp = ops.sum(y_true * y_pred)
    total = beta**2 * ops.sum(y_true) + ops.sum(y_pred)
    return 1 - (1 + beta**2) * tp / (total + 1e-7)


def auc_surrogate(y_true, y_pred):
    difference = y_pred[:, None] - y_pred[None, :]
    pairs = y_true[:, None] * (1 - y_true[None, :])
    return ops.sum(pairs * ops.relu(0.5 - difference) ** 2) / (ops.sum(pairs) + 1e-7)


def r_drop(y_true, y_pred):
    first, second = ops.split(ops.softmax(ops.reshape(y_pred, (-1, 2, 4)), axis=-1), 2, axis=1)
    kl = ops.sum(first * (ops.log(first) - ops.log(second)) + second * (ops.log(second) - ops.log(first)), axis=(1, 2))
    return 0.5 * kl + ops.squeeze(y_true, -1) * 0.0


def brier(y_true, y_pred):
    return ops.mean((y_pred - y_true) ** 2, axis=-1)


def gce(y_true, y_pred, q=0.5):
    p = y_true * y_pred + (1 - y_true) * (1 - y_pred)
    return ops.mean((1 - ops.power(ops.maximum(p, 1e-7), q)) / q, axis=-1)


def squentropy_like(y_true, y_pred):
    return ops.mean(ops.binary_crossentropy(y_true, y_pred, True), axis=-1) + 0.1 * ops.mean(
        (1 - y_true) * y_pred**2, axis=-1
    )


TEMPERATURE = np.float32(2.0)


def temperature(y_true, y_pred):
    softened = ops.sigmoid(y_pred / TEMPERATURE)
    return ops.mean(ops.binary_crossentropy(y_true, softened), axis=-1) * TEMPERATURE**2


def hinge_zero_first(y_true, y_pred):
    return ops.mean(ops.maximum(0.0, 1.0 - y_true * y_pred), axis=-1)


def squared_hinge_relu(y_true, y_pred):
    return ops.mean(ops.relu(1.0 - y_true * y_pred) ** 2, axis=-1)


def margin_softplus(y_true, y_pred):
    return ops.mean(ops.softplus(1 - y_true * y_pred), -1)


def lovasz_hinge(y_true, y_pred):
    labels, logits = ops.reshape(y_true, (-1,)), ops.reshape(y_pred, (-1,))
    signs = 2.0 * labels - 1.0
    errors = 1.0 - logits * ops.stop_gradient(signs)
    order = ops.argsort(-errors)
    errors_sorted = ops.take(errors, order)
    gt = ops.take(labels, order)
    total = ops.sum(gt)
    intersection = total - ops.cumsum(gt)
    union = total + ops.cumsum(1.0 - gt)
    jaccard = 1.0 - intersection / union
    grad = ops.concatenate([jaccard[:1], jaccard[1:] - jaccard[:-1]], axis=0)
    return ops.sum(ops.relu(errors_sorted) * ops.stop_gradient(grad))


class StaticLosses:
    @staticmethod
    def balanced(y_true, y_pred):
        share = ops.mean(y_true)
        weight = y_true * (1 - share) + (1 - y_true) * share
        return ops.mean(weight * ops.binary_crossentropy(y_true, y_pred), axis=-1)

    @classmethod
    def scaled(cls, y_true, y_pred):
        return 2 * cls.balanced(y_true, y_pred)


class MethodLosses:
    def __init__(self, weight=3):
        self.weight = weight

    def loss(self, y_true, y_pred):
        return self.weight * bce(y_true, y_pred)


partial_loss = functools.partial(gce, q=0.9)
lambda_loss = lambda y_true, y_pred: ops.mean(ops.square(y_true - y_pred), axis=-1)
conditional_lambda = (lambda strict: lambda t, p: bce(t, p) if strict else brier(t, p))(True)
