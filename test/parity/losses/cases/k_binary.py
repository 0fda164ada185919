# keras: 2.2.4
# golden: bce_by_hand on binary, binary_vector
# golden: weighted_bce on binary
# golden: factory weighted_binary with zero_weight=0.3, one_weight=0.7 on binary
# golden: factory focal_loss on binary
# golden: factory focal_loss with gamma=3.0, alpha=0.75 on binary
# golden: factory focal_logits with gamma=1.5 on logits
# golden: focal_tf_where on binary
# golden: dice_coef_loss on binary, mask
# golden: bce_dice_loss on mask
# golden: jaccard_distance_loss on mask
# golden: jaccard_distance_loss with smooth=1 on mask
# golden: tversky_loss on mask
# golden: factory focal_tversky with gamma=0.75 on mask
# golden: smooth_labels on binary
# golden: f1_loss on binary, binary_vector
# golden: mcc_loss on binary_vector
# golden: log_barrier on binary
# golden: sensitivity_specificity on binary_vector
# golden: penalised_entropy on binary
# golden: bootstrapped on binary
# golden: backend_bce on binary
# golden: backend_bce_logits on logits
# golden: masked_bce on sentinel
# golden: from_class_frequencies on binary
# golden: hinge_k on margin
# golden: squared_hinge_k on margin
# golden: modified_huber on margin
# golden: ramp on margin
# golden: exponential_margin on margin
# golden: logistic_margin on margin
import keras.backend as K
import numpy as np

smooth = 1.


def bce_by_hand(y_true, y_pred):
    y_pred = K.clip(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.log(y_pred) + (1 - y_true) * K.log(1 - y_pred), axis=-1)


def weighted_bce(y_true, y_pred, pos_weight=4):
    bce = K.binary_crossentropy(y_true, y_pred)
    weight_vector = y_true * pos_weight + (1. - y_true) * 1
    return K.mean(weight_vector * bce)


def weighted_binary(zero_weight, one_weight):
    def weighted_binary_crossentropy(y_true, y_pred):
        b_ce = K.binary_crossentropy(y_true, y_pred)
        weight_vector = y_true * one_weight + (1. - y_true) * zero_weight
        return K.mean(weight_vector * b_ce, axis=-1)
    return weighted_binary_crossentropy


def focal_loss(gamma=2., alpha=.25):
    def focal_loss_fixed(y_true, y_pred):
        pt_1 = K.switch(K.equal(y_true, 1), y_pred, K.ones_like(y_pred))
        pt_0 = K.switch(K.equal(y_true, 0), y_pred, K.zeros_like(y_pred))
        pt_1 = K.clip(pt_1, 1e-3, .999)
        pt_0 = K.clip(pt_0, 1e-3, .999)
        return -K.sum(alpha * K.pow(1. - pt_1, gamma) * K.log(pt_1)) \
            - K.sum((1 - alpha) * K.pow(pt_0, gamma) * K.log(1. - pt_0))
    return focal_loss_fixed


def focal_logits(gamma=2.):
    def inner(y_true, y_pred):
        p = K.sigmoid(y_pred)
        ce = K.binary_crossentropy(y_true, y_pred, from_logits=True)
        p_t = p * y_true + (1 - p) * (1 - y_true)
        return K.mean(K.pow(1 - p_t, gamma) * ce, -1)
    return inner


def focal_tf_where(y_true, y_pred):
    eps = 1e-6
    p = K.clip(y_pred, eps, 1. - eps)
    pos = -y_true * K.pow(1. - p, 2) * K.log(p)
    neg = -(1 - y_true) * K.pow(p, 2) * K.log(1. - p)
    return K.flatten(pos + neg)


def dice_coef(y_true, y_pred):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2. * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_coef_loss(y_true, y_pred):
    return -dice_coef(y_true, y_pred)


def bce_dice_loss(y_true, y_pred):
    return 0.5 * K.mean(K.binary_crossentropy(y_true, y_pred)) + 1 - dice_coef(y_true, y_pred)


def jaccard_distance_loss(y_true, y_pred, smooth=100):
    intersection = K.sum(K.abs(y_true * y_pred), axis=-1)
    sum_ = K.sum(K.abs(y_true) + K.abs(y_pred), axis=-1)
    jac = (intersection + smooth) / (sum_ - intersection + smooth)
    return (1 - jac) * smooth


def tversky(y_true, y_pred, alpha=0.7):
    y_true_pos = K.flatten(y_true)
    y_pred_pos = K.flatten(y_pred)
    true_pos = K.sum(y_true_pos * y_pred_pos)
    false_neg = K.sum(y_true_pos * (1 - y_pred_pos))
    false_pos = K.sum((1 - y_true_pos) * y_pred_pos)
    return (true_pos + smooth) / (true_pos + alpha * false_neg + (1 - alpha) * false_pos + smooth)


