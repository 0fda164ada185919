# keras: 2.1.6
# golden: cce_by_hand on categorical
# golden: factory weighted_categorical with weights=[0.5, 2.0, 10.0] on mask_classes
# golden: factory focal_categorical on categorical
# golden: factory focal_categorical with gamma=1.0, alpha=1.0 on categorical, categorical_sequence
# golden: backend_cce on categorical
# golden: backend_cce_logits on categorical_logits
# golden: smoothed on categorical
# golden: entropy_penalty on categorical
# golden: kl on distribution
# golden: js on distribution
# golden: reverse_kl on distribution
# golden: hellinger on distribution
# golden: bhattacharyya on distribution
# golden: emd on distribution
# golden: emd_squared on distribution
# golden: rps on distribution
# golden: earth_mover_cumsum on distribution
# golden: cosine_proximity on regression
# golden: cosine_distance on regression
# golden: squared_chord on distribution
# golden: pairwise_cost on categorical
# golden: sparse_by_hand on sparse
# golden: backend_sparse on sparse, sparse_column
# golden: class_dice_k on mask_classes
# golden: mean_iou_loss on mask_classes
# golden: multiclass_tversky on mask_classes
# golden: perplexity on categorical
# golden: margin_capsule on categorical
# golden: top_class_only on categorical
# golden: w_categorical_matrix on categorical
from itertools import product

import numpy as np
from keras import backend as K


def cce_by_hand(y_true, y_pred):
    y_pred /= K.sum(y_pred, axis=-1, keepdims=True)
    y_pred = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.sum(y_true * K.log(y_pred), -1)


def weighted_categorical(weights):
    weights = K.variable(weights)

    def loss(y_true, y_pred):
        y_pred /= K.sum(y_pred, axis=-1, keepdims=True)
        y_pred = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
        loss = y_true * K.log(y_pred) * weights if K.int_shape(y_pred)[-1] == 3 else y_true * K.log(y_pred)
        return -K.sum(loss, -1)

    return loss


def focal_categorical(gamma=2., alpha=.25):
    def categorical_focal_loss_fixed(y_true, y_pred):
        y_pred = K.clip(y_pred, K.epsilon(), 1. - K.epsilon())
        cross_entropy = -y_true * K.log(y_pred)
        loss = alpha * K.pow(1 - y_pred, gamma) * cross_entropy
        return K.mean(K.sum(loss, axis=-1))
    return categorical_focal_loss_fixed


def backend_cce(y_true, y_pred):
    return K.categorical_crossentropy(y_true, y_pred)


def backend_cce_logits(y_true, y_pred):
    return K.categorical_crossentropy(y_true, y_pred, from_logits=True)


def smoothed(y_true, y_pred):
    n = K.int_shape(y_pred)[-1]
    y_true = (1 - 0.1) * y_true + 0.1 / n
    return K.categorical_crossentropy(y_true, y_pred)


def entropy_penalty(y_true, y_pred):
    entropy = -K.sum(y_pred * K.log(y_pred + K.epsilon()), axis=-1)
    return K.categorical_crossentropy(y_true, y_pred) - 0.1 * entropy


def kl(y_true, y_pred):
    p = K.clip(y_true, K.epsilon(), 1)
    q = K.clip(y_pred, K.epsilon(), 1)
    return K.sum(p * K.log(p / q), axis=-1)


def js(y_true, y_pred):
    m = .5 * (y_true + y_pred)
    return .5 * (kl(y_true, m) + kl(y_pred, m))


def reverse_kl(y_true, y_pred):
    return kl(y_pred, y_true)


def hellinger(y_true, y_pred):
    return K.sqrt(K.sum(K.square(K.sqrt(y_true) - K.sqrt(y_pred)), axis=-1)) / np.sqrt(2)


def bhattacharyya(y_true, y_pred):
    return -K.log(K.sum(K.sqrt(y_true * y_pred), axis=-1) + K.epsilon())


def emd(y_true, y_pred):
    return K.mean(K.abs(K.cumsum(y_true, axis=-1) - K.cumsum(y_pred, axis=-1)), axis=-1)


def emd_squared(y_true, y_pred):
    return K.sqrt(K.mean(K.square(K.abs(K.cumsum(y_true, axis=-1) - K.cumsum(y_pred, axis=-1))), axis=-1))


def rps(y_true, y_pred):
    n = K.int_shape(y_pred)[1]
    total = 0.
    for k in range(1, n):
        total += K.square(K.sum(y_pred[:, :k], axis=1) - K.sum(y_true[:, :k], axis=1))
    return total / (n - 1)


