# Gradients that a loss takes itself, on tapes: penalties on slopes and curvatures, of what the loss has made.
# golden: gradient_penalty on regression, column
# golden: factory penalty_of with weight=0.5 on regression
# golden: sobolev on regression
# golden: anisotropy on regression, column
# golden: curvature on regression, column
# golden: three_deep on regression
# golden: unconnected on regression
# golden: zeros_for_none on regression
# golden: never_watched on regression
# golden: watched_too_late on regression
# golden: not_recorded on regression
# golden: kinked on regression, kinks
# golden: safe_logarithm on regression, column
# golden: norm_at_nothing on regression
# golden: by_name on regression
# golden: weighed_upstream on regression
# golden: of_targets on regression
# golden: held_fixed on regression
# golden: jacobian_norm on regression
# golden: jacobian_of_samples on regression
# golden: adversarial on categorical_logits
# golden: by_built_ins on binary, logits
# golden: kernels_between on regression
# golden: started_anew on regression
# golden: own_gradient_between on regression
# golden: flat_pieces on regression, kinks
# golden: smoothed on regression, column
# golden: of_double on regression
# golden: asked_twice on regression
# golden: of_numbers on regression
# golden: no_such_word on regression
# golden: closed_tape on regression
# golden: entered_twice on regression
# golden: of_softsign on regression
# golden: class Penalized with weight=2.0 on regression
import keras
import tensorflow as tf
from keras import ops


def critic(x):
    return tf.reduce_sum(tf.tanh(0.8 * x + 0.1) * tf.square(x), axis=-1)


def gradient_penalty(y_true, y_pred):
    mixed = 0.3 * y_true + 0.7 * y_pred
    with tf.GradientTape() as tape:
        tape.watch(mixed)
        score = critic(mixed)
    slope = tape.gradient(score, mixed)
    norm = tf.sqrt(tf.reduce_sum(tf.square(slope), axis=-1) + 1e-12)
    return tf.reduce_mean(critic(y_pred) - critic(y_true)) + 10.0 * tf.reduce_mean(tf.square(norm - 1.0))


def penalty_of(weight=1.0):
    def loss(y_true, y_pred):
        with tf.GradientTape() as tape:
            tape.watch(y_pred)
            energy = tf.reduce_mean(tf.exp(-tf.square(y_pred - y_true)))
        return energy + weight * tf.reduce_sum(tf.abs(tape.gradient(energy, y_pred)))

    return loss


def sobolev(y_true, y_pred):
    """Values and slopes of one function of both are to agree."""
    with tf.GradientTape(persistent=True) as tape:
        tape.watch([y_true, y_pred])
        wanted = tf.sin(y_true) * y_true
        found = tf.sin(y_pred) * y_pred
    difference = tape.gradient(found, y_pred) - tape.gradient(wanted, y_true)
    return tf.reduce_mean(tf.square(found - wanted) + tf.square(difference), axis=-1)


def anisotropy(y_true, y_pred):
    """One persistent tape, asked for the slopes of two energies."""
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(y_pred)
        along = tf.reduce_sum(tf.square(y_pred - y_true))
        across = tf.reduce_sum(tf.pow(tf.abs(y_pred) + 0.1, 1.5))
    one = tape.gradient(along, y_pred)
    other = tape.gradient(across, y_pred)
    del tape
    return tf.reduce_mean(tf.square(one) / (1.0 + tf.square(other)))


def curvature(y_true, y_pred):
    with tf.GradientTape() as outer:
        outer.watch(y_pred)
        with tf.GradientTape() as inner:
            inner.watch(y_pred)
            energy = tf.reduce_sum(y_pred**4 / 12.0 + tf.cos(y_pred * y_true))
        slope = inner.gradient(energy, y_pred)
    bend = outer.gradient(slope, y_pred)
    return tf.reduce_mean(tf.math.softplus(bend), axis=-1)


def three_deep(y_true, y_pred):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(y_pred)
        energy = tf.reduce_sum(y_pred**5 - y_true * y_pred**3)
        slope = tape.gradient(energy, y_pred)
        bend = tape.gradient(slope, y_pred)
    return tf.reduce_mean(tf.square(tape.gradient(bend, y_pred)))


def unconnected(y_true, y_pred):
    other = y_pred * 2.0
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        tape.watch(other)
        energy = tf.reduce_sum(tf.square(y_pred) * y_true)
    of_pred, of_other = tape.gradient(energy, [y_pred, other])
    if of_other is None:
        return tf.reduce_mean(tf.square(of_pred), axis=-1)
    return tf.reduce_mean(of_other, axis=-1)


