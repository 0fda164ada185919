# What model.compile adds is the `keras` part of each golden value: rank alignment, float32, reduction.
# golden: per_sample on regression, ragged_rank, integers
# golden: scalar on regression, ragged_rank
# golden: per_element on regression
# golden: class SubclassPerSample on regression, ragged_rank
# golden: class SubclassSum on regression
# golden: class SubclassNone on regression
# golden: class SubclassMean on sequence
# golden: class SubclassScalar on regression
# golden: int_target on integers
# golden: instance on regression
# golden: configured on binary
import keras
from keras import ops


def per_sample(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


def scalar(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred))


def per_element(y_true, y_pred):
    return ops.abs(y_true - y_pred)


class SubclassPerSample(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred), axis=-1)


class SubclassSum(keras.losses.Loss):
    def __init__(self):
        super().__init__(reduction="sum")

    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred), axis=-1)


class SubclassNone(keras.losses.Loss):
    def __init__(self, **kwargs):
        super().__init__(reduction=None, **kwargs)

    def call(self, y_true, y_pred):
        return ops.square(y_true - y_pred)


class SubclassMean(keras.losses.Loss):
    def __init__(self):
        super().__init__("mean_loss", "mean")

    def call(self, y_true, y_pred):
        return ops.sum(ops.square(y_true - y_pred), axis=(1, 2))


class SubclassScalar(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.sum(ops.square(y_true - y_pred))


def int_target(y_true, y_pred):
    hot = ops.cast(ops.equal(y_true, 1), "float32")
    return ops.mean(hot * y_pred, axis=-1)


instance = keras.losses.Huber(delta=0.5)
configured = keras.losses.deserialize(
    keras.losses.BinaryFocalCrossentropy(gamma=3.0, reduction="sum").get_config() and "mean_squared_error"
)
