from tensorflow.keras import backend as K, layers, losses, models, utils


@utils.register_keras_serializable()
class AsymmetricLoss(losses.Loss):
    """Punishes too low more than too high."""

    def __init__(self, weight=3.0, name="asymmetric", **kwargs):
        super().__init__(name=name, **kwargs)
        self.weight = weight

    def call(self, y_true, y_pred):
        error = y_true - y_pred
        return K.mean(K.maximum(self.weight * error, -error), axis=-1)

    def get_config(self):
        return {**super().get_config(), "weight": self.weight}


model = models.Sequential([layers.Dense(1)])
model.compile(optimizer="sgd", loss=AsymmetricLoss(weight=2.0))
model.save("asymmetric.keras")
