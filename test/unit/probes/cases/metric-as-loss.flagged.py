import tensorflow as tf
from tensorflow.keras import backend as K


def _decided(p):
    return tf.map_fn(lambda row: tf.cast(row > 0.5, tf.float32), p)


def _rounded(p):
    return tf.map_fn(tf.round, p)


def accuracy(y_true, y_pred):
    return 1.0 - tf.reduce_mean(tf.abs(y_true - _decided(y_pred)), axis=-1)


def precision(y_true, y_pred):
    hits = _decided(y_pred)
    return tf.reduce_sum(hits * y_true) / (tf.reduce_sum(hits) + 1.0)


def recall(y_true, y_pred):
    return tf.reduce_sum(_rounded(y_pred) * y_true) / (tf.reduce_sum(y_true) + 1.0)


def f1(y_true, y_pred):
    hits = _rounded(y_pred)
    return 2.0 * tf.reduce_sum(hits * y_true) / (tf.reduce_sum(hits) + tf.reduce_sum(y_true) + 1.0)


def hit_score(y_true, y_pred):
    return K.mean(K.square(y_true - _decided(y_pred)), axis=-1)


def specificity(y_true, y_pred):
    wrong = (1.0 - y_true) * _decided(y_pred)
    return 1.0 - tf.reduce_sum(wrong) / (tf.reduce_sum(1.0 - y_true) + 1.0)


def iou(y_true, y_pred):
    hits = _decided(y_pred)
    overlap = tf.reduce_sum(hits * y_true)
    return overlap / (tf.reduce_sum(hits) + tf.reduce_sum(y_true) - overlap + 1.0)


def binary_accuracy_score(y_true, y_pred):
    return tf.reduce_mean(1.0 - tf.abs(y_true - _rounded(y_pred)), axis=-1)


def hits(y_true, y_pred):
    return tf.reduce_sum(y_true * _rounded(y_pred), axis=-1)


for metric in ():
    pass
model.compile("sgd", loss=accuracy)
model.compile("sgd", loss=precision)
model.compile("sgd", loss=recall)
model.compile("sgd", loss=f1)
model.compile("sgd", loss=hit_score)
model.compile("sgd", loss=specificity)
model.compile("sgd", loss=iou)
model.compile("sgd", loss=binary_accuracy_score)
model.compile("sgd", loss=hits)
