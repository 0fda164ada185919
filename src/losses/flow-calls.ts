/** What a call inside a loss yields. */

import { canonicalName } from "../keras/canonical.ts";
import type { FunctionParameter, FunctionTraits } from "../keras/functions/function-row.ts";
import { functionTraits, parameterFor, placeOf } from "../keras/functions/function-traits.ts";
import type { Call, Expression, FunctionDefinition, Lambda } from "../python/ast.ts";
import { evaluateExpression, holding } from "./flow-expressions.ts";
import { type FlowRun, type FlowScope, mutate } from "./flow-run.ts";
import { asPython, cut, type FlowValue, join, joinAll, pythonValue, unknownValue } from "./flow-value.ts";
import { resultDtype } from "./result-dtype.ts";

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
  if (traits) return libraryCall(run, node, values, scope, traits);
  const given = joinCalled(run, values, scope);
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

/** What a function of Keras or TensorFlow makes of its arguments. */
function libraryCall(
  run: FlowRun,
  node: Call,
  values: readonly FlowValue[],
  scope: FlowScope,
  traits: FunctionTraits,
): FlowValue {
  if (traits.result === "python") return asPython(joinCalled(run, values, scope));
  const parameters = node.arguments.map(({ name }, index) => parameterFor(traits, name, index));
  const isSpread = node.arguments.some(({ value, isDoubleStarred }) => isDoubleStarred || value.kind === "Starred");
  const affected = values.map((value, index) =>
    // Of what is spread it is not known which parameter it reaches.
    affectedBy(isSpread ? undefined : parameters[index], value, node),
  );
  const joined = joinCalled(run, affected, scope);
  const dtype = resultDtype(run, node, values, isSpread ? [] : parameters, traits);
  const value: FlowValue = {
    ...joined,
    sort: "tensor",
    isWhole: joined.isWhole && keepsBatch(traits, node),
    callee: undefined,
    dtype,
  };
  return traits.dtype === "cast" && dtype && dtype !== "float" ? cut(value, node) : value;
}

/** An argument as the result holds it. A setting that came from y_pred is not said to cut anything: nobody is accused of it. */
function affectedBy(parameter: FunctionParameter | undefined, value: FlowValue, node: Call): FlowValue {
  switch (parameter?.gradient) {
    case "none":
      return cut(value, node);
    case "zero":
      return cut(value, node, "zero");
    case "unread":
      return { ...value, connection: "none", cuts: [] };
    default:
      return value;
  }
}

/** Whether the first axis of the result is still the batch: each element is worked on alone, or along the last axis. */
function keepsBatch(traits: FunctionTraits, node: Call): boolean {
  if (traits.shape === "elementwise") return true;
  const place = placeOf(traits, "axis");
  if (traits.shape !== "along" || place === undefined || traits.parameters[place]?.default !== "-1") return false;
  return !node.arguments.some(({ name }, index) => name === "axis" || (name === undefined && index === place));
}

/** The arguments joined; a function among them is run on the others, as `map_fn` and `cond` do. */
function joinCalled(run: FlowRun, values: readonly FlowValue[], scope: FlowScope): FlowValue {
  if (!values.some((value) => value.callee)) return joinAll(values);
  const plain = joinAll(values.filter((value) => !value.callee));
  const functions = values.filter((value) => value.callee);
  const results = functions.map((value) => callWith(run, value.callee!, () => plain, scope) ?? plain);
  return { ...joinAll([plain, ...results]), callee: undefined };
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
