"""Expressions of `t` (y_true) and `p` (y_pred), by family, and the inputs that they run on."""

import math

INF, NAN = math.inf, math.nan


def wave(count, scale=1.0, shift=0.0):
    """Numbers without pattern, the same each time."""
    return [round(math.sin(1.7 * i + shift) * scale + math.cos(0.6 * i * i) * 0.3, 4) for i in range(count)]


INPUTS = {
    "signed": dict(t=[1, 0, 2, 0.5, -1, -2], t_shape=(2, 3), p=[-2.5, -1, -0.5, 0, 0.5, 3], p_shape=(2, 3)),
    "ties": dict(t=[1, 0, 1, 2, 3, 1], t_shape=(2, 3), p=[1, 1, 0, 2, 2, 2], p_shape=(2, 3)),
    "edge": dict(
        t=[0, 1, 2, INF, NAN, 0, -1, 3], t_shape=(8,), p=[0, -0.0, INF, -INF, NAN, 1e-8, 1e38, -3], p_shape=(8,)
    ),
    "edges": dict(
        t=[1, 0, 0, INF, NAN, 2], t_shape=(2, 3), p=[0, INF, -INF, 1.5, NAN, -1e-8], p_shape=(2, 3)
    ),
    "unit": dict(t=[0, 1, 0, 1, 0, 0], t_shape=(2, 3), p=[0.1, 0.7, 0.2, 0.0, 1.0, 0.5], p_shape=(2, 3)),
    "inner": dict(t=[0, 1, 0, 1, 0, 0], t_shape=(2, 3), p=[0.1, 0.7, 0.2, 0.3, 0.9, -0.5], p_shape=(2, 3)),
    "above": dict(t=[1, 2, 3, 1.5, 2, 5], t_shape=(2, 3), p=[1.1, 2.7, 1.2, 3.5, 8, 1.01], p_shape=(2, 3)),
    "vector": dict(t=[2, 7, 1, 8, -2], t_shape=(5,), p=[3, -1, 4, 1, -5], p_shape=(5,)),
    "cube": dict(t=wave(24, 2, 1), t_shape=(2, 3, 4), p=wave(24, 2), p_shape=(2, 3, 4)),
    "empty": dict(t=[], t_shape=(0, 3), p=[], p_shape=(0, 3)),
    "column": dict(t=[1, -2], t_shape=(2, 1), p=[-2, 1, 0.5, 4, -2, 3], p_shape=(2, 3)),
    "single": dict(t=[2], t_shape=(1,), p=[1.5], p_shape=(1,)),
    "scalar": dict(t=2, t_shape=(), p=1.5, p_shape=()),
    "zero": dict(t=[0, 0, 0, 0], t_shape=(2, 2), p=[0, 0, 0, 0], p_shape=(2, 2)),
    "classes": dict(
        t=[2, 0, 1, 1], t_shape=(4,), p=wave(12, 2), p_shape=(4, 3), dtype="int32"
    ),
    "flags": dict(t=[1, 0, 1, 0, 0, 1], t_shape=(2, 3), p=[1, 2, 3, 4, -5, 6], p_shape=(2, 3), dtype="bool"),
    "whole": dict(t=[7, -7, 3, -3, 0, 5], t_shape=(2, 3), p=[2, 2, -2, -2, 5, 3], p_shape=(2, 3), dtype="int32"),
    "matrix": dict(
        t=[4, 1, 0.5, 1, 3, 0.2, 0.5, 0.2, 2], t_shape=(3, 3), p=[4, 1, 0.5, 1.2, 3, 0.2, 0.4, -0.3, 2], p_shape=(3, 3)
    ),
    "matrices": dict(t=wave(18, 1, 2), t_shape=(2, 3, 3), p=[v + (3 if i % 4 == 0 else 0) for i, v in enumerate(wave(18))], p_shape=(2, 3, 3)),
    "image": dict(
        t=[abs(v) / 2 for v in wave(312, 1, 1)], t_shape=(1, 13, 12, 2), p=[abs(v) / 2 for v in wave(312)], p_shape=(1, 13, 12, 2)
    ),
    "small": dict(t=wave(60, 1, 1), t_shape=(1, 5, 4, 3), p=wave(60), p_shape=(1, 5, 4, 3)),
}

USUAL = "signed edge ties empty"


def each(names, inputs, pattern="{}(p)"):
    return [(pattern.format(name), inputs) for name in names.split()]


ELEMENTWISE = [
    *each("tf.exp tf.math.exp K.exp ops.exp tf.math.expm1 ops.expm1 tf.math.log K.log ops.log tf.math.log1p ops.log1p", USUAL),
    *each("tf.sqrt K.sqrt ops.sqrt tf.math.rsqrt ops.rsqrt tf.abs K.abs ops.abs ops.absolute tf.square K.square ops.square", USUAL),
    *each("tf.negative ops.negative tf.sign K.sign ops.sign tf.math.reciprocal ops.reciprocal tf.math.reciprocal_no_nan", USUAL),
    *each("tf.round K.round ops.round tf.math.rint tf.floor ops.floor tf.math.ceil ops.ceil ops.trunc", USUAL),
    *each("tf.sin K.sin ops.sin tf.cos K.cos ops.cos tf.tan ops.tan tf.sinh ops.sinh tf.cosh ops.cosh", "signed ties empty"),
    *each("tf.tanh K.tanh ops.tanh tf.sigmoid K.sigmoid ops.sigmoid tf.nn.sigmoid tf.math.sigmoid tf.atan ops.arctan", USUAL),
    *each("tf.asin ops.arcsin tf.acos ops.arccos tf.atanh ops.arctanh", "unit inner empty"),
    *each("tf.asinh ops.arcsinh", USUAL),
    *each("tf.acosh ops.arccosh", "above"),
    *each("tf.math.erf ops.erf tf.math.erfc ops.erfc", "signed edge empty"),
    *each("tf.math.erfinv ops.erfinv", "inner"),
    *each("tf.math.lgamma tf.math.digamma", "above unit"),
    *each("tf.math.is_nan ops.isnan tf.math.is_inf ops.isinf tf.math.is_finite ops.isfinite", "edge signed empty"),
    *each("ops.log2 ops.log10", "above edge"),
    ("ops.round(p, 1)", "signed"),
    ("tf.logical_not(p > 0)", "signed"),
    ("tf.math.logical_not(t)", "flags"),
    ("ops.logical_not(p)", "signed"),
    *each("tf.exp ops.exp tf.math.log ops.log tf.sqrt ops.sqrt K.sqrt tf.abs ops.abs tf.square ops.square tf.sign ops.sign tf.sigmoid ops.sigmoid tf.floor ops.floor tf.round ops.round tf.math.is_nan ops.isnan", "whole flags", "{}(t)"),
    *each("ops.cbrt ops.exp2 ops.deg2rad ops.rad2deg ops.sinc ops.fabs ops.isposinf ops.isneginf ops.signbit", "signed ties"),
    ("ops.nan_to_num(p)", "edge signed"),
    ("ops.nan_to_num(p, nan=1.0, posinf=2.0, neginf=-2.0)", "edge"),
]

PAIRS = "signed edge ties column empty"
ARITHMETIC = [
    *each("tf.add tf.math.add tf.subtract tf.math.subtract ops.subtract tf.multiply tf.math.multiply ops.multiply", PAIRS, "{}(p, t)"),
    ("ops.add(p, t)", "signed edge ties column"),
    *each("tf.divide tf.math.divide tf.truediv tf.math.truediv ops.divide ops.true_divide", PAIRS, "{}(p, t)"),
    *each("tf.maximum K.maximum ops.maximum tf.minimum K.minimum ops.minimum tf.math.maximum tf.math.minimum", PAIRS, "{}(p, t)"),
    *each("tf.pow K.pow ops.power tf.math.pow", "signed ties above column empty", "{}(p, t)"),
    *each("tf.pow K.pow ops.power", "signed edge", "{}(p, 2)"),
    *each("tf.pow K.pow ops.power", "signed edge unit", "{}(p, 0.5)"),
    *each("tf.pow ops.power", "signed", "{}(2.0, p)"),
    *each("tf.math.squared_difference tf.math.divide_no_nan ops.divide_no_nan tf.math.multiply_no_nan", PAIRS, "{}(p, t)"),
    *each("tf.math.floordiv ops.floor_divide tf.math.floormod tf.math.mod ops.mod tf.truncatediv tf.truncatemod", "signed ties whole", "{}(p, 2.0)"),
    *each("tf.math.floordiv ops.floor_divide tf.math.floormod ops.mod", "signed column", "{}(p, t)"),
    *each("tf.math.floordiv ops.floor_divide tf.math.floormod ops.mod tf.truncatediv tf.truncatemod", "whole", "{}(t, 2)"),
    *each("tf.atan2 tf.math.atan2 ops.arctan2", PAIRS, "{}(p, t)"),
    *each("tf.math.xlogy tf.math.xdivy tf.math.xlog1py", "unit zero above signed", "{}(t, p)"),
    *each("ops.logaddexp", "signed ties column", "{}(p, t)"),
    *each("ops.hypot ops.fmax ops.fmin ops.fmod ops.heaviside", "signed ties column", "{}(p, t)"),
    *each("tf.equal K.equal ops.equal tf.not_equal K.not_equal ops.not_equal tf.less K.less ops.less", PAIRS, "{}(p, t)"),
    *each("tf.less_equal K.less_equal ops.less_equal tf.greater K.greater ops.greater tf.greater_equal K.greater_equal ops.greater_equal", PAIRS, "{}(p, t)"),
    *each("tf.math.equal tf.math.greater", "signed", "{}(p, 0.0)"),
    *each("tf.logical_and tf.logical_or tf.math.logical_xor", "signed flags", "{}(p > 0, p < 2)"),
    *each("ops.logical_and ops.logical_or ops.logical_xor", "signed flags", "{}(p, t)"),
    ("ops.isclose(p, t)", "signed ties"),
    ("tf.add_n([p, t, p])", "signed"),
    ("tf.math.add_n([p, t])", "signed"),
    ("tf.scalar_mul(2, p)", "signed"),
    ("tf.math.scalar_mul(t[0, 0], p)", "signed"),
    *each("tf.add tf.multiply tf.maximum tf.equal tf.less ops.add ops.multiply ops.divide ops.maximum ops.equal tf.divide", "whole flags", "{}(p, t)"),
    *each("tf.add tf.maximum tf.multiply tf.divide ops.add ops.divide ops.maximum ops.power tf.pow", "whole", "{}(t, 1.5)"),
    *each("tf.add tf.maximum tf.multiply tf.divide ops.add ops.divide ops.maximum ops.power tf.pow tf.equal tf.less", "whole flags", "{}(t, 2)"),
    *[(f"p {sign} t", "signed ties column whole flags") for sign in "+ - * / // % ** == != < <= > >=".split()],
    *[(f"t {sign} 2", "signed whole flags") for sign in "+ - * / // % ** == != < >=".split()],
    *[(f"2 {sign} t", "above whole flags") for sign in "+ - * / // % ** == <".split()],
    *[(f"t {sign} 1.5", "above whole flags") for sign in "+ - * / // % ** == <".split()],
    *[(f"1.5 {sign} t", "above whole flags") for sign in "+ - * / // %".split()],
    *[(f"p {sign} [1., 2., 3.]", "signed") for sign in "+ * <".split()],
    *[(f"p {sign} np.array([1., 2., 3.])", "signed") for sign in "+ * / <".split()],
    *[(f"np.array([1., 2., 3.]) {sign} p", "signed") for sign in "+ - * /".split()],
    *[(f"t {sign} (p > 0)", "flags whole") for sign in "& | ^ *".split()],
    ("t & 6", "whole"), ("t | 6", "whole"), ("t ^ 6", "whole"), ("~t", "whole flags"), ("-t", "whole flags"), ("-p", "signed"),
    ("p @ tf.transpose(t)", "signed"), ("p @ t", "matrix matrices"), ("abs(p)", "signed"), ("p == None", "signed"),
    ("p + None", "signed"), ("p + 'a'", "signed"), ("p + tf.ones((3, 2))", "signed"), ("p * tf.cast(t, tf.float64)", "signed"),
]

