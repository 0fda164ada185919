"""The tensors that the corpus's losses are run on: typical, at the boundary, one sample, odd shapes."""

import numpy as np


def seeded(name):
    return np.random.default_rng(sum(ord(letter) * (index + 1) for index, letter in enumerate(name)))


def f32(array):
    return np.asarray(array, dtype=np.float32)


def real(name, shape, scale=1.0, shift=0.0):
    # Three decimals: golden files stay small, and every number is one that a person can type.
    return f32(np.round(seeded(name).normal(size=shape) * scale + shift, 3))


def between(name, shape, low=0.05, high=0.95):
    return f32(np.round(seeded(name).uniform(low, high, size=shape), 3))


def choice(name, shape, values):
    return f32(seeded(name).choice(values, size=shape))


def probabilities(name, shape):
    raw = np.exp(seeded(name).normal(size=shape))
    return f32(np.round(raw / raw.sum(-1, keepdims=True), 4))


def one_hot(name, shape):
    return np.eye(shape[-1], dtype=np.float32)[seeded(name).integers(0, shape[-1], size=shape[:-1])]


REGRESSION = [
    (real("r0t", (5, 3)), real("r0p", (5, 3))),
    # Equal, ties, zeros, exactly one apart.
    (f32([[0, 1, -1], [2, 0.5, 0]]), f32([[0, 1, -1], [1, 1.5, 0.25]])),
    (f32([[0.7]]), f32([[-1.2]])),
    (real("r3t", (2, 3, 2), 3.0), real("r3p", (2, 3, 2), 3.0)),
]

COLUMN = [
    (real("c0t", (6, 1), 2.0), real("c0p", (6, 1), 2.0)),
    (f32([[0], [1], [1], [-1]]), f32([[0], [1], [0], [1]])),
    (f32([[1.5]]), f32([[0.25]])),
]

VECTOR = [
    (real("v0t", (7,)), real("v0p", (7,))),
    (f32([1, 1, 0]), f32([1, 0, 0])),
    (f32([2]), f32([-0.5])),
]

POSITIVE = [
    (f32(seeded("p0t").poisson(3, size=(6, 2))), f32(np.round(seeded("p0p").gamma(3.0, size=(6, 2)), 3) + 0.01)),
    (f32([[0, 1, 2], [5, 0, 0.5]]), f32([[0.5, 1, 0.001], [5, 2, 0.5]])),
    (f32([[3]]), f32([[1.25]])),
]

BINARY = [
    (choice("b0t", (6, 1), [0, 1]), between("b0p", (6, 1))),
    # Certain and right, certain and wrong, undecided.
    (f32([[0], [1], [0], [1], [1]]), f32([[0], [1], [1], [0], [0.5]])),
    (f32([[1]]), f32([[0.3]])),
    (choice("b3t", (3, 4), [0, 1]), between("b3p", (3, 4))),
]

BINARY_VECTOR = [
    (choice("bv0t", (8,), [0, 1]), between("bv0p", (8,))),
    (f32([1, 1, 1]), f32([0.5, 0.5, 0.9])),
]

LOGITS = [
    (choice("l0t", (6, 1), [0, 1]), real("l0p", (6, 1), 2.0)),
    (f32([[0], [1], [0], [1], [1], [0]]), f32([[0], [0], [30], [-30], [100], [-100]])),
    (f32([[1]]), f32([[-0.4]])),
    (choice("l3t", (3, 4), [0, 1]), real("l3p", (3, 4), 3.0)),
]

MARGIN = [
    (choice("m0t", (6, 1), [-1, 1]), real("m0p", (6, 1))),
    # On the hinge and at zero.
    (f32([[1], [-1], [1], [-1], [1]]), f32([[1], [-1], [0], [0], [-2]])),
    (f32([[-1]]), f32([[0.6]])),
    (choice("m3t", (3, 2), [-1, 1]), real("m3p", (3, 2), 2.0)),
]

