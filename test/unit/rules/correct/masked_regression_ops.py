from keras import ops

MISSING = -1.0


def masked_mse(y_true, y_pred):
    mask = ops.cast(y_true > MISSING, "float32")
    error = ops.square(y_true - y_pred) * mask
    return ops.sum(error, axis=-1) / ops.maximum(ops.sum(mask, axis=-1), 1.0)


def masked_mae(missing):
    def loss(y_true, y_pred):
        mask = ops.cast(y_true > missing, "float32")
        return ops.sum(ops.abs(y_true - y_pred) * mask, axis=-1) / (ops.sum(mask, axis=-1) + 1e-6)

    return loss


model.compile(optimizer="adam", loss=masked_mse, metrics=[masked_mae(MISSING)])
