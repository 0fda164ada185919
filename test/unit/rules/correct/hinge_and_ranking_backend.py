from tensorflow.keras import backend as K


def pairwise_hinge(y_true, y_pred):
    """Scores of a better and of a worse document stand side by side."""
    better, worse = y_pred[:, 0], y_pred[:, 1]
    return K.maximum(0.0, 1.0 - (better - worse))


def ranknet(y_true, y_pred):
    difference = y_pred[:, 0] - y_pred[:, 1]
    return K.softplus(-difference)


def bpr(y_true, y_pred):
    return -K.log(K.sigmoid(y_pred[:, 0] - y_pred[:, 1]) + 1e-8)


model.compile(loss=pairwise_hinge, optimizer="adam")
model.compile(loss=ranknet, optimizer="adam")
model.compile(loss=bpr, optimizer="adam")
