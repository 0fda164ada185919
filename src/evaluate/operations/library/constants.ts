/** Constants of the libraries: dtypes, numbers, `newaxis`, versions. */

import { parseDType } from "../../dtype.ts";
import type { DType, KerasDialect } from "../../evaluation.ts";
import { native } from "../../interpreter/natives.ts";
import type { Value } from "../../interpreter/values.ts";
import { libraryClass } from "./classes.ts";

const values: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["tf.newaxis", null],
  ["numpy.newaxis", null],
  ["numpy.pi", Math.PI],
  ["numpy.e", Math.E],
  ["numpy.euler_gamma", 0.5772156649015329],
  ["numpy.inf", Number.POSITIVE_INFINITY],
  ["numpy.Inf", Number.POSITIVE_INFINITY],
  ["numpy.infty", Number.POSITIVE_INFINITY],
  ["numpy.PINF", Number.POSITIVE_INFINITY],
  ["numpy.NINF", Number.NEGATIVE_INFINITY],
  ["numpy.nan", Number.NaN],
  ["numpy.NaN", Number.NaN],
  ["numpy.NAN", Number.NaN],
  ["tf.UnconnectedGradients.NONE", "none"],
  ["tf.UnconnectedGradients.ZERO", "zero"],
  ["tf.image.ResizeMethod.BILINEAR", "bilinear"],
  ["tf.image.ResizeMethod.NEAREST_NEIGHBOR", "nearest"],
  ["tf.image.ResizeMethod.BICUBIC", "bicubic"],
  ["tf.image.ResizeMethod.AREA", "area"],
  ["numpy.__version__", "2.4.0"],
  // Keras's own sources and keras_cv ask it.
  ["keras.utils.backend_utils.in_tf_graph", native("in_tf_graph", "", (_, machine) => machine.tracing !== undefined)],
]);

/** The release of TensorFlow that goes with one of Keras: 2.15.0 is that of both, Keras up to 2.3 was used with TensorFlow 1. */
function tensorFlowOf(keras: string): string {
  const [major = 3, minor = 0] = keras.split(".").map(Number);
  if (major >= 3) return "2.21.0";
  return major === 2 && minor > 3 ? keras : "1.15.0";
}

const dtypes: readonly DType[] = [
  "float16",
  "bfloat16",
  "float32",
  "float64",
  "int8",
  "int16",
  "int32",
  "int64",
  "uint8",
  "uint16",
  "uint32",
  "uint64",
  "bool",
  "string",
  "complex64",
];

/** `tf.float32`, `np.pi`, `tf.newaxis`, a class such as `tf.Tensor`; undefined where the name is none. */
export function constantNamed(name: string, keras: KerasDialect): Value | undefined {
  if (/^(?:tf\.)?keras\.__version__$/u.test(name)) return keras.version;
  if (name === "tf.__version__") return tensorFlowOf(keras.version);
  const value = values.get(name);
  if (value !== undefined) return value;
  const dtype = /^(?:tf|tf\.dtypes|numpy)\.(\w+)$/u.exec(name)?.[1];
  if (dtype !== undefined) {
    const parsed = dtypes.includes(dtype as DType)
      ? (dtype as DType)
      : ["half", "double", "bool_"].includes(dtype)
        ? parseDType(dtype)
        : undefined;
    if (parsed) return { type: "dtype", dtype: parsed };
  }
  return libraryClass(name);
}
