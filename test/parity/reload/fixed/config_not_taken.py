import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable()
class Weighted(keras.losses.Loss):
    def __init__(self, w=2.0, name="weighted", **kwargs):
        super().__init__(name=name, **kwargs)
        self.w = w

    def call(self, y_true, y_pred):
        return self.w * ops.mean(ops.abs(y_true - y_pred), axis=-1)

    def get_config(self):
        config = super().get_config()
        config.update({"w": self.w})
        return config


x = np.linspace(0.0, 1.0, 12, dtype="float32").reshape(6, 2)
y = x.sum(axis=1, keepdims=True)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(loss=Weighted(3.0), optimizer="adam")
before = model.evaluate(x, y, verbose=0)
model.save("model.keras")
again = keras.models.load_model("model.keras")
after = again.evaluate(x, y, verbose=0)
