# As files of real projects read: everything at once.
# golden: triplet_with_nan_guard on triplet
# golden: get_shape_as_list on regression
# golden: dynamic_reshape on mask_classes
# golden: autograph_if on regression
# golden: autograph_loop on quantiles
# golden: tf_while on regression
# golden: tf_scan on regression
# golden: cond_nested on regression
# golden: vectorized on regression
# golden: switch_case_like on regression
# golden: assert_and_print on binary
# golden: identity_and_stop on regression
# golden: split_sizes on multitask
# golden: tile_compare on regression
# golden: broadcast_to_shape on regression
# golden: one_hot_argmax_straight_through on categorical
# golden: gumbel_free_softmax on categorical_logits
# golden: top_k_mask on ranking
# golden: boolean_mask_ragged on sentinel
# golden: segment_mean on labelled
# golden: unique_free_counts on labelled
# golden: scatter_update on regression
# golden: band_part on labelled
# golden: set_diagonal on labelled
# golden: eigen_penalty on regression
# golden: cholesky_logdet on regression
# golden: trace_distance on regression
# golden: cumulative_products on positive
# golden: log_sum_exp_weights on regression
# golden: huber_mix_in_dict on regression
# golden: weights_from_targets on positive
# golden: exponential_moving on sequence
# golden: pairwise_angles on labelled
# golden: sinusoid_features on column
# golden: shifted_softplus on regression
# golden: bincount_weights on sparse
# golden: focal_with_ragged_alpha on categorical
# golden: iou_by_class_list on mask_classes
# golden: edge_by_conv on mask
# golden: max_pool_edges on mask
# golden: downsample_compare on mask
# golden: resize_compare on small_image
# golden: extract_patch_mean on small_image
# golden: depth_to_space_mean on sequence
# golden: flip_consistency on small_image
# golden: rot90_consistency on small_image
# golden: grayscale on small_image
# golden: hsv_free_contrast on small_image
# golden: percentile_clip on vector
# golden: masked_softmax on ranking
# golden: nested_where on regression
# golden: strided on sequence
# golden: roll_and_compare on sequence
# golden: einsum_attention on sequence
# golden: linspace_bins on binary_vector
# golden: searchsorted_free on vector
# golden: complex_control on regression
# golden: list_accumulate on sequence
# golden: dictionary_of_tensors on multitask
# golden: class CachedWeights with power=0.5 on regression
# golden: class ComposedLoss on mask
# golden: class ScheduledLoss on regression
# golden: factory combine with alpha=0.3 on mask
# golden: factory weighted_sum on regression
import functools

import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras.losses import Loss, binary_crossentropy

_EPSILON = tf.keras.backend.epsilon()
_AXES = [1, 2, 3]


def triplet_with_nan_guard(y_true, y_pred, alpha=0.4):
    total_length = y_pred.shape.as_list()[-1]
    anchor = y_pred[:, 0:int(total_length * 1 / 3)]
    positive = y_pred[:, int(total_length * 1 / 3):int(total_length * 2 / 3)]
    negative = y_pred[:, int(total_length * 2 / 3):int(total_length * 3 / 3)]
    pos_dist = K.sum(K.square(anchor - positive), axis=1)
    neg_dist = K.sum(K.square(anchor - negative), axis=1)
    basic_loss = pos_dist - neg_dist + alpha
    return tf.where(tf.math.is_nan(basic_loss), tf.zeros_like(basic_loss), K.maximum(basic_loss, 0.0))


def get_shape_as_list(y_true, y_pred):
    n, *rest = y_pred.get_shape().as_list()
    size = functools.reduce(lambda a, b: a * b, rest, 1)
    return tf.reduce_sum(tf.reshape(tf.square(y_true - y_pred), [-1, size]), axis=1) / (size * n)


