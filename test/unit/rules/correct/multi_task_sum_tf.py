import tensorflow as tf


def regression(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred), axis=-1)


def classification(y_true, y_pred):
    p = tf.clip_by_value(y_pred, 1e-6, 1.0 - 1e-6)
    return -tf.reduce_sum(y_true * tf.math.log(p), axis=-1)


def both(y_true, y_pred):
    return regression(y_true[:, :2], y_pred[:, :2]) + 0.3 * classification(y_true[:, 2:], y_pred[:, 2:])


losses_by_head = {"box": regression, "label": classification}
model.compile("adam", loss=losses_by_head, loss_weights={"box": 1.0, "label": 0.5})
joined.compile("adam", loss=both)
