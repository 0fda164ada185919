"""Writes golden-16bit/*.json: what TensorFlow gives for the kernels' cases in float16 and bfloat16, forward and backward.

Run with TensorFlow 2.21 installed: python make_golden_16bit.py. The cases are those of golden/, in their order; more.json
has some of its own, on which it shows in what precision a kernel adds up.
"""

import json
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import golden_elementwise  # noqa: E402
import golden_image  # noqa: E402
import golden_linear  # noqa: E402
import golden_selection  # noqa: E402
import golden_structure  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from golden_case import Golden, Watched  # noqa: E402


def add_more(golden):
    random = np.random.default_rng(16)
    for shape in ([7], [300], [4, 45]):
        values = random.uniform(-2, 3, shape).astype("float32")
        for axes in (None, [-1], [0]):
            keras_axes = list(range(len(shape))) if axes is None else axes
            golden.case("reduction.sum", lambda x, axes, keep: tf.reduce_sum(x, axes, keep), Watched(values), keras_axes, False)
            golden.case("reduction.mean", lambda x, axes, keep: tf.reduce_mean(x, axes, keep), Watched(values), keras_axes, False)
    a, b = random.normal(size=(2, 40)).astype("float32"), random.normal(size=(2, 40)).astype("float32")
    for kernel, call in (
        ("arithmetic.add", tf.add),
        ("arithmetic.subtract", tf.subtract),
        ("arithmetic.multiply", tf.multiply),
        ("arithmetic.divide", tf.divide),
        ("arithmetic.maximum", tf.maximum),
        ("arithmetic.minimum", tf.minimum),
        ("arithmetic.squaredDifference", tf.math.squared_difference),
    ):
        golden.case(kernel, call, Watched(a), Watched(b))
        golden.case(kernel, call, Watched(a), Watched(b[:, :1]))
        golden.case(kernel, call, Watched(a), Watched(b[:1]))
    positive = np.abs(a) + 0.01
    for kernel, call in (
        ("unary.exp", tf.exp),
        ("unary.log", tf.math.log),
        ("unary.log1p", tf.math.log1p),
        ("unary.sqrt", tf.sqrt),
        ("unary.square", tf.square),
        ("unary.abs", tf.abs),
        ("unary.reciprocal", tf.math.reciprocal),
        ("unary.rsqrt", tf.math.rsqrt),
        ("unary.tanh", tf.tanh),
        ("activation.sigmoid", tf.sigmoid),
        ("activation.relu", tf.nn.relu),
        ("activation.softplus", tf.nn.softplus),
        ("activation.softmax", tf.nn.softmax),
        ("activation.logSoftmax", tf.nn.log_softmax),
    ):
        golden.case(kernel, call, Watched(positive))
        golden.case(kernel, call, Watched(positive * 1e-4))


folder = Path(__file__).parent / "golden-16bit"
folder.mkdir(exist_ok=True)
for dtype in ("float16", "bfloat16"):
    golden = Golden(dtype)
    for part in (golden_elementwise, golden_structure, golden_selection, golden_linear, golden_image):
        part.add_cases(golden)
    outcomes = {
        module: [
            None if "value" not in case else {"value": case["value"], "gradients": case["gradients"]} for case in cases
        ]
        for module, cases in golden.cases.items()
    }
    lines = ",\n".join(f"{json.dumps(module)}:[\n" + ",\n".join(json.dumps(each, separators=(",", ":")) for each in cases) + "]" for module, cases in outcomes.items())
    (folder / f"{dtype}.json").write_text(f"{{\n{lines}\n}}\n")
    more = Golden(dtype)
    add_more(more)
    cases = [{key: value for key, value in case.items() if key != "second"} for each in more.cases.values() for case in each]
    (folder / f"more-{dtype}.json").write_text("[\n" + ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases) + "\n]\n")
