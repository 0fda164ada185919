from tensorflow.keras import backend as K

SMOOTH = 1.0


def _overlap(y_true, y_pred, axes=(1, 2)):
    intersection = K.sum(y_true * y_pred, axis=axes)
    return intersection, K.sum(y_true, axis=axes) + K.sum(y_pred, axis=axes)


def dice_loss(y_true, y_pred):
    intersection, total = _overlap(y_true, y_pred)
    return 1.0 - K.mean((2.0 * intersection + SMOOTH) / (total + SMOOTH), axis=-1)


def jaccard_loss(y_true, y_pred, smooth=100.0):
    intersection, total = _overlap(y_true, y_pred)
    jac = (intersection + smooth) / (total - intersection + smooth)
    return K.mean((1 - jac) * smooth, axis=-1)


def iou(y_true, y_pred):
    intersection, total = _overlap(y_true, K.cast(y_pred > 0.5, K.floatx()))
    return (intersection + SMOOTH) / (total - intersection + SMOOTH)


model.compile(loss=dice_loss, optimizer="adam", metrics=[iou])
other.compile(loss=jaccard_loss, optimizer="adam", metrics=["accuracy", iou])
