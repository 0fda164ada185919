"""triplet_loss of by_task.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
from keras import ops

def triplet_loss(y_true, y_pred, margin=0.5):
    """Anchor, positive and negative, side by side."""
    anchor, positive, negative = ops.split(y_pred, 3, axis=-1)
    near = ops.sum(ops.square(anchor - positive), axis=-1)
    far = ops.sum(ops.square(anchor - negative), axis=-1)
    return ops.maximum(near - far + margin, 0.0)

own_loss = triplet_loss

def value_and_gradient(loss, y_true, y_pred, reduce):
    """The reduced loss, and the gradient of its sum by each number of y_pred: NaN where there is none."""
    prediction = tf.constant(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        value = reduce(tf.convert_to_tensor(loss(tf.constant(y_true), prediction)))
    gradient = tape.gradient(value, prediction)
    gradient = np.full(y_pred.shape, np.nan) if gradient is None else tf.convert_to_tensor(gradient).numpy()
    return value.numpy(), gradient


def per_sample(value):
    """A number for each sample, where the loss keeps them apart."""
    return tf.reduce_mean(value, axis=list(range(1, value.shape.rank)))


def each_alone(loss, y_true, y_pred):
    """Each sample by itself: all at once where the loss does not mix them, else one by one."""

    def alone(i):
        value, gradient = value_and_gradient(loss, y_true[i : i + 1], y_pred[i : i + 1], per_sample)
        return np.mean(value), gradient[0]

    def is_same(i):
        value, gradient = alone(i)
        close = {"rtol": 1e-4, "atol": 1e-6, "equal_nan": True}
        return np.allclose(values[i], value, **close) and np.allclose(gradients[i], gradient, **close)

    count = len(y_pred)
    values, gradients = value_and_gradient(loss, y_true, y_pred, per_sample)
    if values.shape == (count,) and is_same(count // 3) and is_same(count - 1):
        return values, gradients
    found = [alone(i) for i in range(count)]
    return np.array([value for value, _ in found]), np.array([gradient for _, gradient in found])


def draw_vectors():
    # Anchor, positive, negative: two numbers each.
    y_true = np.array([0.0], "float32").reshape(1, 1)
    y_pred = np.array([0.3, 0.8, 1.1, 0.8, 0.7854102, 1.1526712], "float32").reshape(1, 6)
    value, gradient = value_and_gradient(own_loss, y_true, y_pred, tf.identity)
    figure, axis = plt.subplots(figsize=(6, 5))
    points, pull = y_pred.reshape(3, 2), -gradient.reshape(3, 2)
    for (x, y), label, color in zip(points, ("anchor", "positive", "negative"), ("C0", "C2", "C1")):
        axis.plot(x, y, "o", color=color)
        axis.annotate(label, (x, y), xytext=(0, 8), textcoords="offset points", ha="center", color=color)
    longest = np.hypot(*pull.T).max()
    if np.isfinite(longest) and longest > 0:
        # The longest arrow is 0.4; the others in proportion.
        for (x, y), (dx, dy) in zip(points, 0.4 * pull / longest):
            axis.annotate("", (x + dx, y + dy), (x, y), arrowprops={"arrowstyle": "->"})
    axis.set_aspect("equal", adjustable="datalim")
    figure.suptitle(f"triplet_loss: {np.mean(value):.6g}")


def draw_curves():
    x = np.linspace(0.0, 2.0, 257, dtype="float32")
    targets = [
        # A label, its target, the predictions along x, and how they move with x.
        (
            "positive at 0.4",
            np.array([0.0], "float32"),
            np.array([0.3, 0.8, 0.7, 0.8, 0.3, 0.8], "float32") + x[:, None] * np.array([0.0, 0.0, 0.0, 0.0, 0.80901699, 0.58778525], "float32"),
            np.array([0.0, 0.0, 0.0, 0.0, 0.80901699, 0.58778525], "float32"),
        ),
        (
            "positive at 0.8",
            np.array([0.0], "float32"),
            np.array([0.3, 0.8, 1.1, 0.8, 0.3, 0.8], "float32") + x[:, None] * np.array([0.0, 0.0, 0.0, 0.0, 0.80901699, 0.58778525], "float32"),
            np.array([0.0, 0.0, 0.0, 0.0, 0.80901699, 0.58778525], "float32"),
        ),
    ]
    losses = [
        ("triplet_loss", own_loss, "-"),
    ]
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6), height_ratios=(2, 1))
    for color, (label, target, y_pred, direction) in enumerate(targets):
        y_true = np.repeat(target[None], len(x), axis=0)
        for name, loss, style in losses:
            values, gradients = each_alone(loss, y_true, y_pred)
            slopes = np.where(direction == 0, 0, gradients * direction).reshape(len(x), -1).sum(axis=1)
            above.plot(x, values, style, color=f"C{color}", label=f"{name}, {label}")
            below.plot(x, slopes, style, color=f"C{color}")
    above.set_ylabel("loss")
    above.legend()
    below.set_ylabel("gradient")
    below.set_xlabel("distance of the negative")
    figure.suptitle("triplet_loss")


draw_vectors()
draw_curves()
plt.show()
