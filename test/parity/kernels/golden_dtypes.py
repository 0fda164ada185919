"""Writes golden-dtypes.json: the promotions of Keras (TensorFlow backend) and NumPy for every pair of types."""

import itertools
import json
import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras  # noqa: E402
import numpy as np  # noqa: E402

names = ["bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float16", "float32", "float64"]
weak = {"int": int, "float": float}

keras_pairs = {
    f"{a} {b}": keras.backend.result_type(weak.get(a, a), weak.get(b, b))
    for a, b in itertools.product([*names, "bfloat16", *weak], repeat=2)
}
numpy_pairs = {f"{a} {b}": np.promote_types(a, b).name for a, b in itertools.product(names, repeat=2)}
Path(__file__).with_name("golden-dtypes.json").write_text(
    json.dumps({"keras": keras_pairs, "numpy": numpy_pairs}, indent=0) + "\n"
)
