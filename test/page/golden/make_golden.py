"""Writes focal_loss.json beside this file: the example's focal loss and its gradient as real Keras gives them.

    KERAS_BACKEND=tensorflow python test/page/golden/make_golden.py
"""

import importlib.util
import json
from pathlib import Path

import numpy as np
import tensorflow as tf

here = Path(__file__).parent
spec = importlib.util.spec_from_file_location("losses", here / "../../../media/examples/losses.py")
losses = importlib.util.module_from_spec(spec)
spec.loader.exec_module(losses)

x = np.arange(257, dtype="float32") / 256


def curve(loss, target):
    y_pred = tf.Variable(x[:, None])
    with tf.GradientTape() as tape:
        value = loss(tf.fill((len(x), 1), target), y_pred)
    return {
        "loss": [float(each) for each in value.numpy()],
        "gradient": [float(each) for each in tape.gradient(value, y_pred).numpy()[:, 0]],
    }


golden = {"x": [float(each) for each in x]}
for name, loss in {"gamma=2": losses.focal_loss(), "gamma=3.5": losses.focal_loss(gamma=3.5)}.items():
    golden[name] = {f"y_true = {target:.0f}": curve(loss, target) for target in (1.0, 0.0)}
(here / "focal_loss.json").write_text(json.dumps(golden) + "\n")
