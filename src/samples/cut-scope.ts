/** Which columns the names and the expressions of a function are, while it is read from top to bottom. */

import type { LossDefinition } from "../losses/loss.ts";
import type { Call, Comprehension, Expression, FunctionDefinition, Lambda } from "../python/ast.ts";
import { axesOf, calleeName } from "./asked-shapes.ts";
import { calledHelper } from "./called-helpers.ts";
import { columnsAt } from "./column-index.ts";
import type { Cut, CutTensor } from "./cut.ts";
import { openWidth, type WholeReader } from "./whole-reader.ts";

/** Columns, and the tensor that they are of. */
export interface CutPlace {
  readonly of: CutTensor;
  readonly cut: Cut;
}

/** What a list or a tuple holds; undefined at what is no part of the loss's tensors. */
export type CutList = readonly (CutPlace | undefined)[];

/** One loss while it is read. */
export interface CutReading {
  readonly loss: LossDefinition;
  readonly whole: WholeReader;
  /** What the names of comprehensions count just now. */
  readonly loops: Map<string, number>;
  /** Reads the body of a function, and says what it returns. */
  readonly read: (code: FunctionDefinition | Lambda, scope: CutScope) => CutList | undefined;
  depthOfClasses: number | undefined;
  reduced: number;
}

/** The names of one function, `depth` calls below the loss. */
export interface CutScope {
  readonly names: Map<string, CutPlace | CutList>;
  readonly depth: number;
}

const keepsColumns =
  /^(?:cast|reshape|expand_dims|squeeze|clip|clip_by_value|maximum|minimum|convert_to_tensor|identity|stop_gradient|float32|flatten)$/;
const deepest = 3;
const mostParts = 64;

/** Whether a function of this name gives the columns that it takes. */
export function doesKeepColumns(callee: string): boolean {
  return keepsColumns.test(callee);
}

/** Whether a function of this name gives a tensor's columns one by one. */
export function doesSplit(callee: string): boolean {
  return callee === "split" || callee === "unstack";
}

/** Columns of which nothing is known but where they stand. */
export function newCut(start: number, end: number | null, between: number): Cut {
  return { start, end, name: "", between, signs: new Set(), against: new Set() };
}

/** The columns that an expression is; undefined where it is anything else, or more than one. */
export function placeOf(node: Expression | undefined, reading: CutReading, scope: CutScope): CutPlace | undefined {
  const inner = (part: Expression | undefined): CutPlace | undefined => placeOf(part, reading, scope);
  switch (node?.kind) {
    case "Name":
      return placeNamed(node.id, scope);
    case "Subscript": {
      const list = node.value.kind === "Name" ? listNamed(node.value.id, scope) : undefined;
      if (list !== undefined) return list[reading.whole(node.index) ?? -1];
      const place = inner(node.value);
      if (place === undefined || place.cut !== place.of.whole) return place;
      const part = columnsAt(node.index, reading.whole, place.of.total);
      return part && cutOf(place.of, part.start, part.end, part.between);
    }
    case "BinaryOperation":
      // `logits / temperature`
      if (node.operator !== "/" || inner(node.right) !== undefined || node.right.kind === "Call") return undefined;
      return inner(node.left);
    case "UnaryOperation":
      return node.operator === "-" ? inner(node.operand) : undefined;
    case "Call":
      if (!doesKeepColumns(calleeName(node))) return undefined;
      // `tf.clip_by_value(x, 0, 1)`, `tf.minimum(1e6, x)`
      return inner(node.arguments[0]?.value) ?? inner(node.arguments[1]?.value);
    default:
      return undefined;
  }
}

/** What an expression holds that is a list or a tuple; `count` is how many are wanted where it does not say. */
export function listOf(node: Expression, count: number, reading: CutReading, scope: CutScope): CutList | undefined {
  if (node.kind === "Tuple" || node.kind === "List")
    return node.elements.map((element) => placeOf(element, reading, scope));
  if (node.kind === "Name") return listNamed(node.id, scope);
  if (node.kind === "Comprehension") return listed(node, reading, scope);
  if (node.kind !== "Call") return undefined;
  return doesSplit(calleeName(node)) ? split(node, count, reading, scope) : returnedBy(node, reading, scope);
}

