import keras
import numpy as np
from keras import ops


@keras.saving.register_keras_serializable()
def my_loss(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred), axis=-1)


def other_loss(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


x = np.linspace(0.0, 1.0, 12, dtype="float32").reshape(6, 2)
y = x.sum(axis=1, keepdims=True)
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(loss=my_loss, optimizer="adam")
before = model.evaluate(x, y, verbose=0)
model.save("model.keras")
again = keras.models.load_model("model.keras", custom_objects={"other_loss": other_loss})
after = again.evaluate(x, y, verbose=0)
