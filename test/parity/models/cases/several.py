import keras
from keras import layers, ops


def of_class(y_true, y_pred):
    return -ops.mean(ops.sum(y_true * ops.log(y_pred + 1e-7), axis=-1))


def of_box(y_true, y_pred):
    return ops.mean(ops.abs(y_true - y_pred))


def of_age(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_sex(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_both(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_key(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


inputs = keras.Input((6,))
body = layers.Dense(8)(inputs)
kind = layers.Dense(5, activation="softmax")(body)
box = layers.Dense(4)(body)
one = keras.Model(inputs, [kind, box])
one.compile(loss=[of_class, of_box])

age = layers.Dense(1, activation="relu", name="age")(body)
sex = layers.Dense(2, activation="softmax", name="sex")(body)
two = keras.Model(inputs, [age, sex])
losses = {"sex": of_sex, "age": of_age}
two.compile(loss=losses, loss_weights={"age": 2.0})

three = keras.Model(inputs, [layers.Dense(3)(body), layers.Dense(3)(body)])
three.compile(loss=of_both)

four = keras.Model(inputs, {"first": layers.Dense(2)(body), "second": layers.Dense(6, activation="sigmoid")(body)})
four.compile(loss={"second": of_key, "first": "mse"})
