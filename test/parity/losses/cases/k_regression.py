# keras: 2.3.1
# golden: plain_mse on regression, column, vector
# golden: rmse on column, regression
# golden: mae_then_max on regression
# golden: quantile with q=0.9 on column
# golden: quantile on regression
# golden: huber_k on regression
# golden: factory make_huber with delta=0.5 on regression
# golden: factory make_huber on column
# golden: log_cosh on regression
# golden: smape on positive
# golden: mape_floor on positive
# golden: msle_clipped on positive, regression
# golden: tweedie on positive
# golden: factory tweedie_power with p=1.8 on positive
# golden: gamma_deviance on positive
# golden: poisson_nll on positive
# golden: tukey_biweight on column, regression
# golden: cauchy on column
# golden: signed_penalty on regression
# golden: bias_plus_variance on column
# golden: neg_r2 on column
# golden: relative_l2 on regression, sequence
# golden: epsilon_insensitive on regression
# golden: asymmetric with over=3.0, under=0.5 on column
# golden: log_ratio on positive
# golden: per_output on regression
from keras import backend as K
import numpy as np


def plain_mse(y_true, y_pred):
    return K.mean(K.square(y_pred - y_true), axis=-1)


def rmse(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true)))


def mae_then_max(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    return K.mean(error, axis=-1) + 0.1 * K.max(error, axis=-1)


def quantile(y_true, y_pred, q=0.25):
    e = y_true - y_pred
    return K.mean(K.maximum(q * e, (q - 1) * e), axis=-1)


def huber_k(y_true, y_pred, clip_delta=1.0):
    error = y_true - y_pred
    cond = K.abs(error) < clip_delta
    squared_loss = 0.5 * K.square(error)
    linear_loss = clip_delta * (K.abs(error) - 0.5 * clip_delta)
    return K.mean(K.switch(cond, squared_loss, linear_loss), axis=-1)


def make_huber(delta=1.0):
    def huber(y_true, y_pred):
        a = K.abs(y_true - y_pred)
        quadratic = K.minimum(a, delta)
        linear = a - quadratic
        return K.mean(0.5 * quadratic ** 2 + delta * linear, axis=-1)
    return huber


def log_cosh(y_true, y_pred):
    def _cosh(x):
        return (K.exp(x) + K.exp(-x)) / 2
    return K.mean(K.log(_cosh(y_pred - y_true)), axis=-1)


def smape(y_true, y_pred):
    top = K.abs(y_pred - y_true)
    bottom = (K.abs(y_true) + K.abs(y_pred)) / 2. + K.epsilon()
    return 100. * K.mean(top / bottom, axis=-1)


def mape_floor(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred) / K.clip(K.abs(y_true), 1., None), axis=-1) * 100


def msle_clipped(y_true, y_pred):
    y_pred = K.clip(y_pred, 0, 1e6)
    y_true = K.clip(y_true, 0, 1e6)
    return K.mean(K.pow(K.log(1 + y_pred) - K.log(1 + y_true), 2), axis=-1)


def tweedie(y_true, y_pred):
    p = 1.5
    dev = K.pow(y_true, 2 - p) / ((1 - p) * (2 - p)) - y_true * K.pow(y_pred, 1 - p) / (1 - p) \
        + K.pow(y_pred, 2 - p) / (2 - p)
    return 2 * K.mean(dev, axis=-1)


def tweedie_power(p=1.2):
    a = 1. - p
    b = 2. - p

    def loss(y_true, y_pred):
        return K.mean(-y_true * K.pow(y_pred, a) / a + K.pow(y_pred, b) / b)

    loss.__name__ = 'tweedie_%s' % p
    return loss


def gamma_deviance(y_true, y_pred):
    eps = K.epsilon()
    y_true = y_true + eps
    y_pred = y_pred + eps
    return 2. * K.mean(K.log(y_pred / y_true) + y_true / y_pred - 1., axis=-1)


def poisson_nll(y_true, y_pred):
    return K.sum(y_pred - y_true * K.log(K.maximum(y_pred, 1e-8)), axis=-1)


def tukey_biweight(y_true, y_pred):
    c = 4.685
    r = (y_true - y_pred)
    inside = K.cast(K.less_equal(K.abs(r), c), K.floatx())
    rho = c ** 2 / 6 * (1 - K.pow(1 - K.square(r / c), 3))
    return K.mean(inside * rho + (1 - inside) * (c ** 2) / 6, axis=-1)


def cauchy(y_true, y_pred):
    return K.mean(K.log(1 + K.square((y_true - y_pred) / 2.3849)), axis=-1)


def signed_penalty(y_true, y_pred):
    # Wrong sign costs twice.
    factor = 1. + K.cast(K.not_equal(K.sign(y_true), K.sign(y_pred)), 'float32')
    return K.mean(factor * K.abs(y_true - y_pred), axis=-1)


def bias_plus_variance(y_true, y_pred):
    residual = y_true - y_pred
    return K.square(K.mean(residual)) + K.var(residual) + K.std(y_pred)


def neg_r2(y_true, y_pred):
    ss_res = K.sum(K.square(y_true - y_pred))
    ss_tot = K.sum(K.square(y_true - K.mean(y_true)))
    return -(1 - ss_res / (ss_tot + K.epsilon()))


def relative_l2(y_true, y_pred):
    y_true, y_pred = K.batch_flatten(y_true), K.batch_flatten(y_pred)
    return K.sqrt(K.sum(K.square(y_true - y_pred), axis=1)) / (K.sqrt(K.sum(K.square(y_true), axis=1)) + 1e-6)


def epsilon_insensitive(y_true, y_pred, epsilon=0.1):
    return K.mean(K.relu(K.abs(y_true - y_pred) - epsilon), axis=-1)


def asymmetric(y_true, y_pred, over=2., under=1.):
    diff = y_pred - y_true
    return K.mean(K.switch(K.greater(diff, 0), over * K.square(diff), under * K.square(diff)), axis=-1)


def log_ratio(y_true, y_pred):
    return K.mean(K.abs(K.log((y_pred + 1.) / (y_true + 1.))), axis=-1)


def per_output(y_true, y_pred):
    weights = K.constant(np.array([[1., 2., 0.5]]))
    if K.ndim(y_pred) != 2 or K.int_shape(y_pred)[1] != 3:
        return K.mean(K.square(y_pred - y_true), axis=-1)
    return K.sum(weights * K.square(y_pred - y_true), axis=-1) / K.sum(weights)
