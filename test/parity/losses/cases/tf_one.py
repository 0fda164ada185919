# keras: 2.2.4
# TensorFlow 1's names, as files of its time have them.
# golden: log_loss on binary
# golden: reduction_indices on regression
# golden: keep_dims on regression
# golden: to_float_mask on sentinel
# golden: is_nan_mask on missing
# golden: old_squared_difference on regression
# golden: old_div on positive
# golden: k_tf_log on binary
# golden: k_tf_where on binary
# golden: k_tf_gather on regression
# golden: old_matrix_diag on regression
# golden: old_targets on logits
# golden: where_same_shape on regression
# golden: old_argmax on categorical
# golden: count_nonzero on regression
# golden: old_softmax_dim on categorical_logits
# golden: keras_through_tf on binary
# golden: old_l2_normalize on regression
# golden: old_expand_dim on regression
# golden: old_concat on regression
# golden: old_norms on regression
import tensorflow as tf
from keras import backend as K


def log_loss(y_true, y_pred):
    return -tf.reduce_mean(y_true * tf.log(y_pred + 1e-7) + (1 - y_true) * tf.log(1 - y_pred + 1e-7), axis=-1)


def reduction_indices(y_true, y_pred):
    return tf.reduce_sum(tf.square(y_true - y_pred), reduction_indices=[-1])


def keep_dims(y_true, y_pred):
    centred = y_pred - tf.reduce_mean(y_pred, axis=-1, keep_dims=True)
    return tf.reduce_mean(tf.abs(centred - y_true), axis=-1)


def to_float_mask(y_true, y_pred):
    mask = tf.to_float(tf.not_equal(y_true, -1.))
    return tf.reduce_sum(mask * tf.abs(y_true - y_pred), axis=-1)


def is_nan_mask(y_true, y_pred):
    bad = tf.is_nan(y_true)
    clean = tf.where(bad, tf.zeros_like(y_true), y_true)
    return tf.reduce_sum(tf.where(bad, tf.zeros_like(y_pred), tf.square(clean - y_pred)), axis=-1)


def old_squared_difference(y_true, y_pred):
    return tf.reduce_mean(tf.squared_difference(y_true, y_pred), axis=-1)


def old_div(y_true, y_pred):
    return tf.reduce_sum(tf.div(y_true, y_pred) + tf.divide(y_pred, 3.), axis=-1)


def k_tf_log(y_true, y_pred):
    y_pred = K.tf.clip_by_value(y_pred, K.epsilon(), 1 - K.epsilon())
    return -K.mean(y_true * K.tf.log(y_pred), axis=-1)


def k_tf_where(y_true, y_pred):
    p = K.tf.where(K.equal(y_true, 1), y_pred, 1. - y_pred)
    return K.sum(K.pow(1. - p, 2.) * -K.log(K.clip(p, 1e-6, 1.)), axis=-1)


def k_tf_gather(y_true, y_pred):
    return K.sum(K.tf.gather(y_pred, [0], axis=-1), axis=-1) + K.tf.cast(K.tf.size(y_true), 'float32')


def old_matrix_diag(y_true, y_pred):
    flat = tf.reshape(y_pred, [-1, y_pred.shape[-1]])
    return tf.reduce_sum(tf.matrix_diag(flat), axis=[1, 2]) * 2.


def old_targets(y_true, y_pred):
    return tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(targets=y_true, logits=y_pred, pos_weight=2.), axis=-1)


def where_same_shape(y_true, y_pred):
    return tf.reduce_sum(tf.where(y_true > y_pred, y_true - y_pred, 2. * (y_pred - y_true)), axis=-1)


def old_argmax(y_true, y_pred):
    wrong = tf.not_equal(tf.argmax(y_true, dimension=-1), tf.arg_max(y_pred, -1))
    return tf.to_float(wrong) * tf.reduce_max(y_pred, axis=-1)


def count_nonzero(y_true, y_pred):
    return tf.reduce_sum(tf.abs(y_pred), axis=-1) / (tf.to_float(tf.count_nonzero(y_true)) + 1.)


def old_softmax_dim(y_true, y_pred):
    return -tf.reduce_sum(y_true * tf.log(tf.nn.softmax(y_pred, dim=-1) + 1e-9), axis=-1)


def keras_through_tf(y_true, y_pred):
    return tf.keras.backend.mean(tf.keras.backend.binary_crossentropy(y_true, y_pred), axis=-1)


def old_l2_normalize(y_true, y_pred):
    a, b = tf.nn.l2_normalize(y_true, dim=-1), tf.nn.l2_normalize(y_pred, dim=-1)
    return 1. - tf.reduce_sum(a * b, axis=-1)


def old_expand_dim(y_true, y_pred):
    return tf.squeeze(tf.expand_dims(y_pred - y_true, dim=0), squeeze_dims=[0])


def old_concat(y_true, y_pred):
    return tf.reduce_sum(tf.concat([y_true, y_pred], axis=-1) ** 2, axis=-1)


def old_norms(y_true, y_pred):
    return tf.norm(y_true - y_pred + 1e-6, axis=-1, keep_dims=False)
