# keras: 2.4.3
# Keras 2 code as notebooks and kernels have it.
# golden: dice_coef_multilabel on mask_classes
# golden: tversky_index_loss on mask
# golden: weighted_bce_dice on mask
# golden: weighted_dice_border on mask
# golden: iou_threshold_free on mask
# golden: f2_loss on binary
# golden: rmsle_k on positive
# golden: root_mean_per_column on regression
# golden: mcrmse on sequence
# golden: weighted_mae_by_sign on column
# golden: log_loss_clipped on binary
# golden: kappa_loss on categorical
# golden: quantile_three on quantiles
# golden: laplace_log_likelihood on gaussian
# golden: contrastive_distance on distance
# golden: euclidean_distance_pairs on pair
# golden: cosine_triplet on triplet
# golden: center_loss_free on labelled
# golden: vae_sum on autoencoder
# golden: wgan_mean on margin
# golden: style_gram on small_image
# golden: tv_loss on small_image
# golden: perceptual_free on small_image
# golden: yolo_confidence on grid
# golden: heat_map_focal on mask
# golden: wing_k on column
# golden: adaptive_scale on regression
# golden: multi_step on sequence
# golden: mask_zero_targets on positive
# golden: correlation_k on column
# golden: nash_sutcliffe on column
# golden: kge_loss on column
# golden: sharpe_ratio on column
# golden: directional_k on sequence
# golden: huber_switch on regression
# golden: categorical_class_weight on mask_classes
# golden: sparse_focal_k on sparse
# golden: ordinal_distance on categorical
# golden: entropy_max on categorical
# golden: soft_auc on binary
# golden: lambda_dice on mask
# golden: factory penalized with noise=0.3 on regression
# golden: factory closure_list on regression
# golden: factory class_weighted on binary
import numpy as np
import tensorflow as tf
from keras import backend as K

smooth = 1e-5
num_labels = 2


def dice_coef(y_true, y_pred):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2. * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_coef_multilabel(y_true, y_pred, numLabels=num_labels):
    dice = numLabels
    for index in range(numLabels):
        dice -= dice_coef(y_true[:, :, :, index], y_pred[:, :, :, index])
    return dice


def tversky_index_loss(y_true, y_pred, alpha=.3, beta=.7, smooth=1e-10):
    y_true = K.flatten(y_true)
    y_pred = K.flatten(y_pred)
    truepos = K.sum(y_true * y_pred)
    fp_and_fn = alpha * K.sum(y_pred * (1 - y_true)) + beta * K.sum((1 - y_pred) * y_true)
    answer = (truepos + smooth) / ((truepos + smooth) + fp_and_fn)
    return 1 - answer


def weighted_bce_dice(y_true, y_pred):
    y_true = K.cast(y_true, 'float32')
    y_pred = K.cast(y_pred, 'float32')
    averaged_mask = K.pool2d(y_true, pool_size=(3, 3), strides=(1, 1), padding='same', pool_mode='avg')
    border = K.cast(K.greater(averaged_mask, 0.005), 'float32') * K.cast(K.less(averaged_mask, 0.995), 'float32')
    weight = K.ones_like(averaged_mask)
    w0 = K.sum(weight)
    weight += border * 2
    w1 = K.sum(weight)
    weight *= (w0 / w1)
    p = K.clip(y_pred, 1e-7, 1 - 1e-7)
    logit = K.log(p / (1. - p))
    loss = (1. - y_true) * logit + (1. + (weight - 1.) * y_true) * (K.log(1. + K.exp(-K.abs(logit))) + K.maximum(-logit, 0.))
    return K.sum(loss) / K.sum(weight) + 1. - dice_coef(y_true, y_pred)


def weighted_dice_border(y_true, y_pred):
    w = K.pool2d(y_true, (3, 3), strides=(1, 1), padding='same', pool_mode='max') - y_true + 1.
    m1, m2 = y_true * w, y_pred * w
    inter = K.sum(m1 * m2, axis=(1, 2, 3))
    return 1. - (2. * inter + 1.) / (K.sum(m1 ** 2, axis=(1, 2, 3)) + K.sum(m2 ** 2, axis=(1, 2, 3)) + 1.)


def iou_threshold_free(y_true, y_pred):
    axes = tuple(range(1, K.ndim(y_pred)))
    inter = K.sum(K.minimum(y_true, y_pred), axis=axes)
    return 1. - K.mean(inter / K.maximum(K.sum(K.maximum(y_true, y_pred), axis=axes), K.epsilon()))


