"""Measures with real Keras and TensorFlow what each function does: to a gradient, to dtypes and to shapes.

Install first: keras==3.15.1 tensorflow-cpu==2.21.0 (Python 3.11). Then, from the root of the checkout:

    python test/parity/functions/make_golden.py [function ...]

Every call of a library function in the cases of the operations' parity suite, and in `cases.py` here, is made once for
each of its arguments that can be a float tensor, with that argument watched. The golden file has for each function its
parameters as Python's `inspect` gives them, and by parameter what became of the gradient: "through", "zero" (there is
one, and it is 0 in every case), "none" (TensorFlow says None) or "unread" (None, and no other values, NaN among them,
change the result: only the shape counts). `ofWhole` are the dtypes of results where float tensors are given as whole
numbers, and `isLocal` says whether each element of the result, in the shape of the first tensor, rests on the elements
in its place alone. Calls are noted with their dtypes and shapes.
"""

import ast
import inspect
import json
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

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
sys.path.insert(1, str(HERE.parent / "operations"))
from cases import FAMILIES, INPUTS
from function_cases import CALLS
from special_cases import SPECIAL

tf.get_logger().setLevel("ERROR")
K = tf.keras.backend
ROOTS = {"K": "keras.backend", "ops": "keras.ops", "tf": "tf", "keras": "keras"}
# They change what every later call does.
SWITCHES = {"tf.debugging.enable_check_numerics", "tf.debugging.disable_check_numerics"}
RANK = {"unread": 0, "none": 1, "zero": 2, "through": 3}


def canonical(node):
    """`keras.backend.mean` for `K.mean`; None for what is no dotted name of a library."""
    parts = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in ROOTS or not parts:
        return None
    return ".".join([ROOTS[node.id], *reversed(parts)]).replace("tf.keras.", "keras.", 1)


def parameters(function):
    try:
        found = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return None
    marks = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    return [marks.get(each.kind, "") + each.name for each in found]


def is_floating(value):
    if tf.is_tensor(value):
        return value.dtype.is_floating
    if isinstance(value, np.ndarray):
        return value.dtype.kind == "f"
    return isinstance(value, float)


def watched(value):
    """The value with a tensor in place of each number that may carry a gradient, and those tensors."""
    if is_floating(value):
        leaf = tf.constant(value, dtype="float32") if isinstance(value, float) else tf.convert_to_tensor(value)
        return leaf, [leaf]
    if isinstance(value, (list, tuple)) and value and all(tf.is_tensor(each) for each in value):
        pairs = [watched(each) for each in value]
        return type(value)([pair[0] for pair in pairs]), [leaf for pair in pairs for leaf in pair[1]]
    return value, []


def tensors(result):
    if isinstance(result, (list, tuple)):
        return [each for part in result for each in tensors(part)]
    return [result] if tf.is_tensor(result) else []


def called_with(function, positional, keywords, at, value):
    changed = [value if index == at else each for index, each in enumerate(positional)]
    return function(*changed, **{name: value if name == at else each for name, each in keywords.items()})


def mapped(value, change):
    """The value with each float tensor in it changed."""
    if is_floating(value):
        return change(tf.constant(value, dtype="float32") if isinstance(value, float) else tf.convert_to_tensor(value))
    if isinstance(value, (list, tuple)) and value and all(tf.is_tensor(each) for each in value):
        return type(value)([mapped(each, change) for each in value])
    return value


CHANGES = [
    lambda x: x * -1.7 + 0.3,
    lambda x: x + 100.0,
    lambda x: x * 0.0,
    lambda x: x * float("nan"),
    lambda x: x + float("inf"),
    lambda x: x - float("inf"),
    lambda x: x * 0.0 - 3.0,
]


def numbers(result):
    return [np.asarray(each) for each in tensors(result)] or [np.asarray(result)]


def is_read(function, positional, keywords, at):
    """Whether other values in this argument give another result, or an error."""
    given = positional[at] if isinstance(at, int) else keywords[at]
    before = numbers(called_with(function, positional, keywords, at, given))
    for change in CHANGES:
        try:
            after = numbers(called_with(function, positional, keywords, at, mapped(given, change)))
        except Exception:
            return True
        if len(after) != len(before):
            return True
        for one, other in zip(before, after):
            if one.shape != other.shape or not np.array_equal(one, other, equal_nan=one.dtype.kind == "f"):
                return True
    return False


def dtypes_of_whole(function, positional, keywords):
    """The dtypes that result where whole numbers are given for floats; None where that raises."""
    whole = lambda value: mapped(value, lambda x: tf.cast(tf.abs(x) + 1, "int32")) if not isinstance(value, float) else value
    if all(whole(each) is each for each in [*positional, *keywords.values()]):
        return None
    try:
        result = function(*[whole(each) for each in positional], **{name: whole(each) for name, each in keywords.items()})
    except Exception:
        return None
    return sorted({each.dtype.name for each in tensors(result)})


