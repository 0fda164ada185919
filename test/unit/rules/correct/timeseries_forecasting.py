import keras
import numpy as np
import pandas as pd
from keras import ops


def pinball_loss(quantile):
    def loss(y_true, y_pred):
        error = y_true - y_pred
        return ops.mean(ops.maximum(quantile * error, (quantile - 1) * error), axis=-1)

    return loss


def smape(y_true, y_pred):
    denominator = (np.abs(y_true) + np.abs(y_pred)) / 2.0
    return 100 * np.mean(np.abs(y_true - y_pred) / np.maximum(denominator, 1e-8))


def mase(y_true, y_pred, y_train):
    return np.mean(np.abs(y_true - y_pred)) / np.mean(np.abs(np.diff(y_train)))


df = pd.read_csv("jena_climate.csv")
values = df.iloc[:, 1:].values.astype("float32")
inputs = keras.layers.Input(shape=(120, values.shape[1]))
lstm_out = keras.layers.LSTM(32)(inputs)
outputs = keras.layers.Dense(1)(lstm_out)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile(optimizer=keras.optimizers.Adam(learning_rate=0.001), loss=pinball_loss(0.9))
history = model.fit(values[:100], values[:100, 1], epochs=10)
print(smape(values[:, 1], model.predict(values)[:, 0]))
