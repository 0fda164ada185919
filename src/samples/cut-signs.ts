/** What a function does with the columns it has: the functions that they are handed to, and the operations they stand in. */

import { literalOf } from "../evaluate/literal.ts";
import type { BinaryOperation, Call, Expression, Node } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { axesOf, calleeName } from "./asked-shapes.ts";
import { calledHelper } from "./called-helpers.ts";
import {
  bind,
  type CutList,
  type CutPlace,
  type CutReading,
  type CutScope,
  doesKeepColumns,
  doesSplit,
  listOf,
  placeOf,
  returnedBy,
} from "./cut-scope.ts";

const asksShape = /^(?:shape|int_shape|ndim|rank|size|len|zeros_like|ones_like|dtype)$/;

/** Reads statements, enters into the reading what they do, and gives what they return. */
export function readSigns(code: readonly Node[], reading: CutReading, scope: CutScope): CutList | undefined {
  const noted = new Set<Node>();
  let returned: CutList | undefined;
  const place = (node: Expression | undefined): CutPlace | undefined => placeOf(node, reading, scope);

  const note = (node: Node): void => {
    if (noted.has(node)) return;
    noted.add(node);
    switch (node.kind) {
      case "Assign": {
        walk(node.value, note);
        bind(node.targets[0]!, node.value, reading, scope);
        return;
      }
      case "Return":
        if (node.value !== undefined) returned = listOf(node.value, 1, reading, scope);
        return;
      case "Name": {
        const named = place(node);
        if (named !== undefined && named.cut === named.of.whole) named.of.isWholeUsed = true;
        return;
      }
      case "Subscript":
      case "Attribute":
        if (node.value.kind === "Name") noted.add(node.value);
        if (node.kind === "Subscript") place(node);
        return;
      case "BinaryOperation":
        noteOperation(node, place);
        return;
      case "Compare":
        if (node.comparisons.some(({ right }) => literalOf(right) !== undefined)) sign(place(node.left), "compared");
        return;
      case "Call":
        // What only hands a tensor on, or asks for its shape, does not compute with all of it.
        if (handsOn(node, reading, scope))
          for (const { value } of node.arguments) if (value.kind === "Name") noted.add(value);
        noteCall(node, reading, place);
    }
  };

  for (const part of code) walk(part, note);
  return returned;
}

function handsOn(call: Call, reading: CutReading, scope: CutScope): boolean {
  const callee = calleeName(call);
  const isHelper = returnedBy(call, reading, scope) !== undefined || calledHelper(call, reading.loss) !== undefined;
  return isHelper || asksShape.test(callee) || doesKeepColumns(callee) || doesSplit(callee);
}

type PlaceReader = (node: Expression | undefined) => CutPlace | undefined;

function noteOperation({ left, operator, right }: BinaryOperation, place: PlaceReader): void {
  if (operator === "-" && literalOf(left)?.toString() === "1") sign(place(right), "1-");
  else if (operator === "/") sign(place(right), "divisor");
  else if (operator === "*") {
    sign(place(left), signOfFactor(left, right));
    sign(place(right), signOfFactor(right, left));
  }
  hold([place(left), place(right)]);
}

function signOfFactor(factor: Expression, other: Expression): string {
  if (other.kind === "Call" && calleeName(other) === "log") return "beside";
  return factor.kind === "Subscript" ? "factor" : "*";
}

function noteCall(call: Call, reading: CutReading, place: PlaceReader): void {
  const { loss, whole } = reading;
  const callee = calleeName(call);
  const places = call.arguments.map(({ value }) => place(value));
  const axes = axesOf(call)?.sort() ?? [];
  if (axes.every((axis, index) => axis === index + 1)) reading.reduced = Math.max(reading.reduced, axes.length);
  if (/equal$/.test(callee) && call.arguments.some(({ value }) => literalOf(value) !== undefined))
    for (const each of places) sign(each, "compared");
  if (callee === "one_hot")
    reading.depthOfClasses = whole((call.arguments.find(({ name }) => name === "depth") ?? call.arguments[1])?.value);
  const textOf = (node: Node | undefined): string =>
    node === undefined ? "" : loss.module.text.slice(node.range.start, node.range.end);
  if (callee === "cast") {
    if (/int/.test(textOf(call.arguments[1]?.value))) sign(places[0], "index");
  } else if (callee === "reshape") {
    const shape = call.arguments[1]?.value;
    const dims = shape?.kind === "List" || shape?.kind === "Tuple" ? shape.elements.map(whole) : [];
    const [first, ...others] = dims;
    if (places[0] !== undefined && first === -1 && others.every((each) => each !== undefined))
      places[0].cut.reshaped ??= others as number[];
  } else if (!doesKeepColumns(callee)) {
    const isOfLogits = /from_logits\s*=\s*True|_with_logits/.test(textOf(call));
    for (const each of places) {
      sign(each, fullName(call));
      sign(each, isOfLogits ? "logits" : callee);
    }
    // What stands within a logarithm.
    if (callee === "log")
      walk(call, (inner) => {
        if (inner.kind === "Name" || inner.kind === "Subscript") sign(place(inner), "log");
      });
    hold(places);
  }
}

function sign(place: CutPlace | undefined, text: string): void {
  place?.cut.signs.add(text);
}

/** Parts of the one tensor that stand beside parts of the other. */
function hold(places: CutList): void {
  for (const one of places)
    for (const other of places)
      if (one !== undefined && other !== undefined && one.of !== other.of) one.cut.against.add(other.cut);
}

/** `softmax_loss.compute` of `self.softmax_loss.compute(…)`. */
function fullName({ function: callee }: Call): string {
  if (callee.kind === "Name") return callee.id;
  if (callee.kind !== "Attribute") return callee.kind === "Call" ? fullName(callee) : "";
  return `${callee.value.kind === "Attribute" ? callee.value.attribute : ""}.${callee.attribute}`;
}
