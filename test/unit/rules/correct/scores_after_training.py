# Scores that are computed with NumPy once the model has predicted.
import math
import numpy as np
from scipy import stats
from tensorflow import keras


def rmse(y_true, y_pred):
    return math.sqrt(np.mean(np.square(y_true - y_pred)))


def mape(y_true, y_pred):
    keep = y_true != 0
    return float(np.mean(np.abs((y_true[keep] - y_pred[keep]) / y_true[keep]))) * 100


def directional_accuracy(y_true, y_pred):
    if len(y_true) < 2:
        return float("nan")
    return np.mean(np.sign(np.diff(y_true)) == np.sign(np.diff(y_pred)))


def log_loss(y_true, y_pred, eps=1e-15):
    y_pred = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


def report(y_true, y_pred):
    for t, p in zip(y_true, y_pred):
        print(f"{t:8.3f} {p:8.3f}")
    print(rmse(y_true, y_pred), mape(y_true, y_pred), directional_accuracy(y_true, y_pred))
    print(log_loss(y_true > 0, 1 / (1 + np.exp(-y_pred))), stats.pearsonr(y_true, y_pred))


model = keras.models.load_model("forecast.keras")
report(np.load("targets.npy"), model.predict(np.load("inputs.npy"))[:, 0])
