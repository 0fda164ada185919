"""huber of losses.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
from keras import ops

def huber(y_true, y_pred, delta=1.0):
    error = ops.abs(y_pred - y_true)
    quadratic = ops.minimum(error, delta)
    linear = error - quadratic
    return ops.mean(0.5 * ops.square(quadratic) + delta * linear, axis=-1)

own_loss = huber

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
    y_true = np.array([1.0, 1.0, 3.0, 3.0], "float32").reshape(4, 1)
    start = np.array([-0.8, 4.8, -0.8, 4.8], "float32").reshape(4, 1)
    optimizer = keras.optimizers.Adam(learning_rate=0.05)
    prediction = tf.Variable(start)
    values, path = [], []
    for step in range(30 + 1):
        value, gradient = value_and_gradient(own_loss, y_true, prediction.numpy(), tf.reduce_mean)
        values.append(value)
        path.append(prediction.numpy())
        if not np.isnan(gradient).all():
            optimizer.apply_gradients([(tf.constant(gradient, "float32"), prediction)])
    path = np.array(path)

    def place(sample):
        return path[:, sample].reshape(-1)

    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6))
    above.plot(place(0), color="C0", label="y_true = 1")
    above.plot(place(1), color="C0")
    above.plot(place(2), color="C1", label="y_true = 3")
    above.plot(place(3), color="C1")
    above.axhline(1.0, color="C0", linestyle="--", linewidth=0.8)
    above.axhline(3.0, color="C1", linestyle="--", linewidth=0.8)
    above.set_ylabel("y_pred")
    above.legend()
    below.plot(values, color="black")
    below.set_ylabel("loss")
    below.set_xlabel("step")
    figure.suptitle("huber, Adam, learning rate 0.05")


draw_descent()
plt.show()