def f2_loss(y_true, y_pred, beta=2):
    tp = K.sum(y_true * y_pred)
    predicted = K.sum(y_pred) + K.epsilon()
    possible = K.sum(y_true) + K.epsilon()
    p, r = tp / predicted, tp / possible
    bb = beta ** 2
    return 1 - (1 + bb) * (p * r) / (bb * p + r + K.epsilon())


def rmsle_k(y_true, y_pred):
    return K.sqrt(K.mean(K.square(K.log(1. + y_pred) - K.log(1. + y_true)), axis=-1))


def root_mean_per_column(y_true, y_pred):
    colwise = K.mean(K.square(y_true - y_pred), axis=0)
    return K.mean(K.sqrt(colwise + K.epsilon()), axis=-1)


def mcrmse(y_true, y_pred, num_scored=2):
    score = 0
    for i in range(min(num_scored, K.int_shape(y_pred)[-1])):
        score += K.sqrt(K.mean(K.square(y_true[:, :, i] - y_pred[:, :, i]), axis=1) + 1e-9) / num_scored
    return score


def weighted_mae_by_sign(y_true, y_pred):
    under = K.cast(y_pred < y_true, 'float32')
    return K.mean((1 + 4 * under) * K.abs(y_pred - y_true), axis=-1)


def log_loss_clipped(y_true, y_pred):
    pred = K.clip(y_pred, K.constant(0.0002), K.constant(.9998))
    return K.mean(-(y_true * K.log(pred) + (1. - y_true) * K.log(1. - pred)), axis=-1)


def kappa_loss(y_true, y_pred, y_pow=2, eps=1e-10):
    n = K.int_shape(y_pred)[1]
    repeat_op = K.repeat_elements(K.reshape(K.cast(K.arange(0, n), 'float32'), (n, 1)), n, axis=1)
    weights = K.square(repeat_op - K.transpose(repeat_op)) / (n - 1) ** 2
    pred_ = y_pred ** y_pow
    pred_norm = pred_ / (eps + K.reshape(K.sum(pred_, 1), (-1, 1)))
    hist_a, hist_b = K.sum(pred_norm, 0), K.sum(y_true, 0)
    confusion = K.dot(K.transpose(pred_norm), y_true)
    top = K.sum(weights * confusion)
    bottom = K.sum(weights * K.dot(K.reshape(hist_a, (n, 1)), K.reshape(hist_b, (1, n)))) / K.sum(hist_b)
    return top / (bottom + eps)


def quantile_three(y_true, y_pred):
    qs = [0.2, 0.50, 0.8]
    q = tf.constant(np.array([qs]), dtype=tf.float32)
    e = y_true - y_pred
    v = tf.maximum(q * e, (q - 1) * e)
    return K.mean(v)


def laplace_log_likelihood(y_true, y_pred):
    C1, C2 = tf.constant(0.7, dtype='float32'), tf.constant(5., dtype='float32')
    sigma = y_pred[:, 1] - y_pred[:, 0]
    sigma_clip = tf.maximum(sigma, C1)
    delta = tf.minimum(tf.abs(y_true[:, 0] - y_pred[:, 0]), C2)
    sq2 = tf.sqrt(tf.dtypes.cast(2, dtype=tf.float32))
    return K.mean((delta / sigma_clip) * sq2 + tf.math.log(sigma_clip * sq2))


def contrastive_distance(y_true, y_pred):
    margin = 1
    sqaure_pred = K.square(y_pred)
    margin_square = K.square(K.maximum(margin - y_pred, 0))
    return K.mean(y_true * sqaure_pred + (1 - y_true) * margin_square)


def euclidean_distance_pairs(y_true, y_pred):
    x, y = y_pred[:, :4], y_pred[:, 4:]
    d = K.sqrt(K.maximum(K.sum(K.square(x - y), axis=1, keepdims=True), K.epsilon()))
    return K.mean((1 - y_true) * d + y_true * K.maximum(0.5 - d, 0))


def cosine_triplet(y_true, y_pred):
    a, p, n = [K.l2_normalize(y_pred[:, i * 3:(i + 1) * 3], axis=-1) for i in range(3)]
    return K.maximum(0., 0.3 - K.sum(a * p, axis=-1) + K.batch_dot(a, n, axes=1)[:, 0])


def center_loss_free(y_true, y_pred):
    labels = K.one_hot(K.cast(y_true, 'int32'), 3)
    counts = K.sum(labels, axis=0) + 1.
    centers = K.dot(K.transpose(labels), y_pred) / K.expand_dims(counts, -1)
    return K.sum(K.square(y_pred - K.dot(labels, centers)), axis=-1)


