/** A loss as mathematics, written from its text: nothing of it is run. */

import type { ClassDefinition, Expression, FunctionDefinition, Lambda } from "../../python/ast.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { parentsOf } from "../../python/walk.ts";
import { attributeValues } from "../attribute-values.ts";
import type { LossDefinition } from "../loss.ts";
import { numeral } from "./arithmetic.ts";
import { type Bound, innerScope, NotWritten, type Scope, type Writing } from "./environment.ts";
import { writeExpression } from "./expressions.ts";
import { withIndices } from "./indices.ts";
import { inlined } from "./inline.ts";
import { writeBody, writeFunctionBody } from "./statements.ts";
import { symbolOf } from "./symbols.ts";
import { type Formula, type Letter, type LossFormula, partsOf, symbol } from "./tree.ts";

/** What a parameter is: a number, a text, a list of so many … */
export type ParameterValue = null | boolean | number | bigint | string | readonly unknown[];

export interface FormulaOptions {
  readonly names: ModuleNames;
  /** The values at which it is written; those it does not know stay symbols. */
  readonly values: Readonly<Record<string, ParameterValue | undefined>>;
  /** Whether `K.binary_crossentropy` takes the prediction first. */
  readonly takesOutputFirst?: boolean;
}

/** Undefined where nothing of it can be written: a loop, a call of what is not in the file. */
export function formulaOf(loss: LossDefinition, options: FormulaOptions): LossFormula | undefined {
  const { body } = loss;
  if (body === undefined) return undefined;
  try {
    return write(loss, body, options);
  } catch (error) {
    // A text nested so deeply that it exceeds the stack is no formula either.
    if (error instanceof NotWritten || error instanceof RangeError) return undefined;
    throw error;
  }
}

function write(
  loss: LossDefinition,
  body: FunctionDefinition | Lambda,
  { names, values, takesOutputFirst = false }: FormulaOptions,
): LossFormula | undefined {
  const definitions = new Map<string, { symbol: Letter; value: Formula }>();
  const parameters = new Map<string, { symbol: Letter; value: Formula }>();
  const owner = ownerOf(loss, body);
  const { text } = loss.module;
  const unpacked: { readonly letters: readonly Letter[]; readonly value: Formula }[] = [];
  const attributes = new Map<string, Bound>();
  const writing: Writing = {
    moduleNames: names,
    takesOutputFirst,
    owner,
    attributes,
    depth: 0,
    turns: new Set(),
    expression: (node, scope) => writeExpression(node, scope, writing),
    body: (statements, scope) => writeBody(statements, scope, writing),
    define(own, value) {
      // What is only another name is the thing itself.
      if (value.kind === "symbol" || value.kind === "number") return value;
      const name = `#${definitions.size}`;
      definitions.set(name, { symbol: own, value });
      return symbol(name, { isTensor: true });
    },
    textOf: ({ range }) => text.slice(range.start, range.end).replace(/\s+/g, " "),
    code: (node) => ({ kind: "code", text: writing.textOf(node) }),
    unpack: (letters, value) => unpacked.push({ letters, value: writing.code(value) }),
  };

  function parameterBound(name: string, fallback: Expression | undefined): Bound {
    const value = values[name];
    if (value === null || typeof value === "boolean" || typeof value === "string") return { kind: "plain", value };
    const isList = typeof value === "object" || fallback?.kind === "List" || fallback?.kind === "Tuple";
    const own = symbolOf(name, { isTensor: isList });
    if (typeof value === "number" || typeof value === "bigint")
      parameters.set(name, { symbol: own, value: numeral(Number(value)) });
    return { kind: "formula", formula: own };
  }

  const given = new Map(loss.parameters.map((each) => [each.name, parameterBound(each.name, each.default)]));
  const outer: Scope = { names: new Map(given), parent: undefined };
  if (owner !== undefined) {
    for (const [name, bound] of given) attributes.set(name, bound);
    for (const [name, value] of attributeValues(owner))
      if (value !== undefined && !given.has(name)) attributes.set(name, attributeBound(value));
  }

  function attributeBound(value: Expression): Bound {
    if (value.kind === "Name" && given.has(value.id)) return given.get(value.id)!;
    if (value.kind === "Constant" && (value.value === null || typeof value.value === "boolean"))
      return { kind: "plain", value: value.value };
    return { kind: "formula", formula: writing.expression(value, outer) };
  }

  runFactory(loss, body, outer, writing);
  const scope = innerScope(outer);
  for (const parameter of body.parameters.list) {
    const { name } = parameter;
    if (name === loss.yTrue?.name) scope.names.set(name, tensor(symbol("y", { isTensor: true })));
    else if (name === loss.yPred?.name) scope.names.set(name, tensor(symbol("y", { hasHat: true, isTensor: true })));
    else if (!given.has(name)) scope.names.set(name, parameterBound(name, parameter.default));
  }
  const written = inlined(writeFunctionBody(body, scope, writing), definitions);
  if (written === undefined || written.value.kind === "code") return undefined;
  const known = [written.value, ...written.where.map(({ value }) => value)];
  const taken = unpacked.flatMap(({ letters, value }) =>
    letters.some((letter) => known.some((formula) => isUsed(letter, formula)))
      ? [{ symbol: symbol(letters.map(nameOf).join(", ")), value }]
      : [],
  );
  const formulas = [...known, ...taken.map(({ value }) => value)];
  return {
    value: withIndices(written.value),
    where: [...written.where.map((each) => ({ ...each, value: withIndices(each.value) })), ...taken],
    parameters: [...parameters.values()].filter((each) => formulas.some((formula) => isUsed(each.symbol, formula))),
    isWhole: !formulas.some(hasCode),
  };
}

function tensor(formula: Letter): Bound {
  return { kind: "formula", formula };
}

/** The statements of a factory before the loss that it returns. */
function runFactory(loss: LossDefinition, body: FunctionDefinition | Lambda, scope: Scope, writing: Writing): void {
  const { node } = loss;
  if (loss.form !== "factory" || node.kind !== "FunctionDefinition" || node === body) return;
  const before = node.body.filter(({ range }) => range.end <= body.range.start);
  writing.body(before, scope);
}

function ownerOf({ node, module }: LossDefinition, body: FunctionDefinition | Lambda): ClassDefinition | undefined {
  if (node.kind === "ClassDefinition") return node;
  const above = parentsOf(module).get(body);
  return above?.kind === "ClassDefinition" ? above : undefined;
}

function nameOf({ name, hasHat, primes }: Letter): string {
  return `${name}${hasHat ? "\u0302" : ""}${"′".repeat(primes)}`;
}

function isUsed(own: Letter, formula: Formula): boolean {
  if (formula.kind === "symbol")
    return formula.name === own.name && formula.hasHat === own.hasHat && formula.primes === own.primes;
  return partsOf(formula).some((part) => isUsed(own, part));
}

function hasCode(formula: Formula): boolean {
  return formula.kind === "code" || partsOf(formula).some(hasCode);
}
