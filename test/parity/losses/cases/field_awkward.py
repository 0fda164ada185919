# What stands at the edges: nothing in a batch, infinities, types of images, orders of ties.
# golden: flattened on empty, mask
# golden: pairwise on empty_vectors, labelled
# golden: neighbours on empty_vectors, labelled
# golden: edges_of_infinity on infinite_image
# golden: similarity_of_doubles on double_image
# golden: grey_doubles on double_image
# golden: mapped_types on double_image, small_image
# golden: certain on infinite_scores
# golden: partial_likelihood on survival
# golden: directional on vector
import numpy as np
import tensorflow as tf


def flattened(y_true, y_pred):
    rows = tf.shape(y_pred)[0]
    return tf.reduce_mean(tf.abs(tf.reshape(y_true, [rows, -1]) - tf.reshape(y_pred, [rows, -1])), axis=1)


def pairwise(y_true, y_pred):
    similar = tf.cast(tf.equal(y_true[:, None], y_true[None, :]), tf.float32)
    logits = tf.matmul(y_pred, y_pred, transpose_b=True)
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=similar, logits=logits))


def neighbours(y_true, y_pred):
    logits = tf.matmul(y_pred, y_pred, transpose_b=True)
    labels = tf.range(tf.shape(y_pred)[0])
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits)


def edges_of_infinity(y_true, y_pred):
    return tf.reduce_sum(tf.image.sobel_edges(y_pred), axis=[1, 2, 3]) - tf.reduce_sum(y_true)


def similarity_of_doubles(y_true, y_pred):
    near = tf.image.ssim(y_true, y_pred, max_val=1.0, filter_size=3)
    scales = tf.image.ssim_multiscale(y_true, y_pred, 1.0, power_factors=[0.5, 0.5], filter_size=2)
    return near + scales - tf.image.psnr(y_true, y_pred, 1.0) / 100


def grey_doubles(y_true, y_pred):
    return tf.reduce_mean(tf.square(tf.image.rgb_to_grayscale(y_true) - tf.image.rgb_to_grayscale(y_pred)), axis=[1, 2])


def mapped_types(y_true, y_pred):
    return tf.map_fn(lambda pair: tf.reduce_mean(pair[0] - pair[1]), (y_true, y_pred), dtype=tf.float32)


def certain(y_true, y_pred):
    return tf.cast(tf.math.in_top_k(targets=y_true, predictions=y_pred, k=2), tf.float32) + tf.reduce_min(y_pred, axis=-1) * 0.0


def partial_likelihood(y_true, y_pred):
    order = tf.argsort(y_true[:, 0], direction="DESCENDING")
    risk = tf.gather(y_pred[:, 0], order)
    observed = tf.gather(y_true[:, 1], order)
    return -tf.reduce_sum(observed * (risk - tf.math.cumulative_logsumexp(risk)))


def directional(y_true, y_pred):
    concentration = tf.nn.softplus(y_pred)
    normal = tf.math.log(tf.math.bessel_i0e(concentration)) + concentration
    return normal - concentration * tf.cos(y_true)
