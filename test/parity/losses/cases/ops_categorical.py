# golden: cce on categorical, categorical_sequence
# golden: cce_from_logits on categorical_logits
# golden: sparse on sparse
# golden: sparse_from_logits on sparse_logits
# golden: class FocalCategorical on categorical
# golden: class FocalCategorical with alpha=[0.2, 0.3, 0.5, 1.0], gamma=1.5 on categorical_sequence
# golden: class LabelSmoothing with factor=0.2 on categorical
# golden: class ArcFace with margin=0.3, scale=8.0 on categorical
# golden: class CosFace on categorical
# golden: class TemperatureDistillation on categorical_logits
# golden: poly_one on categorical_logits
# golden: symmetric_ce on categorical
# golden: taylor on categorical
# golden: focal_with_one_hot on sparse
# golden: gathered_log_prob on sparse
# golden: take_along on sparse_logits
# golden: masked_sequence on categorical_sequence
# golden: entropy_only on categorical
# golden: confidence_penalty on categorical_logits
# golden: js_ops on distribution
# golden: wasserstein_1 on distribution
# golden: kl_ops on distribution
# golden: rps_ops on distribution
# golden: ordinal_bce on ordinal
# golden: coral on ordinal
# golden: quadratic_kappa on categorical
# golden: emphasis on distribution
# golden: lovasz_softmax on mask_classes
# golden: multiclass_hinge on categorical_logits
# golden: crammer_singer on categorical_logits
# golden: bi_tempered_like on categorical_logits
# golden: soft_top_k on categorical
# golden: builtin_mix on categorical
# golden: builtin_sparse_class on sparse
# golden: soft_argmax on categorical_logits
# golden: logit_norm on categorical_logits
# golden: squeezed_targets on sparse_column
import math

import keras
from keras import ops
from keras.losses import CategoricalCrossentropy, Loss, SparseCategoricalCrossentropy, categorical_crossentropy


def cce(y_true, y_pred):
    return ops.categorical_crossentropy(y_true, y_pred)


def cce_from_logits(y_true, y_pred):
    return -ops.sum(y_true * ops.log_softmax(y_pred, axis=-1), axis=-1)


def sparse(y_true, y_pred):
    return ops.sparse_categorical_crossentropy(y_true, y_pred)


def sparse_from_logits(y_true, y_pred):
    return ops.sparse_categorical_crossentropy(y_true, y_pred, from_logits=True)


class FocalCategorical(Loss):
    def __init__(self, alpha=0.25, gamma=2.0, name="focal_categorical", **kwargs):
        super().__init__(name=name, **kwargs)
        self.alpha = alpha
        self.gamma = gamma

    def call(self, y_true, y_pred):
        y_pred = ops.clip(y_pred, keras.config.epsilon(), 1.0 - keras.config.epsilon())
        alpha = ops.convert_to_tensor(self.alpha, dtype="float32")
        return ops.sum(-alpha * y_true * (1 - y_pred) ** self.gamma * ops.log(y_pred), axis=-1)


class LabelSmoothing(Loss):
    def __init__(self, factor=0.1):
        super().__init__()
        self.factor = factor

    def call(self, y_true, y_pred):
        classes = y_pred.shape[-1]
        y_true = y_true * (1.0 - self.factor) + self.factor / classes
        return categorical_crossentropy(y_true, y_pred)


class ArcFace(Loss):
    def __init__(self, margin=0.5, scale=64.0):
        super().__init__(name="arcface")
        self.margin = margin
        self.scale = scale

    def call(self, y_true, y_pred):
        cosine = ops.clip(y_pred, -1 + 1e-6, 1 - 1e-6)
        theta = ops.arccos(cosine)
        target = ops.cos(theta + self.margin)
        logits = self.scale * ops.where(ops.cast(y_true, "bool"), target, cosine)
        return ops.categorical_crossentropy(y_true, logits, from_logits=True)


class CosFace(Loss):
    def call(self, y_true, y_pred):
        logits = 10.0 * (y_pred - 0.35 * y_true)
        return ops.logsumexp(logits, axis=-1) - ops.sum(y_true * logits, axis=-1)


