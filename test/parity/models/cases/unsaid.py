"""What a text does not say for certain: nothing may be said of these, or what Keras has."""

import sys

import keras
from keras import layers, ops

wide = len(sys.argv) < 100


def branched(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def looped(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def popped(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def rebound(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def turned(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def chosen(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def inserted(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


inputs = keras.Input((4,))
out = layers.Dense(2)(inputs)
if wide:
    out = layers.Dense(5, activation="softmax")(inputs)
one = keras.Model(inputs, out)
one.compile(loss=branched)

two = keras.Sequential([layers.Input((4,))])
for units in (3, 2):
    two.add(layers.Dense(units))
two.compile(loss=looped)

three = keras.Sequential([layers.Input((4,)), layers.Dense(2), layers.Dense(6)])
three.pop()
three.compile(loss=popped)

four = keras.Sequential([layers.Input((4,)), layers.Dense(2)])
four = keras.Sequential([four, layers.Dense(8)])
four.compile(loss=rebound)

five = keras.Sequential([layers.Input((3, 7)), layers.Dense(7), layers.Permute((2, 1))])
five.compile(loss=turned)


def make(kind):
    if kind == "wide":
        return keras.Sequential([layers.Input((4,)), layers.Dense(11)])
    return keras.Sequential([layers.Input((4,)), layers.Dense(1)])


six = make("wide")
six.compile(loss=chosen)


def grow(model):
    model.add(layers.Dense(13, activation="sigmoid"))


seven = keras.Sequential([layers.Input((4,)), layers.Dense(2)])
grow(seven)
seven.compile(loss=inserted)


def given(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def make_wide(units=3):
    return keras.Sequential([layers.Input((4,)), layers.Dense(units)])


eight = make_wide(17)
eight.compile(loss=given)


def extended(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def aliased(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def make_start():
    return keras.Sequential([layers.Input((4,)), layers.Dense(6)])


nine = make_start()
nine.add(layers.Dense(3, activation="softmax"))
nine.compile(loss=extended)

ten = make_start()
eleven = ten
eleven.add(layers.Softmax())
eleven.compile(loss=aliased)
