"""Cases of functions that work element by element."""

import keras
import numpy as np
import tensorflow as tf
from golden_case import Given, Watched

nan, inf = float("nan"), float("inf")
special = [-2.5, -1.0, -0.5, -0.0, 0.0, 0.3, 1.0, 1.5, 2.0, 3.7, 1e-8, 1e8, -1e-3, inf, -inf, nan]
ordinary = [[-1.25, 0.75, 2.0], [0.1, -0.6, 0.99]]
empty = np.zeros([0, 3])

unary = {
    "unary.abs": tf.abs,
    "unary.square": tf.square,
    "unary.sqrt": tf.sqrt,
    "unary.rsqrt": tf.math.rsqrt,
    "unary.reciprocal": tf.math.reciprocal,
    "unary.reciprocalNoNan": tf.math.reciprocal_no_nan,
    "unary.exp": tf.exp,
    "unary.expm1": tf.math.expm1,
    "unary.log": tf.math.log,
    "unary.log1p": tf.math.log1p,
    "unary.sign": tf.sign,
    "unary.floor": tf.floor,
    "unary.ceil": tf.math.ceil,
    "unary.round": tf.round,
    "unary.sin": tf.sin,
    "unary.cos": tf.cos,
    "unary.tan": tf.tan,
    "unary.asin": tf.asin,
    "unary.acos": tf.acos,
    "unary.atan": tf.atan,
    "unary.sinh": tf.sinh,
    "unary.cosh": tf.cosh,
    "unary.tanh": tf.tanh,
    "unary.asinh": tf.asinh,
    "unary.acosh": tf.acosh,
    "unary.atanh": tf.atanh,
    "unary.isNan": tf.math.is_nan,
    "unary.isInfinite": tf.math.is_inf,
    "unary.isFiniteNumber": tf.math.is_finite,
    "arithmetic.negative": tf.negative,
    "activation.sigmoid": tf.sigmoid,
    "activation.logSigmoid": tf.math.log_sigmoid,
    "activation.softplus": tf.nn.softplus,
    "activation.softsign": tf.nn.softsign,
    "activation.relu": tf.nn.relu,
    "activation.relu6": tf.nn.relu6,
    "activation.leakyRelu": tf.nn.leaky_relu,
    "activation.elu": tf.nn.elu,
    "activation.selu": tf.nn.selu,
    "activation.silu": tf.nn.silu,
    "activation.hardSigmoid": keras.ops.hard_sigmoid,
    "activation.hardSilu": keras.ops.hard_silu,
    "activation.softmax": tf.nn.softmax,
    "activation.logSoftmax": tf.nn.log_softmax,
    "special.erf": tf.math.erf,
    "special.erfc": tf.math.erfc,
    "special.erfinv": tf.math.erfinv,
    "special.ndtri": tf.math.ndtri,
    "special.lgamma": tf.math.lgamma,
    "special.digamma": tf.math.digamma,
}

binary = {
    "arithmetic.add": tf.add,
    "arithmetic.subtract": tf.subtract,
    "arithmetic.multiply": tf.multiply,
    "arithmetic.divide": tf.divide,
    "arithmetic.divideNoNan": tf.math.divide_no_nan,
    "whole-division.floorDivide": tf.math.floordiv,
    "whole-division.floorMod": tf.math.floormod,
    "whole-division.truncateDivide": tf.truncatediv,
    "whole-division.truncateMod": tf.truncatemod,
    "arithmetic.power": tf.pow,
    "arithmetic.maximum": tf.maximum,
    "arithmetic.minimum": tf.minimum,
    "arithmetic.squaredDifference": tf.math.squared_difference,
    "arithmetic.atan2": tf.atan2,
    "logarithms.xlogy": tf.math.xlogy,
    "logarithms.xdivy": tf.math.xdivy,
    "logarithms.xlog1py": tf.math.xlog1py,
    "logarithms.logaddexp": keras.ops.logaddexp,
    "comparison.equal": tf.equal,
    "comparison.notEqual": tf.not_equal,
    "comparison.less": tf.less,
    "comparison.lessEqual": tf.less_equal,
    "comparison.greater": tf.greater,
    "comparison.greaterEqual": tf.greater_equal,
}
integers = {
    "arithmetic.add", "arithmetic.subtract", "arithmetic.multiply", "arithmetic.divide", "whole-division.floorDivide",
    "whole-division.floorMod", "whole-division.truncateDivide", "arithmetic.maximum", "arithmetic.minimum",
    "comparison.equal", "comparison.less", "comparison.greaterEqual",
}  # fmt: skip


