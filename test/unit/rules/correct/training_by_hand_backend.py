from tensorflow.keras import backend as K, layers, models


def my_loss(y_true, y_pred):
    return K.mean(K.abs(y_true - y_pred), axis=-1)


def predict_in_parts(model, x, size):
    parts = []
    for start in range(0, len(x), size):
        parts.append(model(x[start : start + size]))
    return parts


def best_of(models, x, y):
    scores = [float(K.mean(my_loss(y, model(x)))) for model in models]
    return min(zip(scores, models), key=lambda pair: pair[0])


if __name__ == "__main__":
    model = models.Sequential([layers.Dense(1)])
    model.compile(loss=my_loss, optimizer="adam")
    for epoch in range(3):
        model.fit(x, y, verbose=0)
    print(best_of([model], x, y)[0])