def dynamic_reshape(y_true, y_pred):
    batch_size = tf.shape(y_true)[0]
    num_classes = y_pred.shape[-1]
    y_true = tf.reshape(y_true, tf.stack([batch_size, -1, num_classes]))
    y_pred = tf.reshape(y_pred, (batch_size, -1, num_classes))
    per_class = tf.reduce_sum(y_true * y_pred, axis=1) / (tf.reduce_sum(y_true + y_pred, axis=1) + 1e-6)
    return 1.0 - 2.0 * tf.reduce_mean(per_class, axis=-1)


@tf.function
def autograph_if(y_true, y_pred):
    error = tf.reduce_mean(tf.abs(y_true - y_pred))
    if error > 1.0:
        loss = tf.math.log(error) + 1.0
    else:
        loss = error
    return loss


@tf.function
def autograph_loop(y_true, y_pred):
    total = tf.zeros_like(y_true[:, 0])
    for i in tf.range(3):
        total += tf.cast(i, tf.float32) * y_pred[:, i]
    return total


def tf_while(y_true, y_pred):
    error = tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)
    _, result = tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * 0.5 + error), (0, error))
    return result


def tf_scan(y_true, y_pred):
    flat = tf.transpose(tf.reshape(y_pred, [tf.shape(y_pred)[0], -1]))
    states = tf.scan(lambda state, x: 0.5 * state + x, flat)
    return tf.reduce_sum(states, axis=0)


def cond_nested(y_true, y_pred):
    m = tf.reduce_mean(y_pred)
    return tf.cond(m > 0, true_fn=lambda: m * 2, false_fn=lambda: tf.cond(m > -1, lambda: -m, lambda: m**2))


def vectorized(y_true, y_pred):
    return tf.vectorized_map(lambda pair: tf.reduce_sum(tf.square(pair[0] - pair[1])), (y_true, y_pred))


def switch_case_like(y_true, y_pred):
    branches = {0: lambda e: e, 1: lambda e: e**2, 2: lambda e: tf.sqrt(e + 1e-6)}
    e = tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)
    return sum(f(e) * (k + 1) for k, f in branches.items())


def assert_and_print(y_true, y_pred):
    tf.debugging.assert_equal(tf.rank(y_true), tf.rank(y_pred))
    tf.debugging.assert_all_finite(y_pred, "not finite")
    tf.print("mean", tf.reduce_mean(y_pred))
    return binary_crossentropy(y_true, y_pred)


def identity_and_stop(y_true, y_pred):
    frozen = tf.stop_gradient(tf.identity(y_pred))
    return tf.reduce_mean((y_pred - frozen + 1.0) * y_true * frozen, axis=-1)


def split_sizes(y_true, y_pred):
    a, b = tf.split(y_pred, [2, 1], axis=1)
    c, d = tf.split(y_true, num_or_size_splits=[2, -1], axis=-1)
    return tf.reduce_sum(tf.square(a - c), axis=1) + tf.squeeze(binary_crossentropy(d, b)[:, tf.newaxis], 1)


def tile_compare(y_true, y_pred):
    n = y_pred.shape[0]
    flat = tf.reshape(y_pred, [n, -1])
    left = tf.tile(tf.expand_dims(flat, 1), [1, n, 1])
    right = tf.tile(tf.expand_dims(flat, 0), [n, 1, 1])
    return tf.reduce_mean(tf.square(left - right), axis=[1, 2])


def broadcast_to_shape(y_true, y_pred):
    mean = tf.broadcast_to(tf.reduce_mean(y_true, axis=0, keepdims=True), tf.shape(y_pred))
    return tf.reduce_mean(tf.math.squared_difference(mean, y_pred), axis=-1)


def one_hot_argmax_straight_through(y_true, y_pred):
    hard = tf.one_hot(tf.argmax(y_pred, axis=-1), y_pred.shape[-1])
    through = y_pred + tf.stop_gradient(hard - y_pred)
    return -tf.reduce_sum(y_true * through, axis=-1)


def gumbel_free_softmax(y_true, y_pred, tau=0.5):
    p = tf.nn.softmax(y_pred / tau)
    q = tf.math.softmax(y_pred)
    return tf.reduce_sum(p * (tf.math.log(p + 1e-9) - tf.nn.log_softmax(y_pred)), -1) + tf.reduce_sum(q * y_true, -1)


