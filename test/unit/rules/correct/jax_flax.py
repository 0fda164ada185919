import jax
import jax.numpy as jnp
import optax
from flax import linen as nn


def cross_entropy_loss(logits, labels):
    one_hot = jax.nn.one_hot(labels, 10)
    return optax.softmax_cross_entropy(logits, one_hot).mean()


def mse_loss(y_true, y_pred):
    return jnp.mean(jnp.square(y_true - y_pred))


@jax.jit
def train_step(state, batch):
    def loss_fn(params):
        logits = state.apply_fn(params, batch["image"])
        return cross_entropy_loss(logits, batch["label"])

    grads = jax.grad(loss_fn)(state.params)
    return state.apply_gradients(grads=grads)
