/** A trace as the interpreter asks for it, and the library it computes with meanwhile. */

import { PythonError, Unsupported } from "../failure.ts";
import type { MergedVariable, SymbolicTensor } from "../interpreter/array-values.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { native } from "../interpreter/natives.ts";
import { isSymbolic } from "../interpreter/tracing.ts";
import type { CallArguments, Library, NativeFunction, Tracing, Value } from "../interpreter/values.ts";
import { constant, shapeOf } from "../tape/tape.ts";
import { convertedBuiltin, convertedType } from "./converted-builtins.ts";
import { ruleOf, withUnknownAxis } from "./rules.ts";
import { symbolicsIn } from "./samples.ts";
import { fromSamples, inBothBatches, type Run, type Trace } from "./trace.ts";
import { tracedOnly } from "./unevaluated.ts";
import { callLoss } from "./wrapper.ts";

/** The library with traced tensors among its values; all else is the library's own. */
export function tracingLibrary(trace: Trace): Library {
  const { library, framework } = trace;
  const both = (name: string, inputs: readonly Value[], run: Run): Value =>
    inBothBatches(trace, trace.machine, name, inputs, run);
  const isTraced = (): boolean => trace.machine.tracing !== undefined;
  return {
    ...library,
    lookup(canonicalName, keras) {
      const onlyTraced = tracedOnly(canonicalName);
      if (onlyTraced === undefined) return library.lookup(canonicalName, keras);
      try {
        return library.lookup(canonicalName, keras) ?? onlyTraced;
      } catch (error) {
        if (error instanceof Unsupported) return onlyTraced;
        throw error;
      }
    },
    attribute(value, name, context) {
      if (isUnknownShape(value)) return ofUnknownShape(name);
      if (!isSymbolic(value)) return library.attribute(value, name, context);
      return framework.attribute(value, name, trace.machine);
    },
    binary(operator, left, right, context) {
      if (!isTraced()) return library.binary(operator, left, right, context);
      const promoting = framework.promotes ? promotingOperator(trace, operator) : undefined;
      if (promoting !== undefined) {
        return both(operator, [left, right], (values) =>
          promoting.call({ positional: values, keywords: none }, trace.machine),
        );
      }
      try {
        return both(operator, [left, right], ([a, b]) => library.binary(operator, a!, b!, context));
      } catch (error) {
        // Where the tensor's own method fails, Python asks the array's, which wants the tensor's values.
        const isOfArray = right !== null && typeof right === "object" && right.type === "ndarray";
        if (isSymbolic(left) && isOfArray && error instanceof PythonError) throw framework.asArray(left);
        throw error;
      }
    },
    compare(operator, left, right, context) {
      if (!isTraced()) return library.compare(operator, left, right, context);
      return both(operator, [left, right], ([a, b]) => library.compare(operator, a!, b!, context));
    },
    unary(operator, value, context) {
      if (!isTraced()) return library.unary(operator, value, context);
      return both(operator, [value], ([a]) => library.unary(operator, a!, context));
    },
    subscript(value, index, context) {
      if (!isTraced()) return library.subscript(value, index, context);
      if (isUnknownShape(value)) return null;
      const result = both("[]", [value, index], ([a, b]) => library.subscript(a!, b!, context));
      if (isSymbolic(index) && index.dtype === "bool") return withUnknownAxis(result, 0);
      return isSymbolic(value) && isSymbolic(result) && !framework.knowsBatch ? sliced(value, index, result) : result;
    },
    setSubscript(target, index, value, context) {
      if (isSymbolic(target)) return framework.setItem(target);
      const [symbolic] = symbolicsIn([value, index]);
      if (symbolic !== undefined) throw framework.asArray(symbolic);
      library.setSubscript(target, index, value, context);
    },
    classOf: (value) => library.classOf(isSymbolic(value) ? value.samples[0] : value),
    text: (value, form, context) => (isSymbolic(value) ? framework.text(value) : library.text(value, form, context)),
  };
}

const none: ReadonlyMap<string, Value> = new Map();

