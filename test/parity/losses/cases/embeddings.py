# golden: contrastive on distance
# golden: class Contrastive with margin=0.5 on distance
# golden: pair_contrastive on pair
# golden: triplet_semi on triplet
# golden: triplet_ops on triplet
# golden: class Triplet with margin=0.2 on triplet
# golden: lossless_triplet on triplet
# golden: batch_all_triplet on labelled
# golden: batch_hard_triplet on labelled
# golden: supervised_contrastive on labelled
# golden: nt_xent on five, categorical
# golden: center_like on labelled
# golden: multi_similarity on labelled
# golden: npairs on labelled
# golden: vicreg on regression
# golden: barlow on regression
# golden: uniformity on regression
# golden: alignment on pair
# golden: cosine_embedding on pair
# golden: angular on triplet
# golden: proxy_nca on labelled
# golden: ranking_pairwise on ranking
# golden: list_net on ranking
# golden: list_mle on ranking
# golden: ndcg_like on ranking
# golden: bpr on triplet
# golden: margin_ranking on ranking
# golden: lambda_weights on ranking
import keras
import tensorflow as tf
from keras import ops
from tensorflow.keras import backend as K


def contrastive(y_true, y_pred, margin=1):
    square_pred = tf.math.square(y_pred)
    margin_square = tf.math.square(tf.math.maximum(margin - (y_pred), 0))
    return tf.math.reduce_mean((1 - y_true) * square_pred + (y_true) * margin_square)


class Contrastive(keras.losses.Loss):
    def __init__(self, margin=1.0, name="contrastive"):
        super().__init__(name=name)
        self.margin = margin

    def call(self, y_true, y_pred):
        near = y_true * ops.square(y_pred)
        far = (1.0 - y_true) * ops.square(ops.maximum(self.margin - y_pred, 0.0))
        return ops.mean(near + far, axis=-1)

    def get_config(self):
        config = super().get_config()
        config["margin"] = self.margin
        return config


def pair_contrastive(y_true, y_pred):
    left, right = y_pred[:, :4], y_pred[:, 4:]
    distance = K.sqrt(K.sum(K.square(left - right), axis=1, keepdims=True) + K.epsilon())
    return K.mean(y_true * K.square(distance) + (1 - y_true) * K.square(K.maximum(1.0 - distance, 0)), axis=-1)


def triplet_semi(y_true, y_pred):
    total = y_pred.shape.as_list()[-1]
    anchor, positive, negative = y_pred[:, : total // 3], y_pred[:, total // 3 : 2 * total // 3], y_pred[:, 2 * total // 3 :]
    pos = K.sum(K.square(anchor - positive), axis=1)
    neg = K.sum(K.square(anchor - negative), axis=1)
    return K.maximum(pos - neg + 0.2, 0.0)


def triplet_ops(y_true, y_pred):
    a, p, n = (ops.normalize(part, axis=-1) for part in ops.split(y_pred, 3, axis=-1))
    return ops.relu(ops.sum((a - p) ** 2, -1) - ops.sum((a - n) ** 2, -1) + 0.5)


class Triplet(keras.losses.Loss):
    def __init__(self, margin):
        super().__init__()
        self.margin = margin

    def distance(self, a, b):
        return ops.norm(a - b + 1e-6, axis=-1)

    def call(self, y_true, y_pred):
        a, p, n = ops.unstack(ops.reshape(y_pred, (-1, 3, 3)), axis=1)
        return ops.maximum(self.distance(a, p) - self.distance(a, n) + self.margin, 0.0)


def lossless_triplet(y_true, y_pred, N=3, beta=3.0, epsilon=1e-8):
    anchor = tf.sigmoid(y_pred[:, 0:N])
    positive = tf.sigmoid(y_pred[:, N : N * 2])
    negative = tf.sigmoid(y_pred[:, N * 2 : N * 3])
    pos_dist = tf.reduce_sum(tf.square(anchor - positive), 1)
    neg_dist = tf.reduce_sum(tf.square(anchor - negative), 1)
    pos_dist = -tf.math.log(-tf.divide(pos_dist, beta) + 1 + epsilon)
    neg_dist = -tf.math.log(-tf.divide((N - neg_dist), beta) + 1 + epsilon)
    return neg_dist + pos_dist


def _distances(x):
    squared = tf.reduce_sum(tf.square(x), axis=1, keepdims=True)
    return tf.maximum(squared - 2.0 * tf.matmul(x, x, transpose_b=True) + tf.transpose(squared), 0.0)


def batch_all_triplet(y_true, y_pred, margin=0.3):
    labels = tf.reshape(y_true, [-1])
    d = _distances(y_pred)
    triplet = tf.expand_dims(d, 2) - tf.expand_dims(d, 1) + margin
    same = tf.equal(tf.expand_dims(labels, 0), tf.expand_dims(labels, 1))
    distinct = tf.logical_not(tf.cast(tf.eye(tf.shape(labels)[0]), tf.bool))
    mask = tf.logical_and(tf.expand_dims(tf.logical_and(same, distinct), 2), tf.logical_not(tf.expand_dims(same, 1)))
    triplet = tf.maximum(triplet * tf.cast(mask, tf.float32), 0.0)
    active = tf.reduce_sum(tf.cast(triplet > 1e-16, tf.float32))
    return tf.reduce_sum(triplet) / (active + 1e-16)


def batch_hard_triplet(y_true, y_pred):
    same = tf.cast(tf.equal(y_true[:, None], y_true[None, :]), tf.float32)
    d = _distances(y_pred)
    hardest_positive = tf.reduce_max(d * same, axis=1)
    hardest_negative = tf.reduce_min(d + tf.reduce_max(d) * same, axis=1)
    return tf.maximum(hardest_positive - hardest_negative + 0.5, 0.0)


def supervised_contrastive(y_true, y_pred, temperature=0.5):
    z = ops.normalize(y_pred, axis=-1)
    logits = ops.matmul(z, ops.transpose(z)) / temperature
    logits = logits - ops.stop_gradient(ops.max(logits, axis=1, keepdims=True))
    n = y_pred.shape[0]
    others = 1.0 - ops.eye(n)
    positives = ops.cast(ops.equal(ops.reshape(y_true, (-1, 1)), ops.reshape(y_true, (1, -1))), "float32") * others
    log_prob = logits - ops.log(ops.sum(ops.exp(logits) * others, axis=1, keepdims=True))
    return -ops.sum(positives * log_prob, axis=1) / ops.maximum(ops.sum(positives, axis=1), 1.0)


def nt_xent(y_true, y_pred):
    a = tf.math.l2_normalize(tf.reshape(y_true, [-1, y_true.shape[-1]]), axis=1)
    b = tf.math.l2_normalize(tf.reshape(y_pred, [-1, y_pred.shape[-1]]), axis=1)
    similarity = tf.matmul(a, b, transpose_b=True) / 0.1
    labels = tf.range(tf.shape(a)[0])
    forward = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=similarity)
    backward = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=tf.transpose(similarity))
    return (forward + backward) / 2.0


