/** Which columns a loss packs into its targets, and what each is for: its own use of them says. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Call, Expression, Node } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { lossInFile } from "./file-model.ts";
import { startParameters } from "./start-values.ts";

/** `value`: a number that is predicted; `weight`: what a term is multiplied by; `class`: one-hot. */
export type PackedRole = "value" | "weight" | "class";

export interface PackedColumns {
  readonly role: PackedRole;
  readonly name: string;
  readonly width: number;
}

export interface PackedPrediction {
  /** `probabilities`: shares of one; `probability`, `logit`: of each column by itself. */
  readonly role: "value" | "probabilities" | "probability" | "logit";
  readonly width: number;
}

export interface PackedParts {
  readonly yTrue: readonly PackedColumns[];
  readonly yPred: readonly PackedPrediction[];
  /** Axes between the batch's and the last, as many as the loss writes indices of. */
  readonly between: number;
  /** Whether the loss never uses its targets but in parts. */
  readonly isOnlyInParts: boolean;
}

interface Part {
  readonly start: number;
  readonly end: number | null;
  /** What the part is assigned to. */
  readonly name: string;
  readonly between: number;
}

/** Of columns whose end the loss leaves open. */
const openWidth = 3;
/** What judges classes by its name: its arguments are of classes. */
const classJudge = /cross_?entropy|soft_?max|log_loss|focal|class|conf/i;

/** The columns of y_true and the parts of y_pred that a loss takes apart; undefined where it does not pack its targets. */
export function packedParts(loss: LossDefinition): PackedParts | undefined {
  const { body, yTrue, yPred } = loss;
  if (body === undefined || body.kind === "Lambda" || yTrue === undefined || yPred === undefined) return undefined;
  const targets = new Map<string, Part>();
  const predictions = new Map<string, Part>();
  /** Names and parts that stand beside a logarithm, or in one. */
  const beside = new Set<string>();
  const logged = new Set<string>();
  const assigned = new Map<Expression, string>();
  /** Parts that are factors: `y_true[:, :k] * …`. */
  const factors = new Set<string>();
  /** Parts that are handed to what judges classes: `self.softmax_loss(y_true[:, :, 4:], y_pred[:, :, 4:])`. */
  const classes = new Set<string>();
  const wholes = createWholeReader(loss);
  const total = openWidth + columnsFromTheEnd(loss, wholes);
  const partIn = (index: Expression, name: string): Part | undefined => partOf(index, name, wholes, total);
  const owners = new Set<Node>();
  let isWholeUsed = false;
  const keyOf = ({ start, end }: Part): string => `${start}:${end ?? ""}`;
  for (const statement of body.body)
    walk(statement, (node) => {
      if (node.kind !== "Assign") return;
      const [target] = node.targets;
      if (target?.kind === "Name") assigned.set(node.value, target.id);
      if (target?.kind === "Tuple" && node.value.kind === "Tuple") {
        for (const [index, each] of target.elements.entries()) {
          const value = node.value.elements[index];
          if (each.kind === "Name" && value !== undefined) assigned.set(value, each.id);
        }
      }
    });
  const read = (node: Node): void => {
    if (node.kind === "Name" && node.id === yTrue.name && !owners.has(node)) isWholeUsed = true;
    if (node.kind === "Subscript" || node.kind === "Attribute") owners.add(node.value);
    if (node.kind === "Subscript" && node.value.kind === "Name") {
      const of = node.value.id === yTrue.name ? targets : node.value.id === yPred.name ? predictions : undefined;
      const part = of && partIn(node.index, assigned.get(node) ?? "");
      if (of === undefined || part === undefined) return;
      const key = keyOf(part);
      if (!of.has(key) || part.name !== "") of.set(key, part);
    } else if (node.kind === "BinaryOperation" && node.operator === "*") {
      for (const [one, other] of [
        [node.left, node.right],
        [node.right, node.left],
      ] as const) {
        if (one.kind === "Name" && other.kind === "Call" && isLogarithm(other)) beside.add(one.id);
        const part =
          one.kind === "Subscript" && one.value.kind === "Name" && one.value.id === yTrue.name
            ? partIn(one.index, "")
            : undefined;
        if (part !== undefined) factors.add(keyOf(part));
      }
    } else if (node.kind === "Call" && classJudge.test(calledName(node))) {
      for (const { value } of node.arguments) {
        const part = value.kind === "Subscript" ? partIn(value.index, "") : undefined;
        if (part !== undefined) classes.add(keyOf(part));
      }
    } else if (node.kind === "Call" && isLogarithm(node)) {
      walk(node, (inner) => {
        if (inner.kind === "Name") logged.add(inner.id);
        const part = inner.kind === "Subscript" ? partIn(inner.index, "") : undefined;
        if (part !== undefined) logged.add(keyOf(part));
      });
    }
  };
  for (const statement of body.body) walk(statement, read);
  const columns = apart([...targets.values()], total);
  if (columns === undefined || columns.length < 2) return undefined;
  const closed = columns.map(({ start, end }) => (end === null ? 1 : end - start));
  // What has no end is as wide as what it is held against.
  const open = Math.max(...closed) > 1 ? Math.max(...closed) : openWidth;
  const widthOf = ({ start, end }: Part): number => (end === null ? open : end - start);
  const isOnlyInParts = !isWholeUsed;
  const between = Math.max(...columns.map((part) => part.between));
  const roles = columns.map((part) => ({
    role: classes.has(keyOf(part))
      ? ("class" as const)
      : factors.has(keyOf(part)) && part.name === ""
        ? ("weight" as const)
        : roleOf(part, beside),
    name: part.name,
    width: widthOf(part),
  }));
  const wide = roles.find(({ role }) => role === "class");
  if (predictions.size === 0) {
    // One number for each column of the widest part: it is held against them.
    const width =
      wide?.width ??
      Math.max(...roles.filter(({ name, role }) => name === "" || role === "value").map((each) => each.width), 1);
    return {
      yTrue: roles,
      yPred: [{ role: wide === undefined ? wholeRole(loss) : "probabilities", width }],
      between,
      isOnlyInParts,
    };
  }
  const parts = apart([...predictions.values()], total);
  if (parts === undefined) return undefined;
  return {
    between,
    isOnlyInParts,
    yTrue: roles,
    yPred: parts.map((part) => ({
      role:
        logged.has(keyOf(part)) || classes.has(keyOf(part)) || (part.name !== "" && logged.has(part.name))
          ? "probabilities"
          : "value",
      width: widthOf(part),
    })),
  };
}

