"""Writes down which public names the modules of Keras and TensorFlow hold that losses call by.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/functions/make_names.py

It writes `src/keras/functions/names-today.ts`, which the rules and the evaluator read. Modules are asked by `dir`, so
that what a wildcard import or a generated package brings is there too; names with an underscore in front are left out.
Of `tf.compat.v1` only what `tf` itself lacks is kept: that is what TensorFlow 1 had.
"""

import os
import sys
import types
from pathlib import Path

sys.dont_write_bytecode = True
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras
import tensorflow as tf

ROOT = Path(__file__).parents[3]
TARGET = ROOT / "src" / "keras" / "functions" / "names-today.ts"

HOMES = """
keras keras.ops keras.ops.nn keras.ops.numpy keras.ops.image keras.ops.linalg keras.losses keras.metrics keras.activations
keras.backend keras.random keras.saving keras.regularizers
tf tf.math tf.nn tf.linalg tf.image tf.random tf.signal tf.debugging tf.keras.losses tf.keras.metrics tf.keras.activations
tf.keras.backend
""".split()

FIRST_VERSION = "tf tf.math tf.nn tf.linalg tf.image tf.random tf.signal tf.debugging tf.losses tf.metrics".split()


def module_named(path):
    at = {"keras": keras, "tf": tf}[path.split(".")[0]]
    for part in path.split(".")[1:]:
        at = getattr(at, part)
    return at


def is_foreign(module):
    try:
        return not module.__name__.startswith(("keras", "tensorflow"))
    except AttributeError:  # a module that is loaded when it is first used
        return False


def names_of(path):
    """The public names of a module, those of Python's own modules left out."""
    module = module_named(path)
    found = set()
    for name in dir(module):
        if name.startswith("_"):
            continue
        value = getattr(module, name)
        if not (isinstance(value, types.ModuleType) and is_foreign(value)):
            found.add(name)
    return found


def lines_of(names, width=116):
    lines = [""]
    for name in sorted(names):
        if len(lines[-1]) + len(name) + 1 > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + name
    return lines


def table(name, comment, rows):
    parts = [f"/** {comment} */", f"export const {name}: Readonly<Record<string, string>> = {{"]
    for home, names in rows:
        key = home if home.isidentifier() else f'"{home}"'
        parts.append(f"  {key}: `")
        parts.extend(lines_of(names))
        parts[-1] += "`,"
    return [*parts, "};", ""]


today = {home: names_of(home) for home in HOMES}
first = {}
for home in FIRST_VERSION:
    in_first = names_of(home.replace("tf", "tf.compat.v1", 1))
    first[home] = in_first - today.get(home, set())

TARGET.write_text(
    "\n".join(
        [
            "/** The public names of modules, by version. Made by `test/parity/functions/make_names.py`; not edited by hand. */",
            "",
            *table(
                "namesToday",
                f"What the modules of Keras {keras.__version__} and TensorFlow {tf.__version__} hold.",
                today.items(),
            ),
            *table(
                "namesOfTensorFlow1",
                f"What the same modules of TensorFlow 1 held and today's lack: `tf.compat.v1` of {tf.__version__}.",
                first.items(),
            ),
        ]
    )
)
