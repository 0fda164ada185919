"""Makes the golden values of the operation tables with real Keras and TensorFlow.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/operations/make_golden.py [family ...]

Each case is an expression of `t` (y_true) and `p` (y_pred) in `cases.py`, run by a direct call. The golden file has
its value, and the gradient of its sum with respect to `p` (null where TensorFlow says None), or the exception.
"""

import json
import math
import os
import sys
from pathlib import Path

sys.dont_write_bytecode = True
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import numpy as np
import tensorflow as tf
from keras import ops

sys.path.insert(0, str(Path(__file__).parent))
from cases import FAMILIES, INPUTS
from chains import chains
from layer_cases import LAYERS
from special_cases import SPECIAL

FAMILIES["special"] = SPECIAL
FAMILIES["layers"] = LAYERS
FAMILIES["chains"] = chains(700, int(os.environ.get("CHAINS_SEED", "1")))

tf.get_logger().setLevel("ERROR")
K = tf.keras.backend
FOLDER = Path(__file__).parent / "golden"


def number(value):
    if isinstance(value, (bool, np.bool_)):
        return int(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    value = float(value)
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    return float(f"{value:.9g}")


def numbers(array):
    return [number(value) for value in np.asarray(array).ravel().tolist()]


def run(expression, name, dtype="float32"):
    """`dtype`: what inputs of float32 are cast to."""
    given = INPUTS[name]
    t = tf.constant(np.array(given["t"], dtype=given.get("dtype", "float32")).reshape(given["t_shape"]))
    p = tf.constant(np.array(given["p"], dtype="float32").reshape(given["p_shape"]))
    t = tf.cast(t, dtype) if t.dtype == tf.float32 else t
    p = tf.cast(p, dtype)
    scope = {"tf": tf, "K": K, "ops": ops, "np": np, "keras": keras, "t": t, "p": p}
    case = {"e": expression, "i": name}
    try:
        with tf.GradientTape() as tape:
            tape.watch(p)
            result = eval(expression, scope)
        result = p if result is None else result
        value = tf.convert_to_tensor(result)
        gradient = None
        if tf.is_tensor(result) and value.dtype.is_floating:
            found = tape.gradient(result, p)
            gradient = None if found is None else numbers(tf.convert_to_tensor(found).numpy())
        case |= {"v": numbers(value.numpy()), "s": value.shape.as_list(), "d": value.dtype.name, "g": gradient}
    except Exception as error:  # what TensorFlow raises is the golden value
        case |= {"error": type(error).__name__, "message": str(error).split("\n")[0][:160]}
    return case


def main(wanted):
    FOLDER.mkdir(exist_ok=True)
    shown = {
        name: {
            "t": numbers(np.array(given["t"])),
            "tShape": list(given["t_shape"]),
            "tType": given.get("dtype", "float32"),
            "p": numbers(np.array(given["p"])),
            "pShape": list(given["p_shape"]),
        }
        for name, given in INPUTS.items()
    }
    (FOLDER / "inputs.json").write_text(json.dumps(shown) + "\n")
    for family, cases in FAMILIES.items():
        if wanted and family not in wanted:
            continue
        made = [run(expression, name) for expression, names in cases for name in names.split()]
        failed = [case for case in made if "error" in case]
        for case in failed:
            print(f"{family}: {case['e']} on {case['i']}: {case['error']}: {case['message']}")
        lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in made)
        (FOLDER / f"{family}.json").write_text(f"[\n{lines}\n]\n")
        print(f"{family}: {len(made)} cases, {len(failed)} of them exceptions")
    for dtype in () if wanted else ("float16", "bfloat16"):
        write_short(dtype)


def write_short(dtype):
    """What the shorter floats give where TensorFlow computes with them, by expression and input."""
    every = [(expression, name) for cases in FAMILIES.values() for expression, names in cases for name in names.split()]
    made = [run(expression, name, dtype) for expression, name in dict.fromkeys(every)]
    kept = [case for case in made if "error" not in case]
    lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in kept)
    (FOLDER.parent / "golden-16bit" / f"{dtype}.json").write_text(f"[\n{lines}\n]\n")
    print(f"{dtype}: {len(kept)} cases of {len(made)}")


if sys.argv[1:] == ["16bit"]:
    for each in ("float16", "bfloat16"):
        write_short(each)
else:
    main(sys.argv[1:])
