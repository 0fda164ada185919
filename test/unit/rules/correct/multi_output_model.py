import keras
from keras import layers, ops

title = keras.Input(shape=(None,), name="title")
body = keras.Input(shape=(None,), name="body")
x = layers.concatenate([layers.LSTM(128)(layers.Embedding(1000, 64)(title)), layers.LSTM(32)(layers.Embedding(1000, 64)(body))])
priority = layers.Dense(1, name="priority")(x)
department = layers.Dense(4, name="department")(x)
model = keras.Model(inputs=[title, body], outputs={"priority": priority, "department": department})


def weighted_priority(y_true, y_pred):
    return keras.losses.binary_crossentropy(y_true, y_pred, from_logits=True)


model.compile(
    optimizer=keras.optimizers.RMSprop(1e-3),
    loss={
        "priority": weighted_priority,
        "department": keras.losses.CategoricalCrossentropy(from_logits=True),
    },
    loss_weights={"priority": 1.0, "department": 0.2},
)
model.compile(optimizer="rmsprop", loss=[weighted_priority, lambda t, p: ops.mean(ops.square(t - p), axis=-1)])
