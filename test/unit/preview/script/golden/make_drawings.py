"""Runs the scripts beside this file with real Keras and matplotlib, and keeps what they draw: a .json for each .py.txt.

    pip install keras tensorflow-cpu matplotlib
    python test/unit/preview/script/golden/make_drawings.py [folder for pictures]

Run from the checkout, after the tests have written the scripts (vitest -u).
"""

import json
import os
import runpy
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, QuadMesh

here = Path(__file__).parent
POINTS = 24


def plain(value):
    """JSON has no NaN: its name stands for it."""
    value = float(value)
    return value if np.isfinite(value) else {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]


def some(numbers, count=POINTS):
    """Some of the numbers, with their places."""
    flat = np.asarray(np.ma.filled(numbers, np.nan), dtype=float).reshape(-1)
    places = np.unique(np.linspace(0, len(flat) - 1, count).astype(int)) if len(flat) else []
    return [[int(place), plain(flat[place])] for place in places]


def described(axis):
    meshes = [each.get_array() for each in axis.collections if isinstance(each, QuadMesh)]
    return {
        "title": axis.get_title(),
        "xLabel": axis.get_xlabel(),
        "range": [plain(value) for value in (*axis.get_xlim(), *axis.get_ylim())],
        "lines": [
            {
                "label": line.get_label(),
                "x": some(line.get_xdata(orig=True)),
                "y": some(line.get_ydata(orig=True)),
            }
            for line in axis.lines
        ],
        "maps": [some(each, 60) for each in [*meshes, *(image.get_array() for image in axis.images), *axis.contoured]],
        "boxes": [[plain(value) for value in patch.get_bbox().bounds] for patch in axis.patches],
        "dots": [some(each.get_offsets(), 30) for each in axis.collections if isinstance(each, PathCollection)],
        "arrows": [
            [plain(value) for value in (*text.xyann, *text.xy)]
            for text in axis.texts
            if getattr(text, "arrow_patch", None) is not None
        ],
    }


def triangles(self, x, y, z, **given):
    self.contoured.append(np.asarray(z))
    return plain_tricontourf(self, x, y, z, **given)


plain_tricontourf, Axes.tricontourf = Axes.tricontourf, triangles
plain_clear = Axes.clear


def clear(self):
    self.contoured = []
    plain_clear(self)


Axes.clear = clear
plt.show = lambda: None

for script in sorted(here.glob("*.py.txt")):
    name = script.name.removesuffix(".py.txt")
    runpy.run_path(str(script))
    figures = [plt.figure(number) for number in plt.get_fignums()]
    drawn = [
        {
            "title": figure.get_suptitle(),
            "axes": [described(axis) for axis in figure.axes if axis.get_label() != "<colorbar>"],
        }
        for figure in figures
    ]
    (here / f"{name}.json").write_text(json.dumps(drawn) + "\n")
    if len(sys.argv) > 1:
        for index, figure in enumerate(figures):
            figure.savefig(Path(sys.argv[1]) / f"{name}-{index}.png", dpi=70)
    plt.close("all")
    print(name)
