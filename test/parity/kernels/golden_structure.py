"""Cases of reductions, scans, sorting, products and cross-entropies."""

import numpy as np
import tensorflow as tf
from golden_case import Given, Many, Watched

nan, inf = float("nan"), float("inf")
cube = np.array([0.5, -1.5, 2, 2, 0, 3, -0.25, 1, 1, 4, -2, 0.75, 5, 5, -1, 0.1, 2.5, 0.6, -3, 1.25, 0.3, 0, 0.9, 7]).reshape(2, 3, 4)
extremes = [[1.0, nan, 2.0], [inf, 1.0, 2.0], [-inf, -inf, -inf], [inf, -inf, 0.0], [3.0, 3.0, 1.0]]

reductions = {
    "reduction.sum": tf.reduce_sum,
    "reduction.mean": tf.reduce_mean,
    "reduction.max": tf.reduce_max,
    "reduction.min": tf.reduce_min,
    "reduction.prod": tf.reduce_prod,
    "reduction.logSumExp": tf.reduce_logsumexp,
    "reduction.variance": tf.math.reduce_variance,
    "reduction.std": tf.math.reduce_std,
    "reduction.euclideanNorm": tf.math.reduce_euclidean_norm,
    "reduction.countNonzero": tf.math.count_nonzero,
}


