import numpy as np
import math


def loss(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def rmse(y_true, y_pred):
    return math.sqrt(loss(y_true, y_pred))


def log_loss(y_true, y_pred, eps=1e-15):
    p = np.clip(y_pred, eps, 1 - eps)
    return -np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))


def accuracy(y_true, y_pred):
    return sum(1 for t, p in zip(y_true, y_pred) if t == p) / len(y_true)


def f1(y_true, y_pred):
    tp = fp = fn = 0
    for i in range(len(y_true)):
        if y_pred[i] and y_true[i]:
            tp += 1
        elif y_pred[i]:
            fp += 1
        elif y_true[i]:
            fn += 1
    return 2 * tp / (2 * tp + fp + fn) if tp else 0.0
