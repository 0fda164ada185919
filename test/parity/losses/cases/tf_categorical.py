# golden: softmax_ce on categorical_logits
# golden: sparse_softmax on sparse_logits
# golden: log_softmax_ce on categorical_logits
# golden: focal_sparse on sparse_logits
# golden: weighted_by_label on sparse_logits
# golden: class_weighted_gather on sparse
# golden: per_class_mean on sparse
# golden: masked_padding on sparse
# golden: one_hot_depth on sparse
# golden: label_smooth_tf on sparse_logits
# golden: softmax_temperature on categorical_logits
# golden: kl_tf on distribution
# golden: js_tf on distribution
# golden: emd_tf on distribution
# golden: hard_argmax_distance on categorical
# golden: top_k_mean on categorical
# golden: sorted_mass on distribution
# golden: confusion_style on categorical
# golden: sequence_mask_loss on categorical_sequence
# golden: einsum_matrix on categorical
# golden: entropy_by_math on distribution
# golden: gather_batch on sparse
# golden: dynamic_shapes on categorical_sequence
# golden: keras_cce_label_smoothing on categorical
# golden: keras_sparse_ignore on sparse
# golden: ctc_refused on sparse
# golden: bincount_free on sparse
# golden: select_and_concat on categorical
import numpy as np
import tensorflow as tf

CLASS_WEIGHTS = np.array([1.0, 2.0, 0.5, 4.0], dtype=np.float32)


def softmax_ce(y_true, y_pred):
    return tf.nn.softmax_cross_entropy_with_logits(labels=y_true, logits=y_pred)


def sparse_softmax(y_true, y_pred):
    return tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.cast(y_true, tf.int64), logits=y_pred)


def log_softmax_ce(y_true, y_pred):
    return -tf.reduce_sum(y_true * tf.nn.log_softmax(y_pred), axis=-1)


def focal_sparse(y_true, y_pred, gamma=2.0):
    ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y_true, logits=y_pred)
    p_t = tf.math.exp(-ce)
    return (1.0 - p_t) ** gamma * ce


def weighted_by_label(y_true, y_pred):
    ce = tf.nn.sparse_softmax_cross_entropy_with_logits(y_true, y_pred)
    return ce * (1.0 + tf.cast(y_true, tf.float32))


def class_weighted_gather(y_true, y_pred):
    weights = tf.gather(tf.constant(CLASS_WEIGHTS), y_true)
    return weights * tf.keras.losses.sparse_categorical_crossentropy(y_true, y_pred)


def per_class_mean(y_true, y_pred):
    error = -tf.math.log(tf.reduce_max(y_pred, axis=-1) + 1e-7)
    return tf.math.unsorted_segment_mean(error, y_true, num_segments=4)


def masked_padding(y_true, y_pred):
    loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=False, reduction="none")(y_true, y_pred)
    mask = tf.cast(tf.math.logical_not(tf.math.equal(y_true, 0)), dtype=loss.dtype)
    return tf.reduce_sum(loss * mask) / tf.maximum(tf.reduce_sum(mask), 1)


def one_hot_depth(y_true, y_pred):
    hot = tf.one_hot(y_true, depth=tf.shape(y_pred)[-1], on_value=0.9, off_value=0.05)
    return tf.reduce_sum(tf.square(hot - y_pred), axis=-1)


def label_smooth_tf(y_true, y_pred):
    depth = y_pred.shape[-1]
    hot = tf.one_hot(tf.cast(y_true, tf.int32), depth) * 0.9 + 0.1 / depth
    return tf.nn.softmax_cross_entropy_with_logits(hot, y_pred, axis=-1)


def softmax_temperature(y_true, y_pred):
    p = tf.nn.softmax(y_pred / 2.0, axis=-1)
    return tf.reduce_mean(tf.square(y_true - p), axis=-1)


def kl_tf(y_true, y_pred):
    return tf.reduce_sum(y_true * tf.math.log((y_true + 1e-7) / (y_pred + 1e-7)), axis=-1)


def js_tf(y_true, y_pred):
    m = 0.5 * (y_true + y_pred)
    return 0.5 * kl_tf(y_true, m) + 0.5 * kl_tf(y_pred, m)