def top_k_mask(y_true, y_pred, k=2):
    values, _ = tf.math.top_k(y_pred, k=k)
    threshold = values[..., -1:]
    mask = tf.cast(y_pred >= threshold, y_pred.dtype)
    return tf.reduce_sum(mask * tf.square(y_true - y_pred), axis=-1) / k


def boolean_mask_ragged(y_true, y_pred):
    keep = y_true >= 0
    t, p = y_true[keep], y_pred[keep]
    return tf.reduce_mean(tf.square(t - p)) + tf.cast(tf.size(t), tf.float32) * 0.01


def segment_mean(y_true, y_pred):
    order = tf.argsort(y_true)
    means = tf.math.segment_mean(tf.gather(y_pred, order), tf.gather(y_true, order))
    return tf.reduce_sum(tf.square(means))


def unique_free_counts(y_true, y_pred):
    same = tf.cast(tf.equal(y_true[:, None], y_true[None]), tf.float32)
    return tf.reduce_sum(tf.square(y_pred), axis=-1) / tf.reduce_sum(same, axis=1)


def scatter_update(y_true, y_pred):
    flat = tf.reshape(y_pred, [-1])
    changed = tf.tensor_scatter_nd_update(flat, [[0]], [2.0])
    added = tf.tensor_scatter_nd_add(changed, [[0], [0]], tf.stack([flat[0], flat[-1]]))
    return tf.reduce_sum(tf.square(added))


def band_part(y_true, y_pred):
    gram = tf.matmul(y_pred, y_pred, transpose_b=True)
    upper = tf.linalg.band_part(gram, 0, -1)
    strict = upper - tf.linalg.band_part(gram, 0, 0)
    return tf.reduce_sum(tf.nn.relu(strict), axis=1)


def set_diagonal(y_true, y_pred):
    distances = tf.reduce_sum(tf.abs(y_pred[:, None] - y_pred[None]), axis=-1)
    distances = tf.linalg.set_diag(distances, tf.fill([tf.shape(y_pred)[0]], 1e3))
    return tf.reduce_min(distances, axis=1)


def eigen_penalty(y_true, y_pred):
    width = y_pred.shape[-1]
    x = tf.reshape(y_pred, [-1, width])
    covariance = tf.matmul(x, x, transpose_a=True) + tf.linalg.diag(tf.range(1.0, width + 1.0))
    return tf.reduce_sum(tf.math.log(tf.linalg.eigvalsh(covariance)))


def cholesky_logdet(y_true, y_pred):
    width = y_pred.shape[-1]
    x = tf.reshape(y_pred, [-1, width])
    lower = tf.linalg.cholesky(tf.matmul(x, x, transpose_a=True) + tf.eye(width))
    return 2.0 * tf.reduce_sum(tf.math.log(tf.linalg.diag_part(lower)))


def trace_distance(y_true, y_pred):
    a = tf.reshape(y_true, [-1, y_true.shape[-1]])
    b = tf.reshape(y_pred, [-1, y_pred.shape[-1]])
    return tf.linalg.trace(tf.matmul(a - b, a - b, transpose_b=True)) - tf.linalg.det(tf.eye(2))


def cumulative_products(y_true, y_pred):
    hazard = tf.sigmoid(y_pred)
    survival = tf.math.cumprod(1.0 - hazard, axis=-1, exclusive=True)
    return -tf.reduce_sum(tf.math.log(survival * hazard + 1e-7) * y_true, axis=-1)


def log_sum_exp_weights(y_true, y_pred):
    error = tf.square(y_true - y_pred)
    return tf.reduce_logsumexp(5.0 * error, axis=-1) / 5.0 - tf.math.log(tf.cast(tf.shape(error)[-1], tf.float32)) / 5.0


def huber_mix_in_dict(y_true, y_pred, **options):
    defaults = {"delta": 1.0, "weight": 0.5}
    defaults.update(options)
    d, w = (defaults[key] for key in ("delta", "weight"))
    e = tf.abs(y_true - y_pred)
    return w * tf.reduce_mean(tf.where(e < d, 0.5 * e * e, d * e - 0.5 * d * d), -1) + (1 - w) * tf.reduce_mean(e, -1)


