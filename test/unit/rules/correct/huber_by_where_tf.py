import tensorflow as tf


def make_huber(delta=1.0):
    def huber(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.reduce_mean(tf.where(error <= delta, 0.5 * tf.square(error), delta * (error - 0.5 * delta)), axis=-1)

    return huber


def berhu(y_true, y_pred):
    error = tf.abs(y_true - y_pred)
    c = 0.2 * tf.reduce_max(error, axis=-1, keepdims=True) + 1e-6
    return tf.reduce_mean(tf.where(error <= c, error, (tf.square(error) + c * c) / (2.0 * c)), axis=-1)


model.compile(loss=make_huber(0.5), optimizer="adam")
depth.compile(loss=berhu, optimizer="adam")
