import tensorflow as tf


def edges(image):
    return image[:, 1:, :, :] - image[:, :-1, :, :], image[:, :, 1:, :] - image[:, :, :-1, :]


def edge_loss(y_true, y_pred):
    true_y, true_x = edges(y_true)
    pred_y, pred_x = edges(y_pred)
    return tf.reduce_mean(tf.abs(true_y - pred_y), axis=(1, 2, 3)) + tf.reduce_mean(tf.abs(true_x - pred_x), axis=(1, 2, 3))


def smoothness(y_true, y_pred):
    dy, dx = edges(y_pred)
    weight = tf.exp(-tf.reduce_mean(tf.abs(edges(y_true)[0]), axis=-1, keepdims=True))
    return tf.reduce_mean(tf.abs(dy) * weight, axis=(1, 2, 3)) + tf.reduce_mean(tf.abs(dx), axis=(1, 2, 3))


model.compile(optimizer="adam", loss={"image": edge_loss, "depth": smoothness})
