"""Makes the golden values of a parity corpus with real Keras.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/losses/make_golden.py test/parity/losses [stem ...]
    python test/parity/losses/make_golden.py test/parity/objectives

A corpus is a folder with `cases/*.py`, the losses, and `golden/`, which this script fills: one JSON file for each
case file, and `inputs.json`, the tensors. What to run is said in the case files themselves, one comment a loss:

    # keras: 2.15
    # golden: my_loss on regression
    # golden: tilted with tau=0.9 on regression, edge
    # golden: factory focal with gamma=3.0 on binary
    # golden: class MyLoss with delta=2.0 on regression

`# keras:` is the version that the file means (3.15 where it is missing). Before Keras 3 the old functions of
`keras.backend` are what `tf.keras.backend` still has; before 2.3 its binary cross-entropy goes through logits, before 2.0.7 its cross-entropies take (output, target).
Each input gives the value of a direct call and the gradient of its sum with respect to y_pred (null for None);
In files that mean a Keras before 2.4, `tensorflow` is TensorFlow 1's API (`tf.compat.v1`), and `K.tf` is there.
With `# traced` a loss is called as `fit` calls it, in a `tf.function`.
`keras` is what Keras's own wrapper makes of the first input: rank alignment, float32 cast and reduction.
"""

import ast
import builtins
import importlib
import inspect
import json
import os
import re
import sys
import types
from pathlib import Path

sys.dont_write_bytecode = True
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import numpy as np
import tensorflow as tf
import keras

sys.path.insert(0, str(Path(__file__).parent))
from inputs import INPUTS

tf.get_logger().setLevel("ERROR")

LEGACY = importlib.import_module("keras._tf_keras.keras")
MESSAGES = set()
DIRECTIVE = re.compile(
    r"^# golden: (?P<form>factory |class |method )?(?P<name>[\w.@]+)(?: with (?P<parameters>.*?))? on (?P<inputs>[\w, ]+)$",
    re.MULTILINE,
)


def version_of(text):
    found = re.search(r"^# keras: ([\d.]+)$", text, re.MULTILINE)
    return found.group(1) if found else "3.15"


def numbers(version):
    return tuple(int(part) for part in version.split("."))


def through_logits(target, output, from_logits=False):
    """K.binary_crossentropy of Keras up to 2.2, as its sources have it."""
    if not from_logits:
        low = tf.convert_to_tensor(LEGACY.backend.epsilon(), output.dtype.base_dtype)
        output = tf.clip_by_value(output, low, 1 - low)
        output = tf.math.log(output / (1 - output))
    return tf.nn.sigmoid_cross_entropy_with_logits(labels=target, logits=output)


def old_backend(version):
    """tf.keras's backend with `K.tf` and its own binary_crossentropy, before 2.0.7 with the argument order of its first years."""
    module = types.ModuleType("keras.backend")
    module.__dict__.update(LEGACY.backend.__dict__)
    module.tf = tf.compat.v1
    module.binary_crossentropy = through_logits
    if numbers(version) >= (2, 0, 7):
        return module
    for name in ("binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy"):
        function = getattr(module, name)
        setattr(
            module,
            name,
            lambda output, target, from_logits=False, function=function: function(target, output, from_logits),
        )
    return module


def keras_two(version):
    """A module that stands for `keras` in files that mean Keras 1 or 2."""
    if numbers(version) >= (2, 3):
        return LEGACY
    module = types.ModuleType("keras")
    module.__dict__.update(LEGACY.__dict__)
    module.backend = old_backend(version)
    module.losses = types.ModuleType("keras.losses")
    module.losses.__dict__.update(LEGACY.losses.__dict__)
    module.losses.binary_crossentropy = lambda y_true, y_pred: tf.reduce_mean(through_logits(y_true, y_pred), axis=-1)
    return module


def load(path, text, version):
    # A module of its own, whose source AutoGraph can find.
    module = types.ModuleType(path.stem)
    module.__file__ = str(path)
    sys.modules[path.stem] = module
    namespace = module.__dict__
    if numbers(version) < (3,):
        root = keras_two(version)

        def legacy_import(name, globals=None, locals=None, fromlist=(), level=0):
            if level == 0 and (name == "keras" or name.startswith("keras.")):
                module = root
                if fromlist:
                    for part in name.split(".")[1:]:
                        module = getattr(module, part)
                return module
            if name == "tensorflow" and numbers(version) < (2, 4):
                return tf.compat.v1
            return builtins.__import__(name, globals, locals, fromlist, level)

        namespace["__builtins__"] = {**builtins.__dict__, "__import__": legacy_import}
    exec(compile(text, str(path), "exec"), namespace)
    return namespace


def resolve(namespace, name, form, parameters):
    """What to call with (y_true, y_pred), as the evaluator's `loss` names it."""
    first, *rest = name.split(".")
    found = namespace[first]
    if form == "factory":
        for part in rest:
            found = getattr(found, part)
        return found(**parameters)
    if form == "class":
        instance = found(**parameters)
        return instance.call if isinstance(instance, keras.losses.Loss) else instance
    if form == "method":
        (method,) = rest
        if isinstance(inspect.getattr_static(found, method), (staticmethod, classmethod)):
            return getattr(found, method)
        return getattr(found(**parameters), method)
    if isinstance(found, keras.losses.Loss):
        return found.call
    if parameters:
        return lambda y_true, y_pred: found(y_true, y_pred, **parameters)
    return found


