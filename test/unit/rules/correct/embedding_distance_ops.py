from keras import ops


def cosine_distance(y_true, y_pred):
    a = y_true / ops.sqrt(ops.sum(ops.square(y_true), axis=-1, keepdims=True) + 1e-12)
    b = y_pred / ops.sqrt(ops.sum(ops.square(y_pred), axis=-1, keepdims=True) + 1e-12)
    return 1.0 - ops.sum(a * b, axis=-1)


def contrastive(margin):
    def loss(same, distance):
        return same * ops.square(distance) + (1.0 - same) * ops.square(ops.maximum(margin - distance, 0.0))

    return loss


def center_pull(y_true, y_pred):
    return ops.sum(ops.square(y_pred - y_true), axis=-1) / 2.0


model.compile("adam", loss=[cosine_distance, contrastive(1.0), center_pull], loss_weights=[1, 1, 0.01])
