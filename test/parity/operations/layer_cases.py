"""Cases of Keras's layers without weights, as losses call them."""

LAYERS = [
    *[
        (f"keras.layers.{layer}(p)", on)
        for layer, on in (
            ("Flatten()", "cube"),
            ("Flatten()", "signed"),
            ("Flatten()", "vector"),
            ("Reshape((-1,))", "cube"),
            ("Reshape((1, -1))", "signed"),
            ("Permute((2, 1))", "cube"),
            ("Lambda(lambda a: a[::2, :])", "signed"),
            ("Lambda(lambda a: a * a, output_shape=(1,))", "cube"),
            ("Activation('sigmoid')", "signed"),
            ("Activation(tf.nn.relu)", "signed"),
            ("Softmax()", "signed"),
            ("Softmax(axis=1)", "cube"),
            ("ReLU()", "signed"),
            ("MaxPooling1D()", "cube"),
            ("MaxPool1D(2, strides=1, padding='same')", "cube"),
            ("AveragePooling1D(2)", "cube"),
            ("GlobalAveragePooling1D()", "cube"),
            ("GlobalMaxPooling1D(keepdims=True)", "cube"),
            ("MaxPooling2D()", "signed"),
        )
    ],
    *[
        (f"keras.layers.{layer}(tf.reshape(p, (1, 2, -1, 1)))", "cube")
        for layer in (
            "MaxPooling2D((2, 2), strides=(1, 1), padding='same')",
            "MaxPool2D(2)",
            "AveragePooling2D(pool_size=(3, 3), strides=(1, 1), padding='same')",
            "AvgPool2D()",
            "GlobalAveragePooling2D()",
            "GlobalMaxPool2D()",
        )
    ],
    *[
        (f"keras.layers.{layer}([p, t * p])", "signed")
        for layer in (
            "Add()",
            "Subtract()",
            "Multiply()",
            "Average()",
            "Maximum()",
            "Minimum()",
            "Concatenate()",
            "Concatenate(axis=0)",
            "add",
            "subtract",
            "multiply",
            "average",
            "maximum",
            "minimum",
            "concatenate",
        )
    ],
    ("tf.keras.layers.Flatten()(t) * tf.keras.layers.Flatten()(p)", "cube"),
    ("keras.layers.concatenate([p, p * 2.0], axis=1)", "signed"),
    ("keras.layers.Multiply()([p, p, p])", "signed"),
]
