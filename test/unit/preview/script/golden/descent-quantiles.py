"""tilted of tensorflow_style.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
import tensorflow as tf

def tilted(y_true, y_pred, quantiles=(0.2, 0.8)):
    q = tf.constant(quantiles)
    e = y_true - y_pred
    return tf.reduce_mean(tf.maximum(q * e, (q - 1) * e), axis=-1)

own_loss = tilted

def value_and_gradient(loss, y_true, y_pred, reduce):
    """The reduced loss, and the gradient of its sum by each number of y_pred: NaN where there is none."""
    prediction = tf.constant(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        value = reduce(tf.convert_to_tensor(loss(tf.constant(y_true), prediction)))
    gradient = tape.gradient(value, prediction)
    gradient = np.full(y_pred.shape, np.nan) if gradient is None else tf.convert_to_tensor(gradient).numpy()
    return value.numpy(), gradient


def draw_descent():
    # Two samples for each target, away from it on both sides.
    y_true = np.array([-2.0537489, -1.5547736, -1.2815516, -1.0803193, -0.91536509, -0.77219321, -0.64334541, -0.52440051, -0.41246313, -0.30548079, -0.20189348, -0.10043372, 0.0, 0.10043372, 0.20189348, 0.30548079, 0.41246313, 0.52440051, 0.64334541, 0.77219321, 0.91536509, 1.0803193, 1.2815516, 1.5547736, 2.0537489, -2.0537489, -1.5547736, -1.2815516, -1.0803193, -0.91536509, -0.77219321, -0.64334541, -0.52440051, -0.41246313, -0.30548079, -0.20189348, -0.10043372, 0.0, 0.10043372, 0.20189348, 0.30548079, 0.41246313, 0.52440051, 0.64334541, 0.77219321, 0.91536509, 1.0803193, 1.2815516, 1.5547736, 2.0537489, -2.0537489, -1.5547736, -1.2815516, -1.0803193, -0.91536509, -0.77219321, -0.64334541, -0.52440051, -0.41246313, -0.30548079, -0.20189348, -0.10043372, 0.0, 0.10043372, 0.20189348, 0.30548079, 0.41246313, 0.52440051, 0.64334541, 0.77219321, 0.91536509, 1.0803193, 1.2815516, 1.5547736, 2.0537489, -2.0537489, -1.5547736, -1.2815516, -1.0803193, -0.91536509, -0.77219321, -0.64334541, -0.52440051, -0.41246313, -0.30548079, -0.20189348, -0.10043372, 0.0, 0.10043372, 0.20189348, 0.30548079, 0.41246313, 0.52440051, 0.64334541, 0.77219321, 0.91536509, 1.0803193, 1.2815516, 1.5547736, 2.0537489], "float32").reshape(100, 1)
    start = np.array([-2.1, 0.4307273, 2.1, 0.4307273, -0.4307273, -2.1, -0.4307273, 2.1], "float32").reshape(4, 2)
    optimizer = keras.optimizers.SGD(learning_rate=0.1)
    prediction = tf.Variable(start)
    values, path = [], []
    for step in range(20 + 1):
        # Each prediction is held against 25 targets.
        y_pred = np.repeat(prediction.numpy(), 25, axis=0)
        value, gradient = value_and_gradient(own_loss, y_true, y_pred, tf.reduce_mean)
        gradient = gradient.reshape(len(start), 25, -1).sum(axis=1)
        values.append(value)
        path.append(prediction.numpy())
        if not np.isnan(gradient).all():
            optimizer.apply_gradients([(tf.constant(gradient, "float32"), prediction)])
    path = np.array(path)
    origin = np.array([0.0, 0.4307273, 0.0, 0.4307273, -0.4307273, 0.0, -0.4307273, 0.0], "float32").reshape(4, 2)
    direction = np.array([1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0], "float32").reshape(4, 2)

    def place(sample):
        along = direction[sample]
        return (path[:, sample] - origin[sample]) @ along / (along @ along)

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6))
    above.plot(place(0), color="C0", label="0.2 quantile")
    above.plot(place(1), color="C0")
    above.plot(place(2), color="C1", label="0.8 quantile")
    above.plot(place(3), color="C1")
    above.axhline(-0.8416212327266184, color="C0", linestyle="--", linewidth=0.8)
    above.axhline(0.8416212327266186, color="C1", linestyle="--", linewidth=0.8)
    above.set_ylabel("predicted quantile")
    above.legend()
    below.plot(values, color="black")
    below.set_ylabel("loss")
    below.set_xlabel("step")
    figure.suptitle("tilted, SGD, learning rate 0.1")


draw_descent()
plt.show()
