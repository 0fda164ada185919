/**
 * What the interpreter asks of the operation tables: TensorFlow, Keras and NumPy, by canonical name.
 *
 * Python itself (built-ins, `math`, `functools`, `itertools`, `typing` …) is the interpreter's own.
 * "Library value" below means a tensor, an ndarray, a shape (`TensorShape`) or a dtype.
 */

import type { BinaryOperator, CompareOperator } from "../../python/ast.ts";
import type { KerasDialect } from "../evaluation.ts";
import type { Context, NativeClass, Value } from "./values.ts";

export interface Library {
  /**
   * A function, class, constant or nested module by its canonical dotted name, as `canonicalName` in
   * `keras/canonical.ts` gives it: "keras.ops.mean", "tf.keras.backend.mean", "tf.math.log", "numpy.pi",
   * "keras.losses.Huber", "tf.__version__".
   *
   * - Undefined: not known. The interpreter says "`tf.linalg.svd` is not evaluated" when it is used.
   * - Throws `PythonError("AttributeError", …)` for a name that this Keras is known not to have
   *   ("module 'keras.backend' has no attribute 'mean'"): `hasattr`, `try` and imports then behave as in Python.
   * - Throws `Unsupported` for a name that is refused with a reason of its own.
   *
   * Methods among a `NativeClass`'s attributes take `self` as their first positional argument, as Python
   * functions do. Everything that is called gets its arguments by position and by keyword, unbound to parameters.
   */
  lookup(canonicalName: string, keras: KerasDialect): Value | undefined;

  /** Whether the canonical name is a module: "tf.math", "keras.backend". Such a name need not be found by `lookup`. */
  isModule(canonicalName: string): boolean;

  /** Whether names below this top-level one are the library's business: "keras", "tf", "numpy". */
  isKnownLibrary(topLevelName: string): boolean;

  /** A method (bound: it takes no self) or property of a library value; undefined where Python has none. */
  attribute(value: Value, name: string, context: Context): Value | undefined;

  /** Whenever a library value takes part. Also for `x += y`. */
  binary(operator: BinaryOperator, left: Value, right: Value, context: Context): Value;

  /** `==`, `<` … whenever a library value takes part. Never `is`, and `in` only with the library value on the right. */
  compare(operator: CompareOperator, left: Value, right: Value, context: Context): Value;

  /** `-x`, `+x`, `~x` of a library value. `not x` is the interpreter's. */
  unary(operator: "-" | "+" | "~", value: Value, context: Context): Value;

  /**
   * `x[index]` of a library value. The index is an int, slice, tuple, `None`, `...`, tensor, list … as Python has it.
   * `for row in x` asks for `x[0]`, `x[1]` …, and `len(x)` is read from the shape by the interpreter.
   */
  subscript(value: Value, index: Value, context: Context): Value;

  /** `x[index] = value` of a library value: an ndarray's copy goes into place; TensorFlow's TypeError for a tensor. */
  setSubscript(target: Value, index: Value, value: Value, context: Context): void;

  /** `type(x)` of a library value: `tf.Tensor`, `numpy.ndarray`. */
  classOf(value: Value): NativeClass | undefined;

  /** `repr(x)` and `str(x)` of a library value. */
  text(value: Value, form: "repr" | "str", context: Context): string;
}
