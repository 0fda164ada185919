import keras
from keras import ops


@keras.saving.register_keras_serializable()
class AsymmetricLoss(keras.losses.Loss):
    """Punishes too low more than too high."""

    def __init__(self, weight=3.0, name="asymmetric", **kwargs):
        super().__init__(name=name, **kwargs)
        self.weight = weight

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(self.weight * error, -error), axis=-1)

    def get_config(self):
        return {**super().get_config(), "weight": self.weight}


model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss=AsymmetricLoss(weight=2.0))
model.save("asymmetric.keras")