def weights_from_targets(y_true, y_pred):
    weights = tf.pow(tf.maximum(y_true, 1.0), -0.5)
    weights /= tf.reduce_mean(weights)
    return tf.reduce_sum(weights * tf.abs(y_true - y_pred), axis=-1) / tf.reduce_sum(weights, axis=-1)


def exponential_moving(y_true, y_pred, decay=0.6):
    smoothed, outputs = y_pred[:, 0], []
    for t in range(y_pred.shape[1]):
        smoothed = decay * smoothed + (1 - decay) * y_pred[:, t]
        outputs.append(smoothed)
    return tf.reduce_mean(tf.square(tf.stack(outputs, axis=1) - y_true), axis=[1, 2])


def pairwise_angles(y_true, y_pred):
    z = tf.math.l2_normalize(y_pred, axis=1)
    cosine = tf.clip_by_value(z @ tf.transpose(z), -0.999, 0.999)
    return tf.reduce_mean(tf.acos(cosine), axis=1)


def sinusoid_features(y_true, y_pred):
    frequencies = 2.0 ** tf.range(3, dtype=tf.float32) * np.pi
    def encode(x):
        return tf.concat([tf.sin(x * frequencies), tf.cos(x * frequencies)], axis=-1)
    return tf.reduce_mean(tf.square(encode(y_true) - encode(y_pred)), axis=-1)


def shifted_softplus(y_true, y_pred):
    return tf.reduce_mean(tf.nn.softplus(y_pred - y_true) - np.log(2.0).astype(np.float32), axis=-1)


def bincount_weights(y_true, y_pred):
    counts = tf.math.bincount(tf.cast(y_true, tf.int32), minlength=4, maxlength=4, dtype=tf.float32)
    weights = tf.gather(1.0 / (counts + 1.0), tf.cast(y_true, tf.int32))
    return weights * tf.reduce_max(y_pred, axis=-1)


def focal_with_ragged_alpha(y_true, y_pred, gamma=2.0):
    alpha = tf.constant([0.25, 0.5, 0.75, 1.0][: y_pred.shape[-1]])
    y_pred = tf.clip_by_value(y_pred, 1e-6, 1.0)
    return tf.reduce_sum(-alpha * y_true * tf.math.pow(1 - y_pred, gamma) * tf.math.log(y_pred), axis=-1)


def iou_by_class_list(y_true, y_pred):
    scores = []
    for index in range(y_pred.shape[-1]):
        t = tf.cast(tf.equal(tf.argmax(y_true, -1), index), tf.float32)
        p = y_pred[..., index]
        scores.append(tf.reduce_sum(t * p, [1, 2]) / (tf.reduce_sum(t + p - t * p, [1, 2]) + _EPSILON))
    return 1.0 - tf.add_n(scores) / len(scores)


def edge_by_conv(y_true, y_pred):
    kernel = np.array([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]], dtype="float32").reshape(3, 3, 1, 1)
    edges = lambda x: tf.nn.conv2d(x, kernel, strides=[1, 1, 1, 1], padding="SAME")
    return tf.reduce_mean(tf.abs(tf.tanh(edges(y_true)) - tf.tanh(edges(y_pred))), axis=_AXES)


def max_pool_edges(y_true, y_pred):
    dilated = tf.nn.max_pool2d(y_pred, ksize=3, strides=1, padding="SAME")
    eroded = -tf.nn.max_pool2d(-y_pred, ksize=3, strides=1, padding="SAME")
    return tf.reduce_mean(dilated - eroded, axis=_AXES)


def downsample_compare(y_true, y_pred):
    pool = tf.keras.layers.AveragePooling2D if False else functools.partial(tf.nn.avg_pool2d, ksize=2, strides=1, padding="VALID")
    return tf.reduce_mean(tf.square(pool(y_true) - pool(y_pred)), axis=_AXES)


