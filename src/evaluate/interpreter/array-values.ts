/** Values of the libraries that hold no other value: arrays, tensors without numbers, shapes and dtypes. */

import type { DType } from "../evaluation.ts";
import type { Tensor } from "../tape/tensor.ts";

/**
 * A tensor while a framework traces a loss: a shape in which axes may be unknown, a dtype, and no value.
 * It is known by two samples of it, made for batches of two sizes: what is the same in both is static.
 */
export interface SymbolicTensor {
  readonly type: "symbolic";
  /** What Python calls its type: `SymbolicTensor`, `DynamicJaxprTracer`. */
  readonly className: string;
  readonly dtype: DType;
  /** Unknown axes are null; undefined: not even their number is known. */
  readonly shape: readonly (number | null)[] | undefined;
  readonly samples: readonly [Tensor, Tensor];
  /** The sizes of the batches that the samples were made for. */
  readonly batches: readonly [number, number];
  /** Whether its elements come from data, and not from shapes and constants alone. */
  readonly holdsData: boolean;
  /** Whether its axes depend on data, such as those of a masked tensor: then its samples are mere examples. */
  readonly isDataShaped: boolean;
}

/** A NumPy array or scalar: computed in double precision (or as integers), never connected. */
export interface NdArray {
  readonly type: "ndarray";
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly number[] | Float64Array;
}

/** `tf.float32`, `np.float32`. A dtype string such as "float32" stays a string. */
export interface DTypeValue {
  readonly type: "dtype";
  readonly dtype: DType;
}

/** TensorFlow's TensorShape: what `.shape` and `get_shape()` give; a dimension may be unknown (null). */
export interface ShapeValue {
  readonly type: "shape";
  readonly dimensions: readonly (number | null)[];
  /** Not even the rank is known: then `dimensions` is empty. */
  readonly isUnknown?: true;
}

/** A variable that a branch or a loop sets. */
export interface MergedVariable {
  readonly name: string;
  readonly by: "branch" | "loop";
}

/** What wants a traced tensor's value: `int(x)`, `float(x)`, `range(x)` and `items[x]`, `math.log(x)`. */
export type NumberUse = "int" | "float" | "index" | "math";
