# golden: weighted_logits on logits
# golden: sigmoid_focal on logits
# golden: bce_tf on binary
# golden: bce_tf_log_eps on binary
# golden: factory dice_with with smooth=0.5 on mask
# golden: generalized_dice on mask_classes
# golden: class_dice on mask_classes
# golden: iou_tf on mask
# golden: hausdorff_like on mask
# golden: focal_dice on mask
# golden: tversky_channels on mask_classes
# golden: boolean_masked_bce on sentinel
# golden: masked_where on sentinel
# golden: partial_labels on sentinel
# golden: keras_bce_inside on binary
# golden: keras_name_gone on column
# golden: keras_bce_class_inside on binary
# golden: keras_sum_reduction on binary
# golden: keras_none_reduction on binary
# golden: keras_string_get on regression
# golden: keras_alias_calls on regression
# golden: class TfFocal with alpha=0.5 on logits
# golden: class NoSuper on binary
# golden: class CallableClass with power=3 on regression
# golden: class WithTfModule on mask
# golden: nested_helpers on binary
# golden: loop_thresholds on binary
# golden: while_loop_python on regression
# golden: kwargs_everywhere on binary
# golden: variadic on regression
# golden: annotated on binary
# golden: asserts on binary
# golden: raises on column, regression
# golden: try_except on regression
# golden: dictionary_dispatch on regression
# golden: fstring_scope on regression
# golden: chained_comparison on regression
# golden: closure_counter on regression
# golden: default_mutable on regression
# golden: star_unpack on quantiles
# golden: walrus_loss on regression
# golden: global_constant on regression
# golden: generator_sum on quantiles
# golden: sorted_names on quantiles
# golden: class_constant on regression
# golden: decorated on regression
# golden: recursion on regression
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import losses


def weighted_logits(y_true, y_pred):
    return tf.reduce_mean(tf.nn.weighted_cross_entropy_with_logits(labels=y_true, logits=y_pred, pos_weight=3.0), axis=-1)


def sigmoid_focal(y_true, y_pred, alpha=0.25, gamma=2.0):
    ce = tf.nn.sigmoid_cross_entropy_with_logits(labels=y_true, logits=y_pred)
    p = tf.sigmoid(y_pred)
    p_t = y_true * p + (1 - y_true) * (1 - p)
    alpha_t = y_true * alpha + (1 - y_true) * (1 - alpha)
    return tf.reduce_sum(alpha_t * tf.pow(1.0 - p_t, gamma) * ce, axis=-1)


def bce_tf(y_true, y_pred):
    y_pred = tf.clip_by_value(y_pred, 1e-7, 1.0 - 1e-7)
    return -tf.reduce_mean(y_true * tf.math.log(y_pred) + (1.0 - y_true) * tf.math.log(1.0 - y_pred), axis=-1)


def bce_tf_log_eps(y_true, y_pred):
    return -tf.reduce_mean(y_true * tf.math.log(y_pred + 1e-9) + (1 - y_true) * tf.math.log(1 - y_pred + 1e-9))


def dice_with(smooth=1.0):
    def dice(y_true, y_pred):
        y_true, y_pred = tf.reshape(y_true, (-1,)), tf.reshape(y_pred, (-1,))
        return 1.0 - (2.0 * tf.reduce_sum(y_true * y_pred) + smooth) / (
            tf.reduce_sum(y_true**2) + tf.reduce_sum(y_pred**2) + smooth
        )

    return dice


def generalized_dice(y_true, y_pred):
    axes = [1, 2]
    volume = tf.reduce_sum(y_true, axis=axes)
    w = 1.0 / (tf.square(volume) + 1e-6)
    numerator = tf.reduce_sum(w * tf.reduce_sum(y_true * y_pred, axis=axes), axis=-1)
    denominator = tf.reduce_sum(w * tf.reduce_sum(y_true + y_pred, axis=axes), axis=-1)
    return 1.0 - 2.0 * numerator / denominator


