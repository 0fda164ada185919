"""One kernel case: TensorFlow's value, and the gradient for every watched argument (None is null)."""

import json
import math
from pathlib import Path

import numpy as np
import tensorflow as tf


class Watched:
    """An argument whose gradient is asked for."""

    def __init__(self, values, dtype="float32"):
        self.values = np.asarray(values, dtype)


class Given:
    """A tensor argument without a gradient."""

    def __init__(self, values, dtype="float32"):
        self.values = np.asarray(values, dtype)


def plain(values):
    """Flat numbers, as short as float32 allows; what JSON has no number for becomes a string."""
    result = []
    for value in np.asarray(values).ravel():
        if isinstance(value, (np.bool_, np.integer)):
            result.append(int(value))
            continue
        number = float(str(np.float32(value)))
        if math.isfinite(number):
            result.append(int(number) if number == int(number) and abs(number) < 1e6 and not (number == 0 and math.copysign(1, number) < 0) else number)
        else:
            result.append("NaN" if math.isnan(number) else "Infinity" if number > 0 else "-Infinity")
    return result


def described(values):
    return {"values": plain(values), "shape": list(np.shape(values)), "dtype": np.asarray(values).dtype.name}


def weights(shape):
    """An upstream gradient that is not the same everywhere; the test makes the same one."""
    size = int(np.prod(shape))
    return tf.constant([1 + 0.5 * (index % 3) for index in range(size)], tf.float32, shape=shape)


def weighted(tensor):
    return tf.reduce_sum(tensor * tf.cast(weights(tensor.shape), tensor.dtype))


def numbers(gradients):
    return [None if each is None else plain(tf.convert_to_tensor(each).numpy()) for each in gradients]


def second(tape, followed, leaves):
    """Gradients of the gradients' weighted sum; None where there are none, a word where TensorFlow has no formula."""
    if followed is None:
        return None
    try:
        return numbers(tape.gradient(followed, leaves))
    except (LookupError, AttributeError) as error:
        print(f"no gradient of the gradient: {str(error).splitlines()[0][:100]}")
        return "refused"


class Many:
    """A list of tensor arguments."""

    def __init__(self, *items):
        self.items = items


class Golden:
    def __init__(self, dtype="float32"):
        """`dtype`: what arguments of float32 are cast to before TensorFlow is asked."""
        self.dtype = dtype
        self.cases = {}

    def case(self, kernel, call, *arguments):
        """`kernel` is `file.function`, or `file.function:field` where the result has several tensors."""
        described_arguments = [self.describe(argument) for argument in arguments]
        cases = self.cases.setdefault(kernel.split(".")[0], [])
        try:
            value, gradients, second = self.run(call, arguments)
            outcome = {"value": value, "gradients": gradients, **({} if second is None else {"second": second})}
        except (tf.errors.InvalidArgumentError, tf.errors.UnimplementedError, tf.errors.NotFoundError, ValueError, TypeError, LookupError) as error:
            print(f"{kernel} refuses: {str(error).splitlines()[0][:150]}")
            outcome = {"refused": True}
        cases.append({"kernel": kernel, "arguments": described_arguments, **outcome})

    def describe(self, argument):
        if isinstance(argument, Many):
            return {"many": [self.describe(item) for item in argument.items]}
        if isinstance(argument, (Watched, Given)):
            return {"tensor": described(argument.values), "watched": isinstance(argument, Watched)}
        return {"plain": "Infinity" if argument == math.inf else argument}

    def run(self, call, arguments):
        leaves = []

        def tensor(argument):
            if isinstance(argument, Many):
                return [tensor(item) for item in argument.items]
            if not isinstance(argument, (Watched, Given)):
                return argument
            made = tf.constant(argument.values)
            if made.dtype == tf.float32:
                made = tf.cast(made, self.dtype)
            if isinstance(argument, Watched):
                leaves.append(made)
            return made

        tensors = [tensor(argument) for argument in arguments]
        with tf.GradientTape(persistent=True) as outer:
            for leaf in leaves:
                outer.watch(leaf)
            with tf.GradientTape() as tape:
                for leaf in leaves:
                    tape.watch(leaf)
                output = call(*tensors)
                loss = None
                if output.dtype.is_floating:
                    loss = weighted(output)
            gradients = tape.gradient(loss, leaves) if loss is not None else [None] * len(leaves)
            followed = None
            for gradient in gradients:
                if gradient is not None:
                    term = weighted(tf.convert_to_tensor(gradient))
                    followed = term if followed is None else followed + term
        return described(output.numpy()), numbers(gradients), second(outer, followed, leaves)

    def write(self, folder):
        for module, cases in self.cases.items():
            lines = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
            Path(folder, f"{module}.json").write_text(f"[\n{lines}\n]\n")