CATEGORICAL = [
    (one_hot("k0t", (5, 4)), probabilities("k0p", (5, 4))),
    (f32([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), f32([[1, 0, 0], [1, 0, 0], [0.25, 0.25, 0.5]])),
    (f32([[0, 0, 1]]), f32([[0.2, 0.3, 0.5]])),
]

CATEGORICAL_SEQUENCE = [
    (one_hot("ks0t", (2, 3, 4)), probabilities("ks0p", (2, 3, 4))),
]

CATEGORICAL_LOGITS = [
    (one_hot("kl0t", (5, 4)), real("kl0p", (5, 4), 2.0)),
    (f32([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), f32([[0, 0, 0], [50, -50, 0], [-100, 3, 100]])),
    (f32([[0, 1]]), f32([[1.5, -0.5]])),
]

SPARSE = [
    (np.array([0, 3, 1, 2, 2], dtype=np.int32), probabilities("s0p", (5, 4))),
    (np.array([1, 0], dtype=np.int32), f32([[0, 1, 0], [0, 0.5, 0.5]])),
    (np.array([2], dtype=np.int32), f32([[0.2, 0.3, 0.5]])),
]

SPARSE_COLUMN = [
    (f32([[0], [3], [1], [2], [2]]), probabilities("sc0p", (5, 4))),
    (f32([[2]]), f32([[0.2, 0.3, 0.5]])),
]

SPARSE_LOGITS = [
    (np.array([0, 3, 1, 2, 2], dtype=np.int32), real("sl0p", (5, 4), 2.0)),
    (np.array([1, 0], dtype=np.int32), f32([[0, 40, 0], [-20, 0, 20]])),
]

MASK = [
    (choice("mk0t", (2, 4, 4, 1), [0, 1]), between("mk0p", (2, 4, 4, 1))),
    # An empty target, and a perfect prediction.
    (
        np.stack([np.zeros((3, 3, 1)), np.eye(3)[..., None]]).astype(np.float32),
        np.stack([np.full((3, 3, 1), 0.125), np.eye(3)[..., None]]).astype(np.float32),
    ),
    (choice("mk2t", (1, 3, 5, 1), [0, 1]), between("mk2p", (1, 3, 5, 1))),
]

MASK_CLASSES = [
    (one_hot("mc0t", (2, 3, 3, 3)), probabilities("mc0p", (2, 3, 3, 3))),
    (one_hot("mc1t", (1, 2, 4, 2)), probabilities("mc1p", (1, 2, 4, 2))),
]


def boxes(name, count):
    start = seeded(name).uniform(0, 0.6, size=(count, 2))
    size = seeded(name + "s").uniform(0.1, 0.4, size=(count, 2))
    return f32(np.round(np.concatenate([start, start + size], axis=1), 3))


CORNERS = [
    (boxes("bx0t", 5), boxes("bx0p", 5)),
    # The same box, inside, touching, apart.
    (
        f32([[0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 1, 1]]),
        f32([[0, 0, 1, 1], [0.25, 0.25, 0.5, 0.75], [1, 0, 2, 1], [2, 2, 3, 4]]),
    ),
    (boxes("bx2t", 1), boxes("bx2p", 1)),
]

CENTERS = [
    (between("ct0t", (5, 4), 0.2, 0.8), between("ct0p", (5, 4), 0.2, 0.8)),
    (f32([[0.5, 0.5, 0.5, 0.25]]), f32([[0.5, 0.25, 0.5, 0.25]])),
]

GRID = [
    (
        np.concatenate([choice("g0o", (2, 2, 2, 1), [0, 1]), between("g0t", (2, 2, 2, 6))], axis=-1),
        between("g0p", (2, 2, 2, 7)),
    ),
    (
        np.concatenate([np.zeros((1, 3, 1, 1), np.float32), between("g1t", (1, 3, 1, 6))], axis=-1),
        between("g1p", (1, 3, 1, 7)),
    ),
]

GAUSSIAN = [
    (real("ga0t", (6, 1)), real("ga0p", (6, 2))),
    (f32([[0], [1], [1]]), f32([[0, 0], [1, -2], [-1, 3]])),
    (f32([[0.4]]), f32([[0.1, 0.2]])),
]

MIXTURE = [
    (real("mi0t", (4, 1)), real("mi0p", (4, 9))),
    (f32([[0.5]]), f32([[0, 0, 0, 0.5, 1, -1, 0, 0, 0]])),
]

QUANTILES = [
    (real("q0t", (6, 1)), real("q0p", (6, 3))),
    (f32([[0], [1]]), f32([[0, 0, 0], [0.5, 1, 1.5]])),
]

PAIR = [
    (choice("pa0t", (6, 1), [0, 1]), real("pa0p", (6, 8))),
    (f32([[1], [0]]), f32([[1, 0, 2, 0.5, 1, 0.5, 2, 0.5], [1, 1, 0, 0, 0, 0, 1, 1]])),
]

DISTANCE = [
    (choice("di0t", (6, 1), [0, 1]), between("di0p", (6, 1), 0.0, 2.0)),
    (f32([[0], [1], [0], [1]]), f32([[1], [1], [0], [0]])),
]

TRIPLET = [
    (np.zeros((4, 1), np.float32), real("tr0p", (4, 9))),
    (np.zeros((2, 1), np.float32), f32([[1, 0, 0, 1, 0, 0, 0, 1, 0], [0.5, 0.5, 0, 0, 0.5, 0.5, 0.5, 0, 0.5]])),
]

LABELLED = [
    (np.array([0, 1, 0, 2, 1, 2], dtype=np.int32), real("la0p", (6, 3))),
    (np.array([1, 1], dtype=np.int32), f32([[1, 2], [0.5, -1]])),
]

ORDINAL = [
    (f32([[1, 1, 0, 0], [1, 0, 0, 0], [1, 1, 1, 1], [0, 0, 0, 0]]), between("or0p", (4, 4))),
    (f32([[1, 0]]), f32([[0.75, 0.5]])),
]

SURVIVAL = [
    (
        f32([[5, 1], [3, 1], [8, 0], [2, 1], [6, 0], [4, 1]]),
        real("su0p", (6, 1)),
    ),
    (f32([[1, 1], [2, 0], [3, 1]]), f32([[0], [0], [0.5]])),
]

MISSING = [
    (f32([[1, np.nan, 0.5], [np.nan, 2, -1]]), real("mi0p", (2, 3))),
    (f32([[1, 2], [0, -1]]), real("mi1p", (2, 2))),
]

SENTINEL = [
    (f32([[1, -1, 0], [-1, -1, 1], [0, 1, 1]]), between("se0p", (3, 3))),
    (f32([[-1, 1]]), f32([[0.5, 0.25]])),
]

IMAGE = [
    (between("im0t", (1, 16, 16, 1), 0, 1), between("im0p", (1, 16, 16, 1), 0, 1)),
    (between("im1t", (2, 12, 13, 3), 0, 1), between("im1p", (2, 12, 13, 3), 0, 1)),
]

SMALL_IMAGE = [
    (between("si0t", (2, 4, 5, 2), 0, 1), between("si0p", (2, 4, 5, 2), 0, 1)),
    (np.zeros((1, 4, 4, 1), np.float32), f32(np.arange(16).reshape(1, 4, 4, 1) / 16)),
]

DISTRIBUTION = [
    (probabilities("ds0t", (5, 6)), probabilities("ds0p", (5, 6))),
    (f32([[0, 0, 1], [0.5, 0.25, 0.25]]), f32([[0.25, 0.25, 0.5], [0.5, 0.25, 0.25]])),
    (f32([[0, 1, 0, 0]]), f32([[0, 0, 0, 1]])),
]

AUTOENCODER = [
    (between("va0t", (4, 6)), np.concatenate([between("va0p", (4, 6)), real("va0z", (4, 4))], axis=1)),
]

MULTITASK = [
    (
        np.concatenate([real("mt0t", (5, 2)), choice("mt0b", (5, 1), [0, 1])], axis=1),
        np.concatenate([real("mt0p", (5, 2)), between("mt0q", (5, 1))], axis=1),
    ),
]

SEQUENCE = [
    (real("sq0t", (2, 5, 3)), real("sq0p", (2, 5, 3))),
    (real("sq1t", (1, 2, 1)), real("sq1p", (1, 2, 1))),
]

RANKING = [
    (f32([[3, 0, 1, 2, 0], [0, 1, 0, 0, 1], [2, 2, 1, 0, 3]]), real("ra0p", (3, 5))),
    (f32([[1, 0]]), f32([[0.5, 0.5]])),
]

SIGNAL = [
    (real("sg0t", (3, 8)), real("sg0p", (3, 8))),
]

# (N,) against (N, 1): what rank alignment is about.
RAGGED_RANK = [
    (real("rr0t", (4,)), real("rr0p", (4, 1))),
]

INTEGERS = [
    (np.array([[1, 0, 2], [3, 1, 0]], dtype=np.int32), real("in0p", (2, 3))),
]

# Vectors of length 0, equal ones, huge and tiny ones.
ZEROS = [
    (f32([[0, 0], [1, 2], [0, 0]]), f32([[1, 2], [0, 0], [0, 0]])),
    (f32([[1e4, -1e4], [1e-6, 0]]), f32([[-1e4, 1e4], [0, 1e-6]])),
]

# Where activations bend.
KINKS = [
    (f32([[0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]]), f32([[0, 1, -1], [0.5, -0.5, 6], [-3, 3, 2.5], [-20, 20, 1.5]])),
]

# A batch of nothing.
EMPTY = [(np.zeros((0, 4, 4, 1), np.float32), np.zeros((0, 4, 4, 1), np.float32))]
EMPTY_VECTORS = [(np.zeros((0,), np.int32), np.zeros((0, 3), np.float32))]

# Infinite pixels and scores.
INFINITE_IMAGE = [
    (np.zeros((1, 4, 5, 1), np.float32), f32(np.where(np.arange(20) == 7, np.inf, np.arange(20) / 8)).reshape(1, 4, 5, 1)),
]
INFINITE_SCORES = [
    (
        np.array([0, 1, 2, 0], dtype=np.int32),
        f32([[1, np.inf, 2], [1, 3, 2], [-np.inf, 1, 2], [3, -1, 1]]),
    ),
]

# Images in double precision.
DOUBLE_IMAGE = [
    (between("di0t", (2, 8, 8, 3), 0, 1).astype(np.float64), between("di0p", (2, 8, 8, 3), 0, 1).astype(np.float64)),
]

# Weighted samples: as many as the weights in the case.
FIVE = [REGRESSION[0]]
COLUMN_SIX = [COLUMN[0]]

INPUTS = {
    "regression": REGRESSION,
    "column": COLUMN,
    "vector": VECTOR,
    "positive": POSITIVE,
    "binary": BINARY,
    "binary_vector": BINARY_VECTOR,
    "logits": LOGITS,
    "margin": MARGIN,
    "categorical": CATEGORICAL,
    "categorical_sequence": CATEGORICAL_SEQUENCE,
    "categorical_logits": CATEGORICAL_LOGITS,
    "sparse": SPARSE,
    "sparse_column": SPARSE_COLUMN,
    "sparse_logits": SPARSE_LOGITS,
    "mask": MASK,
    "mask_classes": MASK_CLASSES,
    "corners": CORNERS,
    "centers": CENTERS,
    "grid": GRID,
    "gaussian": GAUSSIAN,
    "mixture": MIXTURE,
    "quantiles": QUANTILES,
    "pair": PAIR,
    "distance": DISTANCE,
    "triplet": TRIPLET,
    "labelled": LABELLED,
    "ordinal": ORDINAL,
    "survival": SURVIVAL,
    "missing": MISSING,
    "sentinel": SENTINEL,
    "image": IMAGE,
    "small_image": SMALL_IMAGE,
    "distribution": DISTRIBUTION,
    "autoencoder": AUTOENCODER,
    "multitask": MULTITASK,
    "sequence": SEQUENCE,
    "ranking": RANKING,
    "signal": SIGNAL,
    "ragged_rank": RAGGED_RANK,
    "integers": INTEGERS,
    "zeros": ZEROS,
    "kinks": KINKS,
    "empty": EMPTY,
    "empty_vectors": EMPTY_VECTORS,
    "infinite_image": INFINITE_IMAGE,
    "infinite_scores": INFINITE_SCORES,
    "double_image": DOUBLE_IMAGE,
    "five": FIVE,
    "column_six": COLUMN_SIX,
    "sparse_five": SPARSE[:1],
}