def center_like(y_true, y_pred):
    sums = tf.math.unsorted_segment_sum(y_pred, y_true, 3)
    counts = tf.math.unsorted_segment_sum(tf.ones_like(y_pred[:, :1]), y_true, 3)
    centers = sums / tf.maximum(counts, 1.0)
    return tf.reduce_sum(tf.square(y_pred - tf.gather(centers, y_true)), axis=1)


def multi_similarity(y_true, y_pred):
    alpha, beta, base = 2.0, 10.0, 0.5
    z = ops.normalize(y_pred, axis=1)
    s = ops.matmul(z, ops.transpose(z))
    same = ops.cast(ops.equal(y_true[:, None], y_true[None, :]), "float32")
    pos = ops.log1p(ops.sum(same * ops.exp(-alpha * (s - base)), axis=1)) / alpha
    neg = ops.log1p(ops.sum((1 - same) * ops.exp(beta * (s - base)), axis=1)) / beta
    return pos + neg


def npairs(y_true, y_pred):
    logits = K.dot(y_pred, K.transpose(y_pred))
    same = K.cast(K.equal(K.expand_dims(y_true, 1), K.expand_dims(y_true, 0)), "float32")
    return K.categorical_crossentropy(same / K.sum(same, axis=1, keepdims=True), logits, from_logits=True)


def off_diagonal(matrix):
    return matrix - ops.diag(ops.diagonal(matrix))


def vicreg(y_true, y_pred):
    invariance = ops.mean(ops.square(y_true - y_pred))
    std = ops.sqrt(ops.var(y_pred, axis=0) + 1e-4)
    centred = ops.reshape(y_pred - ops.mean(y_pred, axis=0), (-1, y_pred.shape[-1]))
    covariance = ops.matmul(ops.transpose(centred), centred) / max(centred.shape[0] - 1, 1)
    return 25 * invariance + ops.mean(ops.relu(1 - std)) + ops.sum(off_diagonal(covariance) ** 2) / y_pred.shape[-1]


def barlow(y_true, y_pred):
    a = ops.reshape(y_true, (-1, y_true.shape[-1]))
    b = ops.reshape(y_pred, (-1, y_pred.shape[-1]))
    a = (a - ops.mean(a, 0)) / (ops.std(a, 0) + 1e-3)
    b = (b - ops.mean(b, 0)) / (ops.std(b, 0) + 1e-3)
    c = ops.matmul(ops.transpose(a), b) / a.shape[0]
    on = ops.sum((ops.diagonal(c) - 1) ** 2)
    return on + 0.005 * ops.sum(off_diagonal(c) ** 2)