def zeros_for_none(y_true, y_pred):
    other = y_pred * 2.0
    with tf.GradientTape() as tape:
        tape.watch((y_pred, other))
        energy = tf.reduce_sum(tf.square(y_pred))
    of_pred, of_other = tape.gradient(energy, (y_pred, other), unconnected_gradients=tf.UnconnectedGradients.ZERO)
    return tf.reduce_mean(tf.square(of_pred + of_other - y_true), axis=-1)


def never_watched(y_true, y_pred):
    with tf.GradientTape() as tape:
        energy = tf.square(y_pred)
    slope = tape.gradient(energy, y_pred)
    return tf.reduce_mean(energy - y_true if slope is None else slope, axis=-1)


def watched_too_late(y_true, y_pred):
    with tf.GradientTape(persistent=True) as tape:
        early = tf.square(y_pred)
        tape.watch(y_pred)
        late = tf.square(y_pred)
    missing = tape.gradient(early, y_pred) is None
    return tf.reduce_mean(tape.gradient(late, y_pred) * y_pred * (3.0 if missing else 1.0) - y_true, axis=-1)


def not_recorded(y_true, y_pred):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(y_pred)
        energy = tf.square(y_pred)
        with tape.stop_recording():
            hidden = energy * y_pred
    outside = energy * 2.0
    lost = [tape.gradient(each, y_pred) is None for each in (hidden, outside)]
    return tf.reduce_mean(tape.gradient(energy, y_pred) ** 2 * (2.0 if all(lost) else 1.0) + y_true, axis=-1)


def kinked(y_true, y_pred):
    """Second order through where, abs and square, at the kink too."""
    error = y_true - y_pred
    with tf.GradientTape() as tape:
        tape.watch(error)
        size = tf.abs(error)
        huber = tf.where(size < 1.0, 0.5 * tf.square(error), size - 0.5)
    slope = tape.gradient(huber, error)
    return tf.reduce_mean(huber + tf.square(slope) * tf.abs(error), axis=-1)


