import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from sklearn.metrics import confusion_matrix


def plot_predictions(y_true, y_pred, title=""):
    plt.scatter(y_true, y_pred)
    plt.title(title)
    plt.show()


def report(y_true, y_pred):
    cm = confusion_matrix(y_true, np.argmax(y_pred, axis=1))
    print(cm, tf.math.reduce_mean(tf.cast(y_true, tf.float32)).numpy())


def mean_absolute_error(y_true, y_pred):
    y_true, y_pred = np.array(y_true), np.array(y_pred)
    return np.mean(np.abs(y_true - y_pred))


def mape(y_true, y_pred):
    y_true, y_pred = np.asarray(y_true), np.asarray(y_pred)
    if (y_true == 0).any():
        raise ValueError("zero target")
    return np.mean(np.abs((y_true - y_pred) / y_true)) * 100


model = tf.keras.models.load_model("model.keras")
print(mape([1.0], model.predict([[1.0]])), mean_absolute_error([1.0], [2.0]))
