"""A custom loss as a tutorial of the Keras 1 days shows it.

Two of its names do not exist. Once they do, the preview shows what else is wrong with it.
"""

from keras.models import Sequential
from keras.layers import Dense


def my_koss(y_true,y_pred):
    return K.mean((y_pred-y_true),axis = -1)


model = Sequential([Dense(1, input_shape=(4,))])
model.compile(loss=my_loss, optimizer='SGD', metrics=['accuracy'])
