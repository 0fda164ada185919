import tensorflow as tf


def capped(y_true, y_pred):
    return tf.reduce_mean(tf.minimum(tf.square(y_true - y_pred), 10.0), axis=-1)


def make():
    model = tf.keras.Sequential([tf.keras.layers.Dense(4, activation="relu"), tf.keras.layers.Dense(1)])
    model.compile(loss=capped, optimizer="adam")
    return model


model = make()
model.fit(x, y)
model.save_weights("capped.weights.h5")
again = make()
again.load_weights("capped.weights.h5")
figure.save("loss.png")
plain = tf.keras.models.load_model("other.keras", compile=False)