def emd_tf(y_true, y_pred):
    return tf.norm(tf.math.cumsum(y_true, axis=-1) - tf.math.cumsum(y_pred, axis=-1), ord=1, axis=-1)


def hard_argmax_distance(y_true, y_pred):
    a = tf.cast(tf.argmax(y_true, -1), tf.float32)
    b = tf.cast(tf.math.argmax(y_pred, -1), tf.float32)
    return tf.abs(a - b) * tf.reduce_sum(y_pred, -1)


def top_k_mean(y_true, y_pred):
    values, indices = tf.nn.top_k(y_pred, k=2, sorted=True)
    return tf.reduce_mean(values, -1) - tf.reduce_sum(y_true * y_pred, -1)


def sorted_mass(y_true, y_pred):
    return tf.reduce_mean(tf.abs(tf.sort(y_true, axis=-1) - tf.sort(y_pred, axis=-1)), axis=-1)


def confusion_style(y_true, y_pred):
    soft = tf.matmul(y_true, y_pred, transpose_a=True)
    diagonal = tf.linalg.diag_part(soft)
    return 1.0 - tf.reduce_mean(diagonal / (tf.reduce_sum(soft, axis=1) + 1e-6)) + tf.linalg.trace(soft) * 0.0


def sequence_mask_loss(y_true, y_pred):
    steps = tf.shape(y_pred)[1]
    mask = tf.sequence_mask([2] * y_pred.shape[0], maxlen=steps, dtype=tf.float32)
    ce = -tf.reduce_sum(y_true * tf.math.log(y_pred + 1e-9), axis=-1)
    return tf.reduce_sum(ce * mask, axis=1) / tf.reduce_sum(mask, axis=1)


def einsum_matrix(y_true, y_pred):
    similarity = tf.einsum("ik,jk->ij", y_true, y_pred)
    return tf.reduce_mean(tf.square(similarity - tf.eye(tf.shape(y_pred)[0])), axis=1)


def entropy_by_math(y_true, y_pred):
    return -tf.reduce_sum(tf.math.multiply_no_nan(tf.math.log(y_pred), y_pred), axis=-1)


def gather_batch(y_true, y_pred):
    picked = tf.gather(y_pred, y_true, axis=1, batch_dims=1)
    return tf.negative(tf.math.log(tf.maximum(picked, 1e-7)))


def dynamic_shapes(y_true, y_pred):
    batch, time = tf.shape(y_pred)[0], tf.shape(y_pred)[1]
    flat = tf.reshape(y_pred, [batch * time, -1])
    target = tf.reshape(y_true, tf.shape(flat))
    loss = tf.reduce_sum(tf.square(flat - target), axis=1)
    return tf.reshape(loss, [batch, time])


def keras_cce_label_smoothing(y_true, y_pred):
    return tf.keras.losses.categorical_crossentropy(y_true, y_pred, label_smoothing=0.1)


def keras_sparse_ignore(y_true, y_pred):
    return tf.keras.losses.sparse_categorical_crossentropy(y_true, y_pred, ignore_class=2)


def ctc_refused(y_true, y_pred):
    # Ranks that CTC does not take.
    return tf.keras.losses.ctc(y_true, y_pred)


def bincount_free(y_true, y_pred):
    counts = tf.reduce_sum(tf.one_hot(y_true, 4), axis=0)
    share = tf.gather(counts, y_true) / tf.cast(tf.size(y_true), tf.float32)
    return -tf.math.log(tf.reduce_max(y_pred, -1)) / share


def select_and_concat(y_true, y_pred):
    certain = tf.reduce_max(y_pred, axis=-1, keepdims=True) > 0.5
    chosen = tf.where(certain, y_pred, tf.ones_like(y_pred) / tf.cast(tf.shape(y_pred)[-1], tf.float32))
    joined = tf.concat([chosen, y_true], axis=-1)
    return tf.reduce_sum(tf.square(joined), axis=-1) - tf.reduce_sum(tf.stack([y_true, y_pred], axis=0), axis=[0, 2])
