import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


class CTCLayer(layers.Layer):
    def __init__(self, name=None):
        super().__init__(name=name)
        self.loss_fn = keras.losses.CTC()

    def call(self, y_true, y_pred):
        batch_len = ops.cast(ops.shape(y_true)[0], dtype="int64")
        input_length = ops.cast(ops.shape(y_pred)[1], dtype="int64") * ops.ones(shape=(batch_len, 1), dtype="int64")
        loss = self.loss_fn(y_true, y_pred)
        self.add_loss(loss)
        return y_pred


def decode(pred, characters):
    input_len = np.ones(pred.shape[0]) * pred.shape[1]
    return ["".join(characters[i] for i in row if i >= 0) for row in np.argmax(pred, -1)], input_len
