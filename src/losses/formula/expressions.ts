/** An expression of Python as a formula. */

import { canonicalName } from "../../keras/canonical.ts";
import type { BinaryOperation, Compare, Expression, Subscript } from "../../python/ast.ts";
import { qualifiedName } from "../../python/qualified.ts";
import { add, divide, multiply, negate, numeral, powerOf, subtract } from "./arithmetic.ts";
import { writeCall } from "./calls.ts";
import { truthOf } from "./conditions.ts";
import { type Bound, lookUp, type Scope, type Writing } from "./environment.ts";
import { asNumber, truthOf as asTruth, turned } from "./functions.ts";
import { symbolOf } from "./symbols.ts";
import { type Formula, one, type Relation, symbol, zero } from "./tree.ts";
import { isNewAxis, turnOfIndex } from "./turns.ts";

export function writeExpression(node: Expression, scope: Scope, writing: Writing): Formula {
  const write = (each: Expression): Formula => writing.expression(each, scope);
  switch (node.kind) {
    case "Constant":
      if (typeof node.value === "number" || typeof node.value === "bigint") return numeral(Number(node.value));
      if (typeof node.value === "boolean") return node.value ? one : zero;
      return writing.code(node);
    case "Name":
      return writeName(node, scope, writing);
    case "Attribute":
      return writeAttribute(node, scope, writing);
    case "UnaryOperation":
      if (node.operator === "-") return negate(asNumber(write(node.operand)));
      if (node.operator === "+") return write(node.operand);
      return { kind: "not", of: asTruth(write(node.operand)) };
    case "BinaryOperation":
      return writeBinary(node, write, writing);
    case "BooleanOperation":
      return { kind: "logic", operator: node.operator, parts: node.values.map((each) => asTruth(write(each))) };
    case "Compare":
      return writeCompare(node, write, writing);
    case "Conditional": {
      const known = truthOf(node.test, scope, writing);
      if (known !== undefined) return write(known ? node.body : node.orElse);
      return {
        kind: "cases",
        condition: asTruth(write(node.test)),
        value: asNumber(write(node.body)),
        otherwise: asNumber(write(node.orElse)),
      };
    }
    case "Subscript":
      return writeSubscript(node, write, writing);
    case "NamedExpression": {
      const value = write(node.value);
      scope.names.set(node.target.id, { kind: "formula", formula: value });
      return value;
    }
    case "Call":
      return writeCall(node, scope, writing);
    default:
      return writing.code(node);
  }
}

function writeName(node: Extract<Expression, { kind: "Name" }>, scope: Scope, writing: Writing): Formula {
  const bound = lookUp(scope, node.id);
  if (bound !== undefined) return ofBound(bound, node, writing);
  const binding = writing.moduleNames.bindingOf(node);
  const [site] = binding?.sites ?? [];
  // A constant of the module: its number, or what it is made of.
  if (binding?.sites.length === 1 && site?.kind === "assignment" && site.value !== undefined && writing.depth < 8) {
    writing.depth++;
    const value = writing.expression(site.value, { names: new Map(), parent: undefined });
    writing.depth--;
    return value;
  }
  return writing.code(node);
}

function ofBound(bound: Bound, node: Expression, writing: Writing): Formula {
  if (bound.kind === "formula") return bound.formula;
  if (bound.kind === "plain" && typeof bound.value === "boolean") return bound.value ? one : zero;
  return writing.code(node);
}

function writeAttribute(node: Extract<Expression, { kind: "Attribute" }>, scope: Scope, writing: Writing): Formula {
  if (node.value.kind === "Name" && node.value.id === "self" && writing.owner !== undefined) {
    const isMethod = writing.owner.body.some(
      (each) => each.kind === "FunctionDefinition" && each.name === node.attribute,
    );
    if (isMethod) return writing.code(node);
    const known = writing.attributes.get(node.attribute);
    return known === undefined ? symbolOf(node.attribute) : ofBound(known, node, writing);
  }
  if (node.attribute === "T") return turned(writing.expression(node.value, scope));
  const name = qualifiedName(writing.moduleNames, node);
  if (name !== undefined && /^(?:math|numpy)\.pi$/.test(canonicalName(name))) return symbol("pi");
  if (name !== undefined && /^(?:math|numpy)\.e$/.test(canonicalName(name))) return symbol("e");
  return writing.code(node);
}

