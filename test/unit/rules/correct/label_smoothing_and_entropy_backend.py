from tensorflow.keras import backend as K


def smooth_labels(y_true, amount=0.1):
    return y_true * (1.0 - amount) + amount / 3.0


def with_entropy(y_true, y_pred, beta=0.01):
    p = K.clip(y_pred, 1e-7, 1.0)
    crossentropy = -K.sum(smooth_labels(y_true) * K.log(p), axis=-1)
    entropy = -K.sum(p * K.log(p), axis=-1)
    return crossentropy - beta * entropy


def temperature_scaled(temperature):
    return lambda y_true, y_pred: -K.sum(
        y_true * K.log(K.softmax(y_pred / temperature) + 1e-7), axis=-1
    )


model.compile(optimizer="adam", loss=with_entropy)
raw.compile(optimizer="adam", loss=temperature_scaled(2.0))
