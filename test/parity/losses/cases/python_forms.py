# golden: class Child with scale=2.0 on regression
# golden: class Grandchild on regression
# golden: class WithProperty on regression
# golden: class WithClassMethod on regression
# golden: class CallsOther on regression
# golden: class KeepsKwargs with weight=0.5, reduction="sum" on regression
# golden: class FromConfig on regression
# golden: class Counting on regression
# golden: factory outer with a=2.0 on regression
# golden: factory three_deep on regression
# golden: factory by_kind with kind="mae" on regression
# golden: factory by_kind on regression
# golden: factory partial_factory with delta=0.3 on regression
# golden: factory lambda_factory with p=3 on regression
# golden: method Namespace.static on regression
# golden: method Namespace.of_class on regression
# golden: method Holder.weighted with weight=4 on regression
# golden: late_binding on quantiles
# golden: defaults_once on regression
# golden: keyword_only on regression
# golden: with_star_args on regression
# golden: positional_only on regression
# golden: unpack_nested on regression
# golden: dict_loop on regression
# golden: set_operations on regression
# golden: slices on sequence
# golden: negative_steps on sequence
# golden: ellipsis_indices on sequence
# golden: list_of_losses on regression
# golden: zip_enumerate on quantiles
# golden: nested_comprehension on quantiles
# golden: generator_function on quantiles
# golden: any_all on regression
# golden: min_max_sum on quantiles
# golden: string_methods on regression
# golden: format_values on regression
# golden: try_finally on regression
# golden: while_else on regression
# golden: for_else on quantiles
# golden: early_return on regression, column
# golden: conditional_import on regression
# golden: inner_import on regression
# golden: global_counter on regression
# golden: nonlocal_sum on quantiles
# golden: isinstance_checks on regression
# golden: getattr_hasattr on regression
# golden: map_filter_reduce on quantiles
# golden: sorted_key on quantiles
# golden: reversed_range on quantiles
# golden: augmented_everything on regression
# golden: integer_arithmetic on regression
# golden: float_formatting on regression
# golden: ternary_chain on regression
# golden: boolean_short_circuit on regression
# golden: comparison_of_tuples on regression
# golden: starred_call on regression
# golden: dictionary_merge on regression
# golden: match_statement on regression
# golden: decorated_with_wraps on regression
# golden: decorator_with_argument on regression
# golden: class_decorator on regression
# golden: dataclass_config on regression
# golden: enum_like on regression
# golden: math_functions on regression
# golden: numpy_constants on regression
# golden: docstring_only_helper on regression
# golden: delete_names on regression
# golden: assert_tensor_shape on regression
# golden: prints on regression
# golden: assigned_alias on regression
# golden: named_lambda on regression
# golden: chained_assignment on regression
# golden: complex_default on regression
# golden: from_list_index on regression
# golden: static_shape_logic on regression, column
import functools
import math
from dataclasses import dataclass

import keras
import numpy as np
import tensorflow as tf
from keras import ops


def mse(y_true, y_pred):
    return ops.mean(ops.square(y_true - y_pred), axis=-1)