function writeBinary(node: BinaryOperation, write: (each: Expression) => Formula, writing: Writing): Formula {
  const [left, right] = [write(node.left), write(node.right)];
  const [a, b] = [asNumber(left), asNumber(right)];
  switch (node.operator) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
    case "@":
      return multiply(a, b);
    case "/":
      return divide(a, b);
    case "**":
      return powerOf(a, b);
    case "//":
      return { kind: "bars", form: "floor", of: divide(a, b) };
    case "%":
      return { kind: "call", name: "mod", given: [a, b] };
    case "&":
      return { kind: "logic", operator: "and", parts: [asTruth(left), asTruth(right)] };
    case "|":
      return { kind: "logic", operator: "or", parts: [asTruth(left), asTruth(right)] };
    default:
      return writing.code(node);
  }
}

const relations: Readonly<Record<string, Relation | undefined>> = {
  "==": "=",
  "!=": "≠",
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
};

function writeCompare(node: Compare, write: (each: Expression) => Formula, writing: Writing): Formula {
  const operators = node.comparisons.map(({ operator }) => relations[operator]);
  if (operators.includes(undefined)) return writing.code(node);
  const parts = [node.left, ...node.comparisons.map(({ right }) => right)].map((each) => asNumber(write(each)));
  return { kind: "relation", parts, operators: operators as Relation[] };
}

/** `y_pred[..., 0]` is ŷ with a 0 below; `[..., None]` changes nothing that is written, `[None, :]` turns it. */
function writeSubscript(node: Subscript, write: (each: Expression) => Formula, writing: Writing): Formula {
  const shape = shapeAxis(node);
  if (shape !== undefined) return shape;
  const parts = node.index.kind === "Tuple" ? node.index.elements : [node.index];
  const base = write(node.value);
  if (base.kind === "code") return writing.code(node);
  const isTelling = (part: Expression): boolean => !isAll(part) && !isNewAxis(part);
  if (!parts.some(isTelling)) {
    const turn = turnOfIndex(node.index);
    return turn !== undefined && writing.turns.has(turn) ? turned(base) : base;
  }
  if (base.kind !== "symbol" || parts.some(isNewAxis)) return writing.code(node);
  // All of the batch goes without saying; which of several axes is cut does not.
  const told =
    parts.length > 2 && isAll(parts[0]!) ? parts.slice(1).filter((part) => !isEllipsis(part)) : parts.filter(isTelling);
  const texts = told.map((part) => writing.textOf(part).replace(/\s/g, ""));
  return { ...base, subscripts: [...base.subscripts, ...texts] };
}

function isAll(part: Expression): boolean {
  if (isEllipsis(part)) return true;
  return part.kind === "Slice" && part.lower === undefined && part.upper === undefined && part.step === undefined;
}

function isEllipsis(part: Expression): boolean {
  return part.kind === "Constant" && typeof part.value === "object" && part.value?.type === "ellipsis";
}

/** `K.shape(x)[0]` is the size of the batch. */
function shapeAxis({ value, index }: Subscript): Formula | undefined {
  const isShape =
    (value.kind === "Call" &&
      value.function.kind === "Attribute" &&
      /^(?:int_)?shape$/.test(value.function.attribute)) ||
    (value.kind === "Attribute" && value.attribute === "shape");
  const isFirst = index.kind === "Constant" && (index.value === 0n || index.value === 0);
  return isShape && isFirst ? symbol("N") : undefined;
}