REDUCTION = [
    *each("K.sum tf.reduce_sum tf.math.reduce_sum ops.sum K.mean tf.reduce_mean tf.math.reduce_mean ops.mean", "signed edge cube empty scalar"),
    *each("K.prod tf.reduce_prod tf.math.reduce_prod ops.prod", "signed ties zero empty"),
    *each("K.max tf.reduce_max tf.math.reduce_max ops.max ops.amax K.min tf.reduce_min tf.math.reduce_min ops.min ops.amin", "signed ties edge empty"),
    *each("K.sum tf.reduce_sum ops.sum K.mean tf.reduce_mean ops.mean K.max tf.reduce_max ops.max K.min tf.reduce_min ops.min K.prod tf.reduce_prod ops.prod K.std tf.math.reduce_std ops.std K.var tf.math.reduce_variance ops.var", "signed ties cube", "{}(p, axis=-1)"),
    *each("K.sum tf.reduce_sum ops.sum K.mean tf.reduce_mean ops.mean K.max tf.reduce_max ops.max K.std tf.math.reduce_std ops.std K.var tf.math.reduce_variance ops.var tf.reduce_logsumexp tf.math.reduce_logsumexp ops.logsumexp", "cube", "{}(p, axis=[0, 2], keepdims=True)"),
    *each("K.sum tf.reduce_sum ops.sum K.mean ops.mean K.max ops.max", "cube empty", "{}(p, axis=0)"),
    *each("K.std tf.math.reduce_std ops.std K.var tf.math.reduce_variance ops.var", "signed zero"),
    *each("tf.reduce_logsumexp ops.logsumexp", "signed edge ties"),
    *each("tf.math.reduce_euclidean_norm", "signed zero"),
    ("tf.math.reduce_euclidean_norm(p, axis=1)", "signed"),
    *each("tf.reduce_any tf.reduce_all tf.math.reduce_any tf.math.reduce_all", "signed flags", "{}(p > 0, axis=-1)"),
    *each("K.any K.all ops.any ops.all", "signed edge zero"),
    *each("K.any K.all ops.any ops.all tf.reduce_any", "flags whole", "{}(t, axis=0)"),
    *each("tf.math.count_nonzero ops.count_nonzero", "signed zero edge"),
    ("tf.math.count_nonzero(p, axis=1, dtype=tf.int32)", "signed"),
    ("ops.count_nonzero(p, axis=0)", "signed"),
    *each("tf.argmax K.argmax ops.argmax tf.argmin K.argmin ops.argmin tf.math.argmax tf.math.argmin", "signed ties"),
    *each("tf.argmax K.argmax ops.argmax tf.argmin K.argmin ops.argmin", "signed ties cube", "{}(p, axis=1)"),
    ("tf.argmax(p, axis=-1, output_type=tf.int32)", "signed"),
    ("ops.argmax(p, axis=-1, keepdims=True)", "signed"),
    *each("K.sum tf.reduce_sum ops.sum K.mean tf.reduce_mean ops.mean K.max tf.reduce_max ops.max ops.prod K.std ops.std", "whole flags", "{}(t)"),
    ("ops.max(p, initial=2.0)", "signed"), ("ops.min(p, axis=0, initial=0.0)", "signed"),
    ("ops.prod(p, dtype='int32')", "ties"),
    *each("tf.reduce_sum K.sum ops.sum", "signed", "{}(p, axis=2)"),
    ("tf.reduce_mean(p, axis=())", "signed"), ("tf.reduce_sum(p, tf.constant([0, 1]))", "signed"),
    ("K.logsumexp(p) if hasattr(K, 'logsumexp') else ops.logsumexp(p)", "signed"),
    ("ops.ptp(p, axis=1)", "signed ties"),
    ("ops.average(p)", "signed"), ("ops.average(p, axis=1, weights=t + 5)", "signed"), ("ops.average(p, axis=1, weights=[1., 2., 3.])", "signed"),
    ("ops.nanmean(p)", "edge signed"), ("ops.nansum(p, axis=0)", "edge signed"), ("ops.nanmax(p)", "signed"), ("ops.nanmin(p)", "edge"), ("ops.nanprod(p, axis=0)", "signed"), ("ops.nanvar(p)", "signed"), ("ops.nanstd(p, axis=1)", "signed"),
]

SELECTION = [
    ("tf.clip_by_value(p, -1.0, 1.0)", "signed edge ties empty"), ("tf.clip_by_value(p, 0, 1)", "unit"),
    ("K.clip(p, -1, 1)", "signed edge ties"), ("ops.clip(p, -1, 1)", "signed edge ties"),
    ("K.clip(p, None, 1.0)", "signed"), ("K.clip(p, 2, 1)", "signed"), ("K.clip(p, 1e-7, 1 - 1e-7)", "unit"),
    ("tf.clip_by_value(p, t - 1, t + 1)", "signed"), ("tf.clip_by_value(t, p - 1, p + 1)", "signed column"),
    ("tf.clip_by_value(t, 0, 3)", "whole"), ("tf.clip_by_value(t, 0.0, 3.0)", "whole"), ("ops.clip(t, 0, 3)", "whole flags"), ("ops.clip(t, 0.5, 1.5)", "whole"),
    ("tf.where(p > 0, p, t)", "signed edge column"), ("ops.where(p > 0, p, t)", "signed edge column"), ("tf.where(p > 0, tf.math.log(p), 0.0)", "signed unit"),
    ("tf.where(p > 0, p, 0)", "signed"), ("tf.where(p > 0, 0.0, p)", "signed"), ("ops.where(p > 0, p, 0)", "signed"), ("ops.where(t, p, 1)", "whole flags"),
    ("tf.where(p > 0)", "signed empty"), ("ops.where(p > 0)[0]", "signed"), ("tf.where(p > 0, 1, 0)", "signed"), ("tf.where(p > 0, t, p)", "whole"),
    ("tf.where(t, p, p)", "whole"), ("tf.where(p > 0, p)", "signed"), ("tf.where(t, p, -p)", "flags"),
    ("K.switch(p > 0, p, t)", "signed"), ("K.switch(tf.constant(True), lambda: p, lambda: t)", "signed"), ("K.switch(p[:, 0] > 0, p[:, 0], t[:, 0])", "signed"),
    ("tf.cond(tf.reduce_sum(p) > 0, lambda: p, lambda: t)", "signed vector"), ("ops.cond(ops.sum(p) > 0, lambda: p, lambda: -p)", "signed"),
    ("tf.case([(tf.reduce_sum(p) > 100, lambda: p)], default=lambda: 2 * p)", "signed"),
    ("tf.custom_gradient(lambda x: (x * x, lambda dy: dy * t))(p)", "signed"), ("ops.custom_gradient(lambda x: (x * x, lambda dy: dy * 3.0))(p * 2.0)", "signed"),
    ("tf.custom_gradient(lambda x, y: (x * y, lambda dy: (dy, None)))(p, p)", "signed"), ("tf.custom_gradient(lambda x: (x * x, lambda dy: (dy, dy)))(p)", "signed"), ("tf.custom_gradient(lambda x: ([x, -x], lambda a, b: a - 2.0 * b))(p)[1]", "signed"),
    ("tf.custom_gradient(lambda x: (tf.cast(x, tf.int32), lambda dy: dy))(p)", "signed"), ("tf.custom_gradient(lambda x, n: (x * n, lambda dy: (dy, None)))(p, n=2.0)", "signed"),
    ("tf.grad_pass_through(tf.round)(p * t)", "signed"), ("tf.recompute_grad(lambda x: x * x)(p)", "signed"),
    ("tf.numpy_function(lambda x: np.abs(x) + 1, [p], tf.float32)", "signed"), ("tf.numpy_function(lambda x: np.mean(x), [p], tf.float32)", "signed"), ("tf.numpy_function(lambda x: 1, [p], tf.int64)", "signed"), ("tf.numpy_function(lambda x, y: (x, y), [p, t], [tf.float32, tf.float32])[1]", "signed"), ("tf.numpy_function(lambda x: x > 0, [p], tf.bool)", "signed"),
    ("tf.compat.v1.py_func(lambda x: np.square(x), [p], tf.float32)", "signed"), ("tf.py_function(lambda x: tf.abs(x) * x, [p], tf.float32)", "signed"), ("tf.py_function(lambda x, y: [x * y, x + y], [p, t], [tf.float32, tf.float32])[0]", "signed"), ("tf.py_function(lambda x: tf.cast(x, tf.int32), [p], tf.float32)", "signed"),
    ("tf.compat.v1.cond(tf.reduce_sum(p) > 0, lambda: [p], lambda: [t])", "signed"), ("tf.compat.v1.cond(True, lambda: [p], lambda: [t], strict=True)[0]", "signed"), ("tf.compat.v1.cond(True, fn1=lambda: p, fn2=lambda: t)", "signed"),
    ("tf.switch_case(tf.constant(1), [lambda: p, lambda: -p])", "signed"), ("ops.switch(1, [lambda x: x, lambda x: -x], p)", "signed"),
    ("tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * p), (tf.constant(0), p))[1]", "signed"),
    ("ops.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * p), (0, p))[1]", "signed"),
    ("ops.fori_loop(0, 3, lambda i, x: x * p, p)", "signed"),
    ("tf.map_fn(lambda x: tf.reduce_sum(x * x), p)", "signed"), ("tf.vectorized_map(lambda x: tf.reduce_sum(x * x), p)", "signed"), ("K.map_fn(lambda x: x * 2, p)", "signed"),
    ("ops.map(lambda x: ops.sum(x * x), p)", "signed"), ("ops.vectorized_map(lambda x: x * x, p)", "signed"),
    ("tf.map_fn(lambda x: x[0] * x[1], (p, t), fn_output_signature=tf.float32)", "signed"),
    ("tf.foldl(lambda a, x: a + x * x, p)", "signed"), ("K.foldl(lambda a, x: a - x, p)", "vector"), ("tf.foldr(lambda a, x: a - x, p)", "vector"), ("K.foldr(lambda a, x: a - x, p)", "vector"),
    ("tf.foldl(lambda a, x: a * 2 + x, p, initializer=tf.constant(1.0))", "vector"),
    ("tf.scan(lambda a, x: a + x, p)", "signed vector"), ("tf.scan(lambda a, x: a * 0.5 + x, p, initializer=0.0, reverse=True)", "vector"),
    ("ops.scan(lambda c, x: (c + x, c * x), init=ops.zeros(()), xs=p)[1]", "vector"), ("ops.scan(lambda c, x: (c + x, c * x), init=ops.zeros(()), xs=p)[0]", "vector"),
    ("tf.tuple([p, t])[0]", "signed"), ("tf.identity(p)", "signed"), ("ops.copy(p)", "signed"), ("K.stop_gradient(p)", "signed"), ("tf.stop_gradient(p) * p", "signed"), ("ops.stop_gradient(p) + p", "signed"),
    ("tf.ensure_shape(p, (2, 3))", "signed"), ("tf.ensure_shape(p, (None, 2))", "signed"),
]

