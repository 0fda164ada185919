"""Times real Keras on a loss file's focal loss: how long until the first value, and for a value with its gradient.

    python test/bench/keras_loss.py LOSS.py SIZE...

Prints one JSON object. The time to the first value is the caller's to take: it begins with this process.
"""

import json
import os
import sys
import time

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

path, *sizes = sys.argv[1:]
scope = {}
exec(compile(open(path).read(), path, "exec"), scope)
loss = scope["focal"]


def given(size):
    steps = np.arange(size, dtype="float32")
    return tf.constant((steps % 2).reshape(-1, 8)), tf.constant((0.01 + 0.98 * (steps % 97) / 97).reshape(-1, 8))


def eager(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        value = loss(y_true, y_pred)
    return value, tape.gradient(value, y_pred)


def median(function, *arguments):
    function(*arguments)
    times = []
    while len(times) < 15 or (sum(times) < 0.5 and len(times) < 500):
        start = time.perf_counter()
        value, gradient = function(*arguments)
        value.numpy(), gradient.numpy()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2] * 1000


first = float(tf.reduce_sum(eager(*given(64))[0]))
print(json.dumps({"first": first}), flush=True)
compiled = tf.function(eager)
result = {size: {"eager": median(eager, *given(int(size))), "compiled": median(compiled, *given(int(size)))} for size in sizes}
print(json.dumps(result))
