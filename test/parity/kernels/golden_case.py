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


class Golden:
    def __init__(self):
        self.cases = {}

    def case(self, kernel, call, *arguments):
        """`kernel` is `file.function`, or `file.function:field` where the result has several tensors."""
        described_arguments = [
            {"tensor": described(a.values), "watched": isinstance(a, Watched)}
            if isinstance(a, (Watched, Given))
            else {"plain": a}
            for a in arguments
        ]
        cases = self.cases.setdefault(kernel.split(".")[0], [])
        try:
            value, gradients = self.run(call, arguments)
            outcome = {"value": value, "gradients": gradients}
        except (tf.errors.InvalidArgumentError, tf.errors.UnimplementedError, ValueError, TypeError, LookupError) as error:
            print(f"{kernel} refuses: {str(error).splitlines()[0][:150]}")
            outcome = {"refused": True}
        cases.append({"kernel": kernel, "arguments": described_arguments, **outcome})

    def run(self, call, arguments):
        tensors = [tf.constant(a.values) if isinstance(a, (Watched, Given)) else a for a in arguments]
        with tf.GradientTape(persistent=True) as tape:
            for argument, tensor in zip(arguments, tensors):
                if isinstance(argument, Watched):
                    tape.watch(tensor)
            output = call(*tensors)
            loss = None
            if output.dtype.is_floating:
                loss = tf.reduce_sum(output * tf.cast(weights(output.shape), output.dtype))
        gradients = []
        for argument, tensor in zip(arguments, tensors):
            if isinstance(argument, Watched):
                gradient = tape.gradient(loss, tensor) if loss is not None else None
                gradient = None if gradient is None else tf.convert_to_tensor(gradient)
                gradients.append(None if gradient is None else plain(gradient.numpy()))
        return described(output.numpy()), gradients

    def write(self, folder):
        for module, cases in self.cases.items():
            lines = ",\n".join(json.dumps(case, separators=(",", ":"), allow_nan=False) for case in cases)
            Path(folder, f"{module}.json").write_text(f"[\n{lines}\n]\n")