function roleOf({ name, start, end }: Part, besideLogarithms: ReadonlySet<string>): PackedRole {
  if (/weight|^w$|^w_|_w$|mask|valid|importance|coef/i.test(name)) return "weight";
  const isWide = end === null || end - start > 1;
  return isWide && (besideLogarithms.has(name) || /action|class|label|one_?hot|cat|old|prob/i.test(name))
    ? "class"
    : "value";
}

function calledName({ function: callee }: Call): string {
  if (callee.kind === "Name") return callee.id;
  // `self.softmax_loss.compute(…)`
  return callee.kind === "Attribute" ? `${calledOwner(callee.value)}.${callee.attribute}` : "";
}

function calledOwner(node: Expression): string {
  return node.kind === "Attribute" ? node.attribute : "";
}

/** How many columns a loss counts from the last one backward: 12 of `y[:, :, :-12]` and `y[:, :, -12:-8]`. */
function columnsFromTheEnd({ body }: LossDefinition, whole: WholeReader): number {
  let most = 1;
  for (const statement of body !== undefined && body.kind !== "Lambda" ? body.body : [])
    walk(statement, (node) => {
      if (node.kind !== "Subscript" || node.index.kind !== "Tuple") return;
      const last = node.index.elements.at(-1);
      for (const bound of last?.kind === "Slice" ? [last.lower, last.upper] : [last])
        most = Math.max(most, -(whole(bound) ?? 0));
    });
  return most;
}

function isLogarithm({ function: callee }: Call): boolean {
  return callee.kind === "Attribute" && callee.attribute === "log";
}

