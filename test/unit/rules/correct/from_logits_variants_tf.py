import tensorflow as tf


def stable_bce(y_true, y_pred):
    return tf.reduce_mean(tf.maximum(y_pred, 0.0) - y_pred * y_true + tf.nn.softplus(-tf.abs(y_pred)), axis=-1)


logits = tf.keras.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(1)])
logits.compile(loss=tf.keras.losses.BinaryCrossentropy(from_logits=True), optimizer="adam")
logits.compile(loss=stable_bce, optimizer="adam")
probabilities = tf.keras.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
probabilities.compile(loss=tf.keras.losses.BinaryCrossentropy(), optimizer="adam")
probabilities.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
classes = tf.keras.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(3)])
classes.compile(loss=tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True), optimizer="adam")