def class_dice(y_true, y_pred):
    loss = 0.0
    for c in range(y_pred.shape[-1]):
        t, p = y_true[..., c], y_pred[..., c]
        inter = tf.reduce_sum(t * p, axis=(1, 2))
        loss += 1.0 - (2.0 * inter + 1.0) / (tf.reduce_sum(t, axis=(1, 2)) + tf.reduce_sum(p, axis=(1, 2)) + 1.0)
    return loss / y_pred.shape[-1]


def iou_tf(y_true, y_pred):
    inter = tf.math.reduce_sum(tf.math.multiply(y_true, y_pred), axis=[1, 2, 3])
    union = tf.math.reduce_sum(tf.math.maximum(y_true, y_pred), axis=[1, 2, 3])
    return 1.0 - tf.math.divide_no_nan(inter, union)


def hausdorff_like(y_true, y_pred):
    field = y_true - tf.nn.avg_pool2d(y_true, 3, 1, "SAME")
    return tf.reduce_mean(tf.square(y_true - y_pred) * (1.0 + tf.square(field)), axis=[1, 2, 3])


def focal_dice(y_true, y_pred):
    inter = tf.reduce_sum(y_true * y_pred, axis=[1, 2, 3])
    dice = (2 * inter + 1e-3) / (tf.reduce_sum(y_true + y_pred, axis=[1, 2, 3]) + 1e-3)
    return (1 - dice) ** 0.75


def tversky_channels(y_true, y_pred):
    tp, fn, fp = [
        tf.reduce_sum(a * b, axis=(0, 1, 2)) for a, b in ((y_true, y_pred), (y_true, 1 - y_pred), (1 - y_true, y_pred))
    ]
    return tf.reduce_sum(1.0 - (tp + 1.0) / (tp + 0.7 * fn + 0.3 * fp + 1.0))


def boolean_masked_bce(y_true, y_pred):
    mask = tf.not_equal(y_true, -1.0)
    t = tf.boolean_mask(y_true, mask)
    p = tf.boolean_mask(y_pred, mask)
    return tf.reduce_mean(tf.keras.backend.binary_crossentropy(t, p))


def masked_where(y_true, y_pred):
    missing = tf.equal(y_true, -1)
    error = tf.where(missing, tf.zeros_like(y_pred), tf.abs(y_true - y_pred))
    return tf.reduce_sum(error, axis=1) / tf.math.maximum(1.0, tf.reduce_sum(tf.cast(~missing, tf.float32), axis=1))


def partial_labels(y_true, y_pred):
    known = tf.cast(tf.greater_equal(y_true, 0.0), y_pred.dtype)
    share = tf.reduce_mean(known, axis=-1, keepdims=True)
    weight = -4.45 * share + 5.45
    return tf.reduce_mean(weight * known * tf.math.squared_difference(y_true, y_pred), axis=-1)


def keras_bce_inside(y_true, y_pred):
    return 0.5 * tf.keras.losses.binary_crossentropy(y_true, y_pred) + 0.5 * losses.mae(y_true, y_pred)


def keras_name_gone(y_true, y_pred):
    # tf.keras.losses of Keras 3 has `mae` but not the long name.
    return losses.mean_absolute_error(y_true, y_pred)


def keras_bce_class_inside(y_true, y_pred):
    bce = tf.keras.losses.BinaryCrossentropy(label_smoothing=0.1)
    return bce(y_true, y_pred) + keras.losses.MeanSquaredError()(y_true, y_pred)


def keras_sum_reduction(y_true, y_pred):
    return losses.BinaryCrossentropy(reduction="sum")(y_true, y_pred)


def keras_none_reduction(y_true, y_pred):
    per_sample = losses.MeanAbsoluteError(reduction=losses.Reduction.NONE)(y_true, y_pred)
    return per_sample**2


def keras_string_get(y_true, y_pred):
    return keras.losses.get("mse")(y_true, y_pred) + tf.keras.losses.get("mean_absolute_error")(y_true, y_pred)