def vae_sum(y_true, y_pred):
    x_decoded, z_mean, z_log_var = y_pred[:, :6], y_pred[:, 6:8], y_pred[:, 8:]
    reconstruction_loss = K.mean(K.square(y_true - x_decoded), axis=-1)
    reconstruction_loss *= 6
    kl_loss = 1 + z_log_var - K.square(z_mean) - K.exp(z_log_var)
    kl_loss = K.sum(kl_loss, axis=-1)
    kl_loss *= -0.5
    return K.mean(reconstruction_loss + kl_loss)


def wgan_mean(y_true, y_pred):
    return K.mean(y_true * y_pred) + 1e-3 * K.mean(K.square(y_pred))


def gram_matrix(x):
    features = K.batch_flatten(K.permute_dimensions(x, (2, 0, 1)))
    return K.dot(features, K.transpose(features))


def style_gram(y_true, y_pred):
    S, C = gram_matrix(y_true[0]), gram_matrix(y_pred[0])
    channels, size = 3, 4 * 5
    return K.sum(K.square(S - C)) / (4. * (channels ** 2) * (size ** 2))


def tv_loss(y_true, y_pred):
    a = K.square(y_pred[:, :3, :3, :] - y_pred[:, 1:4, :3, :])
    b = K.square(y_pred[:, :3, :3, :] - y_pred[:, :3, 1:4, :])
    return K.sum(K.pow(a + b + K.epsilon(), 1.25))


def perceptual_free(y_true, y_pred):
    kernel = K.constant(np.full((2, 2, K.int_shape(y_pred)[-1], 2), 0.25))
    f = lambda x: K.relu(K.conv2d(x, kernel, padding='valid') - 0.3)
    return K.mean(K.abs(f(y_true) - f(y_pred)), axis=[1, 2, 3])


def yolo_confidence(y_true, y_pred):
    mask = K.expand_dims(y_true[..., 0], -1)
    xy = K.sum(mask * K.square(K.sigmoid(y_pred[..., 1:3]) - y_true[..., 1:3]), axis=-1)
    wh = K.sum(mask * K.square(K.exp(y_pred[..., 3:5]) - y_true[..., 3:5]), axis=-1)
    obj = K.binary_crossentropy(y_true[..., 0], y_pred[..., 0])
    cls = K.sum(mask * K.binary_crossentropy(y_true[..., 5:], y_pred[..., 5:], from_logits=True), axis=-1)
    return K.sum(xy + wh + obj + cls, axis=[1, 2])


def heat_map_focal(y_true, y_pred, alpha=2, beta=4):
    pos_inds = K.cast(K.equal(y_true, 1), 'float32')
    neg_inds = K.cast(K.less(y_true, 1), 'float32')
    neg_weights = K.pow(1 - y_true, beta)
    y_pred = K.clip(y_pred, 1e-6, 1 - 1e-6)
    pos_loss = K.log(y_pred) * K.pow(1 - y_pred, alpha) * pos_inds
    neg_loss = K.log(1 - y_pred) * K.pow(y_pred, alpha) * neg_weights * neg_inds
    num_pos = K.sum(pos_inds)
    return K.switch(K.greater(num_pos, 0), -(K.sum(pos_loss) + K.sum(neg_loss)) / K.maximum(num_pos, 1.), -K.sum(neg_loss))


def wing_k(y_true, y_pred, w=2.0, epsilon=0.5):
    x = K.abs(y_true - y_pred)
    c = w * (1.0 - np.log(1.0 + w / epsilon))
    return K.mean(tf.where(K.greater(w, x), w * K.log(1.0 + x / epsilon), x - c), axis=-1)


def adaptive_scale(y_true, y_pred):
    scale = K.stop_gradient(K.mean(K.abs(y_true - y_pred))) + K.epsilon()
    return K.mean(K.square((y_true - y_pred) / scale), axis=-1)


def multi_step(y_true, y_pred):
    steps = K.int_shape(y_pred)[1]
    w = K.variable(np.linspace(1, 2, steps).reshape(1, steps, 1), dtype='float32')
    return K.sum(w * K.abs(y_true - y_pred), axis=[1, 2]) / K.sum(w)


def mask_zero_targets(y_true, y_pred):
    mask = K.cast(K.not_equal(y_true, 0), K.floatx())
    return K.sum(mask * K.square(y_true - y_pred)) / K.maximum(K.sum(mask), 1)


