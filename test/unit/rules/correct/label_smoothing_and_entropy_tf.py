import tensorflow as tf


def smooth_labels(y_true, amount=0.1):
    return y_true * (1.0 - amount) + amount / 3.0


def with_entropy(y_true, y_pred, beta=0.01):
    p = tf.clip_by_value(y_pred, 1e-7, 1.0)
    crossentropy = -tf.reduce_sum(smooth_labels(y_true) * tf.math.log(p), axis=-1)
    entropy = -tf.reduce_sum(p * tf.math.log(p), axis=-1)
    return crossentropy - beta * entropy


def temperature_scaled(temperature):
    return lambda y_true, y_pred: -tf.reduce_sum(
        y_true * tf.math.log(tf.nn.softmax(y_pred / temperature) + 1e-7), axis=-1
    )


model.compile(optimizer="adam", loss=with_entropy)
raw.compile(optimizer="adam", loss=temperature_scaled(2.0))