class TemperatureDistillation(Loss):
    temperature = 3.0

    def call(self, y_true, y_pred):
        teacher = ops.softmax(5.0 * y_true / self.temperature, axis=-1)
        student = ops.log_softmax(y_pred / self.temperature, axis=-1)
        return -ops.sum(teacher * student, axis=-1) * self.temperature**2


def poly_one(y_true, y_pred, epsilon=1.0):
    p_t = ops.sum(y_true * ops.softmax(y_pred), axis=-1)
    return ops.categorical_crossentropy(y_true, y_pred, from_logits=True) + epsilon * (1 - p_t)


def symmetric_ce(y_true, y_pred):
    forward = -ops.sum(y_true * ops.log(ops.clip(y_pred, 1e-7, 1.0)), axis=-1)
    backward = -ops.sum(y_pred * ops.log(ops.clip(y_true, 1e-4, 1.0)), axis=-1)
    return 0.1 * forward + backward


def taylor(y_true, y_pred, order=4):
    p = ops.sum(y_true * y_pred, axis=-1)
    return sum((1 - p) ** k / k for k in range(1, order + 1))


def focal_with_one_hot(y_true, y_pred):
    hot = ops.one_hot(y_true, y_pred.shape[-1])
    p = ops.sum(hot * y_pred, axis=-1)
    return -((1 - p) ** 2) * ops.log(ops.maximum(p, 1e-7))


def gathered_log_prob(y_true, y_pred):
    classes = y_pred.shape[-1]
    flat = ops.reshape(y_pred, (-1,))
    index = ops.arange(y_pred.shape[0]) * classes + ops.cast(y_true, "int32")
    return -ops.log(ops.take(flat, index) + 1e-7)


def take_along(y_true, y_pred):
    logp = y_pred - ops.logsumexp(y_pred, axis=-1, keepdims=True)
    return -ops.take_along_axis(logp, ops.expand_dims(y_true, -1), axis=-1)[..., 0]


def masked_sequence(y_true, y_pred):
    mask = ops.cast(ops.not_equal(ops.argmax(y_true, axis=-1), 0), y_pred.dtype)
    loss = ops.categorical_crossentropy(y_true, y_pred)
    return ops.sum(loss * mask) / ops.maximum(ops.sum(mask), 1.0)


def entropy_only(y_true, y_pred):
    return -ops.sum(y_pred * ops.log(y_pred + 1e-8), axis=-1)


def confidence_penalty(y_true, y_pred):
    logp = ops.log_softmax(y_pred)
    p = ops.exp(logp)
    return -ops.sum(y_true * logp, -1) + 0.1 * ops.sum(p * logp, -1)


def js_ops(y_true, y_pred):
    eps = 1e-7
    y_true, y_pred = (ops.clip(x, eps, 1.0) for x in (y_true, y_pred))
    m = (y_true + y_pred) / 2

    def half(p):
        return ops.sum(p * (ops.log(p) - ops.log(m)), axis=-1) / 2

    return half(y_true) + half(y_pred)


def wasserstein_1(y_true, y_pred):
    # The last sum is 0 but for rounding, and |x| has its kink there.
    return ops.sum(ops.abs(ops.cumsum(y_true - y_pred, axis=-1)[..., :-1]), axis=-1)


def kl_ops(y_true, y_pred):
    return ops.sum(ops.where(y_true > 0, y_true * ops.log(y_true / (y_pred + 1e-7) + 1e-7), 0.0), axis=-1)


def rps_ops(y_true, y_pred):
    gap = ops.cumsum(y_pred, axis=-1) - ops.cumsum(y_true, axis=-1)
    return ops.sum(gap[..., :-1] ** 2, axis=-1) / (y_pred.shape[-1] - 1)


def ordinal_bce(y_true, y_pred):
    return ops.sum(ops.binary_crossentropy(y_true, y_pred), axis=-1)


def coral(y_true, y_pred, importance=None):
    logits = ops.log(y_pred) - ops.log1p(-y_pred)
    if importance is None:
        importance = ops.ones((y_pred.shape[-1],))
    terms = y_true * ops.log_sigmoid(logits) + (1 - y_true) * (ops.log_sigmoid(logits) - logits)
    return -ops.sum(importance * terms, axis=1)


