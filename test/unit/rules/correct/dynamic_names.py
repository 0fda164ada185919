import importlib

import tensorflow as tf

LOSSES = {}


def register(name):
    def wrap(fn):
        LOSSES[name] = fn
        return fn

    return wrap


@register("huber")
def huber_loss(y_true, y_pred, delta=1.0):
    error = tf.abs(y_true - y_pred)
    quadratic = tf.minimum(error, delta)
    return tf.reduce_mean(0.5 * quadratic**2 + delta * (error - quadratic), axis=-1)


for _name in ("mae", "mse"):
    globals()[f"{_name}_loss"] = getattr(tf.keras.losses, _name)


def get_loss(identifier):
    if callable(identifier):
        return identifier
    if identifier in LOSSES:
        return LOSSES[identifier]
    module = importlib.import_module("project.losses")
    return getattr(module, identifier)


def build(model, config):
    model.compile(optimizer=config["optimizer"], loss=get_loss(config["loss"]), metrics=config.get("metrics"))
    model.compile("adam", loss=mse_loss)
