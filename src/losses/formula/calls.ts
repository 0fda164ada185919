/** A call as a formula: a function of a library has its form, one of the file is written out. */

import { canonicalName } from "../../keras/canonical.ts";
import type { Argument, Call, Expression, FunctionDefinition, Lambda } from "../../python/ast.ts";
import { qualifiedName } from "../../python/qualified.ts";
import { plainValue } from "./conditions.ts";
import { type Bound, lookUp, NotWritten, type Scope, type Writing } from "./environment.ts";
import { asNumber, type Given, writeFunction } from "./functions.ts";
import { bindParameters, writeFunctionBody } from "./statements.ts";
import { call, type Formula, hasElements } from "./tree.ts";
import { turnOfAxis } from "./turns.ts";

/** Functions that call functions that call … */
const deepest = 6;

/** Losses of Keras by the short names that textbooks have. */
const shortNames: Readonly<Record<string, string>> = {
  mean_squared_error: "MSE",
  mean_absolute_error: "MAE",
  mean_absolute_percentage_error: "MAPE",
  mean_squared_logarithmic_error: "MSLE",
  binary_crossentropy: "BCE",
  categorical_crossentropy: "CE",
  sparse_categorical_crossentropy: "CE",
  kl_divergence: "KL",
  kullback_leibler_divergence: "KL",
};

export function writeCall(node: Call, scope: Scope, writing: Writing): Formula {
  const own = ownFunction(node.function, scope, writing);
  if (own !== undefined) return writeOwn(node, own, scope, writing);
  const callee = node.function.kind === "Call" ? node.function.function : node.function;
  const qualified = qualifiedName(writing.moduleNames, callee);
  if (qualified === undefined) return writing.code(node);
  const name = canonicalName(qualified);
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (!/^(?:tf|keras|numpy|math|jax|torch)\./.test(name)) {
    return /^(?:abs|max|min|pow|float)$/.test(name) ? writeBuiltin(node, name, scope, writing) : writing.code(node);
  }
  if (/\.(?:losses|metrics)\.\w+$/.test(name)) return writeLoss(node, last, scope, writing);
  if (node.function.kind === "Call") return writing.code(node);
  const written = writeFunction(last, givenTo(node, scope, writing, isSwapped(last, name, writing)));
  return written ?? named(node, last, scope, writing);
}

/** Up to Keras 2.0.6 the backend took the prediction first. */
function isSwapped(last: string, name: string, { takesOutputFirst }: Writing): boolean {
  return takesOutputFirst && name.startsWith("keras.backend.") && last.endsWith("_crossentropy");
}

function writeBuiltin(node: Call, name: string, scope: Scope, writing: Writing): Formula {
  const given = node.arguments.map(({ value }) => asNumber(writing.expression(value, scope)));
  if ((name === "max" || name === "min") && given.length > 1) return call(name, ...given);
  if (name === "max" || name === "min") return writing.code(node);
  return writeFunction(name, givenTo(node, scope, writing, false)) ?? writing.code(node);
}

/** A loss of Keras is known by its name. */
function writeLoss(node: Call, last: string, scope: Scope, writing: Writing): Formula {
  const snake = last.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase();
  const name = shortNames[snake] ?? last;
  const given = node.arguments.filter((each) => each.name === undefined || /^y_/.test(each.name));
  return call(name, ...given.map(({ value }) => writing.expression(value, scope)));
}

/** By its name, with what it computes of: an axis or a type is none of it. */
function named(node: Call, name: string, scope: Scope, writing: Writing): Formula {
  const given = node.arguments
    .filter((each) => each.name === undefined && each.value.kind !== "Starred")
    .map(({ value }) => writing.expression(value, scope));
  return given.some(hasElements) ? call(name, ...given.map(asNumber)) : writing.code(node);
}

