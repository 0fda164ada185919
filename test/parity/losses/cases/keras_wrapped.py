# What model.compile adds is the `keras` part of each golden value: rank alignment, float32, reduction.
# golden: per_sample on regression, ragged_rank, integers
# golden: scalar on regression, ragged_rank
# golden: per_element on regression
# golden: class SubclassPerSample on regression, ragged_rank
# golden: class SubclassSum on regression
# golden: class SubclassNone on regression
# golden: class SubclassMean on sequence
# golden: class SubclassScalar on regression
# golden: class MissingSuper on regression
# golden: class OverriddenCall on regression
# golden: class ReturnsHits on regression
# golden: class NoneReduction with reduction=None on regression, ragged_rank
# golden: class WeightedMean with reduction="mean_with_sample_weight" on regression
# golden: class WrongReduction on regression
# golden: class KeepsDtype on integers
# golden: class UsesName on regression
# golden: hits on regression
# golden: whole_numbers on regression
# golden: two_axes_left on sequence
# golden: keeps_dims on regression
# golden: ranks_of_image on small_image
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


class MissingSuper(keras.losses.Loss):
    def __init__(self, weight=2.0):
        self.weight = weight

    def call(self, y_true, y_pred):
        return self.weight * ops.mean(ops.abs(y_true - y_pred), axis=-1)


class OverriddenCall(keras.losses.Loss):
    def __call__(self, y_true, y_pred, sample_weight=None):
        return ops.sum(y_true * y_pred)

    def call(self, y_true, y_pred):
        return y_true - y_pred


class ReturnsHits(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.equal(ops.round(y_true), ops.round(y_pred))


class NoneReduction(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true - y_pred), axis=-1)


class WeightedMean(NoneReduction):
    pass


class WrongReduction(keras.losses.Loss):
    def __init__(self):
        super().__init__(reduction="average")

    def call(self, y_true, y_pred):
        return y_true - y_pred


class KeepsDtype(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.cast(y_true, y_pred.dtype) * y_pred, axis=-1)


class UsesName(keras.losses.Loss):
    def __init__(self, name="named"):
        super().__init__(name=name)

    def call(self, y_true, y_pred):
        return len(self.name) * ops.mean(ops.abs(y_true - y_pred), axis=-1) * (self.dtype == "float32")


def hits(y_true, y_pred):
    return ops.equal(ops.round(y_true), ops.round(y_pred))


def whole_numbers(y_true, y_pred):
    return ops.cast(ops.round(y_pred * 3), "int32")


def two_axes_left(y_true, y_pred):
    return ops.square(y_true - y_pred)


def keeps_dims(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1, keepdims=True)


def ranks_of_image(y_true, y_pred):
    return ops.mean(ops.abs(y_true[..., 0] - y_pred[..., 0]), axis=(1, 2))


def int_target(y_true, y_pred):
    hot = ops.cast(ops.equal(y_true, 1), "float32")
    return ops.mean(hot * y_pred, axis=-1)


instance = keras.losses.Huber(delta=0.5)
configured = keras.losses.deserialize(
    keras.losses.BinaryFocalCrossentropy(gamma=3.0, reduction="sum").get_config() and "mean_squared_error"
)