def keras_alias_calls(y_true, y_pred):
    return keras.losses.MSE(y_true, y_pred) + keras.losses.MAE(y_true, y_pred) + tf.keras.metrics.mse(y_true, y_pred)


class TfFocal(tf.keras.losses.Loss):
    def __init__(self, alpha=0.25, gamma=2, reduction="sum_over_batch_size", name="focal"):
        super(TfFocal, self).__init__(reduction=reduction, name=name)
        self.alpha = alpha
        self.gamma = gamma

    def call(self, y_true, y_pred):
        return sigmoid_focal(y_true, y_pred, self.alpha, self.gamma)

    def get_config(self):
        config = super(TfFocal, self).get_config()
        config["alpha"] = self.alpha
        return dict(config, gamma=self.gamma)


class NoSuper(tf.keras.losses.Loss):
    def call(self, y_true, y_pred):
        return tf.reduce_mean(tf.abs(y_true - y_pred))


class CallableClass:
    def __init__(self, power=2):
        self.power = power

    def __call__(self, y_true, y_pred):
        return tf.reduce_mean(tf.abs(y_true - y_pred) ** self.power, axis=-1)


class WithTfModule(tf.keras.losses.Loss):
    _axes = (1, 2, 3)

    def __init__(self):
        super().__init__()
        self.eps = 1e-6
        self.history = []

    def call(self, y_true, y_pred):
        parts = {"inter": y_true * y_pred, "union": y_true + y_pred}
        parts = {key: tf.reduce_sum(value, self._axes) for key, value in parts.items()}
        self.history.append(len(parts))
        return 1 - (2 * parts["inter"] + self.eps) / (parts["union"] + self.eps) * self.history[-1] / 2


def nested_helpers(y_true, y_pred):
    def clip(p):
        return tf.clip_by_value(p, 1e-6, 1 - 1e-6)

    def log_odds(p):
        p = clip(p)
        return tf.math.log(p) - tf.math.log1p(-p)

    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y_true, log_odds(y_pred)), axis=-1)


def loop_thresholds(y_true, y_pred):
    total = tf.zeros_like(y_pred)
    for i in range(1, 10, 3):
        total = total + tf.sigmoid(20.0 * (y_pred - i / 10)) * (1 - y_true)
        total += tf.sigmoid(-20.0 * (y_pred - i / 10)) * y_true
    return tf.reduce_mean(total / 3, axis=-1)


def while_loop_python(y_true, y_pred):
    power, result = 1, 0
    while power < 5:
        result += tf.reduce_mean(tf.abs(y_true - y_pred) ** power, axis=-1) / power
        power *= 2
        if power == 4:
            continue
    else:
        result = result * 0.5
    return result


def base(y_true, y_pred, *, low=0.0, high=1.0, **options):
    if options.get("square", False):
        y_pred = tf.square(y_pred)
    return tf.reduce_mean(tf.abs(y_true - tf.clip_by_value(y_pred, low, high)), axis=options.pop("axis", -1))


def kwargs_everywhere(y_true, y_pred):
    settings = dict(low=0.1, high=0.9)
    return base(y_true, y_pred, **settings, square=True)


def variadic(*args):
    y_true, y_pred = args
    return tf.reduce_mean((y_true - y_pred) ** 2, axis=-1)


def annotated(y_true: tf.Tensor, y_pred: tf.Tensor, weight: float = 2.0) -> tf.Tensor:
    """Mean squared error, annotated.

    >>> annotated(1, 1)
    """
    difference: tf.Tensor = y_true - y_pred
    return weight * tf.reduce_mean(difference**2, axis=-1)


def asserts(y_true, y_pred):
    assert y_pred.shape.rank == 2, "rank"
    assert isinstance(y_pred, tf.Tensor) and len(y_pred.shape) == len(y_true.shape)
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