def uniformity(y_true, y_pred):
    x = ops.reshape(y_pred, (-1, y_pred.shape[-1]))
    d = ops.sum(ops.square(x[:, None, :] - x[None, :, :]), axis=-1)
    return ops.log(ops.mean(ops.exp(-2.0 * d)))


def alignment(y_true, y_pred):
    left, right = tf.split(y_pred, num_or_size_splits=2, axis=-1)
    return tf.norm(tf.nn.l2_normalize(left, -1) - tf.nn.l2_normalize(right, -1) + 1e-7, axis=-1)


def cosine_embedding(y_true, y_pred):
    left, right = tf.split(y_pred, [4, 4], axis=1)
    similarity = -tf.keras.losses.cosine_similarity(left, right)
    label = tf.squeeze(y_true, axis=-1)
    return label * (1 - similarity) + (1 - label) * tf.nn.relu(similarity - 0.2)


def angular(y_true, y_pred):
    a, p, n = tf.unstack(tf.reshape(y_pred, [-1, 3, 3]), axis=1)
    center = (a + p) / 2.0
    tan = tf.tan(tf.constant(0.7853981)) ** 2
    return tf.nn.relu(tf.reduce_sum((a - p) ** 2, 1) - 4.0 * tan * tf.reduce_sum((n - center) ** 2, 1))


def proxy_nca(y_true, y_pred):
    width = y_pred.shape[-1]
    proxies = tf.constant([[1.0, 0.0, 0.5], [0.0, 1.0, -0.5], [-1.0, 0.2, 0.3]])[:, :width]
    d = tf.reduce_sum(tf.math.squared_difference(y_pred[:, None], proxies[None]), axis=-1)
    return tf.nn.sparse_softmax_cross_entropy_with_logits(y_true, -d)


def ranking_pairwise(y_true, y_pred):
    true_difference = y_true[:, :, None] - y_true[:, None, :]
    pred_difference = y_pred[:, :, None] - y_pred[:, None, :]
    wanted = tf.cast(true_difference > 0, tf.float32)
    return tf.reduce_sum(wanted * tf.math.softplus(-pred_difference), axis=[1, 2]) / tf.maximum(
        tf.reduce_sum(wanted, axis=[1, 2]), 1.0
    )


def list_net(y_true, y_pred):
    return -ops.sum(ops.softmax(y_true) * ops.log_softmax(y_pred), axis=-1)


def list_mle(y_true, y_pred):
    order = ops.argsort(-y_true, axis=-1)
    scores = ops.take_along_axis(y_pred, order, axis=-1)
    scores = scores - ops.max(scores, axis=-1, keepdims=True)
    tail = ops.flip(ops.cumsum(ops.flip(ops.exp(scores), axis=-1), axis=-1), axis=-1)
    return ops.sum(ops.log(tail + 1e-10) - scores, axis=-1)


def ndcg_like(y_true, y_pred):
    n = y_pred.shape[-1]
    soft_rank = 0.5 + ops.sum(ops.sigmoid((y_pred[:, None, :] - y_pred[:, :, None]) / 0.1), axis=-1)
    gains = 2.0**y_true - 1.0
    dcg = ops.sum(gains * ops.log(2.0) / ops.log(1.0 + soft_rank), axis=-1)
    ideal = ops.flip(ops.sort(gains, axis=-1), axis=-1)
    discount = ops.log(2.0) / ops.log(2.0 + ops.arange(n, dtype="float32"))
    return 1.0 - dcg / (ops.sum(ideal * discount, axis=-1) + 1e-6)


def bpr(y_true, y_pred):
    user, liked, other = y_pred[:, 0:3], y_pred[:, 3:6], y_pred[:, 6:9]
    return -K.log(K.sigmoid(K.sum(user * liked, axis=-1) - K.sum(user * other, axis=-1)))


def margin_ranking(y_true, y_pred):
    best = tf.argmax(y_true, axis=-1)
    top = tf.gather(y_pred, best, axis=-1, batch_dims=1)
    others = y_pred - tf.expand_dims(top, -1) + 0.3
    mask = 1.0 - tf.one_hot(best, y_pred.shape[-1])
    return tf.reduce_sum(tf.nn.relu(others) * mask, axis=-1)


def lambda_weights(y_true, y_pred):
    gain = tf.pow(2.0, y_true)
    delta = tf.abs(gain[:, :, None] - gain[:, None, :])
    order = tf.cast(tf.greater(y_true[:, :, None], y_true[:, None, :]), tf.float32)
    s = y_pred[:, :, None] - y_pred[:, None, :]
    return tf.reduce_sum(order * delta * -tf.math.log_sigmoid(s), axis=(1, 2))