SHAPES = [
    ("tf.shape(p)", "signed cube scalar"), ("K.shape(p)", "signed"), ("tf.constant(ops.shape(p))", "cube"), ("tf.constant(K.int_shape(p))", "cube"), ("tf.rank(p)", "cube"), ("K.ndim(p)", "cube"), ("ops.ndim(p)", "cube"),
    ("tf.size(p)", "cube"), ("ops.size(p)", "cube"), ("K.count_params(p)", "cube"), ("tf.shape(p, out_type=tf.int64)", "cube"),
    ("tf.reshape(p, (3, 2))", "signed"), ("tf.reshape(p, [-1])", "cube empty"), ("tf.reshape(p, (4, -1))", "signed"), ("K.reshape(p, (-1, 2))", "signed"), ("ops.reshape(p, (3, -1))", "signed"), ("tf.reshape(p, tf.shape(t))", "signed"), ("tf.reshape(p, [tf.shape(p)[1], -1])", "signed"),
    ("K.flatten(p)", "cube"), ("ops.ravel(p)", "cube"), ("K.batch_flatten(p)", "cube"),
    ("tf.expand_dims(p, 1)", "signed"), ("tf.expand_dims(p, -1)", "signed"), ("K.expand_dims(p)", "signed"), ("ops.expand_dims(p, 0)", "signed"), ("ops.expand_dims(p, (0, -1))", "signed"), ("ops.expand_dims(p, 5)", "signed"), ("tf.expand_dims(p, 5)", "signed"),
    ("tf.squeeze(p)", "single"), ("K.squeeze(p, 0)", "single"), ("ops.squeeze(p, 0)", "single"), ("tf.squeeze(t, -1) * p[:, 0]", "column"), ("tf.squeeze(p, 0)", "signed"), ("ops.squeeze(p)", "single"),
    ("tf.transpose(p)", "signed cube"), ("tf.transpose(p, [1, 2, 0])", "cube"), ("K.transpose(p)", "signed"), ("K.permute_dimensions(p, (2, 0, 1))", "cube"), ("ops.transpose(p, (0, 2, 1))", "cube"), ("ops.swapaxes(p, 0, -1)", "cube"), ("ops.moveaxis(p, 0, -1)", "cube"),
    ("tf.linalg.matrix_transpose(p)", "cube"), ("tf.linalg.adjoint(p)", "signed"),
    ("tf.broadcast_to(p, (4, 2, 3))", "signed"), ("ops.broadcast_to(p, (2, 2, 3))", "signed"), ("tf.broadcast_to(p, (2, 2))", "signed"),
    ("tf.tile(p, [2, 1])", "signed"), ("K.tile(p, [1, 2])", "signed"), ("ops.tile(p, 2)", "signed"), ("ops.tile(p, (2, 1, 2))", "signed"),
    ("tf.repeat(p, 2, axis=0)", "signed"), ("tf.repeat(p, 2)", "signed"), ("tf.repeat(p, [1, 2], axis=0)", "signed"), ("ops.repeat(p, 2, axis=-1)", "signed"), ("K.repeat(p, 2)", "signed"), ("K.repeat_elements(p, 2, 1)", "signed"),
    ("tf.reverse(p, [1])", "signed"), ("K.reverse(p, 0)", "vector"), ("K.reverse(p, [0])", "signed"), ("ops.flip(p)", "signed"), ("ops.flip(p, axis=1)", "signed"), ("tf.roll(p, 1, 0)", "signed"), ("tf.roll(p, [1, -1], [0, 1])", "signed"), ("ops.roll(p, 2)", "signed"), ("ops.roll(p, 1, axis=1)", "signed"),
    ("tf.cast(p, tf.int32)", "signed"), ("tf.cast(p, 'float64')", "signed"), ("tf.cast(t, tf.float32) * p", "whole flags"), ("tf.cast(p, tf.bool)", "signed"), ("K.cast(p, 'int32')", "signed"), ("K.cast(p > 0, K.floatx())", "signed"), ("ops.cast(p, 'float32')", "signed"), ("ops.cast(p, 'int32')", "signed"), ("tf.dtypes.cast(p, tf.float32)", "signed"), ("tf.cast(p, int)", "signed"), ("tf.saturate_cast(p, tf.int32)", "signed"), ("ops.saturate_cast(p, 'int32')", "signed"), ("K.cast_to_floatx(t)", "whole"),
    ("tf.pad(p, [[1, 0], [0, 2]])", "signed"), ("tf.pad(p, [[1, 1], [2, 2]], mode='REFLECT')", "signed matrix"), ("tf.pad(p, [[1, 1], [1, 1]], 'SYMMETRIC')", "signed"), ("tf.pad(p, [[0, 1], [0, 1]], constant_values=7)", "signed"), ("ops.pad(p, ((0, 1), (2, 0)))", "signed"), ("ops.pad(p, 1)", "signed"), ("ops.pad(p, (1, 2), mode='constant', constant_values=3.0)", "signed"),
    ("tf.broadcast_dynamic_shape(tf.shape(p), tf.shape(t))", "column"), ("tf.constant(tf.broadcast_static_shape(p.shape, t.shape).as_list())", "column"), ("ops.diff(p)", "signed"), ("ops.diff(p, n=2, axis=0)", "matrix"),
    ("p[0]", "signed cube"), ("p[-1]", "signed"), ("p[:, 1:]", "signed"), ("p[..., 0]", "cube"), ("p[:, None, :]", "signed"), ("p[::2]", "vector"), ("p[::-1]", "vector"), ("p[1:-1]", "vector"), ("p[0, 1]", "signed"), ("p[tf.newaxis, ..., 1:]", "cube"), ("p[p > 0]", "signed edge"), ("p[tf.constant(1)]", "signed"), ("p[2]", "signed"), ("p[0, 0, 0]", "signed"), ("p['a']", "signed"), ("p[1.5]", "signed"), ("p[3:1]", "vector"), ("p[t[0]]", "classes"), ("p[:, ::2, -1]", "cube"), ("p[t]", "flags"), ("p[[0, 1]]", "signed"),
    ("tf.constant(p.shape.as_list())", "cube"), ("tf.constant(p.get_shape().as_list()[1:])", "cube"), ("p.shape[0] * p", "signed"), ("tf.cast(tf.shape(p)[0], tf.float32) * p", "signed"), ("p / p.shape[-1]", "signed"), ("p * p.ndim", "cube"), ("p.shape.rank * p", "cube"), ("len(p) * p", "signed"), ("tf.constant(p.shape[1:].num_elements())", "cube"),
    ("p.mean()", "signed"), ("p.astype('int32')", "signed"), ("p.foo", "signed"), ("p.name", "signed"),
]

