"""breslow_survival of ops_style.py and its gradient, drawn with your own Keras. Written by Loss Lens."""

import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

# As in your file: the loss, and what it rests on.
from keras import ops

def breslow_survival(y_true, y_pred):
    time, event = y_true[:, 0], y_true[:, 1]
    risk = ops.squeeze(y_pred, axis=-1)
    mask = ops.cast(ops.expand_dims(time, 0) >= ops.expand_dims(time, 1), "float32")
    masked = ops.where(mask > 0, ops.expand_dims(risk, 0), -1e9)
    return -ops.sum(event * (risk - ops.logsumexp(masked, axis=1))) / ops.maximum(ops.sum(event), 1.0)

own_loss = breslow_survival

def value_and_gradient(loss, y_true, y_pred, reduce):
    """The reduced loss, and the gradient of its sum by each number of y_pred: NaN where there is none."""
    prediction = tf.constant(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(prediction)
        value = reduce(tf.convert_to_tensor(loss(tf.constant(y_true), prediction)))
    gradient = tape.gradient(value, prediction)
    gradient = np.full(y_pred.shape, np.nan) if gradient is None else tf.convert_to_tensor(gradient).numpy()
    return value.numpy(), gradient


def in_company(loss, y_true, y_pred):
    """Each sample in a batch with others, which stay as they are: such a loss compares them."""
    others_true = np.array([1.0, 1.0, 2.0, 1.0, 3.0, 0.0, 5.0, 1.0, 6.0, 1.0, 7.0, 0.0, 8.0, 1.0], "float32").reshape(7, 2)
    others_pred = np.array([0.9, 0.4, -0.2, 0.1, -0.6, -0.3, -1.1], "float32").reshape(7, 1)
    found = [
        value_and_gradient(
            loss,
            np.concatenate([y_true[i : i + 1], others_true]),
            np.concatenate([y_pred[i : i + 1], others_pred]),
            tf.reduce_mean,
        )
        for i in range(len(y_pred))
    ]
    return np.array([value for value, _ in found]), np.array([gradient[0] for _, gradient in found])


def draw_curves():
    x = np.linspace(-3.0, 3.0, 65, dtype="float32")
    targets = [
        # A label, its target, the predictions along x, and how they move with x.
        (
            "event at time 4",
            np.array([4.0, 1.0], "float32"),
            x[:, None],
            np.array([1.0], "float32"),
        ),
        (
            "left at time 4",
            np.array([4.0, 0.0], "float32"),
            x[:, None],
            np.array([1.0], "float32"),
        ),
    ]
    losses = [
        ("breslow_survival", own_loss, "-"),
    ]
    figure, (above, below) = plt.subplots(2, 1, sharex=True, figsize=(7, 6), height_ratios=(2, 1))
    for color, (label, target, y_pred, direction) in enumerate(targets):
        y_true = np.repeat(target[None], len(x), axis=0)
        for name, loss, style in losses:
            values, gradients = in_company(loss, y_true, y_pred)
            slopes = np.where(direction == 0, 0, gradients * direction).reshape(len(x), -1).sum(axis=1)
            above.plot(x, values, style, color=f"C{color}", label=f"{name}, {label}")
            below.plot(x, slopes, style, color=f"C{color}")
    above.set_ylabel("loss")
    above.legend()
    below.set_ylabel("gradient")
    below.set_xlabel("predicted risk of one person")
    figure.suptitle("breslow_survival")


draw_curves()
plt.show()
