"""Writes golden/*.json: what TensorFlow gives for every kernel, forward and backward.

Run with TensorFlow 2.21 installed: python make_golden.py
"""

import os
from pathlib import Path

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
# Its softmax of a row with NaN or infinity is 0 beside the NaN, on machines that have it.
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import golden_elementwise  # noqa: E402
import golden_image  # noqa: E402
import golden_linear  # noqa: E402
import golden_selection  # noqa: E402
import golden_structure  # noqa: E402
from golden_case import Golden  # noqa: E402

golden = Golden()
for part in (golden_elementwise, golden_structure, golden_selection, golden_linear, golden_image):
    part.add_cases(golden)
golden.write(Path(__file__).parent / "golden")
