/**
 * Python's values inside the interpreter. None is `null`, int a bigint, float a number, str a string.
 *
 * A native is a value that asks the machine, and the machine and the library give values: their types stand here too.
 */

import type {
  BinaryOperator,
  ClassDefinition,
  CompareOperator,
  FunctionDefinition,
  Lambda,
  Range,
} from "../../python/ast.ts";
import type { KerasDialect } from "../evaluation.ts";
import type { Place } from "../failure.ts";
import type { Tensor } from "../tape/tensor.ts";
import type { DTypeValue, MergedVariable, NdArray, NumberUse, ShapeValue, SymbolicTensor } from "./array-values.ts";

export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Tensor
  | SymbolicTensor
  | NdArray
  | TupleValue
  | ListValue
  | DictValue
  | SetValue
  | RangeValue
  | SliceValue
  | Ellipsis
  | DTypeValue
  | ShapeValue
  | FunctionValue
  | NativeFunction
  | BoundMethod
  | ClassValue
  | NativeClass
  | Instance
  | ModuleValue
  | IteratorValue
  | PropertyValue
  | SuperValue;

export interface TupleValue {
  readonly type: "tuple";
  readonly items: readonly Value[];
}

export interface ListValue {
  readonly type: "list";
  readonly items: Value[];
}

/** Keyed as Python hashes: 1, 1.0 and True are one key. See `dict.ts`. */
export interface DictValue {
  readonly type: "dict";
  readonly entries: Map<string, { readonly key: Value; value: Value }>;
}

export interface SetValue {
  readonly type: "set";
  readonly entries: Map<string, Value>;
  readonly isFrozen: boolean;
}

export interface RangeValue {
  readonly type: "range";
  readonly start: bigint;
  readonly stop: bigint;
  readonly step: bigint;
}

export interface SliceValue {
  readonly type: "slice";
  readonly start: Value;
  readonly stop: Value;
  readonly step: Value;
}

export interface Ellipsis {
  readonly type: "ellipsis";
}

export interface FunctionValue {
  readonly type: "function";
  readonly name: string;
  /** As Python's own messages name it: `Loss.call`, `focal_loss.<locals>.loss`. */
  readonly qualifiedName: string;
  readonly node: FunctionDefinition | Lambda;
  readonly path: string;
  /** The name of the module that defines it, as Python's messages have it. */
  readonly module: string;
  /** Runs it in the scope that it closes over. */
  readonly run: (self: FunctionValue, args: CallArguments) => Value;
  readonly defaults: ReadonlyMap<string, Value>;
  readonly attributes: Map<string, Value>;
}

/** What a native function is called with; `**kwargs` already spread. */
export interface CallArguments {
  readonly positional: readonly Value[];
  readonly keywords: ReadonlyMap<string, Value>;
}

/** What natives (operations, built-ins, methods) may ask of the evaluation that called them. */
export interface Context {
  readonly keras: KerasDialect;
  /** Calls any callable value: `tf.map_fn`, `tf.cond`, `map`, `sorted(key=…)` need it. */
  call(callee: Value, args: CallArguments): Value;
  getAttribute(value: Value, name: string): Value;
  /** Iterates as `for` does; throws Python's TypeError for what cannot be iterated. */
  iterate(value: Value): Iterable<Value>;
  /** Python's `bool(value)`; a tensor's is read, with a note. */
  isTruthy(value: Value): boolean;
  note(message: string): void;
  log(line: string): void;
  /** The expression that is being evaluated. */
  readonly place: Place | undefined;
  /** Counts work against the limits; throws LimitExceeded. */
  step(count?: number): void;
  /** Throws LimitExceeded before a tensor of so many elements is made. */
  allocate(elements: number): void;
  /** Uniform numbers in [0, 1) from a fixed seed. */
  random(): number;
}

/** What Python's own natives (built-ins, methods of its types, its standard library) may ask besides. */
export interface Machine extends Context {
  readonly library: Library;
  str(value: Value): string;
  /** Where evaluation stands: the innermost expression. Set by the evaluator, read for errors, notes and blame. */
  path: string;
  range: Range | undefined;
  /** Python frames on the stack. */
  depth: number;
  /** Exceptions being handled, innermost last: what a bare `raise` raises again. */
  readonly handled: Instance[];
  /** While a loss is traced, as `fit` does; undefined where it runs on values. */
  tracing: Tracing | undefined;
}