const logits = /from_logits\s*=\s*True|_with_logits\(/;
const probabilities = /binary_(?:focal_)?crossentropy|\blog\(|BinaryCrossentropy/;

/** Of a prediction that is not taken apart. */
function wholeRole({ body, module }: LossDefinition): PackedPrediction["role"] {
  const text = body === undefined ? "" : module.text.slice(body.range.start, body.range.end);
  return logits.test(text) ? "logit" : probabilities.test(text) ? "probability" : "value";
}

type WholeReader = (node: Expression | undefined) => number | undefined;

/** Whole numbers that a loss writes, or makes of its parameters: `4 * num_classes`. */
function createWholeReader(loss: LossDefinition): WholeReader {
  let given: Readonly<Record<string, unknown>> | undefined;
  const parameter = (name: string): unknown => {
    const own = loss.parameters.find((each) => each.name === name);
    if (own === undefined) return undefined;
    if (own.default !== undefined) return literalOf(own.default);
    given ??= startParameters(lossInFile(loss));
    return given[name];
  };
  const whole = (node: Expression | undefined): number | undefined => {
    if (node === undefined) return undefined;
    if (node.kind === "BinaryOperation") {
      const [left, right] = [whole(node.left), whole(node.right)];
      if (left === undefined || right === undefined) return undefined;
      return node.operator === "*" ? left * right : node.operator === "+" ? left + right : undefined;
    }
    const value = node.kind === "Name" ? parameter(node.id) : literalOf(node);
    const count = typeof value === "bigint" || typeof value === "number" ? Number(value) : Number.NaN;
    return Number.isInteger(count) && Math.abs(count) <= mostColumns ? count : undefined;
  };
  return whole;
}

const mostColumns = 1000;

/**
 * The last index of `y[:, 0:1]`, `y[:, 2]`, `y[:, 2:]`, `y[..., 1]`, `y[:, :, 4 * n:]`; all before it are whole axes.
 * `y[:, :-1]` beside `y[:, -1]` is of columns whose number is open.
 */
function partOf(index: Expression, name: string, whole: WholeReader, total: number): Part | undefined {
  if (index.kind !== "Tuple" || index.elements.length < 2 || index.elements.length > 4) return undefined;
  const before = index.elements.slice(0, -1);
  const last = index.elements.at(-1)!;
  const isWhole = (node: Expression): boolean =>
    node.kind === "Slice" && node.lower === undefined && node.upper === undefined && node.step === undefined;
  const between = before.length - 1;
  if (between > 0 && !before.every(isWhole)) return undefined;
  const place = (node: Expression | undefined): number | undefined => {
    const at = whole(node);
    return at !== undefined && at < 0 ? total + at : at;
  };
  if (last.kind !== "Slice") {
    const at = place(last);
    return at === undefined ? undefined : { start: at, end: at + 1, name, between };
  }
  if (last.step !== undefined || isWhole(last)) return undefined;
  const start = last.lower === undefined ? 0 : place(last.lower);
  const end = last.upper === undefined ? null : place(last.upper);
  if (start === undefined || end === undefined || (end !== null && end <= start)) return undefined;
  return { start, end, name, between };
}

/**
 * In their order where they lie side by side from the first column on; undefined where they overlap or leave gaps. What
 * lies within another, such as the first of the classes, is no part of its own; what is left behind the last is one.
 */
function apart(parts: readonly Part[], total: number): readonly Part[] | undefined {
  const endOf = ({ end }: Part): number => end ?? Number.POSITIVE_INFINITY;
  const isWithin = (one: Part, other: Part): boolean =>
    one !== other &&
    one.start >= other.start &&
    endOf(one) <= endOf(other) &&
    endOf(one) - one.start < endOf(other) - other.start;
  const outer = parts.filter((part) => !parts.some((other) => isWithin(part, other)));
  const sorted = [...outer].sort((a, b) => a.start - b.start);
  let next: number | null = 0;
  for (const { start, end } of sorted) {
    if (start !== next) return undefined;
    next = end;
  }
  const last = sorted.at(-1);
  if (last === undefined || next === null || total <= openWidth + 1 || next >= total) return sorted;
  return [...sorted, { start: next, end: total, name: "", between: last.between }];
}
