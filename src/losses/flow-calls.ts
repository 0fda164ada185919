/** What a call inside a loss yields. */

import { canonicalName } from "../keras/canonical.ts";
import { functionTraits } from "../keras/tensor-functions.ts";
import type { Call, Expression, FunctionDefinition, Lambda } from "../python/ast.ts";
import { evaluateExpression, holding } from "./flow-expressions.ts";
import { type FlowRun, type FlowScope, mutate } from "./flow-run.ts";
import { asPython, controlled, cut, type FlowValue, join, joinAll, pythonValue, unknownValue } from "./flow-value.ts";

const pythonCalls = new Set(
  "len isinstance hasattr type print id repr str format callable issubclass getattr range".split(" "),
);
const numberCalls = new Set("float int bool".split(" "));
const containers = new Set("zip map list tuple enumerate reversed sorted dict set filter iter".split(" "));
const mutators = new Set("append extend add insert update assign assign_add assign_sub write".split(" "));
const staticMethods = new Set("get_shape as_list numel dim rank".split(" "));

/** Evaluates the arguments, then what the function makes of them. */
export function evaluateCall(run: FlowRun, node: Call, scope: FlowScope): FlowValue {
  const { function: callee } = node;
  const values = node.arguments.map((argument) => evaluateExpression(run, argument.value, scope));
  const qualified = run.resolver.qualifiedName(callee);
  const traits = qualified === undefined ? undefined : functionTraits(qualified);
  // A library's function is no value of the loss.
  const called = traits ? pythonValue : evaluateExpression(run, callee, scope);
  const given = joinCalled(run, values, scope);
  if (traits) {
    if (traits.result === "python") return asPython(given);
    const isWhole = given.isWhole && elementwise.test(qualified!);
    const value: FlowValue = {
      ...given,
      sort: "tensor",
      isWhole,
      callee: undefined,
      dtype: resultDtype(run, node, values, traits.dtype),
    };
    switch (traits.gradient) {
      case "none":
      case "stop":
        return cut(value, node);
      case "zero":
        return cut(value, node, "zero");
      case "shape":
        return { ...value, connection: "none", cuts: [] };
      case "choose":
        return chosen(run, node, values, value, scope);
      default:
        return traits.dtype === "cast" && value.dtype && value.dtype !== "float" ? cut(value, node) : value;
    }
  }
  if (callee.kind === "Name" && qualified === callee.id) {
    if (pythonCalls.has(callee.id)) return asPython(given);
    if (callee.id === "round") return cut({ ...given, callee: undefined }, node);
    if (numberCalls.has(callee.id))
      return { ...given, sort: given.sort === "python" ? "python" : "unknown", dtype: undefined };
    return containers.has(callee.id) ? holding(given) : { ...given, callee: undefined };
  }
  if (called.callee) {
    const inlined = inline(run, called.callee, node, values, scope);
    if (inlined) return inlined;
  }
  if (callee.kind === "Attribute") {
    const owner = run.values.get(callee.value) ?? unknownValue;
    if (staticMethods.has(callee.attribute)) return asPython(join(called, given));
    if (mutators.has(callee.attribute)) mutate(scope, callee.value, given);
    if (owner.fromPred || owner.fromTrue) return { ...join(called, given), callee: undefined };
  }
  // An unknown function may do anything with what it is given.
  const any = join(called, given);
  const isConnected = values.some((value) => value.fromPred && value.connection !== "none");
  return {
    ...any,
    isWhole: false,
    sort: "unknown",
    dtype: undefined,
    callee: undefined,
    connection: isConnected ? "connected" : any.connection,
  };
}

/** The first axis of what works on each element is still the batch. */
const elementwise =
  /\.(?:abs|absolute|square|sqrt|exp|log|log1p|sigmoid|tanh|softmax|log_softmax|softplus|relu|elu|clip|clip_by_value|cast|cast_to_floatx|to_float|maximum|minimum|pow|power|sign|round|equal|not_equal|greater|greater_equal|less|less_equal|where|subtract|add|multiply|divide|divide_no_nan|squared_difference|identity|stop_gradient|convert_to_tensor|ones_like|zeros_like|negative|floor)$/;

/** The arguments joined; a function among them is run on the others, as `map_fn` and `cond` do. */
function joinCalled(run: FlowRun, values: readonly FlowValue[], scope: FlowScope): FlowValue {
  if (!values.some((value) => value.callee)) return joinAll(values);
  const plain = joinAll(values.filter((value) => !value.callee));
  const functions = values.filter((value) => value.callee);
  const results = functions.map((value) => callWith(run, value.callee!, () => plain, scope) ?? plain);
  return { ...joinAll([plain, ...results]), callee: undefined };
}