def quadratic_kappa(y_true, y_pred):
    n = y_pred.shape[-1]
    levels = ops.cast(ops.arange(n), "float32")
    weights = ops.square(levels[:, None] - levels[None, :]) / (n - 1) ** 2
    observed = ops.matmul(ops.transpose(y_true), y_pred)
    expected = ops.outer(ops.sum(y_true, axis=0), ops.sum(y_pred, axis=0)) / ops.sum(y_true)
    return ops.sum(weights * observed) / (ops.sum(weights * expected) + 1e-7)


def emphasis(y_true, y_pred):
    w = ops.linspace(1.0, 2.0, y_pred.shape[-1])
    return ops.sum(w * ops.abs(y_true - y_pred), axis=-1)


def lovasz_softmax(y_true, y_pred):
    classes = y_pred.shape[-1]
    probabilities = ops.reshape(y_pred, (-1, classes))
    labels = ops.reshape(y_true, (-1, classes))
    losses = []
    for c in range(classes):
        foreground = labels[:, c]
        errors = ops.abs(foreground - probabilities[:, c])
        order = ops.argsort(-errors)
        sorted_errors = ops.take(errors, order)
        truth = ops.take(foreground, order)
        total = ops.sum(truth)
        jaccard = 1 - (total - ops.cumsum(truth)) / (total + ops.cumsum(1 - truth))
        slope = ops.concatenate([jaccard[:1], jaccard[1:] - jaccard[:-1]])
        losses.append(ops.sum(sorted_errors * ops.stop_gradient(slope)))
    return ops.mean(ops.stack(losses))


def multiclass_hinge(y_true, y_pred):
    positive = ops.sum(y_true * y_pred, axis=-1)
    negative = ops.max((1.0 - y_true) * y_pred, axis=-1)
    return ops.maximum(0.0, negative - positive + 1.0)


def crammer_singer(y_true, y_pred):
    right = ops.sum(y_true * y_pred, axis=-1, keepdims=True)
    margins = ops.relu(y_pred - right + 1.0) * (1 - y_true)
    return ops.sum(margins, axis=-1)


def bi_tempered_like(y_true, y_pred, t=0.8):
    p = ops.softmax(y_pred)
    log_t = (ops.power(ops.maximum(p, 1e-7), 1 - t) - 1) / (1 - t)
    return -ops.sum(y_true * log_t, axis=-1) - (1 - ops.sum(ops.power(p, 2 - t), axis=-1)) / (2 - t)


def soft_top_k(y_true, y_pred, k=2):
    values, indices = ops.top_k(y_pred, k)
    hits = ops.sum(ops.one_hot(indices, y_pred.shape[-1]), axis=-2)
    outside = 1.0 - ops.sum(hits * y_true, axis=-1)
    return outside * (values[:, -1] - ops.sum(y_true * y_pred, axis=-1))


def builtin_mix(y_true, y_pred):
    return 0.5 * CategoricalCrossentropy(label_smoothing=0.1)(y_true, y_pred) + keras.losses.kl_divergence(y_true, y_pred)


def builtin_sparse_class(y_true, y_pred):
    return SparseCategoricalCrossentropy(reduction="none")(y_true, y_pred)


def soft_argmax(y_true, y_pred, beta=2.0):
    positions = ops.arange(y_pred.shape[-1], dtype="float32")
    expected = ops.sum(ops.softmax(beta * y_pred, axis=-1) * positions, axis=-1)
    wanted = ops.sum(y_true * positions, axis=-1)
    return ops.abs(expected - wanted)


def logit_norm(y_true, y_pred):
    norms = ops.sqrt(ops.sum(ops.square(y_pred), axis=-1, keepdims=True)) + 1e-7
    return keras.losses.categorical_crossentropy(y_true, y_pred / norms / math.sqrt(0.04), from_logits=True)


def squeezed_targets(y_true, y_pred):
    labels = ops.cast(ops.squeeze(y_true, axis=-1), "int32")
    return keras.losses.sparse_categorical_crossentropy(labels, y_pred, from_logits=False)
