"""Rotations, evidence for classes, anchors, and the distances of triplets."""

import tensorflow as tf
from tensorflow.keras import backend as K



def turn_of_quaternions(y_true, y_pred):
    """Both are unit quaternions."""
    alike = tf.abs(tf.reduce_sum(y_true * tf.math.l2_normalize(y_pred, axis=-1), axis=-1))
    return 2 * tf.acos(tf.minimum(alike, 1 - 1e-6))



def turn_of_matrices(y_true, y_pred):
    between = tf.matmul(y_true, y_pred, transpose_a=True)
    return tf.acos(tf.clip_by_value((tf.linalg.trace(between) - 1) / 2, -0.999999, 0.999999))



def camera(y_true, y_pred):
    apart = K.sqrt(K.sum(K.square(y_true[:, :3] - y_pred[:, :3]), axis=1))
    turned = K.l2_normalize(y_pred[:, 3:], axis=1)
    return apart + 100 * K.sum(K.square(y_true[:, 3:] - turned), axis=1)



def sure_by_parameters_loss(y_true, alpha):
    total = tf.reduce_sum(alpha, axis=1, keepdims=True)
    share = alpha / total
    spread = share * (1 - share) / (total + 1)
    return tf.reduce_sum(tf.square(y_true - share) + spread, axis=1)



def sure_by_evidence_loss(y_true, y_pred):
    alpha = y_pred + 1.0
    total = tf.reduce_sum(alpha, axis=-1, keepdims=True)
    return tf.reduce_sum(y_true * (tf.math.digamma(total) - tf.math.digamma(alpha)), axis=-1)



def anchors_of_things_loss(rpn_match, logits):
    match = tf.squeeze(rpn_match, -1)
    counted = tf.where(K.not_equal(match, 0))
    labels = tf.gather_nd(K.cast(K.equal(match, 1), "int32"), counted)
    return K.mean(K.sparse_categorical_crossentropy(labels, tf.gather_nd(logits, counted), from_logits=True))



def triplet_by_distances(y_true, y_pred):
    return K.maximum(y_pred[:, 0] - y_pred[:, 1] + 0.5, 0.0)
