"""Makes the golden values of the snippets with real Keras.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/snippets/make_golden.py

`cases.json` says, by a snippet's first prefix, what form its loss has and on which inputs of the losses corpus it is
run. Each snippet is expanded with its defaults, below the imports of its dialect. What was run is kept as `text`:
the test compares it with its own expansion, so that a changed snippet asks for new golden values. A model is trained
for one epoch with each of them too, in batches whose size is not known beforehand: some losses work only when called.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "test" / "parity" / "losses"))

from make_golden import as_json, dump, keras, load, measure, resolve, tf
from inputs import INPUTS

IMPORTS = {
    "ops": "import keras\nfrom keras import ops\n",
    "K": "from tensorflow.keras import backend as K\n",
    "tf": "import tensorflow as tf\n",
}


def expand(body):
    """A snippet's text with its defaults: `${1:name}`, `${2|first,second|}`, `$0`."""
    text = "\n".join(body)
    text = re.sub(r"\$\{\d+:([^{}]*)\}", r"\1", text)
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\d+", "", text)


def imports(text):
    """The imports of the dialect that a snippet is written in."""
    if "tf." in text:
        return IMPORTS["tf"]
    if not re.search(r"\bK\.", text):
        return IMPORTS["ops"]
    return IMPORTS["K"] if "keras." not in text else "from tensorflow import keras\n" + IMPORTS["K"]


class Scale(keras.layers.Layer):
    """The smallest model that gives predictions of any shape."""

    def build(self, shape):
        self.scale = self.add_weight(shape=(), initializer="ones")

    def call(self, x):
        return x * self.scale


def train(loss, y_true, y_pred):
    """One epoch with the loss; raises what Keras raises."""
    inputs = keras.Input(y_pred.shape[1:])
    model = keras.Model(inputs, Scale()(inputs))
    model.compile(optimizer="sgd", loss=loss)
    model.fit(tf.data.Dataset.from_tensor_slices((y_pred, y_true)).batch(2), verbose=0)


def main():
    snippets = json.loads((ROOT / "snippets" / "keras-losses.json").read_text())
    cases = json.loads((HERE / "cases.json").read_text())
    lines = []
    used = set()
    for snippet in snippets.values():
        case = cases.get(snippet["prefix"][0])
        if case is None:
            continue
        expanded = expand(snippet["body"])
        text = f"{imports(expanded)}\n\n{expanded}\n"
        name = re.search(r"^(?:def|class) (\w+)", text, re.MULTILINE).group(1)
        runs = []
        for kind in case["inputs"]:
            used.add(kind)
            for index, (y_true, y_pred) in enumerate(INPUTS[kind]):
                call = resolve(load(HERE / "snippet.py", text, "3.15"), name, case["form"], {})
                runs.append({"input": f"{kind}/{index}", **measure(call, y_true, y_pred)})
                if index == 0:
                    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
                        # AutoGraph reads the source from where it says it is.
                        file.write(text)
                        file.flush()
                        made = load(Path(file.name), text, "3.15")[name]
                        train(made if case["form"] == "function" else made(), y_true, y_pred)
        for run in runs:
            if "error" in run:
                print(f"{snippet['prefix'][0]} on {run['input']}: {run['error']}")
        lines.append(f"{dump(snippet['prefix'][0])}:{dump({'name': name, 'text': text, 'runs': runs})}")
    (HERE / "golden").mkdir(exist_ok=True)
    (HERE / "golden" / "snippets.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
    inputs = {
        kind: [{"yTrue": as_json(y_true), "yPred": as_json(y_pred)} for y_true, y_pred in INPUTS[kind]]
        for kind in sorted(used)
    }
    rows = ",\n".join(f"{dump(kind)}:{dump(pairs)}" for kind, pairs in inputs.items())
    (HERE / "golden" / "inputs.json").write_text(f"{{\n{rows}\n}}\n")
    print(f"{len(lines)} snippets")


if __name__ == "__main__":
    main()