/** `where(condition, a, b)`: the condition decides, and carries no gradient. */
function chosen(
  run: FlowRun,
  node: Call,
  values: readonly FlowValue[],
  joined: FlowValue,
  scope: FlowScope,
): FlowValue {
  const isCondition = (index: number): boolean => {
    const name = node.arguments[index]?.name;
    return name ? name === "condition" || name === "pred" : index === 0;
  };
  const condition = joinAll(values.filter((_, index) => isCondition(index)));
  const branches = values.filter((_, index) => !isCondition(index));
  // `where(mask)` gives indices.
  if (branches.length === 0) return { ...cut(joined, node), dtype: "int" };
  return { ...controlled(joinCalled(run, branches, scope), condition), sort: "tensor" };
}

function resultDtype(
  run: FlowRun,
  node: Call,
  values: readonly FlowValue[],
  rule: NonNullable<ReturnType<typeof functionTraits>>["dtype"],
): FlowValue["dtype"] {
  if (rule === "same") {
    // A function of several tensors: what is known of the first may not hold for the rest.
    const tensors = values.filter((value) => value.sort !== "python");
    return tensors.every((value) => value.dtype === tensors[0]!.dtype) ? tensors[0]?.dtype : undefined;
  }
  if (rule === "cast") {
    const argument = node.arguments.find(({ name }) => name === "dtype") ?? node.arguments[1];
    return argument && !(argument.name && argument.name !== "dtype") ? castDtype(run, argument.value) : undefined;
  }
  return rule === "promote" ? undefined : rule;
}

/** `"int32"`, `tf.int64`, `K.floatx()`, `y_pred.dtype`. */
function castDtype(run: FlowRun, node: Expression): FlowValue["dtype"] {
  if (node.kind === "Constant" && typeof node.value === "string") return dtypeNamed(node.value);
  if (node.kind === "Attribute" && node.attribute === "dtype") return run.values.get(node.value)?.dtype;
  const qualified = run.resolver.qualifiedName(node.kind === "Call" ? node.function : node);
  if (qualified === undefined) return undefined;
  const name = canonicalName(qualified);
  return name.endsWith(".floatx") ? "float" : dtypeNamed(name.slice(name.lastIndexOf(".") + 1));
}

function dtypeNamed(name: string): FlowValue["dtype"] {
  if (/^(?:float|double|half|bfloat16|float\d+)$/.test(name)) return "float";
  if (/^u?int\d*$/.test(name)) return "int";
  return /^bool_?$/.test(name) ? "bool" : undefined;
}

/** Runs a function of the module on the given values; undefined where that would not be certain. */
function inline(
  run: FlowRun,
  callee: FunctionDefinition | Lambda,
  node: Call,
  values: readonly FlowValue[],
  scope: FlowScope,
): FlowValue | undefined {
  if (node.arguments.some(({ value, isDoubleStarred }) => isDoubleStarred || value.kind === "Starred"))
    return undefined;
  const positional = node.arguments.flatMap(({ name }, index) => (name ? [] : [values[index]!]));
  return callWith(
    run,
    callee,
    (name, index) => {
      const keyword = node.arguments.findIndex((argument) => argument.name === name);
      return keyword >= 0 ? values[keyword]! : positional[index];
    },
    scope,
  );
}

function callWith(
  run: FlowRun,
  callee: FunctionDefinition | Lambda,
  given: (name: string, index: number) => FlowValue | undefined,
  scope: FlowScope,
): FlowValue | undefined {
  const isPlain =
    callee.kind === "Lambda" ||
    (!callee.isAsync && callee.decorators.every((decorator) => isTransparent(run, decorator)));
  if (run.depth >= 5 || run.budget.left <= 0 || !isPlain) return undefined;
  const isOwn = callee.kind === "Lambda" || scopeHolds(scope, callee);
  const variables = new Map<string, FlowValue>();
  for (const [index, parameter] of callee.parameters.list.entries())
    variables.set(parameter.name, given(parameter.name, index) ?? (parameter.default ? pythonValue : unknownValue));
  const inner: FlowRun = { ...run, depth: run.depth + 1, isRecording: run.isRecording && isOwn };
  // Values of a helper's expressions are looked up while it runs, and are not the loss's.
  const isolated: FlowRun = inner.isRecording
    ? inner
    : { ...inner, values: new Map(), reached: new Map(), outerNames: new Map(), isRecording: true };
  return run.parts.runFunction(isolated, callee, { variables, outer: isOwn ? scope : undefined }) ?? pythonValue;
}

function isTransparent(run: FlowRun, decorator: Expression): boolean {
  const name = run.resolver.qualifiedName(decorator.kind === "Call" ? decorator.function : decorator);
  return name !== undefined && /^tf\.function$|register_keras_serializable$|^staticmethod$/.test(canonicalName(name));
}

function scopeHolds(scope: FlowScope, callee: FunctionDefinition): boolean {
  for (let at: FlowScope | undefined = scope; at; at = at.outer)
    if (at.variables.get(callee.name)?.callee === callee) return true;
  return false;
}
