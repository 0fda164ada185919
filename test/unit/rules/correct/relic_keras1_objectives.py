# Keras 1
from keras import backend as K
from keras.layers.core import Dense, Activation
from keras.models import Sequential
from keras.objectives import mean_squared_error


def my_loss(y_true, y_pred):
    return K.mean(K.square(y_pred - y_true), axis=-1)


def crossed(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_pred, y_true), axis=-1) + mean_squared_error(y_true, y_pred)


model = Sequential()
model.add(Dense(64, input_dim=20, init='uniform'))
model.add(Activation('softmax'))
model.compile(loss=my_loss, optimizer='SGD', metrics=['accuracy'])
print("compiled with %s" % my_loss.__name__)
