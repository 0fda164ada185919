from tensorflow.keras import backend as K, layers, losses, models
from tensorflow import keras


def stable_bce(y_true, y_pred):
    return K.mean(K.maximum(y_pred, 0.0) - y_pred * y_true + K.softplus(-K.abs(y_pred)), axis=-1)


logits = models.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)])
logits.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True), optimizer="adam")
logits.compile(loss=stable_bce, optimizer="adam")
probabilities = models.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
probabilities.compile(loss=keras.losses.BinaryCrossentropy(), optimizer="adam")
probabilities.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
classes = models.Sequential([layers.Dense(8, activation="relu"), layers.Dense(3)])
classes.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam")
