import keras
from keras import layers, ops


def of_function(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_functional(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_class(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_attribute(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_method(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def of_several(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred))


def build():
    model = keras.Sequential()
    model.add(layers.Input((4,)))
    model.add(layers.Dense(9, activation="softmax"))
    return model


model = build()
model.compile(loss=of_function)


def make_net(width=16):
    inputs = keras.Input((3,))
    hidden = layers.Dense(width)(inputs)
    return keras.Model(inputs, layers.Dense(2, activation="sigmoid")(hidden))


net = make_net()
net.compile(optimizer="adam", loss=of_functional)


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(8, activation="relu")
        self.out = layers.Dense(6, activation="softmax")

    def call(self, inputs):
        x = self.hidden(inputs)
        return self.out(x)


subclassed = Net()
subclassed.compile(loss=of_class)
subclassed.build((None, 4))


class Trainer:
    def __init__(self):
        self.model = keras.Sequential([layers.Input((5,)), layers.Dense(3)])
        self.model.compile(loss=of_attribute)
        self.critic = self.build_critic()
        self.critic.compile(loss=of_method)

    def build_critic(self):
        critic = keras.Sequential()
        critic.add(layers.Input((5,)))
        critic.add(layers.Dense(1, activation="tanh"))
        return critic


trainer = Trainer()


class Pair(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = layers.Dense(2)
        self.second = layers.Dense(3, activation="sigmoid")

    def call(self, inputs):
        return self.first(inputs), self.second(inputs)


pair = Pair()
pair.compile(loss=["mse", of_several])
