# golden: class SmoothedBce on binary
# golden: class WeightedHuber with weight=3.0 on regression
# golden: class OnlyName on regression
# golden: class WithOwnConfig with alpha=0.2 on mask
# golden: class MixedIn on regression
# golden: as_metric on regression
# golden: compiled_like on regression
# golden: config_round_trip on binary
# golden: get_instance on regression
import keras
from keras import losses, metrics, ops


class SmoothedBce(losses.BinaryCrossentropy):
    def __init__(self):
        super().__init__(label_smoothing=0.2, name="smoothed")

    def call(self, y_true, y_pred):
        return super().call(y_true, y_pred) * 2.0 + self.label_smoothing


class WeightedHuber(losses.Huber):
    def __init__(self, weight=1.0, **kwargs):
        super().__init__(delta=0.5, **kwargs)
        self.weight = weight

    def call(self, y_true, y_pred):
        return self.weight * super().call(y_true, y_pred)


class OnlyName(losses.MeanSquaredError):
    pass


class WithOwnConfig(losses.Tversky):
    def get_config(self):
        return {**super().get_config(), "extra": 1}

    def call(self, y_true, y_pred):
        return super().call(y_true, y_pred) + len(self.get_config())


class Scaled:
    scale = 0.25

    def call(self, y_true, y_pred):
        return self.scale * super().call(y_true, y_pred)


class MixedIn(Scaled, losses.MeanAbsoluteError):
    pass


def as_metric(y_true, y_pred):
    return metrics.mean_absolute_error(y_true, y_pred) + 0.0 * metrics.mean_squared_error(y_true, y_pred)


LOSSES = {"a": losses.MeanSquaredError(), "b": "mae", "c": losses.huber, "d": losses.LogCosh}
WEIGHTS = {"a": 1.0, "b": 0.5, "c": 2.0, "d": 0.1}


def compiled_like(y_true, y_pred):
    return sum(ops.mean(losses.get(loss)(y_true, y_pred)) * WEIGHTS[name] for name, loss in LOSSES.items())


def config_round_trip(y_true, y_pred):
    original = losses.BinaryFocalCrossentropy(gamma=3.0, alpha=0.4, apply_class_balancing=True, reduction="sum")
    again = losses.deserialize(losses.serialize(original))
    return again(y_true, y_pred) if isinstance(again, keras.losses.Loss) and again.gamma == 3.0 else y_pred


def get_instance(y_true, y_pred):
    loss = losses.get("CosineSimilarity")
    return loss(y_true, y_pred) + len(loss.name) + (loss.reduction == "sum_over_batch_size")