export interface NativeFunction {
  readonly type: "native";
  /** As a message should name it: `keras.backend.mean`, `list.append`. */
  readonly name: string;
  readonly call: (args: CallArguments, machine: Machine) => Value;
  readonly attributes?: ReadonlyMap<string, Value>;
  /** Written in C in CPython: as a class's attribute it does not bind `self`, where a Python function does. */
  readonly isBuiltin?: boolean;
}

export interface BoundMethod {
  readonly type: "method";
  readonly self: Value;
  readonly function: Value;
}

export interface ClassValue {
  readonly type: "class";
  readonly name: string;
  readonly node: ClassDefinition;
  readonly bases: readonly (ClassValue | NativeClass)[];
  readonly attributes: Map<string, Value>;
  readonly path: string;
}

/** A class of Keras's or Python's own: `keras.losses.Loss`, `keras.losses.Huber`, `ValueError`, `float`. */
export interface NativeClass {
  readonly type: "nativeClass";
  readonly name: string;
  readonly bases: readonly NativeClass[];
  /** Calling the class. */
  readonly construct: (args: CallArguments, machine: Machine) => Value;
  /** `__init__` for a subclass that calls `super().__init__(…)`: sets attributes on the instance. */
  readonly initialize?: (self: Instance, args: CallArguments, machine: Machine) => void;
  readonly attributes: ReadonlyMap<string, Value>;
  /** For isinstance on values that are not instances (`isinstance(1, int)`). */
  readonly isInstance?: (value: Value) => boolean;
}

export interface Instance {
  readonly type: "instance";
  readonly class: ClassValue | NativeClass;
  readonly attributes: Map<string, Value>;
}

/** A module of a library, known by its canonical dotted name, or a file of the workspace. */
export interface ModuleValue {
  readonly type: "module";
  readonly name: string;
  /** A workspace module's globals; undefined for a library's. */
  readonly members: ReadonlyMap<string, Value> | undefined;
}

export interface IteratorValue {
  readonly type: "iterator";
  readonly iterator: Iterator<Value>;
}

export interface PropertyValue {
  readonly type: "property";
  readonly kind: "property" | "staticmethod" | "classmethod";
  readonly function: Value;
  /** What `@x.setter` gave. */
  readonly setter?: Value;
}

export interface SuperValue {
  readonly type: "super";
  readonly self: Value;
  readonly after: ClassValue;
}

/**
 * What the interpreter asks of the operation tables: TensorFlow, Keras and NumPy, by canonical name.
 *
 * Python itself (built-ins, `math`, `functools`, `itertools`, `typing` …) is the interpreter's own.
 * "Library value" below means a tensor, an ndarray, a shape (`TensorShape`) or a dtype.
 */
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

/**
 * What the interpreter asks while a framework traces a loss, as `fit` does: of tensors that have a shape and a dtype
 * and no value. Which uses of them are legal, and in which words the others are refused, is the framework's.
 */
export interface Tracing {
  /** Whether the function that runs was converted by AutoGraph: `if`, `while` and `for` on tensors are legal in it. */
  isConverted: boolean;
  /** `bool(x)`, `if x`, `a and b`. */
  truth(value: SymbolicTensor): boolean;
  number(value: SymbolicTensor, use: NumberUse): number;
  length(value: SymbolicTensor): bigint;
  iterate(value: SymbolicTensor, machine: Machine): Iterable<Value>;
  contains(value: SymbolicTensor): boolean;
  /** Calls a function of a library, or of Python's own, with traced tensors among its arguments or not. */
  callNative(callee: NativeFunction, args: CallArguments, machine: Machine): Value;
  construct(callee: NativeClass, args: CallArguments, machine: Machine): Value;
  /** What a variable is after a branch that was or was not taken, or a loop that ran or did not: AutoGraph's `cond`. */
  merge(one: Value, other: Value, machine: Machine, variable?: MergedVariable): Value;
  /** AutoGraph's `for row in x`: any row of it. */
  rowOf(value: SymbolicTensor, machine: Machine): Value;
  /** AutoGraph's `and`, `or` and `not` of tensors. */
  logical(operator: "and" | "or" | "not", values: readonly Value[], machine: Machine): Value;
}
