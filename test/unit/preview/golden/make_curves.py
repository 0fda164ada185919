"""Fills curves.json beside this file: what real Keras gives for the losses in losses/ where the preview draws them.

    pip install keras tensorflow-cpu
    KERAS_BACKEND=tensorflow python test/unit/preview/golden/make_curves.py

The places are those of the sample sets, and stay as they stand in the file.
"""

import importlib.util
import json
from pathlib import Path

import numpy as np
import tensorflow as tf

here = Path(__file__).parent


def load(name):
    spec = importlib.util.spec_from_file_location(name, here / f"losses/{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def batch(curve, prediction):
    """A point alone, or with all the targets or the other people that its curve is about."""
    if curve["crowd"]:
        return curve["crowd"], [prediction] * len(curve["crowd"])
    others = curve["company"]
    return [curve["yTrue"], *(each["yTrue"] for each in others)], [prediction, *(each["yPred"] for each in others)]


def run(loss, curve, point):
    y_true, y_pred = batch(curve, point["yPred"])
    true_shape, pred_shape = curve["shapes"]
    y_true = tf.constant(np.reshape(y_true, [-1, *true_shape]).astype(curve["dtype"]))
    y_pred = tf.Variable(np.reshape(y_pred, [-1, *pred_shape]).astype("float32"))
    with tf.GradientTape() as tape:
        value = tf.reduce_mean(loss(y_true, y_pred))
    gradient = tf.convert_to_tensor(tape.gradient(value, y_pred)).numpy().reshape(len(y_true), -1)
    own = gradient.sum(0) if curve["crowd"] else gradient[0]
    direction = np.array(point["direction"])
    # What does not move has no say.
    return float(value), float((own[direction != 0] * direction[direction != 0]).sum())


def plain(value):
    """JSON has no NaN: its name stands for it."""
    return value if np.isfinite(value) else {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]


path = here / "curves.json"
curves = json.loads(path.read_text())
modules = {}
for curve in curves:
    module = modules.setdefault(curve["file"], load(curve["file"]))
    loss = getattr(module, curve["loss"])
    loss = loss().call if isinstance(loss, type) else loss
    for point in curve["points"]:
        point["loss"], point["gradient"] = map(plain, run(loss, curve, point))
path.write_text("[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in curves) + "\n]\n")
