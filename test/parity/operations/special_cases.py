"""Cases of functions that survival, directional and counting losses call."""

SPECIAL = [
    *[
        (f"tf.math.bessel_{name}({argument})", on)
        for name in ("i0", "i1", "i0e", "i1e")
        for argument, on in (("p", "signed"), ("p * t", "cube"), ("p", "empty"), ("p", "single"), ("t", "whole"))
    ],
    ("tf.math.special.bessel_i0(p)", "signed"),
    ("tf.math.special.bessel_i1(p)", "signed"),
    ("tf.math.special.bessel_i0e(p)", "signed"),
    ("tf.math.special.bessel_i1e(p)", "signed"),
    *[
        (f"tf.math.cumulative_logsumexp({arguments})", on)
        for arguments, on in (
            ("p", "signed"),
            ("p, axis=1", "cube"),
            ("p, -1, reverse=True", "cube"),
            ("p, 1, exclusive=True", "signed"),
            ("p", "vector"),
            ("p", "empty"),
            ("p", "zero"),
        )
    ],
    # NumPy's, on constants.
    *[
        (f"p * tf.constant(np.sum(np.asarray({expression}) * np.float32(0.5)), tf.float32)", "single")
        for expression in (
            "np.trace([[1, 2], [3, 4]])",
            "np.trace(np.ones((3, 3), np.float32))",
            "np.average([1.0, 2.0, 6.0])",
            "np.average([[1.0, 2.0], [3.0, 4.0]], axis=1)",
            "np.average([1.0, 2.0, 6.0], weights=[1, 2, 3])",
            "np.average([[1.0, 2.0], [3.0, 5.0]], axis=0, weights=[3, 1])",
            "np.percentile([3.0, 1.0, 2.0, 8.0], 30)",
            "np.quantile([[3.0, 1.0], [2.0, 8.0]], 0.25, axis=1)",
            "np.linalg.norm([3.0, 4.0])",
            "np.linalg.norm([[3, 4], [6, 8]], axis=1)",
            "np.linalg.norm([[3, -4], [6, 8]], ord=1, axis=0, keepdims=True)",
            "np.linalg.norm([[3, -4], [6, 8]])",
            "np.linalg.norm([3.0, -4.0], np.inf)",
            "np.allclose([1.0, 2.0], [1.0, 2.0 + 1e-9])",
            "np.argsort([[3, 1, 2], [1, 4, 0]]) * [1, 2, 4]",
            "np.argsort([[3, 1, 2], [1, 1, 0]], axis=None, kind='stable') * np.arange(6)",
            "np.bincount([1, 3, 1], minlength=6) * np.arange(6)",
            "np.bincount([1, 3, 1], weights=[0.5, 2.0, 1.0]) * np.arange(4)",
            "np.unique([3, 1, 3, 2]) * [1, 10, 100]",
            "np.unique([3, 1, 3, 2], return_counts=True)[1] * [1, 10, 100]",
            "np.indices((2, 3))[1] * [[1, 2, 3], [4, 5, 6]]",
            "np.hanning(5) * [1, 2, 3, 4, 5]",
            "np.hamming(4) * [1, 2, 3, 4]",
        )
    ],
    *[
        (f"p * tf.cast({expression}, tf.float32)", "single")
        for expression in (
            "np.meshgrid([1, 2, 3], [4.0, 5.0])[0]",
            "np.meshgrid([1, 2, 3], [4.0, 5.0])[1]",
            "np.meshgrid([1, 2, 3], [4.0, 5.0], indexing='ij')[0]",
            "np.meshgrid([1, 2], [3, 4], [5, 6, 7])[2]",
            "np.diff([1, 4, 9, 16])",
            "np.diff([[1.0, 4.0, 9.0], [0.5, 0.25, 0.0]], n=2)",
            "np.diff([[1, 4], [9, 16]], axis=0)",
            "np.tril(np.arange(6).reshape(2, 3))",
            "np.triu(np.ones((3, 3)), k=1)",
            "np.tri(3, 4, -1)",
            "np.tri(2)",
            "np.vstack([[1, 2], [3, 4]])",
            "np.hstack([[1, 2], [3.0]])",
            "np.hstack([np.ones((2, 1)), np.zeros((2, 2))])",
            "np.column_stack([[1, 2], [3, 4]])",
            "np.append([1, 2], [[3, 4]])",
            "np.append(np.ones((1, 2)), np.zeros((1, 2)), axis=0)",
            "np.roll([1, 2, 3, 4], 1)",
            "np.roll(np.arange(6).reshape(2, 3), -1, axis=1)",
            "np.roll(np.arange(6).reshape(2, 3), 7)",
            "np.swapaxes(np.arange(6).reshape(1, 2, 3), 0, 2)",
            "np.moveaxis(np.arange(6).reshape(1, 2, 3), -1, 0)",
            "np.full_like([1.5, 2.5], 7)",
            "np.full_like([1, 2], 2.7)",
            "np.isclose([1.0, 2.0], [1.0, 2.1])",
            "np.logspace(0, 2, 3)",
            "np.logspace(0, 3, num=3, endpoint=False, base=2.0)",
            "np.kron([[1, 2]], [[1, 1], [0, 3]])",
        )
    ],
]
