from tensorflow.keras import backend as K

MISSING = -1.0


def masked_mse(y_true, y_pred):
    mask = K.cast(y_true > MISSING, K.floatx())
    error = K.square(y_true - y_pred) * mask
    return K.sum(error, axis=-1) / K.maximum(K.sum(mask, axis=-1), 1.0)


def masked_mae(missing):
    def loss(y_true, y_pred):
        mask = K.cast(y_true > missing, K.floatx())
        return K.sum(K.abs(y_true - y_pred) * mask, axis=-1) / (K.sum(mask, axis=-1) + 1e-6)

    return loss


model.compile(optimizer="adam", loss=masked_mse, metrics=[masked_mae(MISSING)])