def add_cases(golden):
    case = golden.case
    # Sines of 1e8 and gradients at denormals say more about the library than about the function.
    unruly = {"unary.sin", "unary.cos", "unary.tan"}
    for kernel, call in unary.items():
        values = [v for v in special if not (kernel in unruly and v == 1e8)]
        if "oftmax" in kernel:
            case(kernel, call, Watched([[1.0, 2.0, -3.0], [nan, 1.0, 2.0], [inf, 0.0, 1.0], [-inf, 0.0, 1.0], [-200.0, 0.0, 100.0]]))
        else:
            case(kernel, call, Watched(values))
        case(kernel, call, Watched(ordinary))
        case(kernel, call, Watched(empty))
        if "oftmax" not in kernel:
            case(kernel, call, Watched(0.5))
    left = [0.0, 0.0, 1.0, -1.0, 2.0, -2.0, 5.5, -5.5, 3.0, inf, inf, -inf, nan, 1.0, 0.0, -8.0, 0.0, 7.0, -1.0, nan, 1e30]
    right = [0.0, -1.0, 0.0, 2.0, 2.0, 3.0, -2.0, 2.0, 3.0, inf, 0.0, inf, 1.0, nan, nan, 0.5, 2.5, inf, -inf, 0.0, 1e30]
    for kernel, call in binary.items():
        case(kernel, call, Watched(left), Watched(right))
        case(kernel, call, Watched([[[0.5, 1.5]], [[2.5, 0.25]]]), Watched([[1.0], [2.0], [0.5]]))
        case(kernel, call, Watched(2.0), Given([[1.0, 3.0], [0.5, 2.0]]))
        case(kernel, call, Given([1.0, 3.0]), Watched([[2.0], [0.3]]))
        case(kernel, call, Watched(np.zeros([0, 2])), Watched([1.0, 2.0]))
        if kernel in integers:
            case(kernel, call, Given([7, -7, 7, -7, 0, 2147483647], "int32"), Given([2, 2, -2, -2, 3, 2], "int32"))
            case(kernel, call, Given([[100, 5]], "int8"), Given([[100], [3]], "int8"))
            case(kernel, call, Given([[9, 5]], "int64"), Given([[4], [3]], "int64"))
    case("arithmetic.multiply", tf.multiply, Given([123456789, -98765], "int32"), Given([987654321, 76543], "int32"))
    case("arithmetic.power", tf.pow, Given([2, -3, 7, 0], "int32"), Given([10, 3, 20, 0], "int32"))
    case("arithmetic.add", tf.add, Watched(np.ones([1, 2, 1, 2])), Watched(np.ones([2, 1, 2, 1])))
    for kernel, call in {"unary.abs": tf.abs, "unary.square": tf.square, "unary.sign": tf.sign, "arithmetic.negative": tf.negative}.items():
        case(kernel, call, Given([-3, 0, 46341], "int32"))
    case("unary.clip", tf.clip_by_value, Watched([-2.0, -1.0, 0.0, 1.0, 2.0, nan, inf, -inf]), Watched(-1.0), Watched(1.0))
    case("unary.clip", tf.clip_by_value, Watched([[0.2, 0.9], [0.5, -1.0]]), Watched([0.3, 0.0]), Watched([[0.5], [0.6]]))
    case("unary.clip", tf.clip_by_value, Watched([0.2, 0.9]), Given(0.7), Given(0.3))
    case("activation.leakyRelu", lambda x, a: tf.nn.leaky_relu(x, a), Watched(special), 0.3)
    case("activation.elu", lambda x, a: keras.ops.elu(x, a), Watched(special), 0.7)
    case("activation.gelu", lambda x, a: keras.ops.gelu(x, a), Watched(special), True)
    case("activation.gelu", lambda x, a: keras.ops.gelu(x, a), Watched(special), False)
    for kernel, call in {"activation.softmax": tf.nn.softmax, "activation.logSoftmax": tf.nn.log_softmax}.items():
        case(kernel, lambda x, axis: call(x, axis=axis), Watched(np.arange(12).reshape(2, 3, 2) / 3), 1)
        case(kernel, lambda x, axis: call(x, axis=axis), Watched([[0.0, 1.0], [2.0, -1.0]]), 0)
    case("activation.sigmoid", tf.sigmoid, Watched([-100.0, -88.0, -87.0, -30.0, 30.0, 100.0]))
    case("activation.softplus", tf.nn.softplus, Watched([-100.0, -87.0, -20.0, -16.0, 14.0, 16.0, 90.0, 1e9]))
    case("special.erf", tf.math.erf, Watched([-4.0, -2.5, -1.9, 0.01, 1.2, 2.2, 3.5]))
    case("special.erfc", tf.math.erfc, Watched([-4.0, -2.5, -1.9, 0.01, 1.2, 2.2, 3.5, 8.0]))
    case("special.erfinv", tf.math.erfinv, Watched([-0.999, -0.9, -0.3, 0.1, 0.5, 0.7, 0.95, 0.9999]))
    case("special.ndtri", tf.math.ndtri, Watched([0.001, 0.1, 0.3, 0.5, 0.8, 0.99, 0.0, 1.0]))
    case("special.lgamma", tf.math.lgamma, Watched([0.1, 0.9, 1.1, 2.5, 10.0, 100.0, 1e4, -0.5, -3.3]))
    case("special.digamma", tf.math.digamma, Watched([0.1, 0.9, 1.1, 2.5, 10.0, 100.0, 1e4, -0.5, -3.3]))
    for order in ["0", "1", "0e", "1e"]:
        bessel = getattr(tf.math, f"bessel_i{order}")
        case(f"special.besselI{order}", bessel, Watched([-30.0, -8.0, -1.5, 0.0, 0.01, 0.7, 3.0, 12.0, 24.0, 26.0, 60.0, nan]))
    truth, other = Given([True, False, True, False], "bool"), Given([True, True, False, False], "bool")
    case("comparison.logicalAnd", tf.logical_and, truth, other)
    case("comparison.logicalOr", tf.logical_or, truth, other)
    case("comparison.logicalXor", tf.math.logical_xor, truth, other)
    case("comparison.logicalNot", tf.logical_not, truth)
    case("comparison.equal", tf.equal, truth, other)
    case("comparison.bitwiseAnd", tf.bitwise.bitwise_and, Given([6, -1], "int32"), Given([3, 12], "int32"))
    case("comparison.bitwiseXor", tf.bitwise.bitwise_xor, Given([6, -1], "int32"), Given([3, 12], "int32"))
    case("comparison.select", tf.where, Given([[True], [False]], "bool"), Watched([1.0, nan]), Watched([[3.0, inf], [5.0, 6.0]]))
    case("comparison.select", tf.where, Given(True, "bool"), Watched([1.0, 2.0]), Watched(3.0))
    case("comparison.whereIndices", tf.where, Given([[[True, False], [False, True]]], "bool"))
    case("comparison.whereIndices", tf.where, Given([False], "bool"))
    for dtype in ["int32", "uint8", "int8", "bool", "float64", "int64"]:
        values = [2.7, -2.7, 0.4, -0.0, 100.0] if dtype != "uint8" else [2.7, 0.4, 200.6]
        case("create.cast", lambda x, d: tf.cast(x, d), Watched(values), dtype)
    case("create.cast", lambda x, d: tf.cast(x, d), Watched([nan, inf, -inf, 1e20]), "int32")
    case("create.cast", lambda x, d: tf.cast(x, d), Watched([nan, 0.0, 0.5]), "bool")
    case("create.cast", lambda x, d: tf.cast(x, d), Given([300, -1, 128], "int32"), "uint8")
    case("create.cast", lambda x, d: tf.cast(x, d), Given([True, False], "bool"), "float32")