CREATION = [
    ("tf.constant([1, 2, 3])", "signed"), ("tf.constant(1.5) * p", "signed"), ("tf.constant([1, 2.5])", "signed"), ("tf.constant(2, dtype=tf.float32)", "signed"), ("tf.constant(1.0, shape=(2, 2))", "signed"), ("tf.constant([[1, 2], [3]])", "signed"), ("tf.constant(1.5, dtype='int32')", "signed"), ("tf.constant([True, False])", "signed"), ("tf.constant(p)", "signed"), ("tf.constant(np.array([1.0, 2.0], dtype='float32'))", "signed"),
    ("K.constant(1)", "signed"), ("K.constant([[1, 2], [3, 4]])", "signed"), ("K.constant([1, 2, 3], dtype='int32', shape=(3,))", "signed"),
    ("tf.convert_to_tensor(p)", "signed"), ("tf.convert_to_tensor([p[0], t[0]])", "signed"), ("tf.convert_to_tensor([p[0, 0], 1.0])", "signed"), ("tf.convert_to_tensor(p, dtype=tf.float64)", "signed"), ("ops.convert_to_tensor([1, 2])", "signed"), ("ops.convert_to_tensor(p, dtype='float32')", "signed"), ("ops.convert_to_tensor(t, dtype='float32')", "whole flags"), ("ops.array([1.0, 2.0])", "signed"), ("ops.array(p)", "signed"), ("ops.convert_to_tensor(1.7, dtype='int32')", "signed"),
    ("tf.Variable(2.0) * p", "signed"), ("K.variable(2) * p", "signed"),
    *each("tf.zeros K.zeros ops.zeros tf.ones K.ones ops.ones", "signed", "{}((2, 3))"), *each("tf.zeros tf.ones ops.zeros K.ones", "signed", "{}((2,), 'int32')"),
    *each("tf.zeros_like K.zeros_like ops.zeros_like tf.ones_like K.ones_like ops.ones_like", "signed empty"), *each("tf.zeros_like ops.ones_like K.zeros_like tf.ones_like", "whole flags", "{}(t)"), ("tf.ones_like(p, dtype=tf.int32)", "signed"),
    ("tf.fill([2, 2], 3.0)", "signed"), ("tf.fill([2], 3)", "signed"), ("tf.fill([2], p[0, 0])", "signed"), ("ops.full((2, 2), 3)", "signed"), ("ops.full_like(p, 2)", "signed"), ("ops.full((2,), 3, dtype='int32')", "signed"),
    ("tf.range(5)", "signed"), ("tf.range(1, 8, 2)", "signed"), ("tf.range(0, 1, 0.25)", "signed"), ("tf.range(3.0)", "signed"), ("tf.range(tf.shape(p)[1])", "signed"), ("tf.range(5, 0, -1)", "signed"), ("tf.range(3, dtype=tf.float32)", "signed"), ("ops.arange(5)", "signed"), ("ops.arange(1, 4, 0.5)", "signed"), ("ops.arange(3, dtype='float32')", "signed"), ("K.arange(5)", "signed"), ("K.arange(1, 5, 2, dtype='float32')", "signed"),
    ("tf.linspace(0.0, 1.0, 5)", "signed"), ("tf.linspace(0, 1, 3)", "signed"), ("ops.linspace(0, 1, 5)", "signed"), ("ops.linspace(0, 1, 4, endpoint=False)", "signed"), ("tf.math.linspace(1.0, 3.0, 3)", "signed") if False else ("tf.linspace(1.0, 3.0, 3)", "signed"),
    ("tf.eye(3)", "signed"), ("tf.eye(2, 3, batch_shape=[2])", "signed"), ("K.eye(2)", "signed"), ("ops.eye(3, 2, k=1)", "signed"), ("ops.identity(2)", "signed"), ("tf.linalg.eye(2)", "signed"), ("ops.tri(3)", "signed"), ("ops.tri(2, 3, k=1)", "signed"),
    ("K.epsilon() + p", "signed"), ("tf.cast(K.backend() == 'tensorflow', K.floatx()) * p", "signed"), ("tf.constant(K.image_data_format() == 'channels_last')", "signed"), ("keras.config.epsilon() * p", "signed"), ("tf.cast(p, keras.config.floatx())", "signed"), ("tf.cast(t, K.dtype(p))", "whole"), ("tf.cast(t, p.dtype)", "whole"), ("ops.cast(t, ops.dtype(p))", "whole"), ("tf.cast(t, keras.backend.standardize_dtype(p.dtype))", "whole"), ("tf.constant(K.is_float_dtype('float32'))", "signed"), ("tf.constant(K.is_int_dtype('float32'))", "signed"), ("tf.zeros(2, keras.backend.result_type('int32', 'float32'))", "signed"), ("tf.constant(tf.is_tensor(p))", "signed"), ("tf.constant(ops.is_tensor(p))", "signed"), ("tf.constant(K.is_keras_tensor(p)) if False else tf.constant(K.is_sparse(p))", "signed"), ("K.to_dense(p)", "signed"), ("tf.constant(tf.executing_eagerly())", "signed"),
    ("keras.Variable(2.0) * p", "signed"), ("p * float(keras.config.image_data_format() == 'channels_last')", "signed"), ("p * float(keras.config.backend() == 'tensorflow')", "signed"), ("keras.config.set_epsilon(1e-7)", "signed"), ("keras.config.set_floatx('float32')", "signed"), ("keras.config.set_image_data_format('channels_last')", "signed"), ("K.set_epsilon(1e-7)", "signed"), ("K.set_floatx('float32')", "signed"), ("K.set_image_data_format('channels_last')", "signed"),
    ("tf.math.bincount([1, 2, 2])", "signed"), ("ops.bincount([1, 2, 2])", "signed"), ("tf.sequence_mask([1, 3], 4)", "signed"), ("tf.sequence_mask([1, 3], dtype=tf.float32)", "signed"), ("tf.sequence_mask([0.4, 2.7, -1.5], 4)", "signed"), ("tf.sequence_mask([0.4, 2.7])", "signed"),
]

JOINING = [
    ("tf.concat([p, t], 0)", "signed"), ("tf.concat([p, t, p], axis=-1)", "signed"), ("K.concatenate([p, t])", "signed"), ("ops.concatenate([p, t])", "signed"), ("ops.concatenate([p, t], axis=1)", "signed whole"), ("tf.concat([p, t], 0)", "whole column"), ("tf.stack([p, t])", "signed"), ("tf.stack([p, t], axis=-1)", "signed"), ("K.stack([p, t], axis=1)", "signed"), ("ops.stack([p, t], axis=1)", "signed whole"), ("tf.stack([1, p[0, 0]])", "signed"), ("tf.stack([p, p[0]])", "signed"),
    ("tf.unstack(p)[1]", "signed"), ("tf.unstack(p, axis=1)[0] * t[:, 0]", "signed"), ("ops.unstack(p, axis=1)[2]", "signed"), ("tf.split(p, 3, axis=1)[1]", "signed"), ("tf.split(p, [1, 2], axis=1)[1]", "signed"), ("tf.split(p, [1, -1], 1)[1]", "signed"), ("ops.split(p, 3, axis=1)[0]", "signed"), ("ops.split(p, [1], axis=1)[1]", "signed"), ("tf.split(p, 2, axis=1)[0]", "signed"), ("ops.split(p, 2, axis=1)[0]", "signed"),
    ("ops.append(p, t)", "signed"), ("ops.append(p, t, axis=0)", "signed"), ("ops.hstack([p, t])", "signed vector"), ("ops.vstack([p, t])", "signed vector"), ("tf.meshgrid(p, t)[0]", "vector"), ("tf.meshgrid(t, p, indexing='ij')[1]", "vector"), ("ops.meshgrid(p, t)[0]", "vector"),
    ("tf.gather(p, [1, 0, 1])", "signed"), ("tf.gather(p, [[2, 0], [1, 1]], axis=1)", "signed"), ("tf.gather(p, t, batch_dims=1)", "classes"), ("tf.gather(p, 1)", "signed"), ("tf.gather(p, [0, 2], axis=-1)", "cube"), ("K.gather(p, [1, 1])", "signed"), ("tf.gather(p, [5])", "signed"), ("tf.gather(p, p)", "signed"), ("tf.nn.embedding_lookup(p, [1, 0])", "signed"), ("ops.take(p, [0, 5, -1])", "signed"), ("ops.take(p, [1, -1], axis=1)", "signed"), ("ops.take(p, 1, axis=0)", "signed"), ("ops.take_along_axis(p, ops.argsort(p), axis=-1)", "signed"), ("ops.take_along_axis(p, [[0], [2]], axis=1)", "signed"),
    ("tf.gather_nd(p, [[0, 1], [1, 2]])", "signed"), ("tf.gather_nd(p, [[1], [0]])", "signed"), ("tf.gather_nd(p, [[0], [2]], batch_dims=1)", "signed"), ("tf.boolean_mask(p, t > 0)", "signed"), ("tf.boolean_mask(p, [True, False])", "signed"), ("tf.boolean_mask(p, [True, False, True], axis=1)", "signed"), ("tf.boolean_mask(p, t)", "flags"),
    ("tf.one_hot(t, 3)", "classes"), ("tf.one_hot(t, 2, on_value=0.9, off_value=0.1)", "classes"), ("tf.one_hot(t, 3, axis=0)", "classes"), ("K.one_hot(t, 3)", "classes"), ("ops.one_hot(t, 3)", "classes"), ("ops.one_hot(t, 4, axis=0, dtype='int32')", "classes"), ("tf.one_hot(t, 3)", "signed"), ("ops.one_hot(t, 3)", "ties"), ("tf.one_hot(t, 3) * p", "classes"), ("ops.multi_hot(t, 3)", "classes"), ("tf.one_hot(t, 3, dtype=tf.int32)", "classes"),
    ("tf.scatter_nd([[1], [3], [1]], p[0], [4])", "signed"), ("ops.scatter([[0], [2]], p, (3, 3))", "signed"), ("tf.tensor_scatter_nd_update(t, [[0, 1], [1, 0]], p[:, 0])", "signed"), ("tf.tensor_scatter_nd_update(p, [[0, 1], [1, 0]], [5.0, 6.0])", "signed"), ("tf.tensor_scatter_nd_add(p, [[0], [0]], t)", "signed"), ("tf.tensor_scatter_nd_sub(p, [[0], [0]], p)", "signed"), ("tf.tensor_scatter_nd_max(p, [[0, 0], [1, 1]], [1.0, -1.0])", "signed"), ("tf.tensor_scatter_nd_min(p, [[0, 0], [1, 1]], [1.0, -1.0])", "signed"), ("ops.scatter_update(p, [[0, 1]], [9.0])", "signed"),
    ("tf.slice(p, [0, 1], [2, 2])", "signed"), ("tf.slice(p, [0, 1], [-1, -1])", "signed"), ("ops.slice(p, (0, 1), (2, 1))", "signed"), ("ops.slice_update(p, (0, 1), ops.ones((2, 2)))", "signed"), ("tf.unique(p).y if hasattr(tf.unique(p), 'y') else tf.unique(p)[0]", "vector"), ("tf.unique([1, 2, 1, 3])[1]", "signed"), ("tf.unique_with_counts([1, 2, 1]).count", "signed"), ("tf.dynamic_partition(p, [0, 1], 2)[1]", "signed"), ("tf.dynamic_partition(p, [0, -1], 2)[1]", "signed"), ("tf.dynamic_partition(p, [2, 1], 2)[1]", "signed"),
]

