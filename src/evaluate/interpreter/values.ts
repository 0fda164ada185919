/** Python's values inside the interpreter. None is `null`, int a bigint, float a number, str a string. */

import type { ClassDefinition, FunctionDefinition, Lambda } from "../../python/ast.ts";
import type { DType, KerasDialect } from "../evaluation.ts";
import type { Place } from "../failure.ts";
import type { Tensor } from "../tape/tensor.ts";

export type Value =
  | null
  | boolean
  | bigint
  | number
  | string
  | Tensor
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

/** A NumPy array or scalar: computed in double precision (or as integers), never connected. */
export interface NdArray {
  readonly type: "ndarray";
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: readonly number[] | Float64Array;
}

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

/** `tf.float32`, `np.float32`. A dtype string such as "float32" stays a string. */
export interface DTypeValue {
  readonly type: "dtype";
  readonly dtype: DType;
}

/** TensorFlow's TensorShape: what `.shape` and `get_shape()` give; a dimension may be unknown (null). */
export interface ShapeValue {
  readonly type: "shape";
  readonly dimensions: readonly (number | null)[];
}

export interface FunctionValue {
  readonly type: "function";
  readonly name: string;
  /** As Python's own messages name it: `Loss.call`, `focal_loss.<locals>.loss`. */
  readonly qualifiedName: string;
  readonly node: FunctionDefinition | Lambda;
  readonly path: string;
  /** The interpreter's own: the scope that the function closes over. */
  readonly closure: object;
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

export interface NativeFunction {
  readonly type: "native";
  /** As a message should name it: `keras.backend.mean`, `list.append`. */
  readonly name: string;
  readonly call: (args: CallArguments, context: Context) => Value;
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
  readonly construct: (args: CallArguments, context: Context) => Value;
  /** `__init__` for a subclass that calls `super().__init__(…)`: sets attributes on the instance. */
  readonly initialize?: (self: Instance, args: CallArguments, context: Context) => void;
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
