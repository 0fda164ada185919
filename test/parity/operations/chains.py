"""Chains of operations at random, the same each time: what one row does alone says little of what two do together."""

import random

UNARY = """tf.exp tf.tanh tf.sigmoid tf.abs tf.square tf.negative tf.sign tf.math.softplus tf.nn.relu tf.nn.elu tf.nn.softmax
tf.math.log1p tf.math.expm1 tf.sin tf.cos tf.atan tf.identity tf.stop_gradient tf.round tf.floor tf.nn.log_softmax
K.exp K.tanh K.sigmoid K.abs K.square K.sqrt K.log K.softmax K.relu K.sign K.softsign K.hard_sigmoid K.l2_normalize
ops.exp ops.tanh ops.sigmoid ops.abs ops.square ops.sqrt ops.log ops.softmax ops.relu ops.gelu ops.silu ops.sign
ops.log_softmax ops.erf ops.normalize ops.negative ops.sort tf.sort""".split()

BINARY = """tf.add tf.subtract tf.multiply tf.divide tf.maximum tf.minimum tf.math.squared_difference tf.math.divide_no_nan
K.maximum K.minimum ops.add ops.subtract ops.multiply ops.divide ops.maximum ops.minimum tf.atan2 ops.logaddexp
tf.math.xlogy tf.math.multiply_no_nan""".split()

REDUCE = """tf.reduce_sum tf.reduce_mean tf.reduce_max tf.reduce_min K.sum K.mean K.max K.std K.var ops.sum ops.mean ops.max
ops.min ops.std ops.var tf.reduce_logsumexp ops.logsumexp tf.reduce_prod tf.math.reduce_std""".split()

CONSTANTS = ["0.5", "2.0", "1", "-1.5", "K.epsilon()", "1e-3"]


def tensor(pick, depth):
    """An expression in the shape of `p`."""
    if depth == 0:
        return pick.choice(["p", "p", "p", "t"])
    kind = pick.random()
    inner = lambda: tensor(pick, depth - 1)
    if kind < 0.3:
        return f"{pick.choice(UNARY)}({inner()})"
    if kind < 0.45:
        return f"({inner()} {pick.choice('+-*/')} {inner()})"
    if kind < 0.52:
        return f"({pick.choice(CONSTANTS)} {pick.choice('+-*/')} {inner()})"
    if kind < 0.58:
        return f"({inner()} {pick.choice(['** 2', '* 0.5', '/ 3', '- 1', '> 0.3', '<= t'])})".replace("> 0.3", "* tf.cast(p > 0.3, tf.float32)").replace("<= t", "* tf.cast(p <= t, p.dtype)")
    if kind < 0.7:
        return f"{pick.choice(BINARY)}({inner()}, {inner()})"
    if kind < 0.78:
        return f"({inner()} - {pick.choice(REDUCE)}({inner()}, axis={pick.choice(['-1', '0', '1'])}, keepdims=True))"
    if kind < 0.84:
        return pick.choice(["tf.where({a} > {b}, {a}, {c})", "ops.where({a} < {b}, {c}, {a})", "tf.where({a} >= 0, {b}, {c})"]).format(a=inner(), b=inner(), c=inner())
    if kind < 0.9:
        return pick.choice(["tf.clip_by_value({a}, -1.0, 1.0)", "K.clip({a}, 1e-7, 1 - 1e-7)", "ops.clip({a}, -0.5, 2.0)", "tf.cumsum({a}, axis=-1)", "ops.cumsum({a}, axis=0)", "tf.reverse({a}, [1])", "K.cumprod({a}, axis=1)"]).format(a=inner())
    if kind < 0.95:
        return pick.choice(["tf.concat([{a}, {b}], axis=0)[1:3]", "tf.stack([{a}, {b}])[1]", "tf.transpose(tf.transpose({a}))", "tf.reshape(K.flatten({a}), tf.shape(p))", "tf.gather({a}, [1, 0])", "ops.take({a}, [2, 0, 1], axis=1)", "({a})[:, ::-1]", "tf.expand_dims({a}, 1)[:, 0]"]).format(a=inner(), b=inner())
    return pick.choice(["tf.matmul(tf.matmul({a}, {b}, transpose_b=True), {c})", "tf.einsum('ij,kj,kl->il', {a}, {b}, {c})", "ops.matmul({a}, ops.transpose({b})) @ {c}"]).format(a=inner(), b=inner(), c=inner())


def chains(count, seed):
    pick = random.Random(seed)
    cases = []
    while len(cases) < count:
        expression = tensor(pick, pick.choice([2, 2, 3, 3, 4]))
        if len(expression) > 260 or "p" not in expression:
            continue
        wrapped = pick.choice(["{}", "{}", f"{pick.choice(REDUCE)}({{}}, axis=-1)", f"{pick.choice(REDUCE)}({{}})"]).format(expression)
        cases.append((wrapped, pick.choice(["signed", "ties", "unit", "edges", "zero" if "1]" not in wrapped and "2, 0" not in wrapped else "ties"])))
    return cases
