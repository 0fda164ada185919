import keras
from keras import ops


def euclidean_distance(vects):
    x, y = vects
    sum_square = ops.sum(ops.square(x - y), axis=1, keepdims=True)
    return ops.sqrt(ops.maximum(sum_square, keras.backend.epsilon()))


def loss(margin=1):
    def contrastive_loss(y_true, y_pred):
        square_pred = ops.square(y_pred)
        margin_square = ops.square(ops.maximum(margin - y_pred, 0))
        return ops.mean((1 - y_true) * square_pred + y_true * margin_square)

    return contrastive_loss


input_1 = keras.layers.Input((28, 28, 1))
input_2 = keras.layers.Input((28, 28, 1))
embedding = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="tanh")])
merged = keras.layers.Lambda(euclidean_distance, output_shape=(1,))([embedding(input_1), embedding(input_2)])
output = keras.layers.Dense(1, activation="sigmoid")(keras.layers.BatchNormalization()(merged))
siamese = keras.Model(inputs=[input_1, input_2], outputs=output)
siamese.compile(loss=loss(margin=1), optimizer="RMSprop", metrics=["accuracy"])
