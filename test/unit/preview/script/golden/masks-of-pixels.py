"""weighted_mask_loss of by_task.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
import keras

from keras import ops

def weighted_mask_loss(y_true, y_pred, weight=3.0):
    p = ops.clip(y_pred, keras.config.epsilon(), 1.0 - keras.config.epsilon())
    inside = weight * y_true * ops.log(p)
    outside = (1.0 - y_true) * ops.log(1.0 - p)
    return -(inside + outside)

own_loss = weighted_mask_loss

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


def soft_disc_parts(overlap, blur):
    place = (np.arange(16, dtype="float32") + 0.5) / 16
    dx = place - (0.5 + (1 - np.asarray(overlap, "float32")[..., None, None]) * 0.5)
    dy = place[:, None] - 0.5
    distance = np.hypot(dx, dy)
    soft = max(0.05, blur) / 16
    inside = 1 / (1 + np.exp((distance - 0.24) / soft))
    slope = inside * (1 - inside) * dx / np.where(distance == 0, 1, distance) / soft
    return inside, slope


def soft_disc(overlap, blur):
    """Probabilities of a disc that lies on the target where the overlap is 1; the blur is in pixels."""
    inside, _ = soft_disc_parts(overlap, blur)
    return (0.02 + 0.96 * inside)[..., None].astype("float32")


def soft_disc_slope(overlap, blur):
    """How each of its pixels changes with the overlap."""
    _, slope = soft_disc_parts(overlap, blur)
    return (-0.5 * 0.96 * slope)[..., None].astype("float32")


def draw_curves():
    x = np.linspace(0.0, 1.0, 65, dtype="float32")
    targets = [
        # A label, its target, the predictions along x, and how they move with x.
        (
            "disc",
            np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "float32").reshape(16, 16, 1),
            soft_disc(x, 0.6),
            soft_disc_slope(x, 0.6),
        ),
    ]
    losses = [
        ("weighted_mask_loss", own_loss, "-"),
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
    below.set_xlabel("overlap")
    figure.suptitle("weighted_mask_loss")


def draw_masks():
    y_true = np.array([0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0], "float32").reshape(1, 16, 16, 1)
    y_pred = soft_disc(np.array([0.4]), 1.2)
    value, gradient = value_and_gradient(own_loss, y_true, y_pred, tf.identity)
    side = y_true.shape[1]
    maps = [("target", y_true, "viridis"), ("prediction", y_pred, "viridis")]
    if value.size == side * side:
        maps.append(("loss of each pixel", value, "viridis"))
    maps.append(("gradient", gradient, "PuOr_r"))
    figure, axes = plt.subplots(1, len(maps), figsize=(3.2 * len(maps), 3), layout="constrained")
    for axis, (title, numbers, colors) in zip(axes, maps):
        pixels = np.reshape(numbers, (side, side))
        reach = np.nanmax(np.abs(pixels)) if np.isfinite(pixels).any() else 1
        low = -reach if colors == "PuOr_r" else None
        picture = axis.imshow(pixels, cmap=colors, vmin=low, vmax=reach if low is not None else None)
        figure.colorbar(picture, ax=axis, shrink=0.8)
        axis.set_title(title)
        axis.axis("off")
    figure.suptitle(f"weighted_mask_loss: {np.mean(value):.6g}")


draw_curves()
draw_masks()
plt.show()