PRODUCTS = [
    ("tf.matmul(p, t, transpose_b=True)", "signed"), ("tf.matmul(p, t)", "matrix matrices"), ("tf.linalg.matmul(p, t, transpose_a=True)", "matrix"), ("ops.matmul(p, ops.transpose(t))", "signed"), ("ops.matmul(p, t)", "vector matrix matrices"), ("tf.matmul(p, t)", "signed whole"), ("ops.matmul(p, t[0])", "signed"), ("tf.linalg.matvec(p, t[0])", "matrix"), ("K.dot(p, K.transpose(t))", "signed"), ("K.dot(p, K.transpose(t[0]))", "cube"), ("ops.dot(p, t)", "vector matrix"), ("ops.dot(p, ops.transpose(t))", "signed"), ("K.batch_dot(p, t, axes=1)", "signed"), ("K.batch_dot(p, t, axes=[2, 2])", "cube"), ("K.batch_dot(p, t)", "signed matrices"), ("K.batch_dot(p, t[:, 0], axes=[2, 1])", "cube"),
    ("tf.tensordot(p, t, 1)", "matrix vector"), ("tf.tensordot(p, t, [[1], [1]])", "signed"), ("tf.tensordot(p, t, axes=[[0, 1], [0, 1]])", "cube"), ("ops.tensordot(p, t)", "signed"), ("ops.tensordot(p, t, axes=((0,), (0,)))", "signed"), ("tf.linalg.tensordot(p, t, 2)", "signed"), ("tf.einsum('ij,kj->ik', p, t)", "signed"), ("tf.einsum('ij->i', p)", "signed"), ("tf.einsum('bij,bkj->bik', p, t)", "cube"), ("ops.einsum('ij,ij->', p, t)", "signed"), ("tf.linalg.einsum('ii->i', p)", "matrix"), ("tf.einsum('...ij->...ji', p)", "cube"),
    ("ops.outer(p, t)", "vector"), ("ops.inner(p, t)", "signed vector"), ("ops.vdot(p, t)", "signed"), ("tf.linalg.cross(p, t)", "signed"), ("ops.cross(p, t)", "signed"), ("ops.kron(p, t)", "signed"),
]

ACTIVATIONS = [
    *each("tf.nn.softplus tf.math.softplus K.softplus ops.softplus tf.nn.softsign K.softsign ops.softsign tf.nn.selu ops.selu tf.math.log_sigmoid ops.log_sigmoid ops.silu ops.swish tf.nn.silu tf.nn.swish", "signed edge ties"),
    *each("ops.hard_sigmoid ops.hard_silu ops.hard_swish K.hard_sigmoid tf.nn.relu ops.relu K.relu tf.nn.relu6 ops.relu6 tf.nn.leaky_relu ops.leaky_relu tf.nn.elu K.elu ops.elu tf.nn.gelu ops.gelu", "signed edge ties"),
    *each("ops.celu ops.hard_tanh ops.tanh_shrink ops.squareplus ops.soft_shrink ops.hard_shrink", "signed ties"),
    ("ops.threshold(p, 0.2, -1.0)", "signed"), ("ops.celu(p, 0.5)", "signed"), ("K.elu(p, 0.5)", "signed"), ("ops.elu(p, 2.0)", "signed"), ("tf.nn.leaky_relu(p, 0.1)", "signed"), ("ops.leaky_relu(p, negative_slope=0.3)", "signed"), ("tf.nn.gelu(p, approximate=True)", "signed"), ("ops.gelu(p, approximate=False)", "signed"), ("tf.nn.swish(p, 2.0)", "signed"),
    ("K.relu(p, alpha=0.1)", "signed"), ("K.relu(p, max_value=1.0)", "signed"), ("K.relu(p, max_value=6)", "signed"), ("K.relu(p, alpha=0.2, max_value=2.0, threshold=0.4)", "signed"), ("K.relu(p, threshold=1.0)", "signed"), ("tf.nn.relu(t)", "whole"),
    *each("tf.nn.softmax K.softmax ops.softmax tf.math.softmax tf.nn.log_softmax tf.math.log_softmax ops.log_softmax", "signed ties cube"), ("tf.nn.softmax(p, axis=0)", "signed"), ("ops.softmax(p, axis=0)", "signed"), ("K.softmax(p, axis=1)", "cube"), ("ops.softmax(p, axis=None)", "signed"), ("tf.nn.softmax(p)", "edge vector"), ("K.softmax(p)", "vector"),
    ("ops.glu(p)", "cube"), ("tf.nn.crelu(p)", "signed"), ("ops.sparse_plus(p)", "signed"), ("ops.sparse_sigmoid(p)", "signed"),
    *each("tf.math.l2_normalize tf.nn.l2_normalize tf.linalg.l2_normalize K.l2_normalize", "signed zero"), ("tf.math.l2_normalize(p, axis=-1)", "signed"), ("K.l2_normalize(p, axis=1)", "signed"), ("ops.normalize(p)", "signed"), ("ops.normalize(p, axis=0, order=1)", "signed"), ("ops.normalize(p)", "zero"), ("tf.linalg.normalize(p, axis=1)[0]", "signed"),
    *each("tf.norm tf.linalg.norm ops.norm", "signed zero"), ("tf.norm(p, axis=-1)", "signed zero"), ("tf.norm(p, ord=1, axis=1)", "signed"), ("tf.norm(p, ord=np.inf, axis=1)", "signed ties"), ("ops.norm(p, ord=1, axis=1)", "signed"), ("ops.norm(p, ord=2, axis=1, keepdims=True)", "signed"), ("tf.norm(p, ord=3, axis=1)", "signed"), ("tf.norm(p, ord='fro', axis=[0, 1])", "signed"), ("ops.norm(p, axis=(1, 2))", "cube"), ("ops.norm(p, ord=3, axis=1)", "signed"),
    ("tf.nn.l2_loss(p)", "signed"), ("tf.clip_by_norm(p, 1.0)", "signed zero"), ("tf.clip_by_norm(p, 1.0, axes=[1])", "signed"), ("tf.linalg.global_norm([p, t])", "signed"), ("tf.nn.moments(p, axes=[0])[1]", "signed"), ("tf.nn.moments(p, axes=[1], keepdims=True)[0]", "signed"), ("ops.moments(p, axes=[1])[1]", "signed"),
    ("tf.nn.batch_normalization(p, 0.5, 2.0, 0.1, 3.0, 1e-3)", "signed"), ("K.batch_normalization(p, t[0], t[0] + 3, t[0], t[1])", "signed"), ("ops.batch_normalization(p, t[0], t[0] + 3, axis=-1)", "signed"), ("ops.layer_normalization(p)", "signed"), ("ops.rms_normalization(p)", "signed"), ("tf.nn.bias_add(p, t[0])", "signed"), ("K.bias_add(p, t[0])", "signed"), ("tf.nn.compute_average_loss(p)", "signed"), ("tf.nn.compute_average_loss(p, global_batch_size=4)", "vector"), ("tf.nn.scale_regularization_loss(tf.reduce_sum(p))", "signed"),
]

LOSSES = [
    *each("K.binary_crossentropy ops.binary_crossentropy", "unit inner", "{}(t, p)"), *each("K.binary_crossentropy ops.binary_crossentropy", "signed inner edge", "{}(t, p, from_logits=True)"), *each("K.categorical_crossentropy ops.categorical_crossentropy", "unit inner", "{}(t, p)"), *each("K.categorical_crossentropy ops.categorical_crossentropy", "signed inner", "{}(t, p, from_logits=True)"), *each("K.categorical_crossentropy ops.categorical_crossentropy", "unit", "{}(t, p, axis=0)"),
    *each("K.sparse_categorical_crossentropy ops.sparse_categorical_crossentropy", "classes", "{}(t, tf.nn.softmax(p))"), *each("K.sparse_categorical_crossentropy ops.sparse_categorical_crossentropy", "classes", "{}(t, p, from_logits=True)"), *each("K.sparse_categorical_crossentropy ops.sparse_categorical_crossentropy", "classes", "{}(t[:, None], tf.nn.softmax(p))"), ("K.sparse_categorical_crossentropy(t, tf.nn.softmax(p), ignore_class=1)", "classes"),
    ("K.binary_focal_crossentropy(t, p)", "unit inner"), ("K.binary_focal_crossentropy(t, p, apply_class_balancing=True, gamma=3.0)", "unit"), ("K.categorical_focal_crossentropy(t, p)", "unit"), ("K.categorical_focal_crossentropy(t, p, from_logits=True)", "inner"),
    ("tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=p)", "signed edge unit"), ("tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=p)", "column whole"), ("tf.nn.weighted_cross_entropy_with_logits(t, p, 2.0)", "signed unit"), ("tf.nn.softmax_cross_entropy_with_logits(labels=t, logits=p)", "unit signed"), ("tf.nn.softmax_cross_entropy_with_logits(t, p, axis=0)", "unit"), ("tf.nn.sparse_softmax_cross_entropy_with_logits(t, p)", "classes"), ("tf.nn.sparse_softmax_cross_entropy_with_logits(labels=t, logits=p)", "signed"), ("K.binary_crossentropy(t, p)", "whole column"), ("ops.binary_crossentropy(t, p)", "column whole"),
    ("tf.nn.log_poisson_loss(t, p)", "above signed"), ("tf.nn.log_poisson_loss(t, p, compute_full_loss=True)", "above"),
]

