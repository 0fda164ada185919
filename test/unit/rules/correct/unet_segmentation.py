import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K
from tensorflow.keras import layers, models


def dice_coef(y_true, y_pred, smooth=1.0):
    y_true_f = K.flatten(y_true)
    y_pred_f = K.flatten(y_pred)
    intersection = K.sum(y_true_f * y_pred_f)
    return (2.0 * intersection + smooth) / (K.sum(y_true_f) + K.sum(y_pred_f) + smooth)


def dice_coef_loss(y_true, y_pred):
    return 1 - dice_coef(y_true, y_pred)


def bce_dice_loss(y_true, y_pred):
    return tf.keras.losses.binary_crossentropy(y_true, y_pred) + dice_coef_loss(y_true, y_pred)


def mean_iou(y_true, y_pred):
    y_pred = tf.cast(y_pred > 0.5, tf.float32)
    intersection = tf.reduce_sum(y_true * y_pred)
    union = tf.reduce_sum(y_true) + tf.reduce_sum(y_pred) - intersection
    return (intersection + 1e-7) / (union + 1e-7)


def get_unet(img_rows, img_cols):
    inputs = layers.Input((img_rows, img_cols, 1))
    conv1 = layers.Conv2D(32, (3, 3), activation="relu", padding="same")(inputs)
    pool1 = layers.MaxPooling2D(pool_size=(2, 2))(conv1)
    conv2 = layers.Conv2D(64, (3, 3), activation="relu", padding="same")(pool1)
    up = layers.concatenate([layers.Conv2DTranspose(32, (2, 2), strides=(2, 2), padding="same")(conv2), conv1], axis=3)
    outputs = layers.Conv2D(1, (1, 1), activation="sigmoid")(up)
    model = models.Model(inputs=[inputs], outputs=[outputs])
    model.compile(optimizer=tf.keras.optimizers.Adam(1e-5), loss=bce_dice_loss, metrics=[dice_coef, mean_iou])
    return model


def evaluate(y_true, y_pred):
    return np.mean(np.round(y_pred) == y_true)