class Parent(keras.losses.Loss):
    def __init__(self, scale=1.0, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale

    def error(self, y_true, y_pred):
        return y_true - y_pred

    def call(self, y_true, y_pred):
        return self.scale * ops.mean(ops.square(self.error(y_true, y_pred)), axis=-1)


class Child(Parent):
    def error(self, y_true, y_pred):
        return super().error(y_true, y_pred) * 0.5


class Grandchild(Child):
    def __init__(self):
        Child.__init__(self, scale=3.0)

    def call(self, y_true, y_pred):
        return super(Grandchild, self).call(y_true, y_pred) + Parent.error(self, y_true, y_pred)[..., 0]


class WithProperty(keras.losses.Loss):
    def __init__(self):
        super().__init__()
        self._weight = 1.0

    @property
    def weight(self):
        return self._weight * 2

    @weight.setter
    def weight(self, value):
        self._weight = value

    def call(self, y_true, y_pred):
        self.weight = 0.75
        return self.weight * mse(y_true, y_pred)


class WithClassMethod(keras.losses.Loss):
    exponent = 3

    @classmethod
    def power(cls, x):
        return ops.power(ops.abs(x), cls.exponent)

    @staticmethod
    def reduce(x):
        return ops.sum(x, axis=-1)

    def call(self, y_true, y_pred):
        return self.reduce(self.power(y_true - y_pred))


class CallsOther(keras.losses.Loss):
    def __init__(self, inner=None):
        super().__init__(name="calls_other")
        self.inner = inner or Child(scale=4.0, reduction="none")

    def call(self, y_true, y_pred):
        return self.inner(y_true, y_pred) + self.inner.call(y_pred, y_true)


class KeepsKwargs(keras.losses.Loss):
    def __init__(self, weight, **kwargs):
        kwargs.setdefault("name", "keeps")
        super().__init__(**kwargs)
        self.weight = weight

    def call(self, y_true, y_pred):
        factor = 10.0 if self.reduction == "sum" else 1.0
        return factor * self.weight * mse(y_true, y_pred) * len(self.name)


class FromConfig(Parent):
    def call(self, y_true, y_pred):
        other = Parent.from_config({"scale": 5.0, "name": "other"})
        return other.call(y_true, y_pred) * len(other.get_config())


class Counting(keras.losses.Loss):
    made = []

    def __init__(self):
        super().__init__()
        type(self).made.append(self.name)

    def call(self, y_true, y_pred):
        return mse(y_true, y_pred) * len(self.made)


def outer(a=1.0):
    b = a**2

    def inner(y_true, y_pred):
        return b * mse(y_true, y_pred) + a

    inner.__name__ = f"inner_{a}"
    return inner


def three_deep(a=2):
    def second(b=3):
        def third(y_true, y_pred):
            return a * b * mse(y_true, y_pred)

        return third

    return second(b=5)


def by_kind(kind="mse"):
    table = {"mse": ops.square, "mae": ops.abs}
    if kind not in table:
        raise ValueError(f"unknown kind {kind!r}")
    return lambda y_true, y_pred: ops.mean(table[kind](y_true - y_pred), axis=-1)


def huber_with(y_true, y_pred, delta):
    return keras.losses.huber(y_true, y_pred, delta=delta)


def partial_factory(delta=1.0):
    return functools.partial(huber_with, delta=delta)


lambda_factory = lambda p=2: (lambda y_true, y_pred: ops.mean(ops.abs(y_true - y_pred) ** p, axis=-1))


class Namespace:
    factor = 7.0

    @staticmethod
    def static(y_true, y_pred):
        return mse(y_true, y_pred) / 2

    @classmethod
    def of_class(cls, y_true, y_pred):
        return cls.factor * cls.static(y_true, y_pred)


class Holder:
    def __init__(self, weight=1):
        self.weight = weight

    def weighted(self, y_true, y_pred):
        return self.weight * mse(y_true, y_pred)


def late_binding(y_true, y_pred):
    functions = [lambda x: x * i for i in range(3)]
    bound = [lambda x, i=i: x * i for i in range(3)]
    return sum(f(y_pred[:, 0]) for f in functions) + sum(f(y_pred[:, 1]) for f in bound)


def collects(value, into=[]):
    into.append(value)
    return len(into)


def defaults_once(y_true, y_pred):
    return mse(y_true, y_pred) * collects(1) * collects(2) * collects(3, [])


def keyword_only(y_true, y_pred, *, weight=2.0):
    return weight * mse(y_true, y_pred)


def with_star_args(y_true, y_pred, *weights, power=2):
    return ops.mean(ops.abs(y_true - y_pred) ** power, axis=-1) * (len(weights) + 1)


def positional_only(y_true, y_pred, /, scale=0.25):
    return scale * mse(y_true, y_pred)


def unpack_nested(y_true, y_pred):
    (a, b), *rest = ((1.0, 2.0), 3.0, 4.0)
    first, second = rest
    return (a + b * first - second) * mse(y_true, y_pred)


def dict_loop(y_true, y_pred):
    parts = {"mse": mse(y_true, y_pred), "mae": ops.mean(ops.abs(y_true - y_pred), axis=-1)}
    weights = {"mse": 0.5, **{"mae": 1.5}}
    total = 0
    for name in parts:
        total += weights.get(name, 0) * parts[name]
    for name, value in sorted(parts.items()):
        total = total + len(name) * value
    return total


def set_operations(y_true, y_pred):
    axes = set(range(len(y_pred.shape))) - {0}
    return ops.mean(ops.square(y_true - y_pred), axis=tuple(sorted(axes))) * len({1, 1.0, True, 2})


def slices(y_true, y_pred):
    a = y_pred[:, 1:, :] - y_pred[:, :-1]
    b = y_true[0:1, ..., :1]
    return ops.sum(a) + ops.sum(b * y_pred[:, -1:, 0:1]) + ops.sum(y_pred[-1, 0])


def negative_steps(y_true, y_pred):
    return tf.reduce_sum(y_pred[:, ::-1] * y_true, axis=(1, 2)) + tf.reduce_sum(y_pred[:, ::2], axis=[1, 2])


def ellipsis_indices(y_true, y_pred):
    return y_pred[..., 0] * y_true[:, :, -1] + y_pred[tf.newaxis, ..., 0][0] - y_true[..., None][..., 0, 0]


def list_of_losses(y_true, y_pred):
    losses = [mse, keras.losses.mean_absolute_error, lambda t, p: ops.max(ops.abs(t - p), axis=-1)]
    return ops.mean(ops.stack([loss(y_true, y_pred) for loss in losses]), axis=0)


def zip_enumerate(y_true, y_pred):
    total = 0.0
    for i, (q, column) in enumerate(zip((0.1, 0.5, 0.9), ops.unstack(y_pred, axis=1))):
        e = y_true[:, 0] - column
        total += (i + 1) * ops.maximum(q * e, (q - 1) * e)
    return total


def nested_comprehension(y_true, y_pred):
    pairs = [(i, j) for i in range(3) for j in range(3) if i < j]
    return sum([ops.square(y_pred[:, i] - y_pred[:, j]) for i, j in pairs]) + y_true[:, 0]


def columns(y_pred):
    for i in range(y_pred.shape[1]):
        if i == 1:
            continue
        yield i, y_pred[:, i]


def generator_function(y_true, y_pred):
    return sum((i + 1) * column for i, column in columns(y_pred)) - y_true[:, 0]


def any_all(y_true, y_pred):
    flags = [len(y_pred.shape) > 1, y_pred.shape[-1] > 0]
    weight = 2.0 if all(flags) else 1.0 if any(flags) else 0.0
    return weight * mse(y_true, y_pred)


def min_max_sum(y_true, y_pred):
    sizes = [abs(-3), round(2.5), int(7.9), max(1, 2.5), min([4, 3]), divmod(7, 2)[1], pow(2, 3)]
    return y_pred[:, 0] * sum(sizes) - y_true[:, 0]


def string_methods(y_true, y_pred):
    kind = " Mean_Squared ".strip().lower().replace("_", " ").split()[0]
    return mse(y_true, y_pred) * {"mean": 1.0}.get(kind, 5.0) * ("ea" in kind) * kind.count("e")


def format_values(y_true, y_pred):
    text = "%.2f|%d" % (math.pi, 3) + "{:>5}".format("x") + f"{0.5:.3f}{7:03d}{'a'!r}"
    return mse(y_true, y_pred) * len(text)


def try_finally(y_true, y_pred):
    order = []
    try:
        order.append(1)
        try:
            {}["missing"]
        except KeyError:
            order.append(2)
        else:
            order.append(100)
    finally:
        order.append(3)
    return mse(y_true, y_pred) * sum(order)


def while_else(y_true, y_pred):
    n, total = 3, 0
    while n:
        total += n
        n -= 1
    else:
        total *= 2
    return mse(y_true, y_pred) * total


def for_else(y_true, y_pred):
    for i in range(y_pred.shape[1]):
        if i > 1:
            break
    else:
        return y_true[:, 0]
    return y_pred[:, i] * i


def early_return(y_true, y_pred):
    if y_pred.shape[-1] == 1:
        return ops.squeeze(ops.abs(y_true - y_pred), axis=-1)
    elif y_pred.shape[-1] == 3:
        return ops.sum(y_pred, axis=-1)
    return mse(y_true, y_pred)


try:
    from keras import no_such_name
except ImportError:
    no_such_name = None


def conditional_import(y_true, y_pred):
    return mse(y_true, y_pred) if no_such_name is None else y_pred


def inner_import(y_true, y_pred):
    from math import e

    import numpy as numpy_inside

    return mse(y_true, y_pred) * e + numpy_inside.pi


COUNT = 0


def global_counter(y_true, y_pred):
    global COUNT
    COUNT += 2
    return mse(y_true, y_pred) * COUNT


def nonlocal_sum(y_true, y_pred):
    total = 0.0

    def add(x):
        nonlocal total
        total = total + x

    for i in range(3):
        add(y_pred[:, i] * i)
    return total


def isinstance_checks(y_true, y_pred):
    weight = [1.0, 2]
    score = isinstance(weight, list) + isinstance(weight[1], (int, str)) + isinstance(True, int) + (not isinstance(1, float))
    return mse(y_true, y_pred) * score * (2 if isinstance(y_pred, tf.Tensor) else 1)


def getattr_hasattr(y_true, y_pred):
    square = getattr(ops, "square")
    missing = getattr(Namespace, "nothing", 3.0)
    return ops.mean(square(y_true - y_pred), axis=-1) * missing * hasattr(Namespace, "factor") * callable(square)


def map_filter_reduce(y_true, y_pred):
    odd = list(filter(lambda i: i % 2, range(5)))
    total = functools.reduce(lambda a, b: a + b, map(lambda i: y_pred[:, i], [0, 2]))
    return total * len(odd)


def sorted_key(y_true, y_pred):
    order = sorted([(2, "b"), (1, "c"), (3, "a")], key=lambda pair: pair[1], reverse=True)
    return sum(y_pred[:, i] * weight for i, (weight, _) in enumerate(order))


def reversed_range(y_true, y_pred):
    total = y_true[:, 0] * 0.0
    for step, i in enumerate(reversed(range(0, 3))):
        total = total * 0.5 + y_pred[:, i] * step
    return total


def augmented_everything(y_true, y_pred):
    x = 17
    x //= 2
    x **= 2
    x %= 10
    x <<= 2
    x |= 1
    x ^= 3
    x >>= 1
    x &= 31
    return mse(y_true, y_pred) * x


def integer_arithmetic(y_true, y_pred):
    return mse(y_true, y_pred) * ((-7 // 2) + (-7 % 3) + 7 // -2 + 2**-1 + 10**20 / 10**19 + -(3**2) + (5 & 3))


def float_formatting(y_true, y_pred):
    return mse(y_true, y_pred) * len(str(1e-7)) * len(repr(0.1 + 0.2)) * len(str(1e16)) * len(str(100.0))


def ternary_chain(y_true, y_pred):
    n = y_pred.shape[-1]
    return mse(y_true, y_pred) * (1 if n == 1 else 2 if n == 2 else 3 if n == 3 else 4)


def boolean_short_circuit(y_true, y_pred):
    weight = None
    factor = weight or 0 or 2.5
    other = weight and weight.missing
    return mse(y_true, y_pred) * factor * (other is None) * (not [] and 1)


def comparison_of_tuples(y_true, y_pred):
    newer = tuple(int(part) for part in "3.15.1".split(".")) >= (3, 2)
    return mse(y_true, y_pred) * (2.0 if newer else 1.0) * ((1, 2) < (1, 3)) * ("a" < "b" <= "b")


def starred_call(y_true, y_pred):
    def weighted(a, b, c=1, *, d=1):
        return a * b * c * d

    numbers, named = [2, 3], {"d": 5}
    return mse(*(y_true, y_pred)) * weighted(*numbers, **named) * weighted(*[1], *[2], c=0.5)


def dictionary_merge(y_true, y_pred):
    merged = {"a": 1, **{"b": 2}} | {"a": 10}
    merged.update(c=3)
    return mse(y_true, y_pred) * sum(merged.values()) * len(merged.keys()) * merged.pop("b")


def match_statement(y_true, y_pred):
    match y_pred.shape[-1]:
        case 1:
            weight = 1.0
        case 2 | 3:
            weight = 2.0
        case _:
            weight = 3.0
    return mse(y_true, y_pred) * weight


def logged(function):
    @functools.wraps(function)
    def wrapper(y_true, y_pred):
        return function(y_true, y_pred) + len(wrapper.__name__)

    return wrapper


@logged
def decorated_with_wraps(y_true, y_pred):
    return mse(y_true, y_pred)


def scaled(factor):
    def decorate(function):
        return lambda y_true, y_pred: factor * function(y_true, y_pred)

    return decorate


@scaled(3.0)
@scaled(factor=0.5)
def decorator_with_argument(y_true, y_pred):
    return mse(y_true, y_pred)


def registered(cls):
    cls.registered = 4.0
    return cls


@registered
class Registered:
    pass


def class_decorator(y_true, y_pred):
    return mse(y_true, y_pred) * Registered.registered


@dataclass
class Config:
    alpha: float = 0.5
    beta: float = 2.0


def dataclass_config(y_true, y_pred, config=Config(beta=3.0)):
    return mse(y_true, y_pred) * config.alpha * config.beta


class Kind:
    MSE, MAE = range(2)


def enum_like(y_true, y_pred, kind=Kind.MAE):
    return ops.mean(ops.abs(y_true - y_pred), axis=-1) if kind == Kind.MAE else mse(y_true, y_pred)


def math_functions(y_true, y_pred):
    factor = math.sqrt(2) * math.log(10, 10) + math.floor(2.7) + math.ceil(0.1) + math.exp(0) + math.pow(2, 0.5)
    return mse(y_true, y_pred) * factor * math.prod([1, 2, 3]) * (math.inf > 1) * math.isclose(0.1 + 0.2, 0.3)


def numpy_constants(y_true, y_pred):
    w = np.linspace(1.0, 2.0, 3)
    m = np.arange(4).reshape(2, 2)
    factor = w.sum() + m.max() + np.mean(m) + np.log(np.e) + m[1, 0] + m.T[0, 1] + np.sqrt(4)
    return mse(y_true, y_pred) * float(factor) * len(w) * m.shape[0]


def documented(x):
    """Only words."""


def docstring_only_helper(y_true, y_pred):
    """Mean squared error.

    Args:
        y_true: targets.
    """
    return mse(y_true, y_pred) if documented(1) is None else y_pred


def delete_names(y_true, y_pred):
    weights = [1, 2, 3]
    del weights[0]
    x = 5
    del x
    return mse(y_true, y_pred) * weights[0]


def assert_tensor_shape(y_true, y_pred):
    assert y_true.shape == y_pred.shape
    assert list(y_pred.shape)[0] == y_pred.get_shape().as_list()[0]
    return mse(y_true, y_pred) * len(y_pred.shape) * y_pred.shape.rank


def prints(y_true, y_pred):
    print("shapes", y_true.shape, y_pred.shape, sep=", ")
    return mse(y_true, y_pred)


square = ops.square
mean = keras.ops.mean


def assigned_alias(y_true, y_pred):
    difference = ops.subtract
    return mean(square(difference(y_true, y_pred)), axis=-1)


named_lambda = lambda y_true, y_pred, w=2.0: w * mse(y_true, y_pred)


def chained_assignment(y_true, y_pred):
    a = b = c = 2.0
    b += 1
    return mse(y_true, y_pred) * a * b * c


def complex_default(y_true, y_pred, weights={"a": [1.0, 2.0]}, f=lambda x: x + 1):
    return mse(y_true, y_pred) * weights["a"][-1] * f(1)


def from_list_index(y_true, y_pred):
    options = ["mae", "mse", "huber"]
    chosen = keras.losses.get(options[options.index("mse")])
    return chosen(y_true, y_pred) * len(options[1:]) * options[-1].startswith("hub")


def static_shape_logic(y_true, y_pred):
    rank = len(y_pred.shape)
    axes = [axis for axis in range(1, rank)]
    if y_pred.shape[-1] is not None and y_pred.shape[-1] > 1:
        return ops.mean(ops.square(y_true - y_pred), axis=axes)
    return ops.reshape(y_pred - y_true, (-1,))
