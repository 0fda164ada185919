# %% [markdown]
# # Losses
# %%
import tensorflow as tf
from tensorflow.keras import backend as K
# %%
def rmse(y_true, y_pred):
    return K.sqrt(K.mean(K.square(y_pred - y_true), axis=-1) + K.epsilon())
# %%
def log_cosh(y_true, y_pred):
    d = y_pred - y_true
    return K.mean(d + K.softplus(-2. * d) - tf.math.log(2.), axis=-1)
# %%
rmse(tf.constant([[1.0]]), tf.constant([[2.0]]))
# %%
model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
model.compile(loss=rmse, optimizer="adam", metrics=[log_cosh, "mae"])
display(model.summary())
