# Keras 2
import numpy as np
from keras import backend as K
from keras.models import load_model


def yolo_like_loss(y_true, y_pred):
    object_mask = y_true[..., 4:5]
    xy_loss = object_mask * K.binary_crossentropy(y_true[..., 0:2], y_pred[..., 0:2], from_logits=True)
    wh_loss = object_mask * 0.5 * K.square(y_true[..., 2:4] - y_pred[..., 2:4])
    confidence_loss = K.binary_crossentropy(object_mask, y_pred[..., 4:5], from_logits=True)
    return K.sum(xy_loss) + K.sum(wh_loss) + K.sum(confidence_loss)


def sigmoid(x):
    return 1. / (1. + np.exp(-x))


model = load_model('yolo.h5', custom_objects={'yolo_like_loss': yolo_like_loss})
model.compile(optimizer='adam', loss={'yolo_loss': lambda y_true, y_pred: y_pred})