def correlation_k(y_true, y_pred):
    x, y = y_true, y_pred
    mx, my = K.mean(x), K.mean(y)
    xm, ym = x - mx, y - my
    r_num = K.sum(tf.multiply(xm, ym))
    r_den = K.sqrt(tf.multiply(K.sum(K.square(xm)), K.sum(K.square(ym))) + 1e-8)
    r = K.maximum(K.minimum(r_num / r_den, 1.0), -1.0)
    return 1 - K.square(r)


def nash_sutcliffe(y_true, y_pred):
    return K.sum((y_pred - y_true) ** 2) / (K.sum((y_true - K.mean(y_true)) ** 2) + K.epsilon())


def kge_loss(y_true, y_pred):
    r = K.mean((y_true - K.mean(y_true)) * (y_pred - K.mean(y_pred))) / (K.std(y_true) * K.std(y_pred) + 1e-6)
    alpha = K.std(y_pred) / (K.std(y_true) + 1e-6)
    beta = K.mean(y_pred) / (K.mean(y_true) + 1e-6)
    return K.sqrt(K.square(r - 1) + K.square(alpha - 1) + K.square(beta - 1) + 1e-12)


def sharpe_ratio(y_true, y_pred):
    returns = K.tanh(y_pred) * y_true
    return -K.mean(returns) / (K.std(returns) + 1e-3)


def directional_k(y_true, y_pred):
    d = K.sign(y_true[:, 1:] - y_true[:, :-1]) * (y_pred[:, 1:] - y_pred[:, :-1])
    return K.mean(K.relu(-d)) + K.mean(K.abs(y_true - y_pred))


def huber_switch(y_true, y_pred):
    e = K.abs(y_true - y_pred)
    return K.mean(K.switch(e < 0.5, K.square(e), e - 0.25), axis=-1)


class_weights = np.array([0.2, 1.2, 3.4])


def categorical_class_weight(y_true, y_pred):
    n = K.int_shape(y_pred)[-1]
    w = K.constant(class_weights[:n])
    scaled = y_pred / K.sum(y_pred, axis=-1, keepdims=True)
    return -K.sum(y_true * K.log(K.clip(scaled, K.epsilon(), 1 - K.epsilon())) * w, axis=-1)


def sparse_focal_k(y_true, y_pred, gamma=2.):
    n = K.int_shape(y_pred)[-1]
    hot = K.one_hot(K.flatten(K.cast(y_true, 'int32')), n)
    p = K.sum(hot * K.clip(y_pred, K.epsilon(), 1.), axis=-1)
    return -K.pow(1. - p, gamma) * K.log(p)


def ordinal_distance(y_true, y_pred):
    n = K.int_shape(y_pred)[1]
    weights = K.cast(K.abs(K.argmax(y_true, axis=1) - K.argmax(y_pred, axis=1)) / (n - 1), dtype='float32')
    return (1.0 + weights) * K.categorical_crossentropy(y_true, y_pred)


def entropy_max(y_true, y_pred):
    return K.sum(y_pred * K.log(y_pred + 1e-8), axis=-1) / np.log(float(K.int_shape(y_pred)[-1]))


def soft_auc(y_true, y_pred):
    p, t = K.flatten(y_pred), K.flatten(y_true)
    d = K.reshape(p, (-1, 1)) - K.reshape(p, (1, -1))
    pairs = K.reshape(t, (-1, 1)) * K.reshape(1 - t, (1, -1))
    return K.sum(K.sigmoid(-4 * d) * pairs) / (K.sum(pairs) + K.epsilon())


lambda_dice = lambda y_true, y_pred: 1 - dice_coef(y_true, y_pred)


def penalized(noise=0.1):
    def loss(y_true, y_pred):
        return K.mean(K.square(y_pred - y_true) - K.square(y_true - noise), axis=-1)
    return loss


def closure_list():
    terms = []

    def add(weight):
        def term(y_true, y_pred):
            return weight * K.mean(K.pow(K.abs(y_true - y_pred), weight), axis=-1)
        terms.append(term)

    for weight in (1, 2, 3):
        add(weight)
    return lambda y_true, y_pred: sum(term(y_true, y_pred) for term in terms)


def class_weighted(weights={0: 1., 1: 3.}):
    def loss(y_true, y_pred):
        w = y_true * weights[1] + (1 - y_true) * weights[0]
        return K.mean(w * K.binary_crossentropy(y_true, y_pred), axis=-1)
    return loss
