/** Files for the benches: of about 2,000 lines, as projects have them, and of nothing but losses. */

const loss = (number: number): string => `
@keras.saving.register_keras_serializable(package="losses")
def focal_${number}(y_true, y_pred, gamma=2., alpha=.25):
    """Focal loss, number ${number}."""
    y_true = ops.cast(y_true, y_pred.dtype)  # labels come as integers
    p = ops.clip(y_pred, 1e-7, 1. - 1e-7)
    cross_entropy = -(y_true * ops.log(p) + (1. - y_true) * ops.log(1. - p))
    weight = alpha * y_true + (1 - alpha) * (1 - y_true)
    if gamma > 0 and not isinstance(gamma, str):
        weight = weight * ops.power(ops.abs(y_true - p), gamma)
    return ops.mean(weight * cross_entropy, axis=-1)


class Dice${number}(keras.losses.Loss):
    def __init__(self, smooth=1., name=f"dice_{${number}}"):
        super().__init__(name=name)
        self.smooth = smooth

    def call(self, y_true, y_pred):
        overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
        total = ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3])
        return 1. - (2. * overlap + self.smooth) / (total + self.smooth)

`;
export const fileOf = (losses: number, from = 0): string =>
  `import keras\nfrom keras import ops\n${Array.from({ length: losses }, (_, number) => loss(from + number)).join("")}`;

/** What stands between the losses of a real project: data, models, training. */
const other = (number: number): string => `
def load_part_${number}(folder, limit=None):
    rows = []
    with open(os.path.join(folder, f"part_{${number}}.csv"), newline="") as file:
        for index, row in enumerate(csv.reader(file)):
            if limit is not None and index >= limit:
                break
            rows.append([float(value) for value in row[1:]])
    data = np.asarray(rows, dtype="float32")
    mean, spread = data.mean(axis=0), data.std(axis=0) + 1e-6
    return (data - mean) / spread


def build_model_${number}(width, depth=3, rate=0.1):
    inputs = keras.Input((width,))
    x = inputs
    for level in range(depth):
        x = keras.layers.Dense(2 ** (depth - level), activation="relu", name=f"dense_{level}")(x)
        x = keras.layers.Dropout(rate)(x)
    outputs = keras.layers.Dense(1, activation="sigmoid")(x)
    model = keras.Model(inputs, outputs, name="model_${number}")
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="binary_crossentropy", metrics=["accuracy"])
    return model

`;

/** About 2,000 lines: a project's file, or nothing but losses. */
export const mixed = `import csv\nimport os\n\nimport keras\nimport numpy as np\nfrom keras import ops\n${Array.from(
  { length: 40 },
  (_, number) => loss(number) + other(number),
).join("")}`;
export const dense = fileOf(86);