def raises(y_true, y_pred):
    if y_pred.shape[-1] != 1:
        raise ValueError(f"Expected one output, got {y_pred.shape[-1]}")
    return tf.square(y_true - y_pred)


def try_except(y_true, y_pred):
    try:
        width = int("three")
    except (ValueError, TypeError) as error:
        width = len(str(error)) > 0
    finally:
        scale = 2.0
    return scale * width * tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


DISPATCH = {"l1": tf.abs, "l2": tf.square}


def dictionary_dispatch(y_true, y_pred, kind="l2"):
    return sum(tf.reduce_mean(f(y_true - y_pred), axis=-1) for name, f in DISPATCH.items() if name != "l1" or kind)


def fstring_scope(y_true, y_pred):
    name = f"{'loss'.upper()}_{y_pred.shape.rank:d}"
    with tf.name_scope(name):
        return tf.reduce_mean(tf.square(y_true - y_pred)) * len(name)


def chained_comparison(y_true, y_pred):
    rank = len(y_pred.shape)
    weight = 1.0 if 1 < rank <= 2 else 0.5 if not rank == 1 else 0.25
    return weight * tf.reduce_sum(tf.abs(y_true - y_pred))


def closure_counter(y_true, y_pred):
    count = 0

    def term(x):
        nonlocal count
        count += 1
        return x * count

    return term(tf.reduce_mean(y_pred, axis=-1)) + term(tf.reduce_mean(y_true, axis=-1)) + count


def default_mutable(y_true, y_pred, weights=[1.0, 2.0], axes=(-1,)):
    error = y_true - y_pred
    return weights[0] * tf.reduce_mean(tf.abs(error), axis=axes) + weights[-1] * tf.reduce_mean(error**2, axis=axes)


def star_unpack(y_true, y_pred):
    first, *rest = tf.unstack(y_pred, axis=-1)
    total = tf.abs(y_true[:, 0] - first)
    for index, other in enumerate(rest, start=1):
        total += index * tf.nn.relu(first - other)
    return total


def walrus_loss(y_true, y_pred):
    if (n := len(y_pred.shape)) >= 2:
        return tf.reduce_mean((y_true - y_pred) ** 2, axis=list(range(1, n)))
    return tf.square(y_true - y_pred)


SCALE = 10
OFFSET = SCALE // 3 + SCALE % 4 - 2**-1


def global_constant(y_true, y_pred):
    return OFFSET + SCALE * tf.reduce_mean(y_pred - y_true, axis=-1) ** 2


def generator_sum(y_true, y_pred):
    return sum(abs(y_true[:, 0] - y_pred[:, i]) * (i + 1) for i in range(y_pred.shape[1])) / 3


def sorted_names(y_true, y_pred):
    weights = {"b": 2.0, "a": 1.0, "c": 3.0}
    pairs = zip(sorted(weights), map(lambda i: y_pred[:, i], range(3)))
    return tf.add_n([weights[name] * tf.square(column) for name, column in pairs]) - tf.squeeze(y_true, 1)


class Settings:
    DELTA = 0.5
    LEVELS = [0.5 * k for k in range(3)]


def class_constant(y_true, y_pred):
    return tf.reduce_mean(tf.where(tf.abs(y_true - y_pred) > Settings.DELTA, Settings.LEVELS[2], 0.0) * y_pred, axis=-1)


def doubled(function):
    def wrapper(*args, **kwargs):
        return 2 * function(*args, **kwargs)

    return wrapper


@doubled
def decorated(y_true, y_pred):
    return tf.reduce_mean(tf.abs(y_true - y_pred), axis=-1)


def tree_sum(columns):
    if len(columns) == 1:
        return columns[0]
    half = len(columns) // 2
    return tree_sum(columns[:half]) + tree_sum(columns[half:])


def recursion(y_true, y_pred):
    return tree_sum([tf.square(y_true[..., i] - y_pred[..., i]) for i in range(y_pred.shape[-1])])
