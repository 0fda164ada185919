# Keras 3 code as real projects have it.
# golden: detr_like on corners
# golden: simclr on sequence
# golden: mae_patches on small_image
# golden: distillation on categorical_logits
# golden: soft_dtw_diagonal on sequence
# golden: focal_frequency_free on small_image
# golden: quantile_monotone on quantiles
# golden: masked_language on categorical_sequence
# golden: z_loss on sparse_logits
# golden: sigmoid_contrastive on five
# golden: temporal_difference on quantiles
# golden: ppo_clip on mixture
# golden: physics_residual on sequence
# golden: boundary_condition on vector
# golden: poincare_distance on pair
# golden: ordinal_cumulative on categorical
# golden: expected_calibration_soft on binary
# golden: dirichlet_evidence on categorical_logits
# golden: heteroscedastic_logits on gaussian
# golden: bernoulli_kl on binary
# golden: pairwise_ranking_hinge on ranking
# golden: graph_smoothness on labelled
# golden: optical_flow_epe on small_image
# golden: scale_shift_invariant on small_image
# golden: weighted_boxes_fusion on corners
# golden: list_of_ops on regression
# golden: numpy_style_ops on regression
# golden: scan_free_recurrence on sequence
# golden: fori_loop_sum on regression
# golden: while_loop_ops on regression
# golden: vectorized_map_ops on regression
# golden: cond_ops on regression
# golden: switch_like_ops on regression
# golden: segment_ops on labelled
# golden: scatter_ops on vector
# golden: slice_update_ops on vector
# golden: linalg_ops on regression
# golden: shape_ops on regression
# golden: sorting_ops on ranking
# golden: logical_ops on regression
# golden: rounding_ops on regression
# golden: trigonometry_ops on regression
# golden: hyperbolic_ops on regression
# golden: statistics_ops on regression
# golden: activation_ops on regression
# golden: nan_ops on missing
# golden: meshgrid_ops on column
# golden: pad_ops on sequence
# golden: tri_ops on labelled
# golden: dot_ops on regression
# golden: unstack_ops on quantiles
# golden: image_pool_ops on mask
# golden: moments_ops on small_image
# golden: stop_and_custom on regression
# golden: class Weighted with weights=(0.5, 1.0, 2.0) on quantiles
# golden: class Nested on regression
# golden: class WithConfig with alpha=0.25 on binary
# golden: factory curriculum with stage=2 on regression
# golden: factory curriculum on regression
import keras
import numpy as np
from keras import backend, losses, ops

EPS = backend.epsilon()


