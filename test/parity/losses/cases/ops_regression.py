# golden: mse on regression, column, vector, integers
# golden: class TiltedLoss with tau=0.3 on column, regression
# golden: class TiltedLoss on column
# golden: class ScaledMse with scale=2.5 on regression
# golden: class LogCoshLoss on regression
# golden: barron with alpha=1.5, c=0.5 on regression
# golden: factory barron_factory with alpha=-2.0 on regression
# golden: huber_where on regression
# golden: pseudo_huber on regression
# golden: wing on regression, column
# golden: adaptive_wing on mask
# golden: quantile_crossing on quantiles
# golden: pinball_matrix on quantiles
# golden: crps_gaussian_like on gaussian
# golden: tweedie_ops on positive
# golden: negative_binomial on positive
# golden: zero_inflated on gaussian
# golden: symmetric_mape on positive, regression
# golden: mase on sequence
# golden: dtw_free_alignment on sequence
# golden: trimmed on vector, column
# golden: top_error on regression
# golden: rank_normalised on vector
# golden: cosine_and_norm on regression
# golden: spectral on signal
# golden: cumulative_max_gap on sequence
# golden: einsum_quadratic on regression
# golden: log_normal on gaussian
# golden: students_t on gaussian
# golden: laplace_nll on gaussian
import keras
from keras import ops


def mse(y_true, y_pred):
    return ops.mean(ops.square(ops.subtract(y_pred, y_true)), axis=-1)


@keras.saving.register_keras_serializable(package="parity")
class TiltedLoss(keras.losses.Loss):
    """Pinball loss."""

    def __init__(self, tau=0.5, name="tilted", **kwargs):
        super().__init__(name=name, **kwargs)
        self.tau = tau

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(self.tau * error, (self.tau - 1.0) * error), axis=-1)

    def get_config(self):
        config = super().get_config()
        config.update({"tau": self.tau})
        return config


class ScaledMse(keras.Loss):
    def __init__(self, scale, reduction="sum_over_batch_size", name=None):
        super().__init__(reduction=reduction, name=name)
        self.scale = scale

    def call(self, y_true, y_pred):
        return self.scale * self._squared(y_true, y_pred)

    def _squared(self, a, b):
        return ops.mean((a - b) ** 2, axis=-1)


class LogCoshLoss(keras.losses.Loss):
    def call(self, y_true, y_pred):
        x = y_pred - y_true
        return ops.mean(x + ops.softplus(-2.0 * x) - ops.log(2.0), axis=-1)


def barron(y_true, y_pred, alpha=1.0, c=1.0):
    x = ops.square((y_pred - y_true) / c)
    if alpha == 2:
        return ops.mean(0.5 * x, axis=-1)
    if alpha == 0:
        return ops.mean(ops.log(0.5 * x + 1), axis=-1)
    b = abs(alpha - 2)
    return ops.mean(b / alpha * (ops.power(x / b + 1, alpha / 2) - 1), axis=-1)


def barron_factory(alpha=0.0):
    return lambda y_true, y_pred: barron(y_true, y_pred, alpha=alpha)


def huber_where(y_true, y_pred):
    delta = 1.0
    error = y_pred - y_true
    size = ops.abs(error)
    return ops.mean(ops.where(size <= delta, 0.5 * error * error, delta * (size - 0.5 * delta)), axis=-1)


def pseudo_huber(y_true, y_pred, delta=0.7):
    return ops.mean(delta**2 * (ops.sqrt(1 + ops.square((y_true - y_pred) / delta)) - 1), axis=-1)


def wing(y_true, y_pred, w=10.0, epsilon=2.0):
    import math

    c = w - w * math.log(1 + w / epsilon)
    x = ops.abs(y_true - y_pred)
    return ops.mean(ops.where(x < w, w * ops.log(1.0 + x / epsilon), x - c), axis=-1)


def adaptive_wing(y_true, y_pred, omega=14.0, theta=0.5, alpha=2.1, epsilon=1.0):
    diff = ops.abs(y_true - y_pred)
    power = alpha - y_true
    ratio = theta / epsilon
    a = omega * (1 / (1 + ops.power(ratio, power))) * power * ops.power(ratio, power - 1) / epsilon
    c = theta * a - omega * ops.log(1 + ops.power(ratio, power))
    return ops.mean(ops.where(diff < theta, omega * ops.log(1 + ops.power(diff / epsilon, power)), a * diff - c))


def quantile_crossing(y_true, y_pred):
    gaps = y_pred[..., 1:] - y_pred[..., :-1]
    crossing = ops.sum(ops.relu(-gaps), axis=-1)
    centre = ops.mean(ops.abs(y_true - y_pred), axis=-1)
    return centre + 0.5 * crossing


QUANTILES = (0.1, 0.5, 0.9)


def pinball_matrix(y_true, y_pred):
    q = ops.convert_to_tensor(QUANTILES, dtype=y_pred.dtype)
    error = y_true - y_pred
    return ops.sum(ops.maximum(q * error, (q - 1) * error), axis=-1)


