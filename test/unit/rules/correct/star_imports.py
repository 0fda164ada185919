from tensorflow.keras.layers import *
from tensorflow.keras.losses import *
from tensorflow.keras.models import *
from helpers import *


def total_loss(y_true, y_pred):
    return binary_crossentropy(y_true, y_pred) + penalty(y_true, y_pred) * WEIGHT


model = Sequential([Dense(1, activation="sigmoid")])
model.compile(loss=total_loss, optimizer=get_optimizer())
model.compile(loss=special_loss, optimizer="adam")
