"""Records what Keras 2's `fit` says of whole-number labels, for every loss in `losses.py` beside this file.

Install first: tensorflow-cpu==2.21.0 (Python 3.11), in which a copy of Keras 2 has stayed, `tensorflow.python.keras`.
Then, from the root of the checkout:

    python test/parity/build/labels/make_golden.py

An outcome is null where the loss trains, else what was raised.
"""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import json
from pathlib import Path

import numpy as np
import tensorflow as tf
from tensorflow.python import keras as keras_2
from tensorflow.python.distribute import input_lib
from tensorflow.python.keras import backend, losses
from tensorflow.python.keras.engine.sequential import Sequential
from tensorflow.python.keras.layers import Dense

HERE = Path(__file__).parent
# The copy asks for a class that has since moved away.
input_lib.DistributedDatasetInterface = type("DistributedDatasetInterface", (), {})


class TensorFlow2:
    """TensorFlow, with its own Keras 2."""

    keras = keras_2

    def __getattr__(self, name):
        return getattr(tf, name)


keras_2.losses = losses
# Blank lines in their place: AutoGraph reads the file again.
imports = "import tensorflow as tf\nfrom tensorflow.keras import backend as K\n"
text = (HERE / "losses.py").read_text().replace(imports, "\n\n")
namespace = {"__name__": "losses", "tf": TensorFlow2(), "K": backend}
exec(compile(text, str(HERE / "losses.py"), "exec"), namespace)
own = {name: each for name, each in namespace.items() if getattr(each, "__module__", "") == "losses"}


def outcome(loss, dtype):
    model = Sequential([Dense(1, activation="sigmoid", input_shape=(3,))])
    model.compile("sgd", loss=loss() if isinstance(loss, type) else loss)
    try:
        model.fit(np.zeros((8, 3), "float32"), np.ones((8, 1), dtype), verbose=0)
    except Exception as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        return {"error": type(error).__name__, "message": lines[-1].removeprefix(f"{type(error).__name__}: ")}
    return None


golden = {
    name: {dtype: outcome(loss, dtype) for dtype in ["int64", "int32", "uint8", "float32"]}
    for name, loss in own.items()
}
(HERE / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")
print(len(golden), "losses")
