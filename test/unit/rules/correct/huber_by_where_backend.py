from tensorflow.keras import backend as K


def make_huber(delta=1.0):
    def huber(y_true, y_pred):
        error = K.abs(y_true - y_pred)
        return K.mean(K.switch(error <= delta, 0.5 * K.square(error), delta * (error - 0.5 * delta)), axis=-1)

    return huber


def berhu(y_true, y_pred):
    error = K.abs(y_true - y_pred)
    c = 0.2 * K.max(error, axis=-1, keepdims=True) + 1e-6
    return K.mean(K.switch(error <= c, error, (K.square(error) + c * c) / (2.0 * c)), axis=-1)


model.compile(loss=make_huber(0.5), optimizer="adam")
depth.compile(loss=berhu, optimizer="adam")
