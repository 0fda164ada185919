"""Writes down what TensorFlow itself says of the names that TensorFlow 1 had at its top and TensorFlow 2 lacks there.

Install first: tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/functions/make_tensorflow1.py

It writes `tensorflow1.json` beside it. `renames` is the table of TensorFlow's own upgrade script (`tf_upgrade_v2`), without
those that only point at `tf.compat.v1`. `parameters` has the parameters of both, where Python can see them: a rename is safe
where the first ones agree. `keywords` is the script's table of arguments. `today` are the names of `tf` and of its modules.
"""

import inspect
import json
import os
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import tensorflow as tf
from tensorflow.tools.compatibility import all_renames_v2, tf_upgrade_v2

HERE = Path(__file__).parent
MODULES = "math linalg nn random signal debugging image sparse io strings".split()


def parameters(function):
    try:
        return [name for name in inspect.signature(function).parameters if name not in ("args", "kwargs")]
    except (TypeError, ValueError):
        return None


def at(path):
    found = tf
    for part in path.split(".")[1:]:
        found = getattr(found, part, None)
    return found


first = tf.compat.v1
gone = sorted(name for name in dir(first) if not name.startswith("_") and not hasattr(tf, name))
today = sorted(name for name in dir(tf) if not name.startswith("_"))
today += sorted(f"{module}.{name}" for module in MODULES for name in dir(getattr(tf, module)) if not name.startswith("_"))
renames = {}
for name in gone:
    new = all_renames_v2.symbol_renames.get(f"tf.{name}")
    if new and not new.startswith("tf.compat.") and at(new) is not None:
        renames[name] = new.removeprefix("tf.")
both = {
    name: [parameters(getattr(first, name)), parameters(at(f"tf.{new}"))]
    for name, new in renames.items()
    if callable(getattr(first, name))
}
keywords = {
    name: changes
    for name, changes in tf_upgrade_v2.TFAPIChangeSpec(False, False).function_keyword_renames.items()
    if name.startswith("tf.") and not name.startswith("tf.compat.")
}
(HERE / "tensorflow1.json").write_text(
    json.dumps(
        {
            "version": tf.__version__,
            "gone": gone,
            "renames": renames,
            "parameters": both,
            "keywords": keywords,
            "today": today,
        },
        indent=0,
    )
    + "\n"
)