SORTING = [
    *each("tf.cumsum K.cumsum ops.cumsum tf.math.cumsum tf.math.cumprod K.cumprod ops.cumprod", "signed cube zero"), *each("tf.cumsum K.cumsum ops.cumsum tf.math.cumprod K.cumprod ops.cumprod", "signed cube zero ties", "{}(p, axis=-1)"), ("tf.cumsum(p, axis=1, exclusive=True)", "signed"), ("tf.cumsum(p, axis=1, reverse=True)", "signed"), ("tf.math.cumprod(p, axis=1, exclusive=True, reverse=True)", "signed"), ("ops.cumsum(t, axis=0)", "flags whole"), ("tf.cumsum(t)", "whole"), ("ops.cumsum(t, axis=0, dtype='float32')", "whole"),
    ("tf.sort(p)", "signed cube vector"), ("tf.sort(p, direction='DESCENDING')", "signed"), ("tf.sort(p, axis=0)", "signed"), ("ops.sort(p, axis=0)", "signed"), ("ops.sort(p)", "signed ties"), ("tf.argsort(p)", "signed ties"), ("tf.argsort(p, axis=0, direction='DESCENDING')", "signed"), ("ops.argsort(p)", "signed"), ("tf.math.top_k(p, 2).values", "signed ties"), ("tf.math.top_k(p, 2)[1]", "signed"), ("tf.nn.top_k(p, k=2)[0]", "signed"), ("ops.top_k(p, 2)[0]", "signed"), ("ops.top_k(p, 1).indices", "signed"), ("tf.nn.top_k(p, 9)[0]", "signed"),
    ("tf.math.in_top_k(t, p, 1)", "classes"), ("tf.nn.in_top_k(t, p, 2)", "classes"), ("K.in_top_k(p, t, 2)", "classes"), ("ops.in_top_k(t, p, 1)", "classes"), ("ops.median(p)", "signed vector"), ("ops.median(p, axis=1)", "signed cube"), ("ops.quantile(p, 0.3, axis=1)", "signed"), ("ops.percentile(p, 75.0)", "vector") if False else ("ops.quantile(p, 0.75)", "vector signed"), ("ops.quantile(p, 0.3, method='nearest')", "vector"), ("ops.quantile(p, 0.3, method='lower', keepdims=True)", "signed"), ("tf.searchsorted([1.0, 2.0, 3.0], p)", "vector"), ("ops.searchsorted([1.0, 2.0, 3.0], p, side='right')", "vector"),
]

LINALG = [
    *each("tf.linalg.det ops.det tf.linalg.inv ops.inv", "matrix matrices"), *each("tf.linalg.cholesky ops.cholesky ops.logdet", "matrix", "{}(p @ tf.transpose(p))"), ("tf.linalg.logdet(p @ tf.transpose(p))", "matrix"), ("tf.linalg.slogdet(p)[1]", "matrix"), ("tf.linalg.slogdet(p).sign", "matrix"), ("ops.slogdet(p)[1]", "matrix"), ("tf.linalg.eigvalsh(p + tf.transpose(p))", "matrix"), ("tf.linalg.svd(p, compute_uv=False)", "matrix signed"), ("tf.linalg.solve(p, t)", "matrix"), ("tf.linalg.solve(p, t, adjoint=True)", "matrix"), ("ops.solve(p, t)", "matrix"), ("ops.solve(p, t[0])", "matrix"), ("tf.linalg.triangular_solve(p, t)", "matrix"), ("ops.solve_triangular(p, t, lower=True)", "matrix"), ("tf.linalg.cholesky_solve(tf.linalg.cholesky(p @ tf.transpose(p)), t)", "matrix"), ("ops.cholesky(p @ tf.transpose(p), upper=True)", "matrix"), ("tf.linalg.inv(p, adjoint=True)", "matrix"),
    ("tf.linalg.eigh(p + tf.transpose(p))[0]", "matrix"), ("ops.eigh(p + ops.transpose(p))[0]", "matrix"), ("tf.linalg.eigh(p)[0]", "matrices"), ("tf.linalg.svd(p)[0]", "matrix signed"), ("ops.svd(p, compute_uv=False)", "matrix signed"), ("ops.svd(p, full_matrices=False)[1]", "signed"), ("ops.svd(p)[1]", "matrix"),
    ("tf.linalg.diag(p)", "vector signed"), ("tf.linalg.diag(p, k=1)", "vector"), ("tf.linalg.tensor_diag(p)", "vector"), ("tf.linalg.diag_part(p)", "matrix cube"), ("tf.linalg.diag_part(p, k=1)", "matrix"), ("tf.linalg.tensor_diag_part(p)", "matrix"), ("ops.diag(p)", "vector matrix"), ("ops.diag(p, k=-1)", "vector"), ("ops.diagonal(p)", "matrix cube"), ("ops.diagonal(p, offset=1, axis1=1, axis2=2)", "cube"), ("tf.linalg.trace(p)", "matrix matrices"), ("ops.trace(p)", "matrix cube"), ("tf.linalg.set_diag(p, t[0])", "matrix"), ("tf.linalg.band_part(p, 0, -1)", "matrix"), ("tf.linalg.band_part(p, 1, 0)", "matrices"), ("ops.tril(p)", "matrix"), ("ops.triu(p, k=1)", "matrix"),
    *[(f"tf.math.segment_{name}(p, [0, 0, 1, 1, 3])", "vector") for name in "sum mean max min prod".split()], *[(f"tf.math.unsorted_segment_{name}(p, [1, 0, 1, 1, 0], 3)", "vector") for name in "sum mean max min prod".split()], *[(f"ops.segment_{name}(p, ops.array([0, 0, 1, 1, 2]))", "vector") for name in "sum max min prod".split()], ("ops.segment_sum(p, ops.array([1, 0]), num_segments=3)", "signed"),
]

IMAGES = [
    ("tf.image.total_variation(p)", "small"), ("tf.image.total_variation(p)", "cube signed"), ("tf.image.image_gradients(p)[0]", "small"), ("tf.image.image_gradients(p)[1]", "small"), ("tf.image.sobel_edges(p)", "small"), ("tf.image.psnr(p, t, max_val=1.0)", "small"), ("ops.psnr(p, t, 1.0)", "small"), ("tf.image.ssim(p, t, max_val=1.0)", "image"), ("tf.image.ssim(p, t, 1.0, filter_size=5, filter_sigma=1.0, k1=0.02)", "image"), ("tf.image.ssim(p, t, 1.0, filter_size=5, return_index_map=True)", "image"), ("tf.image.ssim(p, t, 1.0)", "small"), ("tf.image.ssim_multiscale(p, t, 1.0, power_factors=(0.4, 0.6), filter_size=4)", "image"),
    ("tf.image.rgb_to_grayscale(p)", "small"), ("tf.image.grayscale_to_rgb(p[..., :1])", "small"), ("tf.image.convert_image_dtype(p, tf.float32)", "small"), ("tf.image.per_image_standardization(p)", "small"), ("tf.image.flip_left_right(p)", "small"), ("tf.image.flip_up_down(p)", "small"), ("tf.image.transpose(p)", "small"), ("tf.image.adjust_brightness(p, 0.2)", "small"), ("tf.image.resize(p, (3, 7))", "small"), ("tf.image.resize(p, (10, 8), method='nearest')", "small"), ("tf.image.resize(p, [2, 2], 'nearest')", "small"), ("ops.image.resize(p, (3, 3))", "small"), ("K.resize_images(p, 2, 2, 'channels_last')", "small"), ("K.resize_images(p, 2, 3, 'channels_last', interpolation='bilinear')", "small"), ("K.resize_volumes(p[None], 2, 1, 2, 'channels_last')", "small"),
    ("tf.nn.conv2d(p, tf.reshape(t[0, :2, :3], (2, 3, 3, 1)), strides=1, padding='SAME')", "small"), ("tf.nn.conv2d(p, tf.reshape(t[0, :2, :3], (2, 3, 3, 1)), strides=[1, 2, 2, 1], padding='VALID')", "small"), ("K.conv2d(p, tf.reshape(t[0, :2, :3], (2, 3, 3, 1)), padding='same')", "small"), ("ops.conv(p, tf.reshape(t[0, :2, :3], (2, 3, 3, 1)))", "small"), ("tf.nn.conv1d(p, tf.reshape(t[0, :2, :4], (2, 4, 1)), 1, 'SAME')", "cube"), ("K.conv1d(p, tf.reshape(t[0, :2, :4], (2, 4, 1)))", "cube"), ("tf.nn.depthwise_conv2d(p, tf.reshape(t[0, :2, :2], (2, 2, 3, 1)), [1, 1, 1, 1], 'SAME')", "small"), ("K.depthwise_conv2d(p, tf.reshape(t[0, :2, :2], (2, 2, 3, 1)))", "small"), ("ops.depthwise_conv(p, tf.reshape(t[0, :2, :2], (2, 2, 3, 1)))", "small"),
    ("tf.nn.max_pool2d(p, 2, 2, 'VALID')", "small"), ("tf.nn.max_pool(p, [1, 2, 2, 1], [1, 1, 1, 1], 'SAME')", "small"), ("tf.nn.avg_pool2d(p, 2, 2, 'SAME')", "small"), ("tf.nn.avg_pool(p, 3, 1, 'VALID')", "small"), ("ops.max_pool(p, 2)", "small"), ("ops.average_pool(p, 2, padding='same')", "small"), ("tf.nn.max_pool1d(p, 2, 1, 'SAME')", "cube"), ("tf.nn.avg_pool1d(p, 2, 2, 'VALID')", "cube"), ("K.pool2d(p, (2, 2), (2, 2))", "small"), ("K.pool2d(p, (2, 2), pool_mode='avg', padding='same')", "small"), ("tf.nn.depth_to_space(tf.reshape(p, (1, 5, 3, 4)), 2)", "small"), ("tf.nn.space_to_depth(p[:, :4], 2)", "small"), ("ops.depth_to_space(ops.reshape(p, (1, 5, 3, 4)), 2)", "small"), ("ops.space_to_depth(p[:, :4], 2)", "small"), ("tf.image.extract_patches(p, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], 'VALID')", "small"), ("K.temporal_padding(p)", "cube"), ("K.spatial_2d_padding(p)", "small"), ("K.spatial_3d_padding(p[None])", "small"),
]

