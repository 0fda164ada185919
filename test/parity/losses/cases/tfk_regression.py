# golden: weighted_mse on regression
# golden: mean_bias on regression, column
# golden: smooth_l1 on regression
# golden: smooth_l1 with sigma=2.0 on regression
# golden: factory quantile_loss with tau=0.8 on column
# golden: median_like on column
# golden: multi_quantile on quantiles
# golden: correlation_loss on column, regression
# golden: ccc_loss on column
# golden: weighted_by_target on positive
# golden: exp_error on column
# golden: charbonnier on regression, small_image
# golden: winkler on quantiles
# golden: geman_mcclure on regression
# golden: lp with p=3 on regression
# golden: lp on regression
# golden: elastic on regression
# golden: flattened on small_image, sequence
# golden: cumulative_error on sequence
# golden: rolled_difference on sequence
# golden: log_of_exp_sum on regression
# golden: dot_error on regression
# golden: only_positive_errors on regression
# golden: range_penalty on regression
# golden: normalised on column
from tensorflow.keras import backend as K


def weighted_mse(y_true, y_pred):
    weight = K.exp(-K.abs(y_true))
    return K.sum(weight * K.square(y_true - y_pred), axis=-1) / K.sum(weight, axis=-1)


def mean_bias(y_true, y_pred):
    return K.abs(K.mean(y_pred - y_true, axis=-1, keepdims=False))


def smooth_l1(y_true, y_pred, sigma=1.0):
    """The form of the detection papers, with a switch at 1 / sigma²."""
    sigma_squared = sigma ** 2
    x = K.abs(y_pred - y_true)
    is_small = K.cast(x < 1.0 / sigma_squared, K.dtype(x))
    loss = is_small * 0.5 * sigma_squared * K.pow(x, 2) + (1. - is_small) * (x - 0.5 / sigma_squared)
    return K.sum(loss, axis=-1)


def quantile_loss(tau=0.5):
    def pinball(y_true, y_pred):
        err = y_true - y_pred
        return K.mean(K.maximum(tau * err, (tau - 1.) * err), axis=-1)
    return pinball


def median_like(y_true, y_pred):
    return K.mean(K.sqrt(K.square(y_true - y_pred) + 1e-3), axis=-1)


def multi_quantile(y_true, y_pred):
    losses = []
    for i, q in enumerate([0.1, 0.5, 0.9]):
        error = y_true[:, 0] - y_pred[:, i]
        losses.append(K.maximum(q * error, (q - 1) * error))
    return K.mean(K.stack(losses, axis=-1), axis=-1)


def correlation_loss(y_true, y_pred):
    xm = y_true - K.mean(y_true)
    ym = y_pred - K.mean(y_pred)
    num = K.sum(xm * ym)
    den = K.sqrt(K.sum(K.square(xm)) * K.sum(K.square(ym)))
    return 1 - K.square(num / (den + K.epsilon()))


def ccc_loss(y_true, y_pred):
    t_mean, p_mean = K.mean(y_true), K.mean(y_pred)
    t_var, p_var = K.var(y_true), K.var(y_pred)
    cov = K.mean((y_true - t_mean) * (y_pred - p_mean))
    return 1. - 2. * cov / (t_var + p_var + K.square(t_mean - p_mean))


def weighted_by_target(y_true, y_pred):
    return K.mean((1 + y_true) * K.abs(y_true - y_pred), axis=-1)


def exp_error(y_true, y_pred):
    return K.mean(K.exp(K.clip(K.abs(y_true - y_pred), 0., 5.)) - 1., axis=-1)


def charbonnier(y_true, y_pred):
    epsilon = 1e-3
    return K.mean(K.sqrt(K.square(y_true - y_pred) + K.square(epsilon)), axis=-1)


def winkler(y_true, y_pred, alpha=0.1):
    lower = y_pred[:, 0:1]
    upper = y_pred[:, -1:]
    width = upper - lower
    below = K.relu(lower - y_true)
    above = K.relu(y_true - upper)
    return K.squeeze(width + 2. / alpha * (below + above), -1)


def geman_mcclure(y_true, y_pred):
    squared = K.square(y_pred - y_true)
    return K.mean(squared / (1 + squared), axis=-1)


def lp(y_true, y_pred, p=4):
    return K.mean(K.abs(y_true - y_pred) ** p, axis=-1) ** (1 / p)


def elastic(y_true, y_pred):
    l1, l2 = 0.3, 0.7
    diff = y_true - y_pred
    return l1 * K.mean(K.abs(diff), axis=-1) + l2 * K.mean(diff * diff, axis=-1)


def flattened(y_true, y_pred):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    return K.mean(K.abs(y_true_f - y_pred_f)) + K.prod(K.clip(K.abs(y_true_f - y_pred_f), 0.9, 1.1))


def cumulative_error(y_true, y_pred):
    return K.mean(K.square(K.cumsum(y_true, axis=1) - K.cumsum(y_pred, axis=1)), axis=-1)


def rolled_difference(y_true, y_pred):
    # First differences along time.
    dt = y_true[:, 1:] - y_true[:, :-1]
    dp = y_pred[:, 1:] - y_pred[:, :-1]
    return K.mean(K.square(dt - dp)) + K.mean(K.square(y_true - y_pred))


def log_of_exp_sum(y_true, y_pred):
    return K.log(K.sum(K.exp(K.abs(y_pred - y_true)), axis=-1))


def dot_error(y_true, y_pred):
    gram = K.dot(y_pred, K.transpose(y_pred)) if K.ndim(y_pred) == 2 else K.square(y_pred)
    target = K.dot(y_true, K.transpose(y_true)) if K.ndim(y_true) == 2 else K.square(y_true)
    return K.mean(K.square(gram - target))


def only_positive_errors(y_true, y_pred):
    error = y_pred - y_true
    mask = K.cast(K.greater_equal(error, 0), error.dtype)
    return K.sum(error * mask, axis=-1) / (K.sum(mask, axis=-1) + K.epsilon())


def range_penalty(y_true, y_pred):
    span_true = K.max(y_true, axis=-1) - K.min(y_true, axis=-1)
    span_pred = K.max(y_pred, axis=-1) - K.min(y_pred, axis=-1)
    return K.abs(span_true - span_pred)


def normalised(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true))) / (K.max(y_true) - K.min(y_true) + K.epsilon())