def add_cases(golden):
    case = golden.case
    for kernel, call in reductions.items():
        reduce = lambda x, axis=None, keepdims=False: call(x, axis, keepdims)
        case(kernel, reduce, Watched(cube))
        case(kernel, reduce, Watched(cube), -1)
        case(kernel, reduce, Watched(cube), [0, -1], True)
        case(kernel, reduce, Watched(cube), [1])
        case(kernel, reduce, Watched(cube[0]), [])
        case(kernel, reduce, Watched(extremes), 1)
        case(kernel, reduce, Watched(3.0))
        case(kernel, reduce, Watched(np.zeros([0, 2])), 0)
        case(kernel, reduce, Watched(np.zeros([0, 2])), 1)
        case(kernel, reduce, Watched(np.zeros([2, 3])), 1)
    for kernel in ["reduction.sum", "reduction.mean", "reduction.max", "reduction.min", "reduction.prod"]:
        call = reductions[kernel]
        case(kernel, lambda x, axis: call(x, axis), Given([[1, 2, -4], [-7, 3, 9]], "int32"), 1)
    case("reduction.prod", tf.reduce_prod, Watched([[0.0, 2.0, 3.0], [0.0, 0.0, 5.0]]), 1)
    case("reduction.any", tf.reduce_any, Given([[True, False], [False, False]], "bool"), 1)
    case("reduction.all", tf.reduce_all, Given([[True, False], [True, True]], "bool"), 1)
    case("reduction.all", tf.reduce_all, Given(np.zeros([0]), "bool"))
    for kernel, call in {"reduction.argmax": tf.argmax, "reduction.argmin": tf.argmin}.items():
        for axis in [0, 1, -1]:
            case(kernel, lambda x, a: call(x, a), Watched(cube), axis)
        case(kernel, lambda x, a: call(x, a), Watched([[1.0, 3.0, 3.0], [nan, 1.0, 2.0], [inf, inf, 0.0], [2.0, nan, -1.0]]), 1)
    for kernel, call in {"scan.cumsum": tf.cumsum, "scan.cumprod": tf.math.cumprod}.items():
        for exclusive in [False, True]:
            for reverse in [False, True]:
                for axis in [0, 1, -1]:
                    case(kernel, lambda x, a, e, r: call(x, a, e, r), Watched(cube), axis, exclusive, reverse)
        case(kernel, lambda x, a: call(x, a), Watched([1.0, inf, -2.0, nan, 3.0]), 0)
        case(kernel, lambda x, a: call(x, a), Watched(np.zeros([0, 2])), 0)
        case(kernel, lambda x, a: call(x, a), Given([1, 2, 3], "int32"), 0)
    for exclusive in [False, True]:
        for reverse in [False, True]:
            for axis in [0, 1, -1]:
                case("scan.cumulativeLogSumExp", lambda x, a, e, r: tf.math.cumulative_logsumexp(x, a, e, r), Watched(cube * 10), axis, exclusive, reverse)
    case("scan.cumulativeLogSumExp", lambda x, a: tf.math.cumulative_logsumexp(x, a), Watched([-inf, 1.0, -1000.0, 1000.0, 0.0]), 0)
    directions = {False: "ASCENDING", True: "DESCENDING"}
    for descending, direction in directions.items():
        for axis in [0, 1, -1]:
            case("sort.sort", lambda x, a, d: tf.sort(x, a, direction), Watched(cube), axis, descending)
            case("sort.argsort", lambda x, a, d: tf.argsort(x, a, direction, stable=True), Watched(cube), axis, descending)
        case("sort.sort", lambda x, a, d: tf.sort(x, a, direction), Watched([3.0, inf, -inf, 3.0, 0.0]), 0, descending)
        for row in ([1.0, nan, 2.0, 0.5], [nan, 3.0, 1.0, 3.0], [2.0, 1.0, nan, 5.0, nan, 1.0, 1.0, 7.0], [nan, nan], [1.0, 2.0, 3.0, nan]):
            case("sort.sort", lambda x, a, d: tf.sort(x, a, direction), Watched(row), 0, descending)
            case("sort.argsort", lambda x, a, d: tf.argsort(x, a, direction), Watched(row), 0, descending)
    for field in ["values", "indices"]:
        case(f"sort.topK:{field}", lambda x, k: getattr(tf.math.top_k(x, k), field), Watched(cube), 2)
        case(f"sort.topK:{field}", lambda x, k: getattr(tf.math.top_k(x, k), field), Watched([1.0, 1.0, inf, -inf]), 3)

    a, b = cube, cube.transpose(0, 2, 1) / 2
    case("matmul.matmul", tf.matmul, Watched(a[0]), Watched(b[0]))
    case("matmul.matmul", tf.matmul, Watched(a), Watched(b[:1]))
    case("matmul.matmul", tf.matmul, Watched(a), Watched(b[0]))
    case("matmul.matmul", lambda x, y, p, q: tf.matmul(x, y, p, q), Watched(b), Watched(a), True, True)
    case("matmul.matmul", lambda x, y, p, q: tf.matmul(x, y, p, q), Watched(a), Watched(a), False, True)
    case("matmul.matmul", lambda x, y, p, q: tf.matmul(x, y, p, q), Watched(a), Watched(a), True, False)
    case("matmul.matmul", tf.matmul, Watched(np.zeros([2, 0])), Watched(np.zeros([0, 3])))
    case("matmul.matmul", tf.matmul, Watched(a.reshape(2, 1, 3, 4)), Watched(b.reshape(1, 2, 4, 3)))
    case("matmul.matmul", tf.matmul, Watched([[1.0, inf], [0.0, nan]]), Watched([[0.0, 1.0], [2.0, 0.0]]))
    case("matmul.matmul", tf.matmul, Given([[1, 2], [3, 4]], "int32"), Given([[5, 6], [7, 8]], "int32"))
    case("matmul.matmul", lambda x, y, p, q: tf.matmul(x, y, p, q), Given([[1, 2, 3]], "int32"), Given([[5, 6]], "int32"), True, False)
    case("matmul.tensordot", lambda x, y, n: tf.tensordot(x, y, n), Watched(a), Watched(b[0]), 1)
    case("matmul.tensordot", lambda x, y, n: tf.tensordot(x, y, n), Watched(a), Watched(a), [[0, 2], [0, -1]])
    case("matmul.tensordot", lambda x, y, n: tf.tensordot(x, y, n), Watched([1.0, 2.0]), Watched([3.0, 4.0, 5.0]), 0)
    case("matmul.tensordot", lambda x, y, n: tf.tensordot(x, y, n), Watched(a), Watched(a), 3)
    for equation, arguments in [
        ("ij,jk->ik", (a[0], b[0])),
        ("bij,bjk->bik", (a, b)),
        ("...ij,...jk->...ik", (a, b[0])),
        ("ij->ji", (a[0],)),
        ("ij->", (a[0],)),
        ("ii->i", (a[0][:, :3],)),
        ("ii", (a[0][:, :3],)),
        ("i,j->ij", (a[0][0], b[0][0])),
        ("bi,bi->b", (a[0], a[1])),
        ("bij,kj->bik", (a, b.reshape(6, 4))),
        ("ij,ij->", (a[0], a[1])),
        ("ij,jk,kl->il", (a[0], b[0], a[1])),
        ("bhwc,bhwd->bcd", (a.reshape(1, 2, 3, 4), a.reshape(1, 2, 3, 4)[..., :2])),
        ("...i,...i->...", (a, a[1])),
        ("ij,k->k", (a[0], b[0][0])),
        ("ba,ca", (a[0], a[1])),
    ]:
        case("einsum.einsum", lambda e, x: tf.einsum(e, *x), equation, Many(*[Watched(x) for x in arguments]))

    labels, logits = [[0.0, 1.0, 0.0], [0.3, 0.3, 0.4], [1.0, 1.0, 0.0]], [[1.0, -2.0, 0.5], [100.0, 0.0, -100.0], [0.1, 0.2, 0.3]]
    softmax = lambda y, z, axis=-1: tf.nn.softmax_cross_entropy_with_logits(y, z, axis)
    case("crossentropy.softmaxCrossEntropy", softmax, Watched(labels), Watched(logits))
    case("crossentropy.softmaxCrossEntropy", softmax, Watched(labels), Watched(logits), 0)
    case("crossentropy.softmaxCrossEntropy", softmax, Watched([[1.0, 0.0], [0.0, 1.0]]), Watched([[0.0, -inf], [0.0, -inf]]))
    case("crossentropy.softmaxCrossEntropy", softmax, Watched([[1.0, 0.0]]), Watched([[nan, 1.0]]))
    case("crossentropy.softmaxCrossEntropy", softmax, Watched(np.zeros([0, 3])), Watched(np.zeros([0, 3])))
    sparse = lambda y, z: tf.nn.sparse_softmax_cross_entropy_with_logits(y, z)
    case("crossentropy.sparseSoftmaxCrossEntropy", sparse, Given([2, 0, 1], "int64"), Watched(logits))
    case("crossentropy.sparseSoftmaxCrossEntropy", sparse, Given([[2, 0]], "int32"), Watched([logits[:2]]))
    case("crossentropy.sparseSoftmaxCrossEntropy", sparse, Given(1, "int32"), Watched(logits[0]))
    case("crossentropy.sparseSoftmaxCrossEntropy", sparse, Given([0], "int32"), Watched([[-inf, 0.0]]))
    scores = [-100.0, -1.0, 0.0, 0.5, 100.0, inf, -inf, nan]
    targets = [0.0, 1.0, 0.5, 1.0, 1.0, 0.0, 0.0, 1.0]
    case("crossentropy.sigmoidCrossEntropy", lambda y, z: tf.nn.sigmoid_cross_entropy_with_logits(y, z), Watched(targets), Watched(scores))
    case("crossentropy.weightedCrossEntropy", lambda y, z, w: tf.nn.weighted_cross_entropy_with_logits(y, z, w), Watched(targets), Watched(scores), Watched(2.5))
    case("crossentropy.l2Normalize", tf.math.l2_normalize, Watched(cube), 1)
    case("crossentropy.l2Normalize", tf.math.l2_normalize, Watched([[0.0, 0.0], [3.0, 4.0]]), -1)
    case("crossentropy.l2Normalize", tf.math.l2_normalize, Watched([[0.0, 0.0], [3.0, 4.0]]))
    case("crossentropy.l2Loss", tf.nn.l2_loss, Watched(cube))