def tversky_loss(y_true, y_pred):
    return 1 - tversky(y_true, y_pred)


def focal_tversky(gamma=4. / 3):
    def loss(y_true, y_pred):
        return K.pow((1 - tversky(y_true, y_pred)), gamma)
    return loss


def smooth_labels(y_true, y_pred):
    s = 0.1
    y_true = y_true * (1 - s) + 0.5 * s
    return K.mean(K.binary_crossentropy(y_true, y_pred), axis=-1)


def f1_loss(y_true, y_pred):
    tp = K.sum(K.cast(y_true * y_pred, 'float'), axis=0)
    fp = K.sum(K.cast((1 - y_true) * y_pred, 'float'), axis=0)
    fn = K.sum(K.cast(y_true * (1 - y_pred), 'float'), axis=0)
    p = tp / (tp + fp + K.epsilon())
    r = tp / (tp + fn + K.epsilon())
    f1 = 2 * p * r / (p + r + K.epsilon())
    return 1 - K.mean(f1)


def mcc_loss(y_true, y_pred):
    tp = K.sum(y_true * y_pred) * 1e2
    tn = K.sum((1 - y_true) * (1 - y_pred)) * 1e2
    fp = K.sum((1 - y_true) * y_pred) * 1e2
    fn = K.sum(y_true * (1 - y_pred)) / 1e-2
    up = tp * tn - fp * fn
    down = K.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    return 1 - up / (down + K.epsilon())


def log_barrier(y_true, y_pred):
    return K.mean(-K.log(1. - K.abs(y_true - y_pred)), axis=-1)


def sensitivity_specificity(y_true, y_pred):
    neg_y_true = 1 - y_true
    neg_y_pred = 1 - y_pred
    fp = K.sum(neg_y_true * y_pred)
    tn = K.sum(neg_y_true * neg_y_pred)
    specificity = tn / (tn + fp + K.epsilon())
    tp = K.sum(y_true * y_pred)
    fn = K.sum(y_true * neg_y_pred)
    sensitivity = tp / (tp + fn + K.epsilon())
    return 1 - (0.6 * sensitivity + 0.4 * specificity)


def penalised_entropy(y_true, y_pred):
    p = K.clip(y_pred, 1e-4, 1 - 1e-4)
    entropy = -(p * K.log(p) + (1 - p) * K.log(1 - p))
    return K.mean(K.binary_crossentropy(y_true, p) - 0.1 * entropy, axis=-1)


def bootstrapped(y_true, y_pred):
    beta = 0.95
    y_hat = beta * y_true + (1 - beta) * K.round(y_pred)
    return K.mean(K.binary_crossentropy(y_hat, y_pred), axis=-1)


def backend_bce(y_true, y_pred):
    return K.binary_crossentropy(y_true, y_pred)


def backend_bce_logits(y_true, y_pred):
    return K.mean(K.binary_crossentropy(target=y_true, output=y_pred, from_logits=True), axis=-1)


def masked_bce(y_true, y_pred):
    mask = K.cast(K.not_equal(y_true, -1), K.floatx())
    return K.sum(K.binary_crossentropy(y_true * mask, y_pred * mask), axis=-1) / K.maximum(K.sum(mask, axis=-1), 1)


CLASS_COUNTS = {0: 900, 1: 100}


def from_class_frequencies(y_true, y_pred):
    total = float(sum(CLASS_COUNTS.values()))
    w = [total / (2 * CLASS_COUNTS[k]) for k in sorted(CLASS_COUNTS)]
    weight = (1 - y_true) * w[0] + y_true * w[1]
    return K.mean(weight * K.binary_crossentropy(y_true, y_pred), axis=-1)


def hinge_k(y_true, y_pred):
    return K.mean(K.maximum(1. - y_true * y_pred, 0.), axis=-1)


def squared_hinge_k(y_true, y_pred):
    return K.mean(K.square(K.maximum(0., 1. - y_true * y_pred)), axis=-1)


def modified_huber(y_true, y_pred):
    z = y_true * y_pred
    return K.mean(K.switch(K.less(z, -1), -4 * z, K.square(K.maximum(1 - z, 0))), axis=-1)


def ramp(y_true, y_pred):
    return K.sum(K.clip(1 - y_true * y_pred, 0., 2.), axis=-1)


def exponential_margin(y_true, y_pred):
    return K.mean(K.exp(-y_true * y_pred), axis=-1)


def logistic_margin(y_true, y_pred):
    return K.mean(K.softplus(-(y_true * y_pred)) / np.log(2), axis=-1)
