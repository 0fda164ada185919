import tensorflow as tf

CLASS_WEIGHTS = [1.0, 2.5, 0.7]


def weighted_crossentropy(weights):
    def loss(y_true, y_pred):
        p = y_pred / tf.reduce_sum(y_pred, axis=-1, keepdims=True)
        p = tf.clip_by_value(p, 1e-7, 1 - 1e-7)
        return -tf.reduce_sum(y_true * tf.math.log(p) * weights, axis=-1)

    return loss


model = tf.keras.Sequential()
model.add(tf.keras.layers.Dense(32, activation="relu"))
model.add(tf.keras.layers.Dense(3, activation="softmax"))
model.compile(optimizer="adam", loss=weighted_crossentropy(CLASS_WEIGHTS), metrics=["accuracy"])
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.compile(optimizer="adam", loss=tf.keras.losses.CategoricalCrossentropy(label_smoothing=0.1))