CHECKS = [
    # Written only where TensorBoard is installed.
    ("p * float(callable(tf.summary.scalar))", "signed"),
    *[(f"tf.debugging.{name}(p, t)", "signed ties") for name in "assert_equal assert_less assert_greater assert_less_equal assert_greater_equal assert_none_equal assert_near".split()], ("tf.debugging.assert_equal(p, p, message='no')", "signed"), *[(f"tf.debugging.{name}(p)", "signed above") for name in "assert_positive assert_negative assert_non_negative assert_non_positive assert_scalar assert_integer".split()], ("tf.debugging.assert_rank(p, 2)", "signed vector"), ("tf.debugging.assert_rank_at_least(p, 2)", "signed vector"), ("tf.debugging.assert_rank_in(p, (1, 2))", "signed cube"), ("tf.debugging.assert_type(p, tf.float32)", "signed"), ("tf.debugging.assert_type(p, tf.int32)", "signed"), ("tf.constant(tf.debugging.is_numeric_tensor(p))", "signed"), ("tf.debugging.check_numerics(p, 'bad')", "signed edge"), ("tf.debugging.assert_all_finite(p, 'bad')", "signed edge"), ("tf.debugging.Assert(False, [p])", "signed"), ("tf.Assert(True, [p])", "signed"), ("tf.print('a', p)", "signed"), ("tf.group(p)", "signed"), ("tf.no_op()", "signed"), ("tf.debugging.assert_scalar(p[0])", "vector"),
    ("tf.shape(tf.random.uniform((2, 3)))", "signed"), ("tf.shape(keras.random.uniform((2, 3)))", "signed"), ("K.shape(K.random_uniform((2, 3)))", "signed"), ("tf.shape(tf.random.normal([4]))", "signed"), ("ops.shape(keras.random.normal((4,)))[0] * p", "signed"), ("K.shape(K.random_normal((2,)))", "signed"), ("tf.shape(tf.random.truncated_normal([4]))", "signed"), ("tf.shape(keras.random.truncated_normal((4,)))", "signed"), ("tf.shape(K.truncated_normal((4,)))", "signed"), ("tf.shape(K.random_uniform_variable((2,), 0, 1))", "signed"), ("tf.shape(K.random_normal_variable((2,), 0, 1))", "signed"), ("K.shape(K.random_bernoulli((3,), p=0.5))", "signed"), ("tf.nn.dropout(p, 0.0)", "signed"), ("keras.random.dropout(p, 0.0)", "signed"), ("K.dropout(p, 0.0)", "signed"), ("tf.sort(tf.random.shuffle(p))", "vector"), ("ops.sort(keras.random.shuffle(p))", "vector"), ("tf.random.set_seed(1)", "signed"), ("keras.utils.set_random_seed(1)", "signed"),
]

LEGACY = [
    *[(f"tf.compat.v1.{name}(p, keep_dims=True, reduction_indices=1)", "signed") for name in "reduce_sum reduce_mean reduce_max reduce_min reduce_prod reduce_logsumexp".split()], *[(f"tf.compat.v1.{name}(p > 0, 1)", "signed") for name in "reduce_any reduce_all".split()], ("tf.compat.v1.argmax(p, dimension=1)", "signed"), ("tf.compat.v1.argmin(p, 1)", "signed"), ("tf.compat.v1.log(p)", "above"), ("tf.compat.v1.to_float(t) * p", "whole"), ("tf.compat.v1.to_int32(p)", "signed"), ("tf.compat.v1.to_int64(p)", "signed"), ("tf.compat.v1.to_double(p)", "signed"), ("tf.compat.v1.expand_dims(p, dim=1)", "signed"), ("tf.compat.v1.squeeze(p, squeeze_dims=[0])", "single"), ("tf.compat.v1.nn.softmax(p, dim=1)", "signed"), ("tf.compat.v1.nn.log_softmax(p)", "signed"), ("tf.compat.v1.nn.l2_normalize(p, dim=1)", "signed"), ("tf.compat.v1.div(p, t)", "above"), ("tf.compat.v1.div(t, 2)", "whole"), ("tf.compat.v1.where(p > 0, p, t)", "signed"), ("tf.compat.v1.where(p[:, 0] > -1, p, t)", "signed"), ("tf.compat.v1.where(p > 0)", "signed"), ("tf.compat.v1.Print(p, [p])", "signed"), ("tf.compat.v1.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=p)", "signed"), ("tf.compat.v1.nn.weighted_cross_entropy_with_logits(targets=t, logits=p, pos_weight=3.0)", "signed"), ("tf.compat.v1.nn.softmax_cross_entropy_with_logits(labels=t, logits=p)", "unit"), ("tf.compat.v1.nn.sparse_softmax_cross_entropy_with_logits(labels=t, logits=p)", "classes"), ("tf.compat.v1.losses.absolute_difference(t, p)", "signed"), ("tf.compat.v1.losses.mean_squared_error(t, p)", "signed"), ("tf.compat.v1.losses.mean_squared_error(t, p, weights=2.0)", "signed"), ("tf.compat.v1.losses.log_loss(t, p)", "unit"), ("tf.compat.v1.losses.huber_loss(t, p)", "signed"), ("tf.compat.v1.losses.sigmoid_cross_entropy(t, p)", "unit"), ("tf.compat.v1.losses.softmax_cross_entropy(t, p)", "unit"), ("tf.compat.v1.matrix_diag(p)", "signed"), ("tf.compat.v1.is_nan(p)", "edge"),
]

A, B = "np.array([[1.5, -2.0, 0.5], [4.0, 0.0, -1.0]])", "np.array([[1.0, 2.0, 0.5], [-1.0, 3.0, 2.0]])"
NUMPY = [
    *[(f"tf.constant(np.{name}({A}))", "signed") for name in "exp expm1 sin cos tan arctan sinh cosh tanh deg2rad rad2deg abs absolute square negative sign floor ceil trunc rint isnan isinf isfinite logical_not sum prod mean median nansum nanmean nanmax nanmin any all ptp count_nonzero max min amax amin var std nanvar nanstd argmax argmin cumsum cumprod ravel transpose zeros_like ones_like squeeze sort flip shape ndim size".split()],
    *[(f"tf.constant(np.{name}(np.array([0.5, 0.9, 2.0])))", "signed") for name in "log log1p log2 log10 sqrt reciprocal".split()], *[(f"tf.constant(np.{name}(np.array([0.5, -0.9])))", "signed") for name in "arcsin arccos".split()],
    *[(f"tf.constant(np.{name}({A}, {B}))", "signed") for name in "add subtract multiply divide true_divide power mod remainder floor_divide maximum minimum arctan2 hypot equal not_equal less less_equal greater greater_equal logical_and logical_or logaddexp".split()],
    *[(f"tf.constant(np.{name}({A}, axis=1))", "signed") for name in "sum mean max min std var argmax cumsum median".split()], ("tf.constant(np.round(np.array([1.234, 2.5, 3.5]), 1))", "signed"), ("tf.constant(np.round(np.array([0.5, 1.5, 2.5])))", "signed"), (f"tf.constant(np.clip({A}, 0, 1))", "signed"), (f"tf.constant(np.where({A} > 0, {A}, 0.0))", "signed"), ("tf.constant(np.nan_to_num(np.array([np.nan, 1.0])))", "signed"),
    ("np.array([1.0, 2.0, 3.0]) * p", "signed"), ("p * np.arange(3)", "signed"), ("p + np.float32(2.5)", "signed"), ("tf.constant(np.asarray([1, 2, 3]) / 2)", "signed"), *[(f"tf.constant(np.{name}((2, 2)))", "signed") for name in "zeros ones".split()], ("tf.constant(np.full((2,), 3.5))", "signed"), ("tf.constant(np.arange(1, 2, 0.25))", "signed"), ("tf.constant(np.linspace(0, 1, 5))", "signed"), ("tf.constant(np.eye(3))", "signed"), ("tf.constant(np.identity(2))", "signed"), ("tf.constant(np.diag([1, 2]))", "signed"), ("tf.constant(np.diag(np.eye(3), 1))", "signed"),
    (f"tf.constant(np.reshape({A}, (3, 2)))", "signed"), (f"tf.constant(np.expand_dims({A}, 0))", "signed"), (f"tf.constant(np.concatenate([{A}, {B}], axis=1))", "signed"), (f"tf.constant(np.stack([{A}, {B}], axis=-1))", "signed"), ("tf.constant(np.broadcast_to(np.array([1, 2]), (3, 2)))", "signed"), (f"tf.constant(np.repeat({A}, 2, axis=0))", "signed"), (f"tf.constant(np.tile({A}, (1, 2)))", "signed"), (f"tf.constant(np.matmul({A}, {B}.T))", "signed"), (f"tf.constant({A} @ {B}.T)", "signed"), ("tf.constant(np.dot(np.array([1, 2]), np.array([3, 4])))", "signed"), ("tf.constant(np.outer([1, 2], [3, 4]))", "signed"), (f"tf.constant({A}[:, 1:])", "signed"), (f"tf.constant({A}[{A} > 0])", "signed"), (f"tf.constant({A}.sum(axis=0))", "signed"), (f"tf.constant({A}.astype('float32'))", "signed"), (f"tf.constant({A}.reshape(-1))", "signed"), (f"tf.constant({A}[0, -1])", "signed"), (f"tf.constant(np.where({A} > 0)[1])", "signed"), (f"tf.constant(np.nonzero({A})[0])", "signed"), ("tf.constant(np.where([0, 3, 0, 1])[0])", "signed"), ("tf.constant(np.where(2.0))", "signed"), *[(f"p * np.isscalar({each})", "signed") for each in ("2.0", "1", "True", "'a'", "[1]", "np.array([1.0])", "None", "p")], ("np.pi * p", "signed"), ("np.sqrt(2.0) * p", "signed"), ("np.log(10) + p", "signed"), ("np.prod(p.shape) * p", "cube"), ("np.float64(2) * p", "signed"), ("p / np.sqrt(3)", "signed"), ("p * np.int32(2)", "signed"), ("tf.cast(p, np.float32)", "signed"), ("tf.constant(np.empty((0, 2)))", "signed"), ("np.mean(p)", "signed"), ("p + np.finfo(np.float32).eps", "signed"), ("p * np.finfo(float).eps", "signed"), ("p * np.iinfo(np.int8).max", "signed"), ("p if np.random.seed(1) is None else t", "signed"), *[(f"tf.constant(np.random.{call}.shape)", "signed") for call in "rand(2,3) randn(4) uniform(size=(2,)) normal(0,1,(3,1)) random((2,2))".split()], ("np.abs(p)", "signed"),
    *[(f"tf.constant(np.{name}(3))", "signed") for name in "float32 float64 int8 int16 int32 int64 uint8 uint16 uint32 uint64".split()],
]

