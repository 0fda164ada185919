"""Writes views.json beside this file: what real Keras gives where the views of the preview are read.

    pip install keras tensorflow-cpu
    KERAS_BACKEND=tensorflow python test/page/golden/make_views.py
"""

import importlib.util
import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

here = Path(__file__).parent
examples = here / "../../../media/examples"

def load(name):
    spec = importlib.util.spec_from_file_location(name, examples / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

losses, by_task = load("losses"), load("by_task")

def run(loss, y_true, y_pred):
    """The loss of each row, and the gradient of their sum."""
    y_pred = tf.Variable(np.asarray(y_pred, "float32"))
    with tf.GradientTape() as tape:
        value = loss(tf.constant(np.asarray(y_true, "float32")), y_pred)
    return value.numpy(), tape.gradient(value, y_pred).numpy()

def rows(*columns):
    return [[float(each) for each in row] for row in zip(*columns)]

def grid(low, high, every=7, count=64):
    """Some of the points of a surface's axis."""
    return [low + (high - low) * i / (count - 1) for i in range(0, count, every)]

def pairs(xs, ys):
    return np.array([(y, x) for y in ys for x in xs])

def surface():
    at = pairs(grid(-2, 6), grid(-2, 6))
    value, gradient = run(losses.huber, at[:, :1], at[:, 1:])
    return rows(at[:, 0], at[:, 1], value, gradient[:, 0])

def distribution():
    at = pairs(grid(-3, 3), grid(-3, 3))
    value, gradient = run(by_task.gaussian_nll, np.zeros((len(at), 1)), at[:, ::-1])
    return rows(at[:, 0], at[:, 1], value, gradient[:, 0], gradient[:, 1])

def boxes():
    at = pairs(grid(-0.5, 0.5), grid(-0.5, 0.5))
    true_box = np.array([[0.3, 0.35, 0.7, 0.65]])
    shift = np.stack([at[:, 1], -at[:, 0], at[:, 1], -at[:, 0]], axis=1)
    value, gradient = run(by_task.giou_loss, np.repeat(true_box, len(at), axis=0), true_box + shift)
    return rows(at[:, 0], at[:, 1], value, gradient[:, 0] + gradient[:, 2], -gradient[:, 1] - gradient[:, 3])

def classes():
    at = np.array([(a, b, 40 - a - b) for a in range(0, 41, 5) for b in range(0, 41 - a, 5)]) / 40
    y_true = np.tile([[1.0, 0.0, 0.0]], (len(at), 1))
    value, _ = run(by_task.categorical_focal, y_true, at)
    return rows(*at.T, value)

def disc(center, blur, side=16, radius=0.24):
    at = (np.arange(side) + 0.5) / side
    distance = np.hypot(at[None, :] - center, at[:, None] - 0.5)
    return 0.02 + 0.96 / (1 + np.exp(-(radius - distance) * side / blur))

def masks(loss):
    target = (disc(0.5, 0.05) > 0.5).astype("float32")
    prediction = disc(0.5 + (1 - 0.6) * 0.5, 0.6)
    value, gradient = run(loss, target[None, :, :, None], prediction[None, :, :, None])
    value = np.full(target.size, np.nan) if value.size == 1 else value.ravel()
    index = np.arange(target.size)
    found = rows(index // 16, index % 16, target.ravel(), prediction.ravel(), value, gradient.ravel())
    return [[None if each != each else each for each in row] for row in found]

def embedding():
    angle = np.pi / 5
    points = np.array([0.3, 0.8]) + np.array([[0, 0], [0.8, 0], [0.6 * np.cos(angle), 0.6 * np.sin(angle)]])
    _, gradient = run(by_task.triplet_loss, [[0.0]], points.reshape(1, 6))
    return rows(*points.T, *-gradient.reshape(3, 2).T)

def descent(optimizer):
    """Four predictions, two for each target, moved by an optimizer of Keras on the mean of their losses."""
    y_true = tf.constant([[1.0], [1.0], [3.0], [3.0]])
    low, high = [-2 + 8 * part for part in (0.15, 0.85)]
    y_pred = tf.Variable([[low], [high], [low], [high]])
    found = []
    for step in range(101):
        with tf.GradientTape() as tape:
            value = tf.reduce_mean(losses.huber(y_true, y_pred))
        found.append([step, float(value), *map(float, y_pred.numpy()[:, 0])])
        optimizer.apply([tape.gradient(value, y_pred)], [y_pred])
    return found

def data():
    table = np.loadtxt(here / "validation.csv", delimiter=",", skiprows=1, dtype="float32")
    value, _ = run(losses.huber, table[:, :1], table[:, 1:])
    return rows(np.arange(len(table)), value)

golden = {
    "surface": surface(),
    "distribution": distribution(),
    "boxes": boxes(),
    "classes": classes(),
    "masks": masks(by_task.weighted_mask_loss),
    "dice": masks(losses.dice_loss),
    "embedding": embedding(),
    "descent": {
        "sgd": descent(keras.optimizers.SGD(0.1)),
        "adam": descent(keras.optimizers.Adam(0.05)),
    },
    "data": data(),
}
compact = json.dumps(golden, separators=(",", ":"))
(here / "views.json").write_text(compact.replace("]],", "]],\n") + "\n")
