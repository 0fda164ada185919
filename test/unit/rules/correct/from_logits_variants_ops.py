import keras
from keras import ops


def stable_bce(y_true, y_pred):
    return ops.mean(ops.maximum(y_pred, 0.0) - y_pred * y_true + ops.softplus(-ops.abs(y_pred)), axis=-1)


logits = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
logits.compile(loss=keras.losses.BinaryCrossentropy(from_logits=True), optimizer="adam")
logits.compile(loss=stable_bce, optimizer="adam")
probabilities = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
probabilities.compile(loss=keras.losses.BinaryCrossentropy(), optimizer="adam")
probabilities.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
classes = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(3)])
classes.compile(loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam")