def is_local(function, positional, keywords):
    """Whether the first tensor's first element changes nothing but the result's first; None where the shapes differ."""
    first = next((at for at, each in enumerate(positional) if tf.is_tensor(each) and each.dtype.is_floating), None)
    if first is None:
        return None
    x = positional[first]
    before = function(*positional, **keywords)
    if not tf.is_tensor(before) or before.shape != x.shape or x.shape.num_elements() < 2:
        return None
    for shift in (0.9, -0.9, 7.0):
        # Not added: -0 + 0 is another zero.
        moved = tf.reshape(tf.one_hot(0, x.shape.num_elements(), True, False), x.shape)
        after = called_with(function, positional, keywords, first, tf.where(moved, x + shift, x))
        same = before.numpy() == after.numpy()
        if before.dtype.is_floating:
            same |= np.isnan(before.numpy()) & np.isnan(after.numpy())
        if not same.ravel()[1:].all():
            return False
    return True


def effect(function, positional, keywords, at):
    given = positional[at] if isinstance(at, int) else keywords[at]
    value, leaves = watched(given)
    if not leaves or any(leaf.shape.num_elements() == 0 for leaf in leaves):
        return None
    with tf.GradientTape() as tape:
        tape.watch(leaves)
        result = called_with(function, positional, keywords, at, value)
        floating = [each for each in tensors(result) if each.dtype.is_floating]
        total = tf.add_n([tf.reduce_sum(tf.cast(each, "float32") ** 2 + each * 0.7) if each.dtype == tf.float32 else tf.reduce_sum(tf.cast(each, "float32")) for each in floating]) if floating else None
    none = lambda: "none" if is_read(function, positional, keywords, at) else "unread"
    if total is None:
        return none()
    found = [each for each in tape.gradient(total, leaves) if each is not None]
    if not found:
        return none()
    return "through" if any(np.any(tf.convert_to_tensor(each).numpy() != 0) for each in found) else "zero"


def described(value):
    if tf.is_tensor(value):
        return {"dtype": value.dtype.name, "shape": value.shape.as_list()}
    if isinstance(value, (list, tuple)) and tensors(value):
        return [described(each) for each in value]
    if value is None or isinstance(value, (bool, int, float, str)):
        return value if not isinstance(value, float) or np.isfinite(value) else str(value)
    if isinstance(value, (list, tuple)) and all(isinstance(each, (int, float)) for each in value):
        return [described(each) for each in value]
    return type(value).__name__


def examine(record, function, positional, keywords):
    names = record["parameters"]
    for at in [*range(len(positional)), *keywords]:
        try:
            found = effect(function, positional, keywords, at)
        except Exception:  # this argument takes no tensor
            continue
        if found is None:
            continue
        if isinstance(at, str):
            name = at
        else:
            variadic = next((each[1:] for each in names if each.startswith("*") and not each.startswith("**")), None)
            plain = [each for each in names if not each.startswith("*")]
            cut = names.index(f"*{variadic}") if variadic else len(plain)
            name = plain[at] if at < cut else variadic
        known = record["gradient"].get(name, "unread")
        record["gradient"][name] = max(known, found, key=RANK.get)
    whole = dtypes_of_whole(function, positional, keywords)
    if whole is not None:
        record["ofWhole"] = sorted({*record.get("ofWhole", []), *whole})
    local = is_local(function, positional, keywords)
    if local is not None:
        record["isLocal"] = local and record.get("isLocal", True)
    result = function(*positional, **keywords)
    sample = {"positional": [described(each) for each in positional]}
    if keywords:
        sample["keywords"] = {name: described(each) for name, each in keywords.items()}
    sample["result"] = described(result)
    if sample not in record["calls"] and len(record["calls"]) < 12:
        record["calls"].append(sample)


def scope_of(name):
    given = INPUTS[name]
    t = tf.constant(np.array(given["t"], dtype=given.get("dtype", "float32")).reshape(given["t_shape"]))
    p = tf.constant(np.array(given["p"], dtype="float32").reshape(given["p_shape"]))
    return {"tf": tf, "K": K, "ops": ops, "np": np, "keras": keras, "t": t, "p": p}


def main(wanted):
    records = {}
    families = [*FAMILIES.values(), SPECIAL, CALLS]
    for expression, names in [case for family in families for case in family]:
        tree = ast.parse(expression, mode="eval")
        for node in ast.walk(tree):
            name = canonical(node.func) if isinstance(node, ast.Call) else None
            if name is None or name in SWITCHES or (wanted and name not in wanted) or any(isinstance(each, ast.Starred) for each in node.args):
                continue
            for given in names.split():
                scope = scope_of(given)
                evaluate = lambda part: eval(compile(ast.Expression(part), "case", "eval"), scope)
                try:
                    function = evaluate(node.func)
                    positional = [evaluate(each) for each in node.args]
                    keywords = {each.arg: evaluate(each.value) for each in node.keywords}
                    called = parameters(function)
                    if called is None or inspect.isclass(function):
                        continue
                    record = records.setdefault(name, {"parameters": called, "gradient": {}, "calls": []})
                    examine(record, function, positional, keywords)
                except Exception:  # the suite's cases hold what raises, too
                    continue
    print(f"{len(records)} functions measured")
    records = {name: record for name, record in records.items() if record["calls"]}
    if wanted:
        records = json.loads((HERE / "golden.json").read_text()) | records
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(records[name], separators=(',', ':'))}" for name in sorted(records))
    (HERE / "golden.json").write_text(f"{{\n{lines}\n}}\n")


main(set(sys.argv[1:]))