def crps_gaussian_like(y_true, y_pred):
    mu, raw = ops.split(y_pred, 2, axis=-1)
    sigma = ops.softplus(raw) + 1e-3
    z = (y_true - mu) / sigma
    cdf = 0.5 * (1.0 + ops.erf(z / ops.sqrt(2.0)))
    pdf = ops.exp(-0.5 * ops.square(z)) / 2.5066283
    return ops.squeeze(sigma * (z * (2 * cdf - 1) + 2 * pdf - 0.5641896), axis=-1)


def tweedie_ops(y_true, y_pred, power=1.3):
    first = -y_true * ops.power(y_pred, 1.0 - power) / (1.0 - power)
    second = ops.power(y_pred, 2.0 - power) / (2.0 - power)
    return ops.mean(first + second, axis=-1)


def negative_binomial(y_true, y_pred, theta=2.0):
    eps = 1e-10
    mean = ops.maximum(y_pred, eps)
    return ops.mean(
        (y_true + theta) * ops.log(theta + mean) - y_true * ops.log(mean) - theta * ops.log(theta),
        axis=-1,
    )


def zero_inflated(y_true, y_pred):
    gate = ops.sigmoid(y_pred[:, :1])
    rate = ops.exp(y_pred[:, 1:])
    y = ops.abs(ops.round(y_true))
    at_zero = -ops.log(gate + (1 - gate) * ops.exp(-rate) + 1e-7)
    above = -ops.log(1 - gate + 1e-7) + rate - y * ops.log(rate)
    return ops.where(ops.equal(y, 0), at_zero, above)[:, 0]


def symmetric_mape(y_true, y_pred):
    denominator = ops.add(ops.abs(y_true), ops.abs(y_pred))
    return 200.0 * ops.mean(ops.divide_no_nan(ops.abs(y_true - y_pred), denominator), axis=-1)


def mase(y_true, y_pred):
    naive = ops.mean(ops.abs(y_true[:, 1:] - y_true[:, :-1]), axis=(1, 2))
    error = ops.mean(ops.abs(y_true - y_pred), axis=[1, 2])
    return error / (naive + keras.backend.epsilon())


def dtw_free_alignment(y_true, y_pred):
    """The best of a few shifts, softly."""
    shifts = [ops.mean(ops.square(ops.roll(y_pred, shift, axis=1) - y_true), axis=(1, 2)) for shift in (-1, 0, 1)]
    return -ops.logsumexp(-ops.stack(shifts, axis=-1), axis=-1)


def trimmed(y_true, y_pred):
    error = ops.reshape(ops.square(y_true - y_pred), (-1,))
    keep = max(1, int(error.shape[0] * 0.7))
    return ops.mean(ops.sort(error)[:keep])


def top_error(y_true, y_pred):
    errors = ops.abs(y_true - y_pred)
    values, _ = ops.top_k(errors, k=min(2, errors.shape[-1]))
    return ops.mean(values, axis=-1)


def rank_normalised(y_true, y_pred):
    order = ops.argsort(y_true)
    ordered = ops.take(y_pred, order)
    return ops.sum(ops.relu(ordered[:-1] - ordered[1:] + 0.1)) + 0.0 * ops.sum(ordered)


def cosine_and_norm(y_true, y_pred):
    t = ops.normalize(y_true, axis=-1)
    p = ops.normalize(y_pred, axis=-1)
    angle = 1 - ops.sum(t * p, axis=-1)
    return angle + 0.1 * ops.abs(ops.norm(y_true, axis=-1) - ops.norm(y_pred, axis=-1))


def spectral(y_true, y_pred):
    def amplitude(x):
        real, imaginary = ops.fft((x, ops.zeros_like(x)))
        return ops.sqrt(real**2 + imaginary**2 + 1e-8)

    return ops.mean(ops.abs(amplitude(y_true) - amplitude(y_pred)), axis=-1)


def cumulative_max_gap(y_true, y_pred):
    gap = ops.cumsum(y_true - y_pred, axis=1)
    return ops.max(ops.abs(gap), axis=(1, 2))


def einsum_quadratic(y_true, y_pred):
    diff = y_true - y_pred
    return ops.einsum("...i,...i->...", diff, diff)


def log_normal(y_true, y_pred):
    mu, log_sigma = y_pred[..., 0], y_pred[..., 1]
    y = ops.log(ops.abs(y_true[..., 0]) + 1.0)
    return log_sigma + 0.5 * ops.square(y - mu) * ops.exp(-2 * log_sigma)


def students_t(y_true, y_pred, nu=4.0):
    mu = y_pred[..., 0]
    scale = ops.softplus(y_pred[..., 1]) + 1e-4
    z = (y_true[..., 0] - mu) / scale
    return ops.log(scale) + 0.5 * (nu + 1) * ops.log1p(z * z / nu)


def laplace_nll(y_true, y_pred):
    mu, log_b = ops.unstack(y_pred, axis=-1)
    return log_b + ops.abs(ops.squeeze(y_true, -1) - mu) * ops.exp(-log_b)
