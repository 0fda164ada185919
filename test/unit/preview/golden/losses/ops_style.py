import keras
from keras import ops


def tukey_biweight(y_true, y_pred):
    c = 2.0
    r = y_true - y_pred
    inside = c**2 / 6.0 * (1.0 - ops.power(1.0 - ops.square(r / c), 3))
    return ops.mean(ops.where(ops.abs(r) <= c, inside, c**2 / 6.0), axis=-1)


def poly1_binary(y_true, y_pred):
    bce = keras.losses.binary_crossentropy(y_true, y_pred)
    pt = ops.mean(y_true * y_pred + (1 - y_true) * (1 - y_pred), axis=-1)
    return bce + 1.0 * (1.0 - pt)


def focal_bce_logits(y_true, y_pred):
    p = ops.sigmoid(y_pred)
    ce = ops.softplus(y_pred) - y_true * y_pred
    pt = y_true * p + (1.0 - y_true) * (1.0 - p)
    return ops.mean(ops.power(1.0 - pt, 2.0) * ce, axis=-1)


def savage_margin(y_true, y_pred):
    return ops.mean(ops.square(1.0 / (1.0 + ops.exp(2.0 * y_true * y_pred))), axis=-1)


def tweedie_deviance(y_true, y_pred):
    p = 1.5
    a = y_true * ops.power(y_pred, 1.0 - p) / (1.0 - p)
    b = ops.power(y_pred, 2.0 - p) / (2.0 - p)
    return ops.mean(b - a, axis=-1)


def generalized_cross_entropy_categorical(y_true, y_pred):
    q = 0.7
    p = ops.sum(y_true * y_pred, axis=-1)
    return (1.0 - ops.power(p, q)) / q


def logit_adjusted_softmax(y_true, y_pred):
    prior = ops.log(ops.convert_to_tensor([0.7, 0.2, 0.1]))
    logits = y_pred + prior
    return -ops.sum(y_true * ops.log_softmax(logits, axis=-1), axis=-1)


class SparseBootstrap(keras.losses.Loss):
    def __init__(self, beta=0.95, name="sparse_bootstrap"):
        super().__init__(name=name)
        self.beta = beta

    def call(self, y_true, y_pred):
        hot = ops.one_hot(ops.cast(ops.squeeze(y_true, -1), "int32"), ops.shape(y_pred)[-1])
        p = ops.clip(y_pred, 1e-7, 1.0)
        mixed = self.beta * hot + (1.0 - self.beta) * y_pred
        return -ops.sum(mixed * ops.log(p), axis=-1)


def focal_tversky(y_true, y_pred, alpha=0.7, gamma=0.75):
    axes = (1, 2, 3)
    tp = ops.sum(y_true * y_pred, axis=axes)
    fn = ops.sum(y_true * (1 - y_pred), axis=axes)
    fp = ops.sum((1 - y_true) * y_pred, axis=axes)
    t = (tp + 1.0) / (tp + alpha * fn + (1 - alpha) * fp + 1.0)
    return ops.power(1.0 - t, gamma)


def smooth_l1_boxes_xywh(y_true, y_pred):
    d = ops.abs(y_true - y_pred)
    return ops.mean(ops.where(d < 0.1, 0.5 * ops.square(d) / 0.1, d - 0.05), axis=-1)


def student_t_nll(y_true, y_pred):
    mu, log_var = ops.split(y_pred, 2, axis=-1)
    nu = 4.0
    z = ops.square(y_true - mu) / (nu * ops.exp(log_var))
    return ops.mean(0.5 * log_var + 0.5 * (nu + 1.0) * ops.log1p(z), axis=-1)


def soft_margin_triplet(y_true, y_pred):
    a, p, n = ops.split(y_pred, 3, axis=-1)
    dp = ops.norm(a - p, axis=-1)
    dn = ops.norm(a - n, axis=-1)
    return ops.softplus(dp - dn)


def squared_emd_ordinal(y_true, y_pred):
    diff = ops.cumsum(y_true, axis=-1) - ops.cumsum(y_pred, axis=-1)
    return ops.sqrt(ops.mean(ops.square(diff), axis=-1))


def breslow_survival(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    risk = ops.squeeze(y_pred, axis=-1)
    mask = ops.cast(ops.expand_dims(time, 0) >= ops.expand_dims(time, 1), "float32")
    masked = ops.where(mask > 0, ops.expand_dims(risk, 0), -1e9)
    return -ops.sum(event * (risk - ops.logsumexp(masked, axis=1))) / ops.maximum(ops.sum(event), 1.0)


QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def pinball_five(y_true, y_pred):
    q = ops.convert_to_tensor(QUANTILES, dtype="float32")
    e = y_true - y_pred
    return ops.mean(ops.maximum(q * e, (q - 1.0) * e), axis=-1)
