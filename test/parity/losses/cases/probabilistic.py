# golden: gaussian_nll on gaussian
# golden: gaussian_nll_ops on gaussian
# golden: class HeteroscedasticLoss on gaussian
# golden: beta_nll on gaussian
# golden: mixture_density on mixture
# golden: mdn_ops on mixture
# golden: vae_loss on autoencoder
# golden: class BetaVae with beta=0.5 on autoencoder
# golden: vae_k on autoencoder
# golden: cox_efron_free on survival
# golden: cox_sorted on survival
# golden: weibull on survival
# golden: concordance_soft on survival
# golden: discrete_hazard on ordinal
# golden: evidential on gaussian
# golden: gamma_nll on gaussian
# golden: beta_binomial on gaussian
# golden: von_mises on column
# golden: quantile_huber on quantiles
# golden: energy_score on quantiles
# golden: crps_ensemble on quantiles
# golden: multitask_split on multitask
# golden: multitask_uncertainty on multitask
# golden: factory multitask_weighted with weights=(1.0, 0.5) on multitask
# golden: class MultiTask on multitask
# golden: wasserstein_critic on margin
# golden: gan_generator on binary
# golden: least_squares_gan on binary
# golden: hinge_critic on margin
# golden: gradient_penalty_free on regression
# golden: erf_coverage on gaussian
# golden: lgamma_poisson on positive
# golden: digamma_dirichlet on distribution
# golden: dirichlet_nll on distribution
# golden: mahalanobis on regression
# golden: logdet_penalty on regression
# golden: mmd on regression
# golden: sinkhorn on distribution
# golden: ranked_loss_while on quantiles
import math

import keras
import numpy as np
import tensorflow as tf
from keras import ops
from tensorflow.keras import backend as K

LOG_2PI = np.log(2.0 * np.pi)


def gaussian_nll(y_true, y_pred):
    mu = y_pred[:, :1]
    log_var = y_pred[:, 1:]
    return K.sum(0.5 * (LOG_2PI + log_var + K.square(y_true - mu) / K.exp(log_var)), axis=-1)


def gaussian_nll_ops(y_true, y_pred):
    mu, raw = ops.split(y_pred, 2, axis=-1)
    sigma = ops.softplus(raw) + 1e-6
    return ops.squeeze(ops.log(sigma) + 0.5 * ops.square((y_true - mu) / sigma) + 0.5 * math.log(2 * math.pi), axis=-1)


class HeteroscedasticLoss(keras.losses.Loss):
    def call(self, y_true, y_pred):
        mean, log_variance = y_pred[..., 0:1], y_pred[..., 1:2]
        precision = ops.exp(-log_variance)
        return ops.mean(precision * ops.square(y_true - mean) + log_variance, axis=-1)


def beta_nll(y_true, y_pred, beta=0.5):
    mean, variance = y_pred[..., 0], tf.math.softplus(y_pred[..., 1])
    loss = 0.5 * ((y_true[..., 0] - mean) ** 2 / variance + tf.math.log(variance))
    return loss * tf.stop_gradient(variance**beta)


def mixture_density(y_true, y_pred):
    k = 3
    pi = tf.nn.softmax(y_pred[:, :k])
    mu = y_pred[:, k : 2 * k]
    sigma = tf.exp(y_pred[:, 2 * k :])
    density = tf.exp(-0.5 * tf.square((y_true - mu) / sigma)) / (sigma * np.sqrt(2 * np.pi))
    return -tf.math.log(tf.reduce_sum(pi * density, axis=1) + 1e-10)


def mdn_ops(y_true, y_pred):
    logits, mu, log_sigma = ops.split(y_pred, 3, axis=-1)
    component = -0.5 * ((y_true - mu) * ops.exp(-log_sigma)) ** 2 - log_sigma - 0.5 * LOG_2PI
    return -ops.logsumexp(ops.log_softmax(logits) + component, axis=-1)