def earth_mover_cumsum(y_true, y_pred):
    carried = [K.zeros_like(y_true[:, 0])]
    for i in range(K.int_shape(y_true)[1]):
        carried.append(y_true[:, i] + carried[-1] - y_pred[:, i])
    return K.sum(K.abs(K.stack(carried, axis=1)), axis=1)


def cosine_proximity(y_true, y_pred):
    return -K.sum(K.l2_normalize(y_true, axis=-1) * K.l2_normalize(y_pred, axis=-1), axis=-1)


def cosine_distance(y_true, y_pred):
    dot = K.sum(y_true * y_pred, axis=-1)
    norm = K.sqrt(K.sum(K.square(y_true), -1)) * K.sqrt(K.sum(K.square(y_pred), -1))
    return 1 - dot / K.maximum(norm, K.epsilon())


def squared_chord(y_true, y_pred):
    return K.sum(K.square(K.sqrt(y_true + 1e-6) - K.sqrt(y_pred + 1e-6)), axis=-1)


def pairwise_cost(y_true, y_pred):
    n = K.int_shape(y_pred)[-1]
    cost = np.abs(np.arange(n)[:, None] - np.arange(n)[None, :]).astype('float32')
    return K.sum(K.dot(y_true, K.constant(cost)) * y_pred, axis=-1)


def sparse_by_hand(y_true, y_pred):
    hot = K.one_hot(K.cast(y_true, 'int32'), K.int_shape(y_pred)[-1])
    return -K.sum(hot * K.log(K.clip(y_pred, 1e-7, 1.)), axis=-1)


def backend_sparse(y_true, y_pred):
    return K.sparse_categorical_crossentropy(y_true, y_pred)


def class_dice_k(y_true, y_pred, smooth=1e-6):
    intersection = K.sum(y_true * y_pred, axis=[0, 1, 2])
    union = K.sum(y_true, axis=[0, 1, 2]) + K.sum(y_pred, axis=[0, 1, 2])
    return 1 - K.mean((2. * intersection + smooth) / (union + smooth))


def mean_iou_loss(y_true, y_pred):
    inter = K.sum(y_true * y_pred, axis=(1, 2))
    union = K.sum(y_true + y_pred, axis=(1, 2)) - inter
    return 1. - K.mean(inter / (union + K.epsilon()), axis=-1)


def multiclass_tversky(y_true, y_pred):
    alpha, beta = 0.5, 0.5
    ones = K.ones_like(y_true)
    p0 = y_pred
    p1 = ones - y_pred
    g0 = y_true
    g1 = ones - y_true
    num = K.sum(p0 * g0, (0, 1, 2))
    den = num + alpha * K.sum(p0 * g1, (0, 1, 2)) + beta * K.sum(p1 * g0, (0, 1, 2))
    t = K.sum(num / den)
    n_classes = K.cast(K.shape(y_true)[-1], 'float32')
    return n_classes - t


def perplexity(y_true, y_pred):
    return K.pow(2.0, K.mean(K.categorical_crossentropy(y_true, y_pred)))


def margin_capsule(y_true, y_pred):
    L = y_true * K.square(K.maximum(0., 0.9 - y_pred)) + 0.5 * (1 - y_true) * K.square(K.maximum(0., y_pred - 0.1))
    return K.mean(K.sum(L, 1))


def top_class_only(y_true, y_pred):
    best = K.max(y_pred, axis=-1)
    right = K.sum(y_true * y_pred, axis=-1)
    return best - right + K.cast(K.equal(K.argmax(y_true), K.argmax(y_pred)), 'float32') * 0.


def w_categorical_matrix(y_true, y_pred):
    n = K.int_shape(y_pred)[-1]
    weights = np.ones((n, n))
    weights[0, n - 1] = 3.
    final_mask = K.zeros_like(y_pred[:, 0])
    y_pred_max = K.max(y_pred, axis=1)
    y_pred_max = K.reshape(y_pred_max, (K.shape(y_pred)[0], 1))
    y_pred_max_mat = K.cast(K.equal(y_pred, y_pred_max), K.floatx())
    for c_p, c_t in product(range(n), range(n)):
        final_mask += weights[c_t, c_p] * y_pred_max_mat[:, c_p] * y_true[:, c_t]
    return K.categorical_crossentropy(y_true, y_pred) * final_mask
