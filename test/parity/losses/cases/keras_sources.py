# As Keras's own sources are written: its private modules, exports, structures of tensors, ranks and axes.
# golden: own_error on regression, ragged_rank
# golden: own_crossentropy on categorical
# golden: class OwnWrapper on regression, ragged_rank
# golden: own_hinge on binary, margin
from keras.src import backend
from keras.src import ops
from keras.src import tree
from keras.src.api_export import keras_export
from keras.src.backend.common.backend_utils import canonicalize_axis
from keras.src.losses.loss import Loss
from keras.src.losses.loss import squeeze_or_expand_to_same_rank
from keras.src.saving import serialization_lib


@keras_export(["keras.metrics.own_error", "keras.losses.own_error"])
def own_error(y_true, y_pred):
    y_pred = ops.convert_to_tensor(y_pred)
    y_true = ops.convert_to_tensor(y_true, dtype=y_pred.dtype)
    y_true, y_pred = squeeze_or_expand_to_same_rank(y_true, y_pred)
    return ops.mean(ops.square(y_true - y_pred) / ops.maximum(ops.abs(y_true), backend.epsilon()), axis=-1)


@keras_export("keras.losses.own_crossentropy")
def own_crossentropy(y_true, y_pred, axis=-1):
    axis = canonicalize_axis(axis, ops.ndim(y_pred))
    y_pred = backend.cast(y_pred, backend.floatx())
    y_pred = ops.clip(y_pred, backend.epsilon(), 1.0 - backend.epsilon())
    return -backend.numpy.sum(y_true * ops.log(y_pred), axis=axis)


@keras_export("keras.losses.own_hinge")
def own_hinge(y_true, y_pred):
    is_binary = ops.all(ops.logical_or(ops.equal(y_true, 0), ops.equal(y_true, 1)))
    y_true = ops.cond(is_binary, lambda: 2.0 * y_true - 1.0, lambda: y_true)
    parts = tree.flatten([y_true, (y_pred,)])
    return ops.mean(ops.maximum(1.0 - parts[0] * parts[1], 0.0), axis=-1)


class OwnWrapper(Loss):
    def __init__(self, reduction="sum_over_batch_size", name="own"):
        super().__init__(name=name, reduction=reduction)
        self.fn = own_error

    def call(self, y_true, y_pred):
        both = tree.map_structure(squeeze_or_expand_to_same_rank, y_true, y_pred)
        y_true = tree.map_structure_up_to(y_true, lambda x: x[0], both)
        y_pred = tree.map_structure_up_to(y_pred, lambda x: x[1], both)
        return self.fn(y_true, y_pred)

    def get_config(self):
        config = super().get_config()
        config.update({"fn": serialization_lib.serialize_keras_object(self.fn)})
        return config