def resize_compare(y_true, y_pred):
    small_true = tf.image.resize(y_true, [2, 2])
    small_pred = tf.image.resize(y_pred, [2, 2], method="bilinear")
    return tf.reduce_mean(tf.abs(small_true - small_pred), axis=_AXES)


def extract_patch_mean(y_true, y_pred):
    patches = tf.image.extract_patches(y_pred, [1, 2, 2, 1], [1, 2, 2, 1], [1, 1, 1, 1], "VALID")
    return tf.reduce_mean(tf.square(patches), axis=_AXES)


def depth_to_space_mean(y_true, y_pred):
    x = tf.reshape(tf.tile(y_pred, [1, 1, 4]), [y_pred.shape[0], 1, y_pred.shape[1], -1])
    return tf.reduce_mean(tf.nn.depth_to_space(x, 2) ** 2, axis=_AXES)


def flip_consistency(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.image.flip_left_right(y_pred) - y_true), axis=_AXES)


def rot90_consistency(y_true, y_pred):
    square = y_pred[:, :4, :4]
    return tf.reduce_mean(tf.abs(tf.image.rot90(square) - square), axis=_AXES)


def grayscale(y_true, y_pred):
    weights = tf.constant([0.7, 0.3])[: y_pred.shape[-1]]
    return tf.reduce_mean(tf.square(tf.tensordot(y_true - y_pred, weights, axes=[[-1], [0]])), axis=[1, 2])


def hsv_free_contrast(y_true, y_pred):
    mean, variance = tf.nn.moments(y_pred, axes=[1, 2])
    mean_true, variance_true = tf.nn.moments(y_true, axes=[1, 2])
    return tf.reduce_mean(tf.abs(mean - mean_true) + tf.abs(tf.sqrt(variance + 1e-6) - tf.sqrt(variance_true + 1e-6)), -1)


def percentile_clip(y_true, y_pred):
    errors = tf.sort(tf.abs(y_true - y_pred))
    cut = errors[tf.cast(0.8 * tf.cast(tf.shape(errors)[0] - 1, tf.float32), tf.int32)]
    return tf.reduce_mean(tf.minimum(tf.abs(y_true - y_pred), tf.stop_gradient(cut)))


def masked_softmax(y_true, y_pred):
    mask = y_true > 0
    scores = tf.where(mask, y_pred, tf.ones_like(y_pred) * -1e9)
    return -tf.reduce_sum(tf.nn.softmax(scores) * y_true, axis=-1)


def nested_where(y_true, y_pred):
    e = y_pred - y_true
    return tf.reduce_sum(tf.where(e > 1.0, 2.0 * e, tf.where(e < -1.0, -3.0 * e, e**2)), axis=-1)


def strided(y_true, y_pred):
    return tf.reduce_sum(y_pred[:, ::2, ::-1] ** 2, axis=[1, 2]) + tf.reduce_sum(y_true[::-1, 1::2], axis=[1, 2])


def roll_and_compare(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.roll(y_pred, shift=[1, -1], axis=[1, 2]) - y_true), axis=[1, 2])


def einsum_attention(y_true, y_pred):
    scores = tf.einsum("btd,bsd->bts", y_pred, y_true) / tf.sqrt(tf.cast(y_pred.shape[-1], tf.float32))
    context = tf.einsum("bts,bsd->btd", tf.nn.softmax(scores, axis=-1), y_true)
    return tf.reduce_mean(tf.square(context - y_pred), axis=[1, 2])


def linspace_bins(y_true, y_pred):
    edges = tf.linspace(0.0, 1.0, 6)
    total = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = tf.cast((y_pred >= low) & (y_pred < high), tf.float32)
        total += tf.abs(tf.reduce_sum(inside * (y_true - y_pred)))
    return total / tf.cast(tf.size(y_pred), tf.float32)


def searchsorted_free(y_true, y_pred):
    below = tf.reduce_sum(tf.sigmoid((y_pred[:, None] - y_true[None, :]) * 10.0), axis=1)
    return tf.abs(below - tf.cast(tf.argsort(tf.argsort(y_true)), tf.float32))


