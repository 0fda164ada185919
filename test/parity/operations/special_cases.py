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
]
