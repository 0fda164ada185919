import tensorflow as tf


def my_loss(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


def predict_in_parts(model, x, size):
    parts = []
    for start in range(0, len(x), size):
        parts.append(model(x[start : start + size]))
    return parts


def best_of(models, x, y):
    scores = [float(tf.reduce_mean(my_loss(y, model(x)))) for model in models]
    return min(zip(scores, models), key=lambda pair: pair[0])


if __name__ == "__main__":
    model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
    model.compile(loss=my_loss, optimizer="adam")
    for epoch in range(3):
        model.fit(x, y, verbose=0)
    print(best_of([model], x, y)[0])
