# Small packages that losses of projects pass by, and what they wrap their losses in.
# golden: checked on regression
# golden: class Wrapped with gamma=3.0 on regression, column
# golden: class ByLambda on regression
# golden: class Plain on binary
# golden: exported on regression
# golden: optional on regression
# golden: configured on regression
# golden: by_name on regression
# golden: registered on regression
# golden: in_graph on regression
# golden: replaced on regression
import importlib
import importlib.metadata
import numbers
import os
from importlib import import_module
import types

import keras
import namex
import six
import tensorflow as tf
from keras.src.losses.losses import LossFunctionWrapper
from packaging import version
from packaging.version import Version

try:
    import a_package_that_nobody_has as fast
except ImportError:
    fast = None


def power(y_true, y_pred, gamma=2.0):
    return tf.reduce_mean(tf.abs(y_true - y_pred) ** gamma, axis=-1)


def checked(y_true, y_pred, gamma=2.0):
    if not isinstance(gamma, numbers.Real) or isinstance(gamma, numbers.Integral):
        raise ValueError("gamma")
    assert isinstance(True, numbers.Integral) and not isinstance("1", numbers.Number)
    assert version.parse(tf.__version__) >= version.parse("2.0.0") and Version("2.0rc1") < Version("2.0")
    assert version.parse(keras.__version__) > version.parse("2.16") and Version("2.10") > Version("2.9.3")
    assert Version("2.4").major == 2 and keras.version().startswith("3.")
    return gamma * sum(weight for _, weight in six.iteritems({"a": 1.0, "b": 2.0})) * power(y_true, y_pred)


class Wrapped(LossFunctionWrapper):
    def __init__(self, gamma=2.0, name="wrapped"):
        super().__init__(power, name=name, gamma=gamma)


class ByLambda(LossFunctionWrapper):
    def __init__(self, weight=0.5, name="by_lambda"):
        self.weight = weight
        weighted = lambda yt, yp: self.weight * power(yt, yp)
        super(ByLambda, self).__init__(weighted, name=name)


class Plain(LossFunctionWrapper):
    def __init__(self, reduction="sum_over_batch_size"):
        super().__init__(keras.losses.binary_crossentropy, reduction=reduction, label_smoothing=0.1)


class project_export(namex.export):
    def __init__(self, path, package="project"):
        super().__init__(package="project", path=path)
        self.package = package

    def __call__(self, symbol):
        if hasattr(symbol, "get_config"):
            keras.saving.register_keras_serializable(package=self.package)(symbol)
        return super().__call__(symbol)


@project_export("project.losses.exported")
def exported(y_true, y_pred):
    return 3.0 * power(y_true, y_pred)


def optional(y_true, y_pred):
    if fast is not None:
        return fast.power(y_true, y_pred)
    return power(y_true, y_pred) if os.environ.get("A_VARIABLE_THAT_NOBODY_SETS", "0") == "0" else y_pred


def configured(y_true, y_pred):
    settings = types.SimpleNamespace(gamma=1.5)
    settings.weight = 2.0
    return settings.weight * power(y_true, y_pred, settings.gamma)


dynamic = import_module("tensorflow.keras.backend")
activations = importlib.import_module("keras.activations")


def by_name(y_true, y_pred):
    assert importlib.metadata.version("keras") == keras.__version__
    return dynamic.mean(dynamic.square(y_true - activations.softplus(y_pred)), axis=-1)


keras.losses.of_the_project = lambda y_true, y_pred: 2.0 * power(y_true, y_pred)
keras.backend.twice = lambda x: 2.0 * x
keras.backend.twice = lambda x: 3.0 * x


def registered(y_true, y_pred):
    return keras.backend.twice(keras.losses.of_the_project(y_true, y_pred)) + keras.losses.mean_squared_error(y_true, y_pred)


def in_graph(y_true, y_pred):
    if keras.src.utils.backend_utils.in_tf_graph():
        return tf.abs(y_true - y_pred)
    return power(y_true, y_pred)


stopped = keras.backend.stop_gradient if hasattr(keras.backend, "stop_gradient") else None
keras.backend.result_type = lambda *dtypes: "of the project"


def replaced(y_true, y_pred):
    assert keras.backend.result_type("int32", "float32") == "of the project"
    return keras.losses.mean_absolute_error(y_true, y_pred) if stopped is None else y_pred
