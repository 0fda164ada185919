"""Cases of segments, diagonals, linear algebra and norms."""

import numpy as np
import tensorflow as tf
from golden_case import Given, Watched

cube = np.array([0.5, -1.5, 2, 2, 0, 3, -0.25, 1, 1, 4, -2, 0.75, 5, 5, -1, 0.1, 2.5, 0.6, -3, 1.25, 0.3, 0, 0.9, 7]).reshape(2, 3, 4)
square = cube[:, :, :3] + 3 * np.eye(3)
definite = square @ square.transpose(0, 2, 1) / 4 + np.eye(3)


def add_cases(golden):
    case = golden.case
    for name in ["sum", "mean", "max", "min", "prod"]:
        sorted_call = getattr(tf.math, f"segment_{name}")
        unsorted_call = getattr(tf.math, f"unsorted_segment_{name}")
        values = [[1.0, 0.0], [2.0, 2.0], [2.0, 0.0], [-1.0, 0.5], [4.0, 4.0]]
        if name != "prod":
            case("segment.sortedSegment", lambda _, x, i: sorted_call(x, i), name, Watched(values), Given([0, 0, 2, 2, 3], "int32"))
        case("segment.unsortedSegment", lambda _, x, i, n: unsorted_call(x, i, n), name, Watched(values), Given([2, 0, 2, -1, 0], "int32"), 4)
    case("segment.unsortedSegment", lambda _, x, i, n: tf.math.unsorted_segment_sum(x, i, n), "sum", Watched(cube[0]), Given([[0, 1, 0, 1]] * 3, "int64"), 2)
    case("segment.sortedSegment", lambda _, x, i: tf.math.segment_sum(x, i), "sum", Given([1, 2, 3], "int32"), Given([0, 1, 1], "int32"))

    part = lambda x, k=0: tf.linalg.diag_part(x, k=k)
    for offset in [0, 1, -2]:
        case("diagonal.diagPart", part, Watched(cube), offset)
        case("diagonal.diag", lambda x, k: tf.linalg.diag(x, k=k), Watched(cube[0]), offset)
    case("diagonal.setDiag", tf.linalg.set_diag, Watched(cube), Watched(cube[:, :, 0] * 2))
    case("diagonal.setDiag", tf.linalg.set_diag, Watched(cube.transpose(0, 2, 1)), Watched(cube[:, :, 0] * 2))
    for lower, upper in [(0, -1), (-1, 0), (1, 1), (0, 0)]:
        case("diagonal.bandPart", tf.linalg.band_part, Watched(cube), lower, upper)
    case("diagonal.trace", tf.linalg.trace, Watched(cube))
    case("diagonal.triangle", lambda x, s, k: tf.experimental.numpy.tril(x, k), Watched(cube), "lower", 1)
    case("diagonal.triangle", lambda x, s, k: tf.experimental.numpy.triu(x, k), Watched(cube), "upper", -1)

    case("linalg.det", tf.linalg.det, Watched(square))
    case("linalg.slogdet:sign", lambda x: tf.linalg.slogdet(x)[0], Given(square))
    case("linalg.slogdet:logAbs", lambda x: tf.linalg.slogdet(x)[1], Watched(square))
    case("linalg.inverse", tf.linalg.inv, Watched(square))
    case("linalg.inverse", tf.linalg.inv, Watched(np.zeros([2, 2])))
    case("linalg.cholesky", tf.linalg.cholesky, Watched(definite))
    case("linalg.cholesky", tf.linalg.cholesky, Given(-np.eye(2)))
    case("linalg.solve", lambda a, b, adjoint: tf.linalg.solve(a, b, adjoint), Watched(square), Watched(cube), False)
    case("linalg.solve", lambda a, b, adjoint: tf.linalg.solve(a, b, adjoint), Watched(square), Watched(cube), True)
    for lower in [True, False]:
        for adjoint in [True, False]:
            case("linalg.triangularSolve", lambda a, b, low, adj: tf.linalg.triangular_solve(a, b, low, adj), Watched(square), Watched(cube[0]), lower, adjoint)
    case("linalg.symmetricEigenvalues", tf.linalg.eigvalsh, Watched(definite))
    case("linalg.singularValues", lambda x: tf.linalg.svd(x, compute_uv=False), Watched(cube))
    case("linalg.singularValues", lambda x: tf.linalg.svd(x, compute_uv=False), Watched(cube.transpose(0, 2, 1)))