/** What a call of a function of the loss's own file returns, read with what it is given. */
export function returnedBy(call: Call, reading: CutReading, scope: CutScope): CutList | undefined {
  const helper = scope.depth < deepest ? calledHelper(call, reading.loss) : undefined;
  if (helper === undefined) return undefined;
  const names = new Map<string, CutPlace>();
  for (const [{ name }, value] of helper.given) {
    const place = placeOf(value, reading, scope);
    if (place !== undefined) names.set(name, place);
  }
  return names.size === 0 ? undefined : reading.read(helper.node, { names, depth: scope.depth + 1 });
}

/** Enters what `target = value` makes of the names on its left. */
export function bind(target: Expression, value: Expression, reading: CutReading, scope: CutScope): void {
  if (target.kind === "Name") {
    const place = placeOf(value, reading, scope);
    enter(target.id, place ?? listOf(value, 1, reading, scope), scope);
  } else if (target.kind === "Tuple" || target.kind === "List") {
    const parts = listOf(value, target.elements.length, reading, scope) ?? [];
    for (const [index, each] of target.elements.entries())
      if (each.kind === "Name") enter(each.id, parts[index], scope);
  }
}

function enter(name: string, meant: CutPlace | CutList | undefined, { names }: CutScope): void {
  if (meant === undefined) {
    names.delete(name);
    return;
  }
  if ("of" in meant && meant.cut.name === "") meant.cut.name = name;
  names.set(name, meant);
}

function placeNamed(name: string, { names }: CutScope): CutPlace | undefined {
  const meant = names.get(name);
  return meant !== undefined && "of" in meant ? meant : undefined;
}

function listNamed(name: string, { names }: CutScope): CutList | undefined {
  const meant = names.get(name);
  return meant === undefined || "of" in meant ? undefined : meant;
}

function cutOf(of: CutTensor, start: number, end: number | null, between: number): CutPlace {
  const key = `${start}:${end ?? ""}`;
  const cut = of.cuts.get(key) ?? newCut(start, end, between);
  of.cuts.set(key, cut);
  return { of, cut };
}

/** `tf.split(y_pred, [4, 2], axis=-1)`, `tf.unstack(y_true, axis=-1)` */
function split(node: Call, count: number, reading: CutReading, scope: CutScope): CutList | undefined {
  const { whole } = reading;
  const place = placeOf(node.arguments[0]?.value, reading, scope);
  const axis = axesOf(node) ?? [whole(node.arguments[2]?.value)];
  if (place === undefined || place.cut !== place.of.whole || (axis[0] !== -1 && axis[0] !== 1)) return undefined;
  const sizes = (
    node.arguments.find(({ name }) => /sections|splits|^num/.test(name ?? "")) ??
    node.arguments.slice(1, 2).find(({ name }) => name === undefined)
  )?.value;
  const given = sizes?.kind === "Tuple" || sizes?.kind === "List" ? sizes.elements.map(whole) : undefined;
  const widths = given ?? new Array<number>(Math.max(1, whole(sizes) ?? count)).fill(1);
  let next = 0;
  return widths.map((width) => {
    const start = next;
    next += width ?? openWidth;
    return cutOf(place.of, start, next, 0);
  });
}

/** `[y_pred[:, i * k : (i + 1) * k] for i in range(3)]` */
function listed({ element, clauses }: Comprehension, reading: CutReading, scope: CutScope): CutList | undefined {
  const { loops, whole } = reading;
  const [{ target, iterable }] = clauses as [Comprehension["clauses"][number]];
  const isRange = iterable.kind === "Call" && calleeName(iterable) === "range" && iterable.arguments.length === 1;
  const count = isRange ? (whole(iterable.arguments[0]!.value) ?? 0) : 0;
  if (target.kind !== "Name" || count < 1 || count > mostParts) return undefined;
  return Array.from({ length: count }, (_, index) => {
    loops.set(target.id, index);
    const place = placeOf(element, reading, scope);
    loops.delete(target.id);
    return place;
  });
}
