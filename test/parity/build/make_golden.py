"""Records what Keras's `fit` says of every loss of the parity corpora, and of the losses in `cases/` beside this file.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/build/make_golden.py [corpus-stem ...]

`fit` traces a loss with tensors whose batch is unknown, so this does the same: Keras's own CompileLoss, in a
`tf.function` with `None` for the batch, then run once on the data that the case names, and the gradient asked for.
Files that mean a Keras before 3 get what tf.keras 2.15 adds: AutoGraph, its rank alignment and casts, its reduction.

Each outcome is one of
    {"trains": true, "shape": [null, 3], "dtype": "float32"}   what the loss itself returned, while it was traced
    {"trains": false, "shape": …, "dtype": …}                  it builds, and nothing is connected to y_pred
    {"error": "TypeError", "message": "…", "when": "trace"}    or "run": it builds, and no data of these shapes fit
"""

import os

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import importlib.util
import json
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
PARITY = HERE.parent
sys.dont_write_bytecode = True


def module_at(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


sys.path.insert(0, str(PARITY / "losses"))
golden = module_at(PARITY / "losses" / "make_golden.py")

import keras
import numpy as np
import tensorflow as tf
from keras.src.trainers.compile_utils import CompileLoss

CORPORA = {"losses": PARITY / "losses", "objectives": PARITY / "objectives", "build": HERE}


def compiled(namespace, name, form, parameters):
    """What is given to `compile(loss=…)`."""
    if form == "class":
        return namespace[name](**parameters)
    if isinstance(namespace.get(name), keras.losses.Loss):
        return namespace[name]
    return golden.resolve(namespace, name, form, parameters)


def watched(loss, returned):
    """The same loss, which also leaves what it returned."""
    if isinstance(loss, keras.losses.Loss):
        call = loss.call

        def method(*args, **kwargs):
            returned.append(call(*args, **kwargs))
            return returned[-1]

        loss.call = method
        return loss

    def function(y_true, y_pred):
        returned.append(loss(y_true, y_pred))
        return returned[-1]

    return function


def as_keras_2(loss, returned):
    """tf.keras 2.15's LossesContainer: targets matched to the predictions, AutoGraph, SUM_OVER_BATCH_SIZE."""
    convert = tf.__internal__.autograph.tf_convert
    is_class = isinstance(loss, keras.losses.Loss)

    def whole(y_true, y_pred):
        if y_true.shape.rank == 1 and y_pred.shape.rank == 2:
            y_true = tf.expand_dims(y_true, -1)
        if (y_true.dtype.is_floating and y_pred.dtype.is_floating) or (
            y_true.dtype.is_integer and y_pred.dtype.is_integer
        ):
            y_true = tf.cast(y_true, y_pred.dtype)
        if not is_class and y_true.shape.rank is not None and y_pred.shape.rank is not None:
            difference = y_pred.shape.rank - y_true.shape.rank
            if difference == 1 and y_pred.shape[-1] == 1:
                y_pred = tf.squeeze(y_pred, [-1])
            elif difference == -1 and y_true.shape[-1] == 1:
                y_true = tf.squeeze(y_true, [-1])
        function = loss.call if is_class else loss
        values = convert(function, tf.__internal__.autograph.control_status_ctx())(y_true, y_pred)
        returned.append(values)
        values = tf.convert_to_tensor(values)
        values = values if values.dtype.is_floating else tf.cast(values, tf.float32)
        return tf.math.divide_no_nan(tf.reduce_sum(values), tf.cast(tf.size(values), values.dtype))

    return whole


def message_of(error):
    text = str(error)
    found = re.search(r"in user code:.*\n\s+(\w*(?:Error|Exception)): (.*)", text, re.DOTALL)
    text = found.group(2) if found else text
    # The node's own name and attributes are no part of what went wrong.
    text = re.sub(r"'\{\{node [^}]*\}\} = (\w+)\[[^\]]*\]\([^)]*\)'", r"'\1'", text)
    # Nor are the places in Python, which a graph remembers.
    lines = [line for line in text.splitlines() if not re.match(r"\s|Graph execution error|Detected at|<stack|$", line)]
    return "\n".join(lines).strip()[:400]


def static(returned):
    # Of what is no tensor Keras makes one of its own dtype.
    if not returned or not tf.is_tensor(returned[-1]):
        return {}
    value = tf.convert_to_tensor(returned[-1])
    shape = value.shape
    return {"shape": None if shape.rank is None else shape.as_list(), "dtype": value.dtype.name}


def outcome(make, y_true, y_pred, version):
    y_true, y_pred = (array.astype("float32") if array.dtype == np.float64 else array for array in (y_true, y_pred))
    if y_true.ndim == 0 or y_pred.ndim == 0:
        return None
    returned = []
    notes = {}
    is_old = golden.numbers(version) < (3,)

    def step(targets, predictions):
        with tf.GradientTape() as tape:
            tape.watch(predictions)
            value = whole(targets, predictions)
        notes.update(static(returned))
        gradient = tape.gradient(value, predictions)
        notes["trains"] = gradient is not None
        return value, gradient if gradient is not None else tf.zeros(())

    try:
        loss = make()
    except Exception:
        return None
    try:
        whole = as_keras_2(loss, returned) if is_old else CompileLoss(watched(loss, returned))
        specification = [tf.TensorSpec([None, *array.shape[1:]], array.dtype) for array in (y_true, y_pred)]
        traced = tf.function(step, input_signature=specification, autograph=is_old)
        concrete = traced.get_concrete_function()
    except Exception as error:
        return {"error": type(error).__name__, "message": message_of(error), "when": "trace"}
    try:
        concrete(tf.constant(y_true), tf.constant(y_pred))
    except Exception as error:
        return {"error": type(error).__name__, "message": message_of(error), "when": "run", **notes}
    return {"trains": notes.pop("trains"), **notes}


def record(path):
    text = path.read_text()
    version = golden.version_of(text)
    losses = {}
    for match in golden.DIRECTIVE.finditer(text):
        form = (match["form"] or "function").strip()
        parameters = golden.parse_parameters(match["parameters"])
        runs = losses.setdefault(f"{match['name']} {match['parameters'] or ''}".strip(), {})
        for kind in match["inputs"].split(","):
            for index, (y_true, y_pred) in enumerate(golden.INPUTS[kind.strip()]):
                np.random.seed(0)
                made = lambda: compiled(golden.load(path, text, version), match["name"], form, parameters)
                found = outcome(made, y_true, y_pred, version)
                if found is not None:
                    runs[f"{kind.strip()}/{index}"] = found
    return {"keras": version, "losses": losses}


def main():
    wanted = set(sys.argv[1:])
    (HERE / "golden").mkdir(exist_ok=True)
    for corpus, folder in CORPORA.items():
        for path in sorted((folder / "cases").glob("*.py")):
            stem = f"{corpus}-{path.stem}"
            if wanted and stem not in wanted:
                continue
            result = record(path)
            lines = ",\n".join(f"{golden.dump(name)}:{golden.dump(runs)}" for name, runs in result["losses"].items())
            text = f'{{"keras":{golden.dump(result["keras"])},"losses":{{\n{lines}\n}}}}\n'
            (HERE / "golden" / f"{stem}.json").write_text(text)
            print(stem, len(result["losses"]), flush=True)


if __name__ == "__main__":
    main()
