"""Writes descents.json beside this file: predictions moved by real Keras's optimizers.

    pip install keras tensorflow-cpu
    KERAS_BACKEND=tensorflow python test/unit/preview/golden/make_descents.py
"""

import json
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import ops

STEPS = 50
# Where the preview starts: two predictions for each target, at 0.15 and 0.85 of the axis.
SETS = {
    "regression": ((-2.0, 6.0), (1.0, 3.0)),
    "binary": ((0.0, 1.0), (1.0, 0.0)),
    "margin": ((-3.0, 3.0), (1.0, -1.0)),
}
CASES = [
    ("squares", "regression", "ops.mean(ops.square(y_pred - y_true), axis=-1)", "sgd", 0.4),
    ("squares", "regression", "ops.mean(ops.square(y_pred - y_true), axis=-1)", "adam", 0.3),
    ("distances", "regression", "ops.mean(ops.abs(y_pred - y_true), axis=-1)", "sgd", 8.0),
    ("distances", "regression", "ops.mean(ops.abs(y_pred - y_true), axis=-1)", "adam", 0.05),
    ("clipped", "regression", "ops.mean(ops.minimum(ops.square(y_pred - y_true), 1.0), axis=-1)", "sgd", 0.4),
    ("signed", "regression", "ops.mean(y_pred - y_true, axis=-1)", "sgd", 0.4),
    ("cubes", "regression", "ops.mean(ops.power(y_pred - y_true, 4), axis=-1)", "sgd", 0.2),
    ("entropy", "binary", "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)", "sgd", 0.01),
    ("entropy", "binary", "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)", "sgd", 0.5),
    ("entropy", "binary", "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)", "adam", 0.02),
    ("root", "regression", "ops.sqrt(ops.mean(ops.square(y_pred - y_true), axis=-1))", "sgd", 0.8),
    ("capped", "regression", "ops.mean(ops.square(ops.minimum(y_pred, 2.0) - y_true), axis=-1)", "sgd", 0.4),
    ("insensitive", "regression", "ops.mean(ops.relu(ops.abs(y_pred - y_true) - 1.0), axis=-1)", "sgd", 0.4),
    ("shifted", "regression", "ops.mean(ops.square(y_pred - y_true - 0.5), axis=-1)", "sgd", 0.8),
    ("squares", "regression", "ops.mean(ops.square(y_pred - y_true), axis=-1)", "sgd", 4.1),
    ("half root", "regression", "ops.mean(ops.sqrt(ops.relu(y_true - y_pred)), axis=-1)", "sgd", 0.1),
    ("hinge", "margin", "ops.mean(ops.maximum(1.0 - y_true * y_pred, 0.0), axis=-1)", "adam", 0.2),
]


def run(kind, body, optimizer, rate):
    (low, high), targets = SETS[kind]
    starts = [low + (high - low) * part for part in (0.15, 0.85)]
    y_true = tf.constant([[target] for target in targets for _ in starts], "float32")
    y_pred = tf.Variable([[start] for _ in targets for start in starts], dtype="float32")
    loss = eval(f"lambda y_true, y_pred: {body}", {"ops": ops})
    optimizer = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}[optimizer](rate)
    losses, path = [], []
    for _ in range(STEPS + 1):
        with tf.GradientTape() as tape:
            value = tf.reduce_mean(loss(y_true, y_pred))
        losses.append(float(value))
        path.append([float(each) for each in y_pred.numpy()[:, 0]])
        optimizer.apply([tape.gradient(value, y_pred)], [y_pred])
    return losses, path


def plain(value):
    """JSON has no NaN: its name stands for it."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value if np.isfinite(value) else str(value)


golden = []
for name, kind, body, optimizer, rate in CASES:
    losses, path = run(kind, body, optimizer, rate)
    golden.append(
        {"name": name, "set": kind, "body": body, "optimizer": optimizer, "rate": rate}
        | {"losses": plain(losses), "path": plain(path)}
    )
lines = ",\n".join(json.dumps(each, separators=(",", ":")) for each in golden)
Path(__file__).with_name("descents.json").write_text(f"[\n{lines}\n]\n")