def safe_logarithm(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        safe = tf.where(y_pred > 0.0, y_pred, tf.ones_like(y_pred))
        entropy = tf.where(y_pred > 0.0, safe * tf.math.log(safe), tf.square(y_pred))
    slope = tape.gradient(entropy, y_pred)
    return tf.reduce_mean(tf.square(slope - y_true), axis=-1)


def norm_at_nothing(y_true, y_pred):
    """The root of nothing has an infinite slope, and a gradient of a gradient that is no number."""
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        distance = tf.sqrt(tf.reduce_sum(tf.square(y_pred - y_true), axis=-1))
    return tf.reduce_mean(tf.norm(tape.gradient(distance, y_pred) + 0.5, axis=-1))


def by_name(y_true, y_pred):
    scale = tf.reduce_mean(y_pred, axis=-1, keepdims=True)
    with tf.GradientTape() as tape:
        tape.watch({"pred": y_pred, "scale": scale})
        energy = scale * tf.square(y_pred) * y_true
    slopes = tape.gradient(energy, {"pred": y_pred, "parts": [scale]})
    return tf.reduce_mean(tf.square(slopes["pred"]), axis=-1) + tf.reduce_mean(slopes["parts"][0] ** 2, axis=-1)


def weighed_upstream(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        curve = tf.sigmoid(y_pred) * y_pred
    slope = tape.gradient(curve, y_pred, output_gradients=y_true * y_pred)
    return tf.reduce_mean(tf.square(slope), axis=-1)


def of_targets(y_true, y_pred):
    """Several targets are summed; a tape of what does not depend on the prediction has a slope too."""
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(y_true)
        tape.watch(y_pred)
        products = [y_true * y_pred, tf.square(y_true)]
    slope = tape.gradient(products, y_true)
    fixed = tape.gradient(products[1], y_true)
    return tf.reduce_mean(tf.square(slope) + fixed, axis=-1)


def held_fixed(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = y_pred * tf.stop_gradient(y_pred) * tf.identity(y_pred)
    slope = tape.gradient(energy, y_pred)
    return tf.reduce_mean(tf.square(slope) * tf.stop_gradient(slope) - y_true, axis=-1)


def jacobian_norm(y_true, y_pred):
    flat = tf.reshape(y_pred, [-1])
    with tf.GradientTape() as tape:
        tape.watch(flat)
        curve = tf.cumsum(tf.square(flat))
    matrix = tape.jacobian(curve, flat)
    return tf.reduce_mean(tf.square(matrix)) + tf.reduce_mean(y_true)


def jacobian_of_samples(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        curve = tf.square(y_pred) * tf.reduce_sum(y_pred, axis=1, keepdims=True)
    return tf.reduce_mean(tf.square(tape.batch_jacobian(curve, y_pred))) - tf.reduce_mean(y_true)


def adversarial(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        cost = tf.nn.softmax_cross_entropy_with_logits(labels=y_true, logits=y_pred)
    step = 0.1 * tf.math.l2_normalize(tape.gradient(cost, y_pred), axis=-1)
    return cost + tf.nn.softmax_cross_entropy_with_logits(labels=y_true, logits=y_pred + step)


def by_built_ins(y_true, y_pred):
    probability = ops.sigmoid(y_pred)
    with tf.GradientTape() as tape:
        tape.watch(probability)
        cost = keras.losses.binary_crossentropy(y_true, probability)
    return cost + 0.1 * ops.mean(ops.abs(tape.gradient(cost, probability)), axis=-1)


def kernels_between(y_true, y_pred):
    """Through what moves, takes, sums and multiplies."""
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        rows = tf.concat([y_pred, tf.reverse(y_pred, [0]) * y_true], axis=0)
        taken = tf.gather(tf.transpose(tf.reshape(rows, [2, -1])), [0, 0], axis=0)
        squares = tf.matmul(taken, taken, transpose_b=True) / (1.0 + tf.reduce_sum(tf.square(rows)))
        spread = tf.math.reduce_std(tf.sort(rows, axis=-1)) + tf.reduce_logsumexp(y_pred[..., :1])
        energy = tf.reduce_sum(squares) + spread + tf.reduce_max(tf.pad(y_pred, [[1, 0]] + [[0, 0]] * (len(y_pred.shape) - 1)) ** 2)
    return tf.reduce_mean(tf.square(tape.gradient(energy, y_pred)))


def started_anew(y_true, y_pred):
    with tf.GradientTape(persistent=True) as tape:
        tape.watch(y_pred)
        early = tf.square(y_pred)
        tape.reset()
        tape.watch(early)
        late = tf.square(early) * y_true
    return tf.reduce_mean(tape.gradient(late, early) * (1.0 if tape.gradient(late, y_pred) is None else 9.0), axis=-1)


@tf.custom_gradient
def clipped(x):
    return x * 3.0, lambda upstream: upstream * tf.square(x)


def own_gradient_between(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = tf.square(clipped(y_pred))
    return tf.reduce_mean(tape.gradient(energy, y_pred) - y_true, axis=-1)


def flat_pieces(y_true, y_pred):
    """What is made of straight pieces has a slope without a slope: zeros, not none."""
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = tf.nn.relu(y_pred) + tf.nn.leaky_relu(y_pred - y_true) + tf.nn.relu6(3.0 * y_pred)
    return tf.reduce_mean(tf.square(tape.gradient(energy, y_pred)), axis=-1)


def smoothed(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = tf.nn.softplus(20.0 * y_pred) + tf.nn.elu(y_pred) * tf.nn.silu(y_pred) + tf.nn.gelu(y_pred)
        energy += tf.nn.selu(y_pred - y_true) + tf.math.erf(y_pred) + tf.math.xlogy(y_pred, tf.exp(y_pred))
    return tf.reduce_mean(tf.square(tape.gradient(energy, y_pred)), axis=-1)


def of_double(y_true, y_pred):
    precise = tf.cast(y_pred, tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(precise)
        energy = tf.square(tf.cast(precise, tf.float32)) * y_true
    return tf.reduce_mean(tf.cast(tape.gradient(energy, precise), tf.float32) ** 2, axis=-1)


def asked_twice(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = tf.square(y_pred)
    return tape.gradient(energy, y_pred) + tape.gradient(energy, y_pred)


def of_numbers(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(1.0)
    return y_pred


def no_such_word(y_true, y_pred):
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = tf.square(y_pred)
    return tape.gradient(energy, y_pred, unconnected_gradients="zeros")


def closed_tape(y_true, y_pred):
    tape = tf.GradientTape()
    tape.watch(y_pred)
    return y_pred


def entered_twice(y_true, y_pred):
    tape = tf.GradientTape()
    with tape:
        with tape:
            return y_pred


def of_softsign(y_true, y_pred):
    """TensorFlow knows no gradient of its gradient."""
    with tf.GradientTape() as tape:
        tape.watch(y_pred)
        energy = tf.nn.softsign(y_pred) * y_true
    return tf.square(tape.gradient(energy, y_pred))


class Penalized(keras.losses.Loss):
    def __init__(self, weight=1.0, name="penalized"):
        super().__init__(name=name)
        self.weight = weight

    def slope(self, function, x):
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = function(x)
        return tape.gradient(value, x)

    def call(self, y_true, y_pred):
        slope = self.slope(lambda x: tf.reduce_sum(tf.square(x - y_true) * tf.sigmoid(x)), y_pred)
        return tf.reduce_mean(tf.square(y_pred - y_true), axis=-1) + self.weight * tf.reduce_mean(slope**2, axis=-1)