def vae_loss(y_true, y_pred):
    n = y_true.shape[-1]
    reconstruction, mean, log_var = y_pred[:, :n], y_pred[:, n : n + 2], y_pred[:, n + 2 :]
    kl = -0.5 * tf.reduce_sum(1 + log_var - tf.square(mean) - tf.exp(log_var), axis=-1)
    return n * keras.losses.binary_crossentropy(y_true, reconstruction) + kl


class BetaVae(keras.losses.Loss):
    def __init__(self, beta=4.0, latent=2, **kwargs):
        super().__init__(**kwargs)
        self.beta = beta
        self.latent = latent

    def call(self, y_true, y_pred):
        reconstruction, statistics = y_pred[:, : -2 * self.latent], y_pred[:, -2 * self.latent :]
        mean, log_var = ops.split(statistics, 2, axis=1)
        kl = 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - 1 - log_var, axis=1)
        return ops.sum(ops.square(y_true - reconstruction), axis=1) + self.beta * kl


def vae_k(y_true, y_pred):
    x = y_pred[:, 0:6]
    z_mean = y_pred[:, 6:8]
    z_log_sigma = y_pred[:, 8:10]
    xent_loss = K.mean(K.binary_crossentropy(y_true, x), axis=-1)
    kl_loss = -0.5 * K.mean(1 + z_log_sigma - K.square(z_mean) - K.exp(z_log_sigma), axis=-1)
    return xent_loss + kl_loss


