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


def over_targets(loss, _, y_pred):
    """The mean over many targets: what an output learns shows only over them."""
    y_true = np.array([-2.0537489, -1.5547736, -1.2815516, -1.0803193, -0.91536509, -0.77219321, -0.64334541, -0.52440051, -0.41246313, -0.30548079, -0.20189348, -0.10043372, 0.0, 0.10043372, 0.20189348, 0.30548079, 0.41246313, 0.52440051, 0.64334541, 0.77219321, 0.91536509, 1.0803193, 1.2815516, 1.5547736, 2.0537489], "float32").reshape(25, 1)
    found = [
        value_and_gradient(loss, y_true, np.repeat(each[None], len(y_true), axis=0), tf.reduce_mean)
        for each in y_pred
    ]
    return np.array([value for value, _ in found]), np.array([gradient.sum(axis=0) for _, gradient in found])


def draw_curves():
    x = np.linspace(-3.0, 3.0, 121, dtype="float32")
    targets = [
        # A label, its target, the predictions along x, and how they move with x.
        (
            "0.2 quantile",
            np.array([0.0], "float32"),
            np.array([0.0, 0.4307273], "float32") + x[:, None] * np.array([1.0, 0.0], "float32"),
            np.array([1.0, 0.0], "float32"),
        ),
        (
            "0.8 quantile",
            np.array([0.0], "float32"),
            np.array([-0.4307273, 0.0], "float32") + x[:, None] * np.array([0.0, 1.0], "float32"),
            np.array([0.0, 1.0], "float32"),
        ),
    ]
    losses = [
        ("tilted", own_loss, "-"),
    ]
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6), height_ratios=(2, 1))
    for color, (label, target, y_pred, direction) in enumerate(targets):
        y_true = np.repeat(target[None], len(x), axis=0)
        for name, loss, style in losses:
            values, gradients = over_targets(loss, y_true, y_pred)
            slopes = np.where(direction == 0, 0, gradients * direction).reshape(len(x), -1).sum(axis=1)
            above.plot(x, values, style, color=f"C{color}", label=f"{name}, {label}")
            below.plot(x, slopes, style, color=f"C{color}")
    above.set_ylabel("loss")
    above.legend()
    below.set_ylabel("gradient")
    below.set_xlabel("predicted quantile")
    figure.suptitle("tilted")


draw_curves()
plt.show()