function ownFunction(
  callee: Expression,
  scope: Scope,
  writing: Writing,
): { node: FunctionDefinition | Lambda; scope: Scope; isMethod: boolean } | undefined {
  if (callee.kind === "Name") {
    const bound = lookUp(scope, callee.id);
    if (bound?.kind === "function") return { node: bound.node, scope: bound.scope, isMethod: false };
    if (bound !== undefined) return undefined;
    const binding = writing.moduleNames.bindingOf(callee);
    const [site] = binding?.sites ?? [];
    if (binding?.sites.length !== 1) return undefined;
    const outside: Scope = { names: new Map(), parent: undefined };
    if (site?.kind === "function") return { node: site.node, scope: outside, isMethod: false };
    if (site?.kind === "assignment" && site.value?.kind === "Lambda")
      return { node: site.value, scope: outside, isMethod: false };
    return undefined;
  }
  if (callee.kind !== "Attribute" || callee.value.kind !== "Name" || callee.value.id !== "self") return undefined;
  const method = writing.owner?.body.find(
    (each): each is FunctionDefinition => each.kind === "FunctionDefinition" && each.name === callee.attribute,
  );
  if (method === undefined) return undefined;
  const isStatic = method.decorators.length > 0;
  return { node: method, scope: { names: new Map(), parent: undefined }, isMethod: !isStatic };
}

/** Written out; what cannot be keeps its name. */
function writeOwn(
  node: Call,
  { node: callee, scope: outer, isMethod }: { node: FunctionDefinition | Lambda; scope: Scope; isMethod: boolean },
  scope: Scope,
  writing: Writing,
): Formula {
  if (writing.depth >= deepest || node.arguments.some(isSpread)) return writing.code(node);
  const positional = node.arguments.filter((each) => each.name === undefined);
  const given = (place: number, name: string): Bound | undefined => {
    const found = node.arguments.find((each) => each.name === name) ?? positional[isMethod ? place - 1 : place];
    return found && boundArgument(found.value, scope, writing);
  };
  writing.depth++;
  try {
    return writeFunctionBody(callee, bindParameters(callee, given, outer, writing), writing);
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    return writing.code(node);
  } finally {
    writing.depth--;
  }
}

function isSpread({ isDoubleStarred, value }: Argument): boolean {
  return isDoubleStarred || value.kind === "Starred";
}

function boundArgument(value: Expression, scope: Scope, writing: Writing): Bound {
  if (value.kind === "Lambda") return { kind: "function", node: value, scope };
  const plain = plainValue(value, scope, writing);
  if (plain !== undefined) return { kind: "plain", value: plain.value };
  const bound = value.kind === "Name" ? lookUp(scope, value.id) : undefined;
  return bound?.kind === "function" ? bound : { kind: "formula", formula: writing.expression(value, scope) };
}

function givenTo(node: Call, scope: Scope, writing: Writing, isFirstPairSwapped: boolean): Given {
  const positional = node.arguments.filter((each) => each.name === undefined && each.value.kind !== "Starred");
  const named = (names: readonly string[]) =>
    node.arguments.find(({ name }) => name !== undefined && names.includes(name));
  const at = (place: number, ...names: readonly string[]): Formula | undefined => {
    const own = isFirstPairSwapped && place < 2 ? 1 - place : place;
    const found = named(names) ?? positional[own];
    return found && writing.expression(found.value, scope);
  };
  const axis = named(["axis", "reduction_indices"]) ?? positional[1];
  const text = axis && writing.textOf(axis.value);
  return {
    at,
    get first() {
      // Whatever it is called, it is what the function is of.
      const found = positional[0] ?? node.arguments[0];
      if (found === undefined) throw new NotWritten();
      return writing.expression(found.value, scope);
    },
    isTurned: (text) => writing.turns.has(turnOfAxis(text)),
    isTrue: (place, ...names) => {
      const found = named(names) ?? positional[place];
      return found !== undefined && plainValue(found.value, scope, writing)?.value === true;
    },
    source: (place, ...names) => {
      const found = named(names) ?? positional[place];
      return found && writing.textOf(found.value);
    },
    over: axis === undefined || text === "None" ? "all" : text === "0" ? "samples" : "own",
  };
}