def complex_control(y_true, y_pred):
    result = None
    for attempt in range(5):
        if attempt % 2 == 0:
            continue
        candidate = tf.reduce_mean(tf.abs(y_true - y_pred) ** attempt, axis=-1)
        result = candidate if result is None else result + candidate
        if attempt >= 3:
            break
    else:
        raise RuntimeError("not reached")
    return result


def list_accumulate(y_true, y_pred):
    losses, weights = [], []
    for step in range(y_pred.shape[1]):
        losses += [tf.reduce_mean(tf.square(y_true[:, step] - y_pred[:, step]), axis=-1)]
        weights.append(0.5 ** (y_pred.shape[1] - step))
    return tf.add_n([w * l for w, l in zip(weights, losses)]) / sum(weights)


def dictionary_of_tensors(y_true, y_pred):
    heads = {"mean": slice(0, 2), "label": slice(2, 3)}
    parts = {name: (y_true[:, at], y_pred[:, at]) for name, at in heads.items()}
    losses = {"mean": tf.keras.losses.mse(*parts["mean"]), "label": binary_crossentropy(*parts["label"])}
    return tf.reduce_sum(tf.stack(list(losses.values()), axis=-1) * tf.constant([1.0, 0.25]), axis=-1)


class CachedWeights(Loss):
    cache = {}

    def __init__(self, power=1.0, **kwargs):
        super().__init__(**kwargs)
        self.power = power

    def weights(self, n):
        if n not in self.cache:
            w = np.arange(1, n + 1, dtype=np.float32) ** self.power
            self.cache[n] = w / w.sum()
        return self.cache[n]

    def call(self, y_true, y_pred):
        w = tf.convert_to_tensor(self.weights(int(y_pred.shape[-1])))
        return tf.reduce_sum(w * tf.square(tf.cast(y_true, tf.float32) - y_pred), axis=-1)


class DiceLoss(Loss):
    def __init__(self, smooth=1e-6, **kwargs):
        super(DiceLoss, self).__init__(**kwargs)
        self.smooth = smooth

    def call(self, y_true, y_pred):
        axes = tuple(range(1, len(y_pred.shape)))
        inter = tf.reduce_sum(y_true * y_pred, axis=axes)
        return 1 - (2 * inter + self.smooth) / (tf.reduce_sum(y_true + y_pred, axis=axes) + self.smooth)


class ComposedLoss(Loss):
    def __init__(self):
        super().__init__(name="composed", reduction="none")
        self.parts = [(DiceLoss(reduction="none"), 0.6), (tf.keras.losses.BinaryCrossentropy(reduction="sum_over_batch_size"), 0.4)]

    def call(self, y_true, y_pred):
        return sum(weight * part(y_true, y_pred) for part, weight in self.parts)


class ScheduledLoss(Loss):
    def __init__(self, start=1.0, steps=10):
        super().__init__()
        self.step = tf.Variable(3.0, trainable=False)
        self.start, self.steps = start, steps

    def call(self, y_true, y_pred):
        share = tf.minimum(self.step / self.steps, 1.0)
        return (1 - share) * tf.reduce_mean(tf.abs(y_true - y_pred), -1) + share * tf.reduce_mean((y_true - y_pred) ** 2, -1)


def dice_loss(y_true, y_pred):
    return DiceLoss().call(y_true, y_pred)


def combine(alpha=0.5, first=dice_loss, second=None):
    second = second or (lambda t, p: tf.reduce_mean(binary_crossentropy(t, p), axis=[1, 2]))

    def combined(y_true, y_pred):
        return alpha * first(y_true, y_pred) + (1.0 - alpha) * second(y_true, y_pred)

    combined.alpha = alpha
    return combined


def weighted_sum(*losses, weights=(1.0, 2.0)):
    losses = losses or (tf.keras.losses.mae, tf.keras.losses.mse)

    def total(y_true, y_pred):
        return sum(w * loss(y_true, y_pred) for w, loss in zip(weights, losses))

    return total
