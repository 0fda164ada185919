from tensorflow.keras import backend as K


def cosine_distance(y_true, y_pred):
    a = y_true / K.sqrt(K.sum(K.square(y_true), axis=-1, keepdims=True) + 1e-12)
    b = y_pred / K.sqrt(K.sum(K.square(y_pred), axis=-1, keepdims=True) + 1e-12)
    return 1.0 - K.sum(a * b, axis=-1)


def contrastive(margin):
    def loss(same, distance):
        return same * K.square(distance) + (1.0 - same) * K.square(K.maximum(margin - distance, 0.0))

    return loss


def center_pull(y_true, y_pred):
    return K.sum(K.square(y_pred - y_true), axis=-1) / 2.0


model.compile("adam", loss=[cosine_distance, contrastive(1.0), center_pull], loss_weights=[1, 1, 0.01])
