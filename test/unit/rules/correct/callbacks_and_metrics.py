import keras
import numpy as np
from keras import ops


class BinaryF1(keras.metrics.Metric):
    def __init__(self, name="f1", **kwargs):
        super().__init__(name=name, **kwargs)
        self.tp = self.add_weight(name="tp", initializer="zeros")
        self.fp = self.add_weight(name="fp", initializer="zeros")

    def update_state(self, y_true, y_pred, sample_weight=None):
        y_pred = ops.cast(y_pred > 0.5, "float32")
        self.tp.assign_add(ops.sum(y_true * y_pred))
        self.fp.assign_add(ops.sum((1 - y_true) * y_pred))

    def result(self):
        return self.tp / (self.tp + self.fp + 1e-7)


class LossHistory(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        if logs and np.isnan(logs["loss"]):
            self.model.stop_training = True


def hamming_score(y_true, y_pred):
    return ops.mean(ops.cast(ops.equal(y_true, ops.round(y_pred)), "float32"))


model = keras.Sequential([keras.layers.Dense(3, activation="sigmoid")])
model.compile(loss="binary_crossentropy", metrics=[BinaryF1(), hamming_score], optimizer="adam")
