import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
from keras.utils import to_categorical

CLASSES = 5


def one_hot(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def whole(y_true, y_pred):
    return ops.mean(ops.square(ops.cast(y_true, "float32") - y_pred))


def column(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def generated(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def in_batches(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def turned(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def indexed(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def flat(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def on_batch(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def model_of(units):
    return keras.Sequential([layers.Input((4,)), layers.Dense(units)])


x = np.random.rand(20, 4)
labels = np.random.randint(0, CLASSES, size=(20,))

one = model_of(CLASSES)
one.compile(loss=one_hot)
y = to_categorical(labels, num_classes=CLASSES)
one.fit(x, y, epochs=1, class_weight={0: 1.0, 1: 2.0})

two = model_of(1)
two.compile(loss=whole)
two.fit(x, labels)

three = model_of(3)
three.compile(loss=column)
targets = np.random.normal(0, 1, size=(20, 3))
three.fit(x=x, y=targets[:10])


def batches():
    while True:
        pictures = np.zeros((8, 4))
        masks = np.ones((8, 6, 6, 2))
        yield pictures, masks


four = keras.Sequential([layers.Input((4,)), layers.Dense(72), layers.Reshape((6, 6, 2))])
four.compile(loss=generated)
four.fit(batches(), steps_per_epoch=1)

five = model_of(2)
five.compile(loss=in_batches)
dataset = tf.data.Dataset.from_tensor_slices((x, np.random.rand(20, 2)))
five.fit(dataset.shuffle(10).batch(4))

six = model_of(1)
six.compile(loss=turned)
six.fit(x, labels.astype("float32").reshape((-1, 1)))

seven = model_of(CLASSES)
seven.compile(loss=indexed)
seven.fit(x, np.eye(CLASSES)[labels])

eight = model_of(1)
eight.compile(loss=flat)
eight.fit(x, np.random.rand(20))

nine = model_of(2)
nine.compile(loss=on_batch)
nine.train_on_batch(x, tf.zeros((20, 2)))