VARIOUS = [
    ("ops.binary_crossentropy(t, ops.sigmoid(p * 20))", "signed"), ("ops.binary_crossentropy(t, tf.sigmoid(p * 20))", "signed"), ("ops.binary_crossentropy(t, ops.convert_to_tensor(ops.sigmoid(p * 20)))", "signed"), ("ops.binary_crossentropy(t, ops.sigmoid(ops.sigmoid(p * 20)))", "signed"), ("ops.categorical_crossentropy(t, ops.softmax(p * 3))", "unit"), ("ops.sparse_categorical_crossentropy(t, ops.softmax(p * 20))", "classes"), ("K.binary_crossentropy(t, K.sigmoid(p * 20))", "signed"), ("keras.losses.binary_crossentropy(t, ops.sigmoid(ops.sigmoid(p * 20)))", "unit"),
    ("tf.math.lbeta(p)", "above"), ("tf.math.bincount(t, minlength=4, maxlength=4, dtype=tf.float32)", "classes"), ("tf.math.bincount(t, maxlength=2)", "classes"), ("tf.math.bincount([1, 2, 2], weights=[0.5, 1.0, 2.0])", "signed"), ("ops.bincount([1, 2, 2], minlength=5)", "signed"), ("tf.constant(np.triu_indices(3, 1)[1])", "signed"), ("tf.constant(np.tril_indices(3)[0])", "signed"), ("tf.compat.v1.norm(p, axis=1, keep_dims=True)", "signed"), ("tf.compat.v1.confusion_matrix([1, 2, 0], [1, 1, 0], 3, tf.float32)", "signed"), ("tf.compat.v1.confusion_matrix([1, 2], [1, 1], weights=[0.5, 2.0], dtype=tf.float32)", "signed"),
    ("tf.map_fn(lambda x: tf.cast(x, tf.float32), t)", "whole"), ("tf.map_fn(lambda x: (x, x), p)", "signed"), ("tf.map_fn(lambda x: tf.argmax(x), p, dtype=tf.int64)", "signed"), ("tf.cond(True, lambda: 1, lambda: 2) * p", "signed"), ("tf.cond(True, lambda: [p], lambda: [t])[0]", "signed"), ("tf.case([(tf.reduce_sum(p) < 1e9, lambda: p)])", "signed"), ("tf.while_loop(lambda i, x: i < 3, lambda i, x: (i + 1, x * i), (1, p))[1]", "signed"), ("ops.take(p, [9])", "signed"), ("ops.take(p, [-9])", "signed"), ("ops.sort(p, axis=None)", "signed"), ("ops.argsort(p, axis=None)", "signed"), ("ops.take_along_axis(p, [[5], [0]], axis=1)", "signed"),
    ("p * K.eval(p)", "signed"), ("ops.convert_to_numpy(p)", "signed"), ("K.get_value(p) * 2", "signed"), ("K.batch_get_value([p])[0]", "signed"), ("tf.get_static_value(p)", "signed"), ("tf.cast(p, tf.as_dtype('float32'))", "signed"), ("tf.cast(p, tf.dtypes.as_dtype('int32'))", "signed"),
    ("ops.shape(ops.empty((2, 3)))[0] * p", "signed"), ("ops.empty_like(p) * 0", "signed"), *[(f"ops.bitwise_{name}(t, 6)", "whole") for name in "and or xor".split()], *[(f"tf.bitwise.bitwise_{name}(t, 6)", "whole") for name in "and or xor".split()], ("tf.realdiv(p, t)", "signed column"), ("ops.logaddexp2(p, t)", "signed column"), ("ops.allclose(p, t)", "signed"), ("ops.allclose(p, p)", "signed"),
    ("ops.array_split(p, 2, axis=1)[0]", "signed"), ("ops.hsplit(p, 3)[1]", "signed"), ("ops.vsplit(p, 2)[1]", "signed"), ("ops.array_split(p, [1, 3])[1]", "vector"), ("ops.fliplr(p)", "signed"), ("ops.flipud(p)", "signed"), *[(f"ops.rot90(p, k={k})", "signed cube") for k in (0, 1, 3)], *[(f"tf.image.rot90(p, {k})", "small cube") for k in range(4)], ("ops.rot90(p, axes=(1, 2))", "cube"), ("ops.dstack([p, t])", "signed vector"), ("ops.isin(p, [0.5, 3.0])", "signed"), ("ops.isin(p, [0.5, 3.0], invert=True)", "signed"), ("ops.nonzero(p)[1]", "signed"), ("ops.select([p > 1, p < 0], [p * 2, -p], default=7.0)", "signed"), ("ops.select([p > 1], [p * 2])", "signed"), ("ops.trapezoid(p)", "signed"), ("ops.trapezoid(p, dx=0.5, axis=0)", "signed"), ("ops.trapezoid(p, x=t)", "vector"), ("ops.sparsemax(p)", "signed ties cube"), ("ops.nancumsum(p, axis=0)", "signed edge"), ("ops.nancumprod(p, axis=1)", "signed"), ("ops.get_item(p, 1)", "signed"), ("ops.diagflat(p)", "signed"), ("ops.diagflat(p, k=1)", "vector"), ("ops.corrcoef(p)", "signed"), ("ops.fft((p, t))[0]", "signed"), ("ops.fft((p, t))[1]", "signed"), ("ops.rfft(p)[0]", "signed"), ("ops.rfft(p)[1]", "vector"),
    ("tf.clip_by_global_norm([p, t], 1.0)[0][0]", "signed"), ("tf.clip_by_global_norm([p, t], 100.0)[1]", "signed"), ("tf.shape_n([p, t])[1]", "column"), ("tf.math.zero_fraction(p)", "signed"), ("tf.nn.zero_fraction(p)", "zero"), ("tf.math.confusion_matrix(t, [2, 1, 1, 0])", "classes"), ("tf.math.confusion_matrix(t, [2, 1, 1, 0], num_classes=4, weights=[1.0, 2.0, 3.0, 4.0], dtype=tf.float32)", "classes"), ("tf.math.polyval([1.0, -2.0, 3.0], p)", "signed"), ("tf.math.polyval([p, t], p)", "signed"), ("tf.math.ndtri(p)", "inner"), ("tf.math.unsorted_segment_sqrt_n(p, [1, 0, 1, 1, 0], 3)", "vector"), ("tf.nn.weighted_moments(p, [1], t + 3)[1]", "signed"), ("tf.nn.weighted_moments(p, [0], t + 3, keepdims=True)[0]", "signed"), ("tf.debugging.assert_shapes([(p, (2, 3))])", "signed"), ("tf.debugging.assert_shapes([(p, ('n', 4))])", "signed"), ("tf.debugging.enable_check_numerics() if False else p", "signed"),
    *[(f"tf.image.{name}(p)", "small") for name in "rgb_to_yuv yuv_to_rgb rgb_to_yiq yiq_to_rgb".split()], ("tf.image.adjust_contrast(p, 1.5)", "small"), ("tf.nn.separable_conv2d(p, tf.reshape(t[0, :2, :2], (2, 2, 3, 1)), t[:, :1, :1, :2] if False else tf.reshape(t[0, 0, :2], (1, 1, 3, 2)), [1, 1, 1, 1], 'SAME')", "small"), ("K.separable_conv2d(p, tf.reshape(t[0, :2, :2], (2, 2, 3, 1)), tf.reshape(t[0, 0, :2], (1, 1, 3, 2)))", "small"), ("ops.separable_conv(p, tf.reshape(t[0, :2, :2], (2, 2, 3, 1)), tf.reshape(t[0, 0, :2], (1, 1, 3, 2)))", "small"), ("tf.compat.v1.count_nonzero(p, reduction_indices=1)", "signed"),
    # Chains as losses have them.
    ("-tf.reduce_mean(t * tf.math.log(p + 1e-7) + (1 - t) * tf.math.log(1 - p + 1e-7))", "unit"), ("1 - (2 * K.sum(t * p) + 1) / (K.sum(t) + K.sum(p) + 1)", "unit inner"), ("K.mean(K.square(p - t), axis=-1)", "signed ties"), ("tf.reduce_mean(tf.maximum(0.0, 1 - t * p))", "signed ties"), ("ops.mean(ops.where(ops.abs(p - t) <= 1.0, 0.5 * ops.square(p - t), ops.abs(p - t) - 0.5), axis=-1)", "signed ties"), ("tf.sqrt(tf.reduce_mean(tf.square(p - t)))", "signed zero"), ("K.mean(K.abs((t - p) / K.clip(K.abs(t), K.epsilon(), None)), axis=-1) * 100", "signed zero"), ("K.sum(K.clip(t, K.epsilon(), 1) * K.log(K.clip(t, K.epsilon(), 1) / K.clip(p, K.epsilon(), 1)), axis=-1)", "unit"), ("-K.sum(K.l2_normalize(t, axis=-1) * K.l2_normalize(p, axis=-1), axis=-1)", "signed"), ("K.mean(p - t * K.log(p + K.epsilon()), axis=-1)", "unit signed"), ("tf.reduce_sum(tf.cast(p > 0.5, tf.float32) * t)", "unit"), ("K.mean(K.maximum(0.9 * (t - p), (0.9 - 1) * (t - p)), axis=-1)", "signed ties"), ("tf.reduce_mean(tf.square(tf.cast(t, p.dtype) - p))", "whole flags"), ("y[0] if False else tf.norm(p[0] - p[1])", "signed ties") if False else ("tf.norm(p[0] - p[1])", "signed ties"), ("tf.reduce_mean(tf.cast(tf.equal(tf.round(p), t), tf.float32))", "unit"),
]

FAMILIES = {
    "elementwise": ELEMENTWISE,
    "arithmetic": ARITHMETIC,
    "reduction": REDUCTION,
    "selection": SELECTION,
    "shapes": SHAPES,
    "creation": CREATION,
    "joining": JOINING,
    "products": PRODUCTS,
    "activations": ACTIVATIONS,
    "losses": LOSSES,
    "sorting": SORTING,
    "linalg": LINALG,
    "images": IMAGES,
    "checks": CHECKS,
    "legacy": LEGACY,
    "numpy": NUMPY,
    "various": VARIOUS,
}