def cox_efron_free(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    risk = y_pred[:, 0]
    at_risk = tf.cast(time[None, :] >= time[:, None], tf.float32)
    log_sum = tf.math.log(tf.reduce_sum(at_risk * tf.exp(risk)[None, :], axis=1))
    return -tf.reduce_sum((risk - log_sum) * event) / tf.reduce_sum(event)


def cox_sorted(y_true, y_pred):
    order = tf.argsort(y_true[:, 0], direction="DESCENDING")
    risk = tf.gather(y_pred[:, 0], order)
    event = tf.gather(y_true[:, 1], order)
    log_risk = tf.math.log(tf.math.cumsum(tf.exp(risk)))
    return -tf.reduce_mean((risk - log_risk) * event)


def weibull(y_true, y_pred, k=1.5):
    t, e = y_true[:, 0], y_true[:, 1]
    scale = K.exp(y_pred[:, 0])
    hazard = K.pow((t + 1e-35) / scale, k)
    return -(e * (K.log(k / scale) + (k - 1) * K.log(t / scale)) - hazard)


def concordance_soft(y_true, y_pred):
    t, e = y_true[:, 0], y_true[:, 1]
    earlier = tf.cast(t[:, None] < t[None, :], tf.float32) * e[:, None]
    r = tf.squeeze(y_pred, -1)
    return -tf.reduce_sum(earlier * tf.sigmoid(r[:, None] - r[None, :])) / tf.maximum(tf.reduce_sum(earlier), 1.0)


def discrete_hazard(y_true, y_pred):
    alive = 1.0 + y_true * (y_pred - 1.0)
    dead = 1.0 - (1.0 - y_true) * y_pred
    return K.sum(-K.log(K.clip(K.concatenate((alive, dead)), K.epsilon(), None)), axis=-1)


def evidential(y_true, y_pred):
    gamma = y_pred[:, 0]
    v = tf.nn.softplus(y_pred[:, 1]) + 0.1
    alpha, beta = v + 1.0, 0.5 * v + 0.2
    omega = 2.0 * beta * (1.0 + v)
    nll = (
        0.5 * tf.math.log(math.pi / v)
        - alpha * tf.math.log(omega)
        + (alpha + 0.5) * tf.math.log(v * (y_true[:, 0] - gamma) ** 2 + omega)
        + tf.math.lgamma(alpha)
        - tf.math.lgamma(alpha + 0.5)
    )
    return nll + 0.01 * tf.abs(y_true[:, 0] - gamma) * (2 * v + alpha)


def gamma_nll(y_true, y_pred):
    shape = tf.nn.softplus(y_pred[:, 0]) + 0.1
    rate = tf.nn.softplus(y_pred[:, 1]) + 0.1
    y = tf.abs(y_true[:, 0]) + 0.1
    return tf.math.lgamma(shape) - shape * tf.math.log(rate) - (shape - 1) * tf.math.log(y) + rate * y


def beta_binomial(y_true, y_pred):
    a, b = [tf.nn.softplus(y_pred[:, i]) + 0.5 for i in (0, 1)]
    y = tf.sigmoid(y_true[:, 0])
    return -(a - 1) * tf.math.log(y) - (b - 1) * tf.math.log1p(-y) + tf.math.lbeta(tf.stack([a, b], axis=-1))


def von_mises(y_true, y_pred):
    return 1.0 - tf.cos(y_true - y_pred)


def quantile_huber(y_true, y_pred):
    taus = (tf.range(3, dtype=tf.float32) + 0.5) / 3.0
    u = y_true - y_pred
    huber = tf.where(tf.abs(u) <= 1.0, 0.5 * tf.square(u), tf.abs(u) - 0.5)
    return tf.reduce_sum(tf.abs(taus - tf.cast(u < 0, tf.float32)) * huber, axis=-1)


def energy_score(y_true, y_pred):
    spread = ops.mean(ops.abs(y_pred[:, :, None] - y_pred[:, None, :]), axis=(1, 2))
    return ops.mean(ops.abs(y_pred - y_true), axis=1) - 0.5 * spread


def crps_ensemble(y_true, y_pred):
    members = tf.sort(y_pred, axis=-1)
    n = members.shape[-1]
    weights = tf.constant([2 * i - n + 1 for i in range(n)], dtype=tf.float32)
    return tf.reduce_mean(tf.abs(members - y_true), axis=-1) - tf.reduce_sum(weights * members, axis=-1) / n**2


def multitask_split(y_true, y_pred):
    regression = K.mean(K.square(y_true[:, :2] - y_pred[:, :2]), axis=-1)
    classification = K.binary_crossentropy(y_true[:, 2], y_pred[:, 2])
    return regression + 0.3 * classification


def multitask_uncertainty(y_true, y_pred):
    log_vars = [0.1, -0.2]
    parts = [
        tf.reduce_mean(tf.abs(y_true[:, :2] - y_pred[:, :2]), axis=-1),
        tf.keras.losses.binary_crossentropy(y_true[:, 2:], y_pred[:, 2:]),
    ]
    return sum(math.exp(-s) * part + s for s, part in zip(log_vars, parts))


def multitask_weighted(weights=(1.0, 1.0)):
    w_regression, w_class = weights

    def loss(y_true, y_pred):
        *targets, label = ops.unstack(y_true, axis=-1)
        *values, probability = ops.unstack(y_pred, axis=-1)
        squared = [ops.square(t - v) for t, v in zip(targets, values)]
        return w_regression * sum(squared) / len(squared) + w_class * ops.binary_crossentropy(label, probability)

    return loss


class MultiTask(keras.losses.Loss):
    def __init__(self):
        super().__init__(name="multi_task")
        self.mse = keras.losses.MeanSquaredError(reduction="none")
        self.bce = keras.losses.BinaryCrossentropy(reduction=None)

    def call(self, y_true, y_pred):
        return self.mse(y_true[:, :2], y_pred[:, :2]) + self.bce(y_true[:, 2:], y_pred[:, 2:])


def wasserstein_critic(y_true, y_pred):
    return K.mean(y_true * y_pred)


def gan_generator(y_true, y_pred):
    return tf.keras.losses.BinaryCrossentropy()(tf.ones_like(y_pred), y_pred)


def least_squares_gan(y_true, y_pred):
    return 0.5 * ops.mean(ops.square(y_pred - ops.ones_like(y_pred)))


def hinge_critic(y_true, y_pred):
    return tf.reduce_mean(tf.nn.relu(1.0 - y_true * y_pred)) - 0.01 * tf.reduce_mean(y_pred)


def gradient_penalty_free(y_true, y_pred):
    flat = tf.keras.layers.Flatten()(y_pred) if False else tf.reshape(y_pred, [tf.shape(y_pred)[0], -1])
    return tf.square(tf.norm(flat + 1e-6, axis=1) - 1.0)


def erf_coverage(y_true, y_pred):
    z = (y_true[:, 0] - y_pred[:, 0]) / tf.exp(y_pred[:, 1])
    return tf.square(tf.math.erf(z / math.sqrt(2.0)) - 0.5) + tf.math.erfc(tf.abs(z))


def lgamma_poisson(y_true, y_pred):
    return tf.reduce_mean(y_pred - y_true * tf.math.log(y_pred) + tf.math.lgamma(y_true + 1.0), axis=-1)


def digamma_dirichlet(y_true, y_pred):
    alpha = y_pred * 10.0 + 1.0
    total = tf.reduce_sum(alpha, axis=-1, keepdims=True)
    return tf.reduce_sum(y_true * (tf.math.digamma(total) - tf.math.digamma(alpha)), axis=-1)


def dirichlet_nll(y_true, y_pred):
    alpha = y_pred * 5.0 + 0.5
    p = tf.clip_by_value(y_true, 1e-3, 1.0)
    return -(
        tf.math.lgamma(tf.reduce_sum(alpha, -1))
        - tf.reduce_sum(tf.math.lgamma(alpha), -1)
        + tf.reduce_sum((alpha - 1) * tf.math.log(p), -1)
    )


def mahalanobis(y_true, y_pred):
    width = y_pred.shape[-1]
    covariance = tf.eye(width) * 2.0 + 0.5
    d = tf.reshape(y_true - y_pred, [-1, width])
    return tf.reduce_sum(tf.matmul(d, tf.linalg.inv(covariance)) * d, axis=-1)


def logdet_penalty(y_true, y_pred):
    width = y_pred.shape[-1]
    x = tf.reshape(y_pred, [-1, width])
    gram = tf.matmul(x, x, transpose_a=True) + tf.eye(width)
    return tf.linalg.logdet(gram) + tf.reduce_mean(tf.square(y_true - y_pred))


def mmd(y_true, y_pred):
    def kernel(a, b):
        d = tf.reduce_sum(tf.math.squared_difference(a[:, None, :], b[None, :, :]), axis=-1)
        return tf.exp(-d / 2.0)

    a = tf.reshape(y_true, [-1, y_true.shape[-1]])
    b = tf.reshape(y_pred, [-1, y_pred.shape[-1]])
    return tf.reduce_mean(kernel(a, a)) + tf.reduce_mean(kernel(b, b)) - 2 * tf.reduce_mean(kernel(a, b))


def sinkhorn(y_true, y_pred):
    n = y_pred.shape[-1]
    grid = np.linspace(0, 1, n)
    cost = tf.constant((grid[:, None] - grid[None, :]) ** 2, dtype=tf.float32)
    gibbs = tf.exp(-cost / 0.1)
    p, q = y_true + 1e-3, y_pred + 1e-3
    u = tf.ones_like(p)
    for _ in range(5):
        v = q / tf.matmul(u, gibbs)
        u = p / tf.matmul(v, gibbs, transpose_b=True)
    plan = u[:, :, None] * gibbs[None] * v[:, None, :]
    return tf.reduce_sum(plan * cost, axis=(1, 2))


def ranked_loss_while(y_true, y_pred):
    i, total = 0, tf.zeros_like(y_true[:, 0])
    while i < y_pred.shape[1]:
        if i == 1:
            i += 1
            continue
        total = total + (i + 1) * tf.abs(y_pred[:, i] - y_true[:, 0])
        i += 1
    return total
