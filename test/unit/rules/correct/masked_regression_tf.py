import tensorflow as tf

MISSING = -1.0


def masked_mse(y_true, y_pred):
    mask = tf.cast(y_true > MISSING, tf.float32)
    error = tf.square(y_true - y_pred) * mask
    return tf.reduce_sum(error, axis=-1) / tf.maximum(tf.reduce_sum(mask, axis=-1), 1.0)


def masked_mae(missing):
    def loss(y_true, y_pred):
        mask = tf.cast(y_true > missing, tf.float32)
        return tf.reduce_sum(tf.abs(y_true - y_pred) * mask, axis=-1) / (tf.reduce_sum(mask, axis=-1) + 1e-6)

    return loss


model.compile(optimizer="adam", loss=masked_mse, metrics=[masked_mae(MISSING)])
