import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K


def _pairwise_distances(embeddings):
    dot = tf.matmul(embeddings, tf.transpose(embeddings))
    sq = tf.linalg.diag_part(dot)
    d = tf.expand_dims(sq, 0) - 2.0 * dot + tf.expand_dims(sq, 1)
    return tf.maximum(d, 0.0)


def batch_all_triplet_loss(y_true, y_pred, margin=0.5):
    labels = tf.reshape(y_true, [-1])
    d = _pairwise_distances(y_pred)
    loss = tf.expand_dims(d, 2) - tf.expand_dims(d, 1) + margin
    same = tf.equal(tf.expand_dims(labels, 0), tf.expand_dims(labels, 1))
    ne = tf.logical_not(tf.cast(tf.eye(tf.shape(labels)[0]), tf.bool))
    i_j = tf.expand_dims(ne, 2)
    i_k = tf.expand_dims(ne, 1)
    j_k = tf.expand_dims(ne, 0)
    distinct = tf.logical_and(tf.logical_and(i_j, i_k), j_k)
    eq_ij = tf.expand_dims(same, 2)
    eq_ik = tf.expand_dims(same, 1)
    mask = tf.cast(tf.logical_and(distinct, tf.logical_and(eq_ij, tf.logical_not(eq_ik))), tf.float32)
    loss = tf.maximum(loss * mask, 0.0)
    n = tf.reduce_sum(tf.cast(loss > 1e-16, tf.float32))
    return tf.reduce_sum(loss) / (n + 1e-16)


def ccc_loss(y_true, y_pred):
    mt, mp = K.mean(y_true), K.mean(y_pred)
    vt, vp = K.var(y_true), K.var(y_pred)
    cov = K.mean((y_true - mt) * (y_pred - mp))
    return 1 - 2 * cov / (vt + vp + K.square(mt - mp) + K.epsilon())


def supervised_contrastive_loss(labels, feature_vectors, temperature=0.5):
    f = tf.math.l2_normalize(feature_vectors, axis=1)
    logits = tf.matmul(f, tf.transpose(f)) / temperature
    same = tf.cast(tf.equal(tf.reshape(labels, [-1, 1]), tf.reshape(labels, [1, -1])), tf.float32)
    same = same / tf.reduce_sum(same, axis=1, keepdims=True)
    return -tf.reduce_sum(same * tf.nn.log_softmax(logits, axis=1), axis=1)


def clip_loss(y_true, y_pred):
    a = tf.math.l2_normalize(y_true, axis=1)
    b = tf.math.l2_normalize(y_pred, axis=1)
    logits = tf.matmul(a, b, transpose_b=True) / 0.1
    return tf.keras.losses.sparse_categorical_crossentropy(tf.range(tf.shape(logits)[0]), logits, from_logits=True)


def cox_loss(y_true, y_pred):
    event = y_true[:, 1]
    time = y_true[:, 0]
    order = tf.argsort(time, direction="DESCENDING")
    risk = tf.gather(y_pred[:, 0], order)
    e = tf.gather(event, order)
    return -tf.reduce_sum((risk - tf.math.cumulative_logsumexp(risk)) * e) / (tf.reduce_sum(e) + 1e-7)


def soft_f1(y_true, y_pred):
    tp = K.sum(y_true * y_pred)
    return 1 - 2 * tp / (K.sum(y_true) + K.sum(y_pred) + K.epsilon())


def multiclass_dice(y_true, y_pred, smooth=1e-6):
    y_true_f = K.flatten(y_true[..., 1:])
    y_pred_f = K.flatten(y_pred[..., 1:])
    inter = K.sum(y_true_f * y_pred_f)
    return 1 - (2 * inter + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def categorical_focal(alpha, gamma=2.0):
    alpha = K.constant(alpha)

    def loss(y_true, y_pred):
        p = K.clip(y_pred, 1e-7, 1 - 1e-7)
        return K.sum(-alpha * K.pow(1 - p, gamma) * y_true * K.log(p), axis=-1)

    return loss


model2 = keras.Sequential([keras.Input((4,)), keras.layers.Dense(4, activation="softmax")])
model2.compile("sgd", loss=categorical_focal([0.1, 0.2, 0.3, 0.4]))


def ssim_loss(y_true, y_pred):
    return 1 - tf.reduce_mean(tf.image.ssim(y_true, y_pred, 1.0))


def heteroscedastic(y_true, y_pred):
    mean = y_pred[:, :1]
    log_var = y_pred[:, 1:]
    return K.mean(K.exp(-log_var) * K.square(y_true - mean) + log_var, axis=-1)


def two_mse(y_true, y_pred):
    return K.mean(K.square(y_true[:, 0] - y_pred[:, 0]) + 5 * K.square(y_true[:, 1] - y_pred[:, 1]))


def wbce(pos_weights):
    def loss(y_true, y_pred):
        l = 0.0
        for i in range(len(pos_weights)):
            l += -K.mean(pos_weights[i] * y_true[:, i] * K.log(y_pred[:, i] + 1e-7) + (1 - y_true[:, i]) * K.log(1 - y_pred[:, i] + 1e-7))
        return l
    return loss


def composed(base_loss, weight=0.5):
    def loss(y_true, y_pred):
        return base_loss(y_true, y_pred) + weight * K.mean(K.abs(y_pred), axis=-1)
    return loss


def onehot_mse(num_classes):
    def loss(y_true, y_pred):
        t = tf.one_hot(tf.cast(tf.squeeze(y_true, -1), tf.int32), num_classes)
        return tf.reduce_mean(tf.square(t - y_pred), axis=-1)
    return loss


def seq_masked(y_true, y_pred):
    mask = tf.cast(tf.not_equal(y_true, 0), y_pred.dtype)
    l = tf.keras.losses.sparse_categorical_crossentropy(y_true, y_pred)
    return tf.reduce_sum(l * mask) / tf.reduce_sum(mask)


def temporal_smooth(y_true, y_pred):
    assert len(y_pred.shape) == 3
    return tf.reduce_mean(tf.square(y_true - y_pred)) + tf.reduce_mean(tf.abs(y_pred[:, 1:] - y_pred[:, :-1]))


def total_variation_mse(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred)) + 1e-3 * tf.reduce_mean(tf.image.total_variation(y_pred))


def rgb_loss(y_true, y_pred):
    r = K.mean(K.abs(y_true[:, :, :, 0] - y_pred[:, :, :, 0]))
    g = K.mean(K.abs(y_true[:, :, :, 1] - y_pred[:, :, :, 1]))
    b = K.mean(K.abs(y_true[:, :, :, 2] - y_pred[:, :, :, 2]))
    return 0.3 * r + 0.6 * g + 0.1 * b


def dice_3d(y_true, y_pred):
    i = K.sum(y_true * y_pred, axis=[1, 2, 3, 4])
    return 1 - K.mean((2 * i + 1) / (K.sum(y_true, axis=[1, 2, 3, 4]) + K.sum(y_pred, axis=[1, 2, 3, 4]) + 1))


def ppo(y_true, y_pred):
    adv, old, action = y_true[:, :1], y_true[:, 1:5], y_true[:, 5:]
    ratio = K.sum(action * y_pred, axis=-1) / (K.sum(action * old, axis=-1) + 1e-10)
    return -K.mean(K.minimum(ratio * adv[:, 0], K.clip(ratio, 0.8, 1.2) * adv[:, 0]))