def plain(number, dtype):
    if dtype == "bool":
        return int(number)
    if np.issubdtype(np.dtype(dtype) if dtype != "bfloat16" else np.float32, np.integer):
        return int(number)
    if np.isnan(number):
        return "NaN"
    if np.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    value = float(number) if dtype == "float64" else float(str(np.float32(number)))
    return int(value) if value == int(value) and abs(value) < 1e15 and str(value)[0] != "-" else value


def as_json(tensor):
    tensor = tf.convert_to_tensor(tensor)
    dtype = tensor.dtype.name
    array = tensor.numpy()
    return {"dtype": dtype, "shape": list(array.shape), "data": [plain(n, dtype) for n in array.ravel()]}


def refusal(error):
    MESSAGES.add(f"{type(error).__name__}: {str(error)[:200]}")
    return {"error": type(error).__name__}


def measure(call, y_true, y_pred):
    y_true = tf.constant(y_true)
    y_pred = tf.constant(y_pred)
    try:
        with tf.GradientTape() as tape:
            tape.watch(y_pred)
            value = tf.convert_to_tensor(call(y_true, y_pred))
    except Exception as error:  # the golden answer is that Keras raises
        return refusal(error)
    gradient = tape.gradient(value, y_pred) if value.dtype.is_floating else None
    return {
        "value": as_json(value),
        "gradient": None if gradient is None else as_json(gradient)["data"],
    }


def through_keras(namespace, name, form, parameters):
    """What model.compile makes of the loss."""
    from keras.src.losses.losses import LossFunctionWrapper

    if form == "class":
        instance = namespace[name](**parameters)
        return instance if isinstance(instance, keras.losses.Loss) else None
    if form == "function" and isinstance(namespace.get(name), keras.losses.Loss):
        return namespace[name]
    call = resolve(namespace, name, form, parameters)
    return call if isinstance(call, keras.losses.Loss) else LossFunctionWrapper(call, name="wrapped")


def literal(value):
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return {"int": str(value)}
    if isinstance(value, float):
        return {"float": value}
    if isinstance(value, tuple):
        return {"tuple": [literal(item) for item in value]}
    return [literal(item) for item in value]


def parse_parameters(text):
    if not text:
        return {}
    call = ast.parse(f"f({text})", mode="eval").body
    return {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}


def run(path):
    text = path.read_text()
    version = version_of(text)
    traced = re.search(r"^# traced$", text, re.MULTILINE)
    losses = []
    for match in DIRECTIVE.finditer(text):
        form = (match["form"] or "function").strip()
        name = match["name"]
        parameters = parse_parameters(match["parameters"])
        runs = []
        for kind in match["inputs"].split(","):
            for index, (y_true, y_pred) in enumerate(INPUTS[kind.strip()]):
                # A fresh module for each run: losses may keep state.
                np.random.seed(0)
                try:
                    call = resolve(load(path, text, version), name, form, parameters)
                    result = measure(tf.function(call) if traced else call, y_true, y_pred)
                except Exception as error:  # making the loss failed: a wrong argument of a class
                    result = refusal(error)
                result = {"input": f"{kind.strip()}/{index}", **result}
                if index == 0 and numbers(version) >= (3,) and "error" not in result:
                    wrapped = through_keras(load(path, text, version), name, form, parameters)
                    if wrapped is not None:
                        result["keras"] = measure(lambda t, p: wrapped(t, p), y_true, y_pred)
                runs.append(result)
        for message in sorted(MESSAGES):
            print(f"  {path.name} {name}: {message}")
        MESSAGES.clear()
        losses.append(
            {
                "name": name,
                "form": form,
                "parameters": {key: literal(value) for key, value in parameters.items()},
                "runs": runs,
            }
        )
    return {"keras": version, "losses": losses}


def dump(data):
    return json.dumps(data, separators=(",", ":"), allow_nan=False)


def main():
    corpus = Path(sys.argv[1])
    wanted = set(sys.argv[2:])
    golden = corpus / "golden"
    golden.mkdir(exist_ok=True)
    total = 0
    used = set()
    for path in sorted((corpus / "cases").glob("*.py")):
        for match in DIRECTIVE.finditer(path.read_text()):
            used.update(kind.strip() for kind in match["inputs"].split(","))
        if wanted and path.stem not in wanted:
            continue
        result = run(path)
        total += len(result["losses"])
        lines = ",\n".join(dump(loss) for loss in result["losses"])
        (golden / f"{path.stem}.json").write_text(f'{{"keras":{dump(result["keras"])},"losses":[\n{lines}\n]}}\n')
        print(f"{path.name}: {len(result['losses'])} losses")
    inputs = {
        kind: [{"yTrue": as_json(y_true), "yPred": as_json(y_pred)} for y_true, y_pred in pairs]
        for kind, pairs in INPUTS.items()
        if kind in used
    }
    lines = ",\n".join(f"{dump(kind)}:{dump(pairs)}" for kind, pairs in inputs.items())
    (golden / "inputs.json").write_text(f"{{\n{lines}\n}}\n")
    print(f"{total} losses in all")


if __name__ == "__main__":
    main()
