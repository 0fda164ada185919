"""giou_loss of by_task.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
from keras import ops

def giou_loss(y_true, y_pred):
    """Boxes as corners: left, top, right, bottom."""
    left, top, right, bottom = ops.split(y_pred, 4, axis=-1)
    true_left, true_top, true_right, true_bottom = ops.split(y_true, 4, axis=-1)
    width = ops.maximum(ops.minimum(right, true_right) - ops.maximum(left, true_left), 0.0)
    height = ops.maximum(ops.minimum(bottom, true_bottom) - ops.maximum(top, true_top), 0.0)
    overlap = width * height
    area = (right - left) * (bottom - top)
    true_area = (true_right - true_left) * (true_bottom - true_top)
    union = area + true_area - overlap
    hull_width = ops.maximum(right, true_right) - ops.minimum(left, true_left)
    hull_height = ops.maximum(bottom, true_bottom) - ops.minimum(top, true_top)
    hull = hull_width * hull_height
    return ops.squeeze(1.0 - overlap / union + (hull - union) / hull, axis=-1)

own_loss = giou_loss

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


def corners(numbers):
    """The box as left, top, right, bottom: from the numbers that the loss takes, or from how they move."""
    left, top, right, bottom = numbers
    return left, top, right, bottom


def draw_boxes():
    y_true = np.array([0.3, 0.35, 0.7, 0.65], "float32").reshape(1, 4)
    y_pred = np.array([0.44, 0.385, 0.96, 0.775], "float32").reshape(1, 4)
    value, gradient = value_and_gradient(own_loss, y_true, y_pred, tf.identity)
    figure, axis = plt.subplots(figsize=(5, 5))
    for numbers, color, label, style in ((y_true[0], "C1", "target", "-"), (y_pred[0], "C0", "prediction", "--")):
        left, top, right, bottom = corners(numbers)
        axis.add_patch(
            plt.Rectangle((left, top), right - left, bottom - top, fill=False, color=color, label=label, linestyle=style)
        )
    left, top, right, bottom = corners(y_pred[0])
    pull = -np.array(corners(gradient[0]))
    if np.isfinite(pull).all() and np.abs(pull).max() > 0:
        # Each arrow moves an edge; the longest is a quarter of the picture.
        dx0, dy0, dx1, dy1 = 0.25 * pull / np.abs(pull).max()
        middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
        for x, y, dx, dy in ((left, middle_y, dx0, 0), (middle_x, top, 0, dy0), (right, middle_y, dx1, 0), (middle_x, bottom, 0, dy1)):
            axis.annotate("", (x + dx, y + dy), (x, y), arrowprops={"arrowstyle": "->"})
    axis.set_xlim(0, 1)
    axis.set_ylim(1, 0)
    axis.set_aspect("equal")
    axis.legend()
    figure.suptitle(f"giou_loss: {np.mean(value):.6g}")


def draw_surface():
    x = np.linspace(-0.5, 0.5, 64, dtype="float32")
    y = np.linspace(-0.5, 0.5, 64, dtype="float32")
    columns, rows = (each.reshape(-1, 1) for each in np.meshgrid(x, y))
    y_true = np.repeat(np.array([0.3, 0.35, 0.7, 0.65], "float32")[None], len(columns), axis=0)
    y_pred = np.array([0.3, 0.35, 0.7, 0.65], "float32") + columns * np.array([1.0, 0.0, 1.0, 0.0], "float32") + rows * np.array([0.0, -1.0, 0.0, -1.0], "float32")
    values, gradients = each_alone(own_loss, y_true, y_pred)
    maps = [
        ("loss", values, "viridis"),
        ("gradient along shift to the right", np.sum(gradients * np.array([1.0, 0.0, 1.0, 0.0], "float32"), axis=1), "PuOr_r"),
        ("gradient along shift up", np.sum(gradients * np.array([0.0, -1.0, 0.0, -1.0], "float32"), axis=1), "PuOr_r"),
    ]
    figure, axes = plt.subplots(1, len(maps), figsize=(5 * len(maps), 4), layout="constrained")
    for axis, (title, numbers, colors) in zip(axes, maps):
        heights = np.where(np.isfinite(numbers), numbers, np.nan).reshape(len(y), len(x))
        # A pole would leave one colour for all the rest.
        low, high = np.nanpercentile(heights, [1, 95])
        if colors == "PuOr_r":
            low, high = -max(abs(low), abs(high)), max(abs(low), abs(high))
        picture = axis.pcolormesh(x, y, heights, cmap=colors, vmin=low, vmax=high, shading="nearest")
        figure.colorbar(picture, ax=axis, extend="both")
        if high > low:
            axis.contour(x, y, heights, levels=np.linspace(low, high, 9), colors="black", linewidths=0.4)
        axis.plot(*zip(*[(0.0, 0.0)]), "w--o", markersize=3)
        axis.set_title(title)
        axis.set_xlabel("shift to the right")
        axis.set_ylabel("shift up")
    figure.suptitle("giou_loss")


draw_boxes()
draw_surface()
plt.show()
