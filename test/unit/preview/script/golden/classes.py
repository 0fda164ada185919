"""categorical_focal of by_task.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
import keras

from keras import ops

def categorical_focal(y_true, y_pred, gamma=2.0):
    p = ops.clip(y_pred, keras.config.epsilon(), 1.0)
    return ops.sum(-y_true * (1.0 - p) ** gamma * ops.log(p), axis=-1)

own_loss = categorical_focal

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


def draw_triangle():
    steps = 40
    y_pred = np.array(
        [(a, b, steps - a - b) for a in range(steps + 1) for b in range(steps + 1 - a)],
        "float32",
    ) / steps
    y_true = np.repeat(np.array([0.0, 1.0, 0.0], "float32")[None], len(y_pred), axis=0)
    values, _ = each_alone(own_loss, y_true, y_pred)
    corners = np.array([(0, 0), (1, 0), (0.5, 0.75 ** 0.5)])
    x, y = (y_pred @ corners).T
    is_finite = np.isfinite(values)
    figure, axis = plt.subplots(figsize=(6, 5), layout="constrained")
    picture = axis.tricontourf(x[is_finite], y[is_finite], values[is_finite], levels=20, cmap="viridis")
    figure.colorbar(picture, ax=axis, label="loss")
    axis.annotate("class 0", 1.12 * corners[0] - 0.12 * corners.mean(axis=0), ha="center")
    axis.annotate("class 1", 1.12 * corners[1] - 0.12 * corners.mean(axis=0), ha="center")
    axis.annotate("class 2", 1.12 * corners[2] - 0.12 * corners.mean(axis=0), ha="center")
    axis.set_aspect("equal")
    axis.axis("off")
    figure.suptitle("categorical_focal, true class 1")


def draw_curves():
    x = np.linspace(0.0, 1.0, 257, dtype="float32")
    targets = [
        # A label, its target, the predictions along x, and how they move with x.
        (
            "class 0",
            np.array([1.0, 0.0, 0.0], "float32"),
            np.array([0.0, 0.5, 0.5], "float32") + x[:, None] * np.array([1.0, -0.5, -0.5], "float32"),
            np.array([1.0, -0.5, -0.5], "float32"),
        ),
        (
            "class 1",
            np.array([0.0, 1.0, 0.0], "float32"),
            np.array([0.5, 0.0, 0.5], "float32") + x[:, None] * np.array([-0.5, 1.0, -0.5], "float32"),
            np.array([-0.5, 1.0, -0.5], "float32"),
        ),
        (
            "class 2",
            np.array([0.0, 0.0, 1.0], "float32"),
            np.array([0.5, 0.5, 0.0], "float32") + x[:, None] * np.array([-0.5, -0.5, 1.0], "float32"),
            np.array([-0.5, -0.5, 1.0], "float32"),
        ),
    ]
    losses = [
        ("categorical_focal", own_loss, "-"),
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
    below.set_xlabel("probability of the true class")
    figure.suptitle("categorical_focal")


draw_triangle()
draw_curves()
plt.show()