def to_cxcywh(box):
    x0, y0, x1, y1 = ops.split(box, 4, axis=-1)
    return ops.concatenate([(x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0], axis=-1)


def detr_like(y_true, y_pred):
    l1 = ops.sum(ops.abs(to_cxcywh(y_true) - to_cxcywh(y_pred)), axis=-1)
    top_left = ops.maximum(y_true[:, :2], y_pred[:, :2])
    bottom_right = ops.minimum(y_true[:, 2:], y_pred[:, 2:])
    wh = ops.clip(bottom_right - top_left, 0.0, np.inf)
    inter = wh[:, 0] * wh[:, 1]
    area = lambda b: (b[:, 2] - b[:, 0]) * (b[:, 3] - b[:, 1])
    iou = inter / (area(y_true) + area(y_pred) - inter + EPS)
    return 5.0 * l1 + 2.0 * (1.0 - iou)


def simclr(y_true, y_pred, temperature=0.2):
    a = ops.normalize(ops.mean(y_true, axis=1), axis=-1)
    b = ops.normalize(ops.mean(y_pred, axis=1), axis=-1)
    logits = ops.matmul(a, ops.transpose(b)) / temperature
    labels = ops.arange(ops.shape(logits)[0])
    return losses.sparse_categorical_crossentropy(labels, logits, from_logits=True)


def mae_patches(y_true, y_pred):
    mean = ops.mean(y_true, axis=[1, 2], keepdims=True)
    var = ops.var(y_true, axis=[1, 2], keepdims=True)
    target = (y_true - mean) / ops.sqrt(var + 1e-2)
    return ops.mean((target - y_pred) ** 2, axis=(1, 2, 3))


def distillation(y_true, y_pred, temperature=4.0, alpha=0.1):
    teacher = ops.softmax(y_true * 3.0 / temperature, axis=-1)
    student = ops.log_softmax(y_pred / temperature, axis=-1)
    soft = -ops.sum(teacher * student, axis=-1) * temperature**2
    hard = losses.categorical_crossentropy(y_true, y_pred, from_logits=True)
    return alpha * hard + (1 - alpha) * soft


def soft_dtw_diagonal(y_true, y_pred, gamma=0.5):
    cost = ops.sum((y_true[:, :, None, :] - y_pred[:, None, :, :]) ** 2, axis=-1)
    n = cost.shape[1]
    table = {(-1, -1): ops.zeros_like(cost[:, 0, 0])}
    for i in range(n):
        for j in range(n):
            previous = [table[k] for k in ((i - 1, j), (i, j - 1), (i - 1, j - 1)) if k in table]
            table[i, j] = cost[:, i, j] - gamma * ops.logsumexp(-ops.stack(previous, axis=-1) / gamma, axis=-1)
    return table[n - 1, n - 1]


def focal_frequency_free(y_true, y_pred):
    low_true = ops.average_pool(y_true, 2, strides=1, padding="same")
    low_pred = ops.average_pool(y_pred, 2, strides=1, padding="same")
    high = (y_true - low_true) - (y_pred - low_pred)
    return ops.mean(ops.abs(low_true - low_pred), axis=(1, 2, 3)) + 2 * ops.mean(ops.square(high), axis=(1, 2, 3))


def quantile_monotone(y_true, y_pred):
    base = y_pred[:, :1]
    steps = ops.softplus(y_pred[:, 1:])
    q = ops.concatenate([base, base + ops.cumsum(steps, axis=-1)], axis=-1)
    tau = ops.array([0.1, 0.5, 0.9], dtype="float32")
    e = y_true - q
    return ops.mean(ops.maximum(tau * e, (tau - 1) * e), axis=-1)


def masked_language(y_true, y_pred):
    labels = ops.argmax(y_true, axis=-1)
    mask = ops.logical_and(ops.not_equal(labels, 0), ops.greater(ops.max(y_pred, axis=-1), 0.1))
    loss = losses.sparse_categorical_crossentropy(labels, y_pred)
    mask = ops.cast(mask, loss.dtype)
    return ops.sum(loss * mask, axis=-1) / (ops.sum(mask, axis=-1) + EPS)


def z_loss(y_true, y_pred):
    log_z = ops.logsumexp(y_pred, axis=-1)
    picked = ops.take_along_axis(y_pred, ops.expand_dims(ops.cast(y_true, "int32"), -1), axis=-1)
    return log_z - ops.squeeze(picked, -1) + 1e-4 * log_z**2


def sigmoid_contrastive(y_true, y_pred):
    a, b = (ops.normalize(ops.reshape(x, (-1, x.shape[-1])), axis=-1) for x in (y_true, y_pred))
    logits = 10.0 * ops.matmul(a, ops.transpose(b)) - 1.0
    labels = 2.0 * ops.eye(logits.shape[0]) - 1.0
    return -ops.mean(ops.log_sigmoid(labels * logits), axis=-1)


def temporal_difference(y_true, y_pred, discount=0.9):
    q = ops.max(y_pred, axis=-1)
    target = ops.stop_gradient(y_true[:, 0] + discount * ops.roll(q, -1))
    return losses.huber(ops.expand_dims(target, -1), ops.expand_dims(q, -1))


def ppo_clip(y_true, y_pred, clip=0.2):
    log_p = ops.log_softmax(y_pred[:, :3])[:, 0]
    ratio = ops.exp(log_p - ops.stop_gradient(ops.log_softmax(y_pred[:, 3:6])[:, 0]))
    advantage = y_true[:, 0]
    surrogate = ops.minimum(ratio * advantage, ops.clip(ratio, 1 - clip, 1 + clip) * advantage)
    return -surrogate + 0.5 * (y_pred[:, 6] - advantage) ** 2


def physics_residual(y_true, y_pred, dt=0.1):
    velocity = (y_pred[:, 1:] - y_pred[:, :-1]) / dt
    acceleration = (velocity[:, 1:] - velocity[:, :-1]) / dt if y_pred.shape[1] > 2 else velocity
    return ops.mean((y_true - y_pred) ** 2, axis=(1, 2)) + 1e-3 * ops.mean(acceleration**2, axis=(1, 2))


def boundary_condition(y_true, y_pred):
    interior = ops.mean((y_true - y_pred) ** 2)
    return interior + 10 * (y_pred[0] - 1.0) ** 2 + 10 * (y_pred[-1] - 0.0) ** 2


def poincare_distance(y_true, y_pred):
    u, v = ops.split(0.3 * ops.tanh(y_pred), 2, axis=-1)
    sq = lambda x: ops.sum(x * x, axis=-1)
    argument = 1 + 2 * sq(u - v) / ((1 - sq(u)) * (1 - sq(v)))
    return ops.arccosh(argument + 1e-6) * y_true[:, 0] + ops.relu(1 - sq(u - v)) * (1 - y_true[:, 0])


def ordinal_cumulative(y_true, y_pred):
    wanted = ops.flip(ops.cumsum(ops.flip(y_true, axis=-1), axis=-1), axis=-1)[:, 1:]
    given = ops.flip(ops.cumsum(ops.flip(y_pred, axis=-1), axis=-1), axis=-1)[:, 1:]
    return ops.sum(ops.binary_crossentropy(wanted, ops.clip(given, EPS, 1 - EPS)), axis=-1)


def expected_calibration_soft(y_true, y_pred):
    confidence = ops.maximum(y_pred, 1 - y_pred)
    correct = ops.cast(ops.equal(y_true, ops.cast(y_pred > 0.5, y_true.dtype)), "float32")
    return ops.mean(ops.binary_crossentropy(y_true, y_pred)) + ops.abs(ops.mean(confidence) - ops.mean(correct))


def dirichlet_evidence(y_true, y_pred):
    alpha = ops.relu(y_pred) + 1.0
    strength = ops.sum(alpha, axis=-1, keepdims=True)
    p = alpha / strength
    return ops.sum((y_true - p) ** 2 + p * (1 - p) / (strength + 1), axis=-1)


def heteroscedastic_logits(y_true, y_pred):
    mean, log_sigma = y_pred[:, 0], ops.clip(y_pred[:, 1], -3.0, 3.0)
    return 0.5 * ops.exp(-2.0 * log_sigma) * (y_true[:, 0] - mean) ** 2 + log_sigma + 0.5 * float(np.log(2 * np.pi))


def bernoulli_kl(y_true, y_pred):
    p = 0.05
    q = ops.clip(ops.mean(y_pred, axis=0), 1e-4, 1 - 1e-4)
    return ops.sum(p * ops.log(p / q) + (1 - p) * ops.log((1 - p) / (1 - q))) + ops.mean(ops.abs(y_true - y_pred))


def pairwise_ranking_hinge(y_true, y_pred):
    i, j = np.triu_indices(y_pred.shape[-1], k=1)
    sign = ops.sign(ops.take(y_true, i, axis=-1) - ops.take(y_true, j, axis=-1))
    gap = ops.take(y_pred, i, axis=-1) - ops.take(y_pred, j, axis=-1)
    return ops.mean(ops.relu(0.5 - sign * gap) * ops.abs(sign), axis=-1)


def graph_smoothness(y_true, y_pred):
    n = y_pred.shape[0]
    adjacency = np.zeros((n, n), dtype="float32")
    for a in range(n - 1):
        adjacency[a, a + 1] = adjacency[a + 1, a] = 1.0
    laplacian = np.diag(adjacency.sum(axis=1)) - adjacency
    return ops.trace(ops.matmul(ops.transpose(y_pred), ops.matmul(ops.convert_to_tensor(laplacian), y_pred)))


def optical_flow_epe(y_true, y_pred):
    return ops.mean(ops.sqrt(ops.sum((y_true - y_pred) ** 2, axis=-1) + 1e-6), axis=(1, 2))


def scale_shift_invariant(y_true, y_pred):
    axes = (1, 2, 3)
    n = float(np.prod(y_pred.shape[1:]))
    sp, st = ops.sum(y_pred, axes), ops.sum(y_true, axes)
    spp, spt = ops.sum(y_pred * y_pred, axes), ops.sum(y_pred * y_true, axes)
    scale = (n * spt - sp * st) / (n * spp - sp * sp + 1e-6)
    shift = (st - scale * sp) / n
    fitted = ops.reshape(scale, (-1, 1, 1, 1)) * y_pred + ops.reshape(shift, (-1, 1, 1, 1))
    return ops.mean(ops.abs(fitted - y_true), axis=axes)


def weighted_boxes_fusion(y_true, y_pred):
    w = ops.softmax(-ops.sum(ops.abs(y_true - y_pred), axis=-1), axis=0)
    return ops.sum((ops.sum(ops.expand_dims(w, -1) * y_pred, axis=0) - ops.mean(y_true, axis=0)) ** 2)


def list_of_ops(y_true, y_pred):
    e = y_pred - y_true
    return sum(getattr(ops, name)(e) for name in ("square", "abs", "tanh", "sin", "exp", "softplus"))


def numpy_style_ops(y_true, y_pred):
    e = ops.subtract(y_pred, y_true)
    return ops.average(ops.square(e), axis=-1) + ops.amax(e, axis=-1) - ops.amin(e, axis=-1) + ops.ptp(e) if hasattr(ops, "ptp") else ops.max(e, axis=-1) - ops.min(e, axis=-1)


def scan_free_recurrence(y_true, y_pred):
    state = ops.zeros_like(y_pred[:, 0])
    for x in ops.unstack(y_pred, axis=1):
        state = ops.tanh(0.5 * state + x)
    return ops.sum(state - ops.mean(y_true, axis=1), axis=-1)


def fori_loop_sum(y_true, y_pred):
    e = ops.abs(y_true - y_pred)
    return ops.fori_loop(0, 3, lambda i, total: total + e / (ops.cast(i, "float32") + 1.0), ops.zeros_like(e))


def while_loop_ops(y_true, y_pred):
    e = ops.mean(ops.abs(y_true - y_pred))
    _, value = ops.while_loop(lambda i, x: i < 4, lambda i, x: (i + 1, x * 0.5 + e), (0, e))
    return value


def vectorized_map_ops(y_true, y_pred):
    return ops.vectorized_map(lambda row: ops.sum(ops.square(row)), y_true - y_pred)


def cond_ops(y_true, y_pred):
    e = ops.mean(y_true - y_pred)
    return ops.cond(ops.greater(e, 0.0), lambda: e * 2.0, lambda: ops.square(e))


def switch_like_ops(y_true, y_pred):
    e = ops.mean(ops.abs(y_true - y_pred), axis=-1)
    return ops.switch(1, [lambda x: x, lambda x: x * x, lambda x: -x], e)


def segment_ops(y_true, y_pred):
    labels = ops.cast(y_true, "int32")
    sums = ops.segment_sum(y_pred, labels, num_segments=3)
    peaks = ops.segment_max(y_pred + 10.0, labels, num_segments=3)
    return ops.sum(sums**2) + ops.sum(ops.relu(peaks))


def scatter_ops(y_true, y_pred):
    n = y_pred.shape[0]
    index = ops.reshape(ops.arange(n) // 2, (-1, 1))
    return ops.sum(ops.scatter(index, (y_true - y_pred) ** 2, ((n + 1) // 2,)) ** 0.5)


def slice_update_ops(y_true, y_pred):
    x = ops.slice_update(y_pred, (0,), y_true[:1])
    x = ops.scatter_update(x, [[0]], ops.reshape(y_pred[-1:] * 2, (1,)))
    return ops.sum(ops.slice(x, (0,), (1,))) + ops.sum(x * x)


def linalg_ops(y_true, y_pred):
    w = y_pred.shape[-1]
    x = ops.reshape(y_pred, (-1, w))
    gram = ops.matmul(ops.transpose(x), x) + ops.eye(w)
    solved = ops.solve(gram, ops.ones((w, 1)))
    return ops.sum(solved) + ops.log(ops.det(gram)) + ops.norm(x) + ops.sum(ops.diagonal(ops.inv(gram)))


def shape_ops(y_true, y_pred):
    n = ops.shape(y_pred)[0]
    x = ops.moveaxis(ops.reshape(y_pred, (n, -1, 1)), 1, 2)
    x = ops.swapaxes(x, 0, 2)
    x = ops.repeat(ops.tile(x, (1, 2, 1)), 2, axis=0)
    return ops.mean(ops.ravel(x)) + ops.ndim(x) + ops.cast(ops.size(x), "float32") * 0.01 + ops.sum(ops.broadcast_to(y_true[:1], y_true.shape))


def sorting_ops(y_true, y_pred):
    order = ops.argsort(y_pred, axis=-1)
    ranked = ops.take_along_axis(y_true, order, axis=-1)
    values, indices = ops.top_k(y_pred, k=2)
    hits = ops.in_top_k(ops.cast(ops.argmax(y_true, axis=-1), "int32"), y_pred, 2)
    return ops.sum(ranked * ops.sort(y_pred, axis=-1), axis=-1) + values[:, 0] + ops.cast(indices[:, 0], "float32") + ops.cast(hits, "float32")


def logical_ops(y_true, y_pred):
    a, b = y_true > 0, ops.less_equal(y_pred, 0.5)
    c = ops.logical_xor(ops.logical_and(a, ops.logical_not(b)), ops.logical_or(a, b))
    weight = ops.where(ops.any(c, axis=-1, keepdims=True), 2.0, 1.0) + ops.cast(ops.all(b), "float32")
    return ops.mean(weight * (y_true - y_pred) ** 2, axis=-1)


def rounding_ops(y_true, y_pred):
    return ops.mean(ops.floor(y_true) + ops.ceil(y_true) + ops.round(y_pred) + ops.sign(y_pred) + y_pred + ops.mod(y_pred, 0.5), axis=-1)


def trigonometry_ops(y_true, y_pred):
    x = 0.9 * ops.tanh(y_pred)
    return ops.mean(ops.arcsin(x) + ops.arccos(x) + ops.arctan(x) + ops.arctan2(y_true, x + 2) + ops.cos(x) + ops.tan(x), axis=-1)


def hyperbolic_ops(y_true, y_pred):
    x = 0.5 * ops.tanh(y_pred)
    return ops.mean(ops.sinh(x) + ops.cosh(x) + ops.arcsinh(x) + ops.arctanh(x) + ops.expm1(x) + ops.log1p(x * x) + ops.log2(x + 2) + ops.log10(x + 2), axis=-1)


def statistics_ops(y_true, y_pred):
    return ops.std(y_pred, axis=-1) + ops.var(y_true, axis=-1) + ops.median(y_pred, axis=-1) + ops.cast(ops.count_nonzero(y_true, axis=-1), "float32") + ops.quantile(y_pred, 0.25, axis=-1)


def activation_ops(y_true, y_pred):
    names = ("relu", "relu6", "leaky_relu", "elu", "selu", "gelu", "silu", "softplus", "softsign", "hard_sigmoid", "sigmoid", "log_sigmoid", "hard_silu", "celu")
    return ops.mean(sum(getattr(ops, name)(y_pred) for name in names) + ops.softmax(y_pred, axis=-1) * y_true, axis=-1)


def nan_ops(y_true, y_pred):
    clean = ops.nan_to_num(y_true, nan=0.0)
    known = ops.cast(ops.isfinite(y_true), "float32") - ops.cast(ops.isinf(y_true), "float32")
    return ops.sum(known * (clean - y_pred) ** 2, axis=-1) + ops.cast(ops.sum(ops.cast(ops.isnan(y_true), "int32")), "float32")


def meshgrid_ops(y_true, y_pred):
    a, b = ops.meshgrid(y_true[:, 0], y_pred[:, 0])
    return ops.mean((a - b) ** 2, axis=1)


def pad_ops(y_true, y_pred):
    padded = ops.pad(y_pred, [[0, 0], [1, 1], [0, 0]])
    reflected = ops.pad(y_pred, ((0, 0), (1, 0), (0, 0)), mode="symmetric")
    return ops.mean((padded[:, 2:] - padded[:, :-2]) ** 2, axis=(1, 2)) + ops.mean(reflected, axis=(1, 2))


def tri_ops(y_true, y_pred):
    gram = ops.matmul(y_pred, ops.transpose(y_pred))
    return ops.sum(ops.triu(gram, k=1), axis=-1) + ops.sum(ops.tril(gram), axis=0) + ops.diag(gram) * 0.5


def dot_ops(y_true, y_pred):
    a, b = ops.ravel(y_true), ops.ravel(y_pred)
    return ops.dot(a, b) + ops.vdot(a, b) + ops.sum(ops.outer(a, b)) + ops.tensordot(a, b, axes=1) + ops.inner(a, b)


def unstack_ops(y_true, y_pred):
    low, mid, high = ops.unstack(y_pred, num=3, axis=1)
    return ops.relu(low - mid) + ops.relu(mid - high) + ops.abs(ops.hstack([y_true, y_true])[:, 1] - mid) + ops.vstack([low, high])[1]


def image_pool_ops(y_true, y_pred):
    peak = ops.max_pool(y_pred, pool_size=2, strides=1)
    mean = ops.average_pool(y_pred, (2, 2), strides=1, padding="valid")
    kernel = ops.ones((2, 2, 1, 1)) / 4.0
    return ops.mean(peak - mean, axis=(1, 2, 3)) + ops.mean(ops.conv(y_true, kernel, padding="same") ** 2, axis=(1, 2, 3))


def moments_ops(y_true, y_pred):
    mean, variance = ops.moments(y_pred, axes=[1, 2])
    return ops.mean(mean**2 + ops.sqrt(variance + 1e-6), axis=-1) + ops.mean(y_true, axis=(1, 2, 3))


def stop_and_custom(y_true, y_pred):
    scale = ops.stop_gradient(ops.max(ops.abs(y_pred))) + EPS
    return ops.mean(ops.multiply(ops.negative(ops.divide(y_pred, scale)), ops.reciprocal(ops.add(ops.square(y_true), 1.0))), axis=-1)


class Weighted(keras.losses.Loss):
    def __init__(self, weights, reduction="sum_over_batch_size", name="weighted", dtype=None):
        super().__init__(name=name, reduction=reduction, dtype=dtype)
        self.weights = weights

    def call(self, y_true, y_pred):
        w = ops.convert_to_tensor(self.weights, dtype=self.dtype)
        return ops.sum(w * ops.square(y_pred - y_true), axis=-1) / ops.sum(w)

    def get_config(self):
        return super().get_config() | {"weights": self.weights}


class Nested(keras.losses.Loss):
    class Settings:
        power = 1.5

    def call(self, y_true, y_pred):
        power = self.Settings.power

        def term(x):
            return ops.power(ops.abs(x) + EPS, power)

        return ops.mean(term(y_true - y_pred), axis=-1)


@keras.saving.register_keras_serializable(package="messy", name="with_config")
class WithConfig(keras.losses.Loss):
    def __init__(self, alpha=0.5, gamma=2.0, **kwargs):
        super().__init__(**kwargs)
        self.alpha, self.gamma = alpha, gamma

    def call(self, y_true, y_pred):
        again = self.from_config(self.get_config())
        focal = losses.BinaryFocalCrossentropy(apply_class_balancing=True, alpha=again.alpha, gamma=again.gamma, reduction="none")
        return focal(y_true, y_pred)

    def get_config(self):
        config = super().get_config()
        config.update(alpha=self.alpha, gamma=self.gamma)
        return config


def curriculum(stage=0, stages=(losses.mean_absolute_error, losses.mean_squared_error, losses.log_cosh)):
    chosen = stages[min(stage, len(stages) - 1)]

    @keras.saving.register_keras_serializable(package="messy")
    def loss(y_true, y_pred):
        return chosen(y_true, y_pred)

    return loss
