from tensorflow.keras import backend as K, layers, models
from tensorflow import keras


def capped(y_true, y_pred):
    return K.mean(K.minimum(K.square(y_true - y_pred), 10.0), axis=-1)


def make():
    model = models.Sequential([layers.Dense(4, activation="relu"), layers.Dense(1)])
    model.compile(loss=capped, optimizer="adam")
    return model


model = make()
model.fit(x, y)
model.save_weights("capped.weights.h5")
again = make()
again.load_weights("capped.weights.h5")
figure.save("loss.png")
plain = keras.models.load_model("other.keras", compile=False)
