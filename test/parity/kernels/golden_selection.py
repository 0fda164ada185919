"""Cases of what moves and selects elements."""

import numpy as np
import tensorflow as tf
from golden_case import Given, Many, Watched

cube = np.arange(24).reshape(2, 3, 4) / 4 - 2


def add_cases(golden):
    case = golden.case
    case("shape.reshape", tf.reshape, Watched(cube), [4, -1])
    case("shape.reshape", tf.reshape, Watched(np.zeros([0, 8, 2])), [0, -1])
    case("shape.reshape", tf.reshape, Watched(np.zeros([0, 8])), [-1, 4, 2])
    case("shape.reshape", tf.reshape, Watched(np.zeros([5, 0])), [0, -1])
    case("shape.reshape", tf.reshape, Watched(np.zeros([0, 3])), [2, -1])
    case("shape.reshape", tf.reshape, Watched(cube), [0, -1])
    case("shape.reshape", tf.reshape, Watched(np.zeros([0, 3])), [3, 0, 2])
    case("shape.reshape", tf.reshape, Watched([5.0]), [])
    case("shape.transpose", tf.transpose, Watched(cube))
    case("shape.transpose", tf.transpose, Watched(cube), [1, 0, 2])
    case("shape.transpose", tf.transpose, Watched(cube.reshape(1, 2, 1, 3, 2, 2)), [5, 3, 1, 0, 2, 4])
    case("shape.transpose", tf.transpose, Watched(2.0))
    for axis in [0, 2, -1, -3]:
        case("shape.expandDims", tf.expand_dims, Watched(cube[0]), axis)
    case("shape.squeeze", tf.squeeze, Watched(cube.reshape(1, 6, 1, 4)))
    case("shape.squeeze", tf.squeeze, Watched(cube.reshape(1, 6, 1, 4)), [-2])
    case("shape.broadcastTo", tf.broadcast_to, Watched(cube[:, :1]), [2, 2, 3, 4])
    case("shape.broadcastTo", tf.broadcast_to, Watched(1.0), [2, 0])
    case("shape.tile", tf.tile, Watched(cube), [2, 1, 3])
    case("shape.tile", tf.tile, Watched([1.0, 2.0]), [0])
    case("shape.tile", tf.tile, Watched(cube.reshape(2, 1, 3, 1, 4, 1)), [1, 2, 1, 2, 1, 2])
    case("shape.reverse", tf.reverse, Watched(cube), [0, -1])
    case("shape.roll", tf.roll, Watched(cube), [1, -6], [0, 2])
    case("shape.repeat", lambda x, n, a: tf.repeat(x, n, a), Watched(cube), 2, 1)
    case("shape.repeat", lambda x, n, a: tf.repeat(x, n, a), Watched(cube), [1, 0, 3], -2)
    case("shape.repeat", lambda x, n: tf.repeat(x, n), Watched(cube[0]), 2)
    case("shape.pad", lambda x, p, m, v: tf.pad(x, p, m, v), Watched(cube[0]), [[1, 0], [2, 1]], "constant", 1.5)
    case("shape.pad", lambda x, p, m: tf.pad(x, p, m), Watched(cube[0]), [[1, 2], [3, 1]], "reflect")
    case("shape.pad", lambda x, p, m: tf.pad(x, p, m), Watched(cube[0]), [[3, 2], [0, 4]], "symmetric")
    concat = lambda x, axis: tf.concat(x, axis)
    case("join.concat", concat, Many(Watched(cube), Given(cube[:, :1]), Watched(cube[:, :2] * 2)), 1)
    case("join.concat", concat, Many(Watched(cube), Watched(np.zeros([2, 3, 0]))), -1)
    case("join.concat", concat, Many(Watched(cube), Watched(cube[:1])), 1)
    case("join.concat", concat, Many(Watched([1.0]), Given([1], "int32")), 0)
    case("join.stack", lambda x, axis: tf.stack(x, axis), Many(Watched(cube[0]), Watched(cube[1])), -1)
    case("join.stack", lambda x, axis: tf.stack(x, axis), Many(Watched(1.0), Given(2.0), Watched(3.0)), 0)
    case("join.stack", lambda x, axis: tf.stack(x, axis), Many(Watched([1.0]), Watched([2.0, 3.0])), 0)
    case("join.unstack:1", lambda x, axis: tf.unstack(x, axis=axis)[1], Watched(cube), 1)
    case("join.split:1", lambda x, sizes, axis: tf.split(x, sizes, axis)[1], Watched(cube), [1, -1, 1], 2)
    case("create.range", lambda a, b, c, d: tf.range(a, b, c, d), 0, 10, 3, "int32")
    case("create.range", lambda a, b, c, d: tf.range(a, b, c, d), 1, 0, -0.1, "float32")
    case("create.linspace", lambda a, b, n, d: tf.linspace(a, b, n), 0.0, 1.0, 7, "float32")
    case("create.linspace", lambda a, b, n, d: tf.linspace(a, b, n), 2.0, 1.0, 1, "float32")
    case("create.eye", lambda r, c, b, d: tf.eye(r, c, b, d), 2, 3, [2], "float32")
    index = lambda kind, **values: {"kind": kind, **values}
    whole = slice(None)
    for items, key in [
        ([index("index", at=-1)], (-1,)),
        ([index("index", at=1), index("slice", start=1)], (1, slice(1, None))),
        ([index("slice", step=-1)], (slice(None, None, -1),)),
        ([index("ellipsis"), index("slice", start=-1, stop=0, step=-2)], (Ellipsis, slice(-1, 0, -2))),
        ([index("ellipsis"), index("newaxis")], (Ellipsis, None)),
        ([index("newaxis"), index("slice"), index("index", at=0), index("ellipsis"), index("newaxis")], (None, whole, 0, Ellipsis, None)),
        ([index("slice", start=-100, stop=100), index("slice", start=2, stop=1)], (slice(-100, 100), slice(2, 1))),
        ([index("slice"), index("slice", step=2), index("slice", start=1, step=2)], (whole, slice(None, None, 2), slice(1, None, 2))),
        ([index("index", at=0), index("index", at=2), index("index", at=-4)], (0, 2, -4)),
        ([index("ellipsis"), index("index", at=1)], (Ellipsis, 1)),
        ([], ()),
    ]:
        case("slice.index", lambda x, _: x[key], Watched(cube), items)
    case("slice.slice", lambda x, b, s: tf.slice(x, b, s), Watched(cube), [0, 1, 1], [-1, 2, 2])
    case("slice.slice", lambda x, b, s: tf.slice(x, b, s), Watched(cube), [0, 1, 1], [2, 0, 2])

    gather = lambda x, i, axis=0, batch=0: tf.gather(x, i, axis=axis, batch_dims=batch)
    case("gather.gather", gather, Watched(cube), Given([1, 1, 0], "int32"))
    case("gather.gather", gather, Watched(cube), Given([[2, 0], [1, 1]], "int64"), 1)
    case("gather.gather", gather, Watched(cube), Given([[2, 0], [1, 1]], "int64"), -1, 1)
    case("gather.gather", gather, Watched(cube), Given([[2, 0, 0], [1, 1, 3]], "int32"), 2, 1)
    case("gather.gather", gather, Watched(cube), Given([[2, 0, 0], [1, 1, 3]], "int32"), 2, 2)
    case("gather.gather", gather, Watched(cube), Given(1, "int32"), 1)
    case("gather.gather", gather, Watched(cube), Given(np.zeros([0]), "int32"), 1)
    gather_nd = lambda x, i, batch=0: tf.gather_nd(x, i, batch)
    case("gather.gatherNd", gather_nd, Watched(cube), Given([[0, 1], [1, 2], [0, 1]], "int32"))
    case("gather.gatherNd", gather_nd, Watched(cube), Given([[0, 1, 3]], "int32"))
    case("gather.gatherNd", gather_nd, Watched(cube), Given([[2], [0]], "int32"), 1)
    along = lambda x, i, a: tf.experimental.numpy.take_along_axis(x, i, a)
    case("gather.takeAlongAxis", along, Watched(cube), Given(np.array([[[0, 3, -1]] * 3, [[1, 1, 1]] * 3]), "int32"), 2)
    case("gather.takeAlongAxis", along, Watched(cube), Given(np.array([[[0, 2, 1, 0]], [[1, 1, 1, 1]]]), "int32"), 1)
    mask = lambda x, m, a=0: tf.boolean_mask(x, m, a)
    case("gather.booleanMask", mask, Watched(cube), Given([True, False], "bool"))
    case("gather.booleanMask", mask, Watched(cube), Given([[True, False, True], [False, False, True]], "bool"))
    case("gather.booleanMask", mask, Watched(cube), Given([True, False, False, True], "bool"), 2)
    case("gather.booleanMask", mask, Watched(cube), Given([False, False], "bool"))
    hot = lambda i, depth, on, off, axis, dtype: tf.one_hot(i, depth, on, off, axis, dtype)
    case("gather.oneHot", hot, Given([0, 2, -1, 5], "int32"), 3, 1.0, 0.0, -1, "float32")
    case("gather.oneHot", hot, Given([[0, 2], [1, 1]], "int64"), 3, 5.0, -1.0, 1, "float32")
    case("gather.oneHot", hot, Given([[0, 2], [1, 1]], "int64"), 3, 1, 0, 0, "int32")
    unique = lambda x: tf.unique_with_counts(x)
    case("gather.uniqueWithCounts:values", lambda x: unique(x).y, Watched([3.0, 1.0, 3.0, 2.0]))
    case("gather.uniqueWithCounts:indices", lambda x: unique(x).idx, Watched([3.0, 1.0, 3.0, 2.0]))
    case("gather.uniqueWithCounts:counts", lambda x: unique(x).count, Watched([3.0, 1.0, 3.0, 2.0]))
    case("scatter.scatterNd", lambda i, u, s: tf.scatter_nd(i, u, s), Given([[1], [3], [1]], "int32"), Watched([1.0, 2.0, 3.0]), [5])
    case("scatter.scatterNd", lambda i, u, s: tf.scatter_nd(i, u, s), Given([[1, 0], [0, 1]], "int32"), Watched(cube[0][:2]), [2, 3, 4])
    for kernel, call in {
        "scatter.tensorScatterNdUpdate": tf.tensor_scatter_nd_update,
        "scatter.tensorScatterNdAdd": tf.tensor_scatter_nd_add,
        "scatter.tensorScatterNdSub": tf.tensor_scatter_nd_sub,
        "scatter.tensorScatterNdMax": tf.tensor_scatter_nd_max,
        "scatter.tensorScatterNdMin": tf.tensor_scatter_nd_min,
    }.items():
        case(kernel, call, Watched([1.0, 2.0, 3.0, 4.0]), Given([[2], [0]], "int32"), Watched([3.0, 9.0]))
        case(kernel, call, Watched(cube), Given([[1, 2], [0, 0]], "int32"), Watched(cube[0][1:] * 3))