const operatorNames: Readonly<Record<string, string>> = {
  "+": "add",
  "-": "subtract",
  "*": "multiply",
  "/": "true_divide",
  "//": "floor_divide",
  "%": "mod",
  "**": "power",
  "@": "matmul",
};

/** The function of `keras.ops` that promotes dtypes as the framework's operator does. */
function promotingOperator({ library, machine }: Trace, operator: string): NativeFunction | undefined {
  const name = operatorNames[operator];
  const found = name === undefined ? undefined : library.lookup(`keras.ops.${name}`, machine.keras);
  return found !== null && typeof found === "object" && found.type === "native" ? found : undefined;
}

function isUnknownShape(value: Value): boolean {
  return value !== null && typeof value === "object" && value.type === "shape" && value.isUnknown === true;
}

function ofUnknownShape(name: string): Value | undefined {
  if (name === "rank" || name === "ndims" || name === "dims") return null;
  if (name === "is_fully_defined") return native(name, "", () => false);
  if (name !== "as_list") return undefined;
  return native(name, "", () => {
    throw new PythonError("ValueError", "as_list() is not defined on an unknown TensorShape.");
  });
}

/** A slice of an axis of unknown length has an unknown length too, however short it is: `y_pred[:2]`. */
function sliced(value: SymbolicTensor, index: Value, result: SymbolicTensor): SymbolicTensor {
  const { shape } = result;
  if (value.shape === undefined || shape === undefined) return result;
  const isList = index !== null && typeof index === "object" && (index.type === "tuple" || index.type === "list");
  const keys = isList ? index.items : [index];
  const lengths = [...shape];
  let [from, to] = [0, 0];
  for (const key of keys) {
    if (key === null) {
      to += 1;
      continue;
    }
    if (typeof key === "object" && key.type === "ellipsis") break;
    if (typeof key === "object" && key.type === "slice") {
      if (value.shape[from] === null) lengths[to] = null;
      to += 1;
    }
    from += 1;
  }
  return { ...result, shape: lengths };
}

/** What the interpreter asks while the loss is traced. */
export function tracingOf(trace: Trace, isConverted: boolean): Tracing {
  const { framework } = trace;
  return {
    isConverted,
    truth: framework.truth,
    number: framework.number,
    length: framework.length,
    contains: framework.contains,
    *iterate(value) {
      const rows = framework.rows(value);
      const machine = trace.machine;
      for (let row = 0; row < rows; row++) {
        machine.step();
        yield machine.library.subscript(value, BigInt(row), machine);
      }
    },
    callNative: (callee, args) => callNative(trace, callee, args, trace.machine),
    construct(callee, args) {
      const machine = trace.machine;
      const converted = machine.tracing?.isConverted ? convertedType(callee.name, args, machine) : undefined;
      return converted ?? callee.construct(args, machine);
    },
    merge: (one, other, _, variable) => merged(trace, one, other, variable),
    rowOf: (value) => trace.machine.library.subscript(value, 0n, trace.machine),
    logical(operator, values) {
      const machine = trace.machine;
      const tensors = values.map((value) => asTensor(trace, value));
      const [first, ...rest] = tensors as [Value, ...Value[]];
      if (operator === "not") return machine.library.unary("~", first, machine);
      const symbol = operator === "and" ? "&" : "|";
      return rest.reduce((one, other) => machine.library.binary(symbol, one, other, machine), first);
    },
  };
}

function asTensor(trace: Trace, value: Value): Value {
  if (typeof value === "boolean") return fromSamples(trace, same(constant(value, [], "bool")));
  if (typeof value === "bigint") return fromSamples(trace, same(constant(Number(value), [], "int32")));
  if (typeof value === "number") return fromSamples(trace, same(constant(value, [], "float32")));
  if (value !== null && typeof value === "object" && value.type === "tensor") return fromSamples(trace, same(value));
  return value;
}

const same = <T>(value: T): readonly [T, T] => [value, value];

