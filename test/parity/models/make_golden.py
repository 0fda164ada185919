"""What real Keras's models give to their losses: run once, by hand. `python make_golden.py` writes golden.json."""

import json
import pathlib

import keras
import numpy as np

here = pathlib.Path(__file__).parent
compiled = []
compile_of_keras = keras.Model.compile


def compile_and_note(model, optimizer="rmsprop", loss=None, **settings):
    compile_of_keras(model, optimizer=optimizer, loss=loss, **settings)
    compiled.append((model, loss))


keras.Model.compile = compile_and_note

fitted = {}


def note(model, x, y):
    if y is None:
        _, y = next(iter(x))
    y = np.asarray(y)
    # Keras gives the loss a column.
    y = y[:, None] if y.ndim == 1 else y
    whole = np.all(y == np.round(y))
    fitted[model.loss.__name__] = {
        "shape": [None, *y.shape[1:]],
        "whole": bool(np.issubdtype(y.dtype, np.integer)),
        "one_hot": bool(y.shape[-1] > 1 and whole and np.all(y.sum(-1) == 1)),
    }


keras.Model.fit = lambda model, x=None, y=None, **settings: note(model, x, y)
keras.Model.train_on_batch = note


def flat(outputs, names):
    if isinstance(outputs, dict):
        return list(outputs.items())
    several = list(outputs) if isinstance(outputs, (list, tuple)) else [outputs]
    return list(zip(names or [None] * len(several), several))


def given(model, loss):
    """Each function with the shapes of the outputs that Keras hands it."""
    shape = model.input_shape if getattr(model, "inputs", None) else (None, 4)
    sample = np.random.default_rng(0).normal(size=(8, *(each or 4 for each in shape[1:])))
    outputs = flat(model(sample), getattr(model, "output_names", None))
    values = [(name, keras.ops.convert_to_numpy(value)) for name, value in outputs]
    if isinstance(loss, dict):
        named = {name: value for name, value in values}
        return [(function, [named[name]]) for name, function in loss.items()]
    if isinstance(loss, list):
        return [(function, [value]) for function, (_, value) in zip(loss, values)]
    return [(loss, [value for _, value in values])]


golden = {}
for path in sorted(here.glob("cases/*.py")):
    compiled.clear()
    keras.utils.set_random_seed(1)
    exec(compile(path.read_text(), str(path), "exec"), {"__name__": "__main__"})
    found = golden[path.stem] = {}
    for model, loss in compiled:
        for function, outputs in given(model, loss):
            if callable(function):
                found[function.__name__] = [
                    {
                        "shape": [None, *output.shape[1:]],
                        "low": float(output.min()),
                        "high": float(output.max()),
                        "sums": bool(np.allclose(output.sum(-1), 1, atol=1e-5)),
                    }
                    for output in outputs
                ]
(here / "golden-fits.json").write_text(json.dumps(fitted, indent=1) + "\n")
(here / "golden.json").write_text(json.dumps(golden, indent=1) + "\n")
