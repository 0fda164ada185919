from keras.models import Sequential
from keras.layers.core import Dense, Activation
from keras.layers.recurrent import LSTM
from keras import backend as K
import numpy as np

n_items = 50


def rank_hinge(y_true, y_pred):
    """y_true is +1 for the clicked item and -1 for all others"""
    return K.mean(K.maximum(1. - y_true * y_pred, 0.), axis = -1)

def softened(y_true, y_pred):
    p = K.clip(y_pred, K.epsilon(), 1. - K.epsilon())
    t = .9 * y_true + .05
    return -K.mean(t * K.log(p) + (1. - t) * K.log(1. - p), axis = -1)


def hit_rate(y_true, y_pred):
    return K.mean(K.equal(K.argmax(y_true, axis=-1), K.argmax(y_pred, axis=-1)))

model = Sequential()
model.add(LSTM(64, input_shape=(10, n_items)))
model.add(Dense(n_items))
model.compile(loss=rank_hinge, optimizer='rmsprop', metrics=[hit_rate])

second = Sequential([Dense(8, input_dim=4), Activation('sigmoid')])
second.compile(loss=softened, optimizer='sgd')
second.fit(np.zeros((4, 4)), np.zeros((4, 8)), nb_epoch=2, verbose=0)
