import tensorflow as tf

SMOOTH = 1.0


def _overlap(y_true, y_pred, axes=(1, 2)):
    intersection = tf.reduce_sum(y_true * y_pred, axis=axes)
    return intersection, tf.reduce_sum(y_true, axis=axes) + tf.reduce_sum(y_pred, axis=axes)


def dice_loss(y_true, y_pred):
    intersection, total = _overlap(y_true, y_pred)
    return 1.0 - tf.reduce_mean((2.0 * intersection + SMOOTH) / (total + SMOOTH), axis=-1)


def jaccard_loss(y_true, y_pred, smooth=100.0):
    intersection, total = _overlap(y_true, y_pred)
    jac = (intersection + smooth) / (total - intersection + smooth)
    return tf.reduce_mean((1 - jac) * smooth, axis=-1)


def iou(y_true, y_pred):
    intersection, total = _overlap(y_true, tf.cast(y_pred > 0.5, tf.float32))
    return (intersection + SMOOTH) / (total - intersection + SMOOTH)


model.compile(loss=dice_loss, optimizer="adam", metrics=[iou])
other.compile(loss=jaccard_loss, optimizer="adam", metrics=["accuracy", iou])
