import keras
from keras import ops


class CustomModel(keras.Model):
    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        loss = super().compute_loss(x, y, y_pred, sample_weight)
        return loss + 0.01 * ops.mean(ops.square(y_pred))

    def compute_metrics(self, x, y, y_pred, sample_weight):
        metric_results = super().compute_metrics(x, y, y_pred, sample_weight)
        return metric_results


@keras.saving.register_keras_serializable(package="my_package")
def weighted_mse(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred) * (1 + y_true), axis=-1)


inputs = keras.Input((3,))
model = CustomModel(inputs, keras.layers.Dense(1)(inputs))
model.compile(optimizer="adam", loss=weighted_mse)
model.save("model.keras")
restored = keras.models.load_model("model.keras")