/** AutoGraph's `cond` and loops: a variable that may have either value. */
function merged(trace: Trace, left: Value, right: Value, variable: MergedVariable | undefined): Value {
  if (left === right) return left;
  if (left !== null && right !== null && typeof left === "object" && typeof right === "object") {
    const isList = (left.type === "list" && right.type === "list") || (left.type === "tuple" && right.type === "tuple");
    if (isList && left.items.length === right.items.length) {
      const items = left.items.map((item, index) => merged(trace, item, right.items[index]!, variable));
      return left.type === "tuple" ? { type: "tuple", items } : { type: "list", items };
    }
  }
  const [one, other] = [asTensor(trace, left), asTensor(trace, right)];
  if (!isSymbolic(one) || !isSymbolic(other)) return right ?? left;
  if (one.dtype !== other.dtype) return differentTypes(one, other, left, right, variable);
  const rank = one.shape?.length;
  if (rank === undefined || other.shape?.length !== rank) return { ...other, shape: undefined, isDataShaped: true };
  const connected = one.samples[0].step !== undefined ? one : other;
  const shape = one.shape!.map((length, axis) => (length === other.shape![axis] ? length : null));
  const isSame = shapeOf(one.samples[0]).join() === shapeOf(other.samples[0]).join();
  return {
    ...connected,
    shape,
    holdsData: one.holdsData || other.holdsData,
    isDataShaped: one.isDataShaped || other.isDataShaped || !isSame,
  };
}

/** A Python number takes the other's dtype; two tensors do not. */
function differentTypes(
  one: SymbolicTensor,
  other: SymbolicTensor,
  left: Value,
  right: Value,
  variable: MergedVariable | undefined,
): Value {
  if (!isSymbolic(left)) return other;
  if (!isSymbolic(right)) return one;
  const name = variable?.name ?? "<value>";
  const message =
    variable?.by === "loop"
      ? `'${name}' has dtype ${one.dtype} before the loop, but dtype ${other.dtype} after one iteration`
      : `'${name}' has dtype ${one.dtype} in the main branch, but dtype ${other.dtype} in the else branch`;
  throw new PythonError("TypeError", message);
}

function callNative(trace: Trace, callee: NativeFunction, args: CallArguments, machine: Interpreter): Value {
  if (callee.isBuiltin) {
    const converted = machine.tracing?.isConverted ? convertedBuiltin(callee.name, args, machine) : undefined;
    return converted ?? callee.call(args, machine);
  }
  const { name } = callee;
  if (name === "Loss.__call__") return callLoss(trace, machine, callee, args);
  const symbolics = symbolicsIn([...args.positional, ...args.keywords.values()]);
  if (symbolics[0] !== undefined) {
    const asked = /^numpy\.(\w+)$/u.exec(name)?.[1];
    if (asked !== undefined && trace.framework.asksMethod(asked)) {
      const method = trace.library.lookup(`keras.ops.${asked}`, machine.keras);
      if (method !== undefined) return machine.call(method, args);
    }
    if (name.startsWith("numpy.") && !/^numpy\.(?:shape|ndim)$/u.test(name))
      throw trace.framework.asArray(symbolics[0]);
    const refused = trace.framework.foreign(name, symbolics[0]);
    if (refused !== undefined) throw refused;
  }
  const rule = ruleOf(name);
  const computed = (): Value => computedNative(trace, callee, args, machine);
  if (rule === undefined) return computed();
  const argument = (position: number, ...names: string[]): Value => {
    for (const each of names) if (args.keywords.has(each)) return args.keywords.get(each)!;
    return args.positional[position] ?? null;
  };
  return rule({ trace, machine, callee, args, argument, computed });
}

function computedNative(trace: Trace, callee: NativeFunction, args: CallArguments, machine: Interpreter): Value {
  const names = [...args.keywords.keys()];
  const count = args.positional.length;
  const inputs = [...args.positional, ...args.keywords.values()];
  return inBothBatches(trace, machine, callee.name, inputs, (values) =>
    callee.call(
      { positional: values.slice(0, count), keywords: new Map(names.map((each, at) => [each, values[count + at]!])) },
      machine,
    ),
  );
}
