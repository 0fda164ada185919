import os

os.environ["KERAS_BACKEND"] = "jax"

import jax
import keras
import jax.numpy as jnp

loss_fn = keras.losses.CategoricalCrossentropy(from_logits=True)


def compute_loss_and_updates(trainable_variables, non_trainable_variables, x, y, model):
    y_pred, non_trainable_variables = model.stateless_call(trainable_variables, non_trainable_variables, x)
    loss = loss_fn(y, y_pred)
    return loss, non_trainable_variables


def smooth_l1(y_true, y_pred):
    d = jnp.abs(y_true - y_pred)
    return jnp.mean(jnp.where(d < 1.0, 0.5 * d**2, d - 0.5), axis=-1)


grad_fn = jax.value_and_grad(compute_loss_and_updates, has_aux=True)
