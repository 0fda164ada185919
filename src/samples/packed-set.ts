/** Targets of several columns that mean different things: a value, a weight, a class. Which, the loss's own use of them says. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Call, Expression, Node } from "../python/ast.ts";
import { say } from "../python/say.ts";
import { walk } from "../python/walk.ts";
import { between, integerBelow, normal } from "./random.ts";
import type { SampleSet } from "./sample-set.ts";

/** `value`: a number that is predicted; `weight`: what a term is multiplied by; `class`: one-hot. */
export type PackedRole = "value" | "weight" | "class";

export interface PackedColumns {
  readonly role: PackedRole;
  readonly name: string;
  readonly width: number;
}

export interface PackedPrediction {
  readonly role: "value" | "probabilities";
  readonly width: number;
}

interface Part {
  readonly start: number;
  readonly end: number | null;
  /** What the part is assigned to. */
  readonly name: string;
}

/** Of columns whose end the loss leaves open. */
const openWidth = 3;

/** The columns of y_true and the parts of y_pred that a loss takes apart; undefined where it does not pack its targets. */
export function packedParts(
  loss: LossDefinition,
): { readonly yTrue: readonly PackedColumns[]; readonly yPred: readonly PackedPrediction[] } | undefined {
  const { body, yTrue, yPred } = loss;
  if (body === undefined || body.kind === "Lambda" || yTrue === undefined || yPred === undefined) return undefined;
  const targets = new Map<string, Part>();
  const predictions = new Map<string, Part>();
  /** Names and parts that stand beside a logarithm, or in one. */
  const beside = new Set<string>();
  const logged = new Set<string>();
  const assigned = new Map<Expression, string>();
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
    if (node.kind === "Subscript" && node.value.kind === "Name") {
      const of = node.value.id === yTrue.name ? targets : node.value.id === yPred.name ? predictions : undefined;
      const part = of && partOf(node.index, assigned.get(node) ?? "");
      if (of === undefined || part === undefined) return;
      const key = keyOf(part);
      if (!of.has(key) || part.name !== "") of.set(key, part);
    } else if (node.kind === "BinaryOperation" && node.operator === "*") {
      for (const [one, other] of [
        [node.left, node.right],
        [node.right, node.left],
      ] as const) {
        if (one.kind === "Name" && other.kind === "Call" && isLogarithm(other)) beside.add(one.id);
      }
    } else if (node.kind === "Call" && isLogarithm(node)) {
      walk(node, (inner) => {
        if (inner.kind === "Name") logged.add(inner.id);
        const part = inner.kind === "Subscript" ? partOf(inner.index, "") : undefined;
        if (part !== undefined) logged.add(keyOf(part));
      });
    }
  };
  for (const statement of body.body) walk(statement, read);
  const columns = apart([...targets.values()]);
  if (columns === undefined || columns.length < 2) return undefined;
  const closed = columns.map(({ start, end }) => (end === null ? 1 : end - start));
  // What has no end is as wide as what it is held against.
  const open = Math.max(...closed) > 1 ? Math.max(...closed) : openWidth;
  const widthOf = ({ start, end }: Part): number => (end === null ? open : end - start);
  const roles = columns.map((part) => ({ role: roleOf(part, beside), name: part.name, width: widthOf(part) }));
  const wide = roles.find(({ role }) => role === "class");
  if (predictions.size === 0)
    return { yTrue: roles, yPred: [{ role: wide === undefined ? "value" : "probabilities", width: wide?.width ?? 1 }] };
  const parts = apart([...predictions.values()]);
  if (parts === undefined) return undefined;
  return {
    yTrue: roles,
    yPred: parts.map((part) => ({
      role: logged.has(keyOf(part)) || (part.name !== "" && logged.has(part.name)) ? "probabilities" : "value",
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

function isLogarithm({ function: callee }: Call): boolean {
  return callee.kind === "Attribute" && callee.attribute === "log";
}

/** The second index of `y[:, 0:1]`, `y[:, 2]`, `y[:, 2:]`, `y[..., 1]`. */
function partOf(index: Expression, name: string): Part | undefined {
  if (index.kind !== "Tuple" || index.elements.length !== 2) return undefined;
  const [, last] = index.elements;
  const whole = (node: Expression | undefined): number | undefined => {
    const literal = node && literalOf(node);
    return typeof literal === "bigint" && literal >= 0n ? Number(literal) : undefined;
  };
  if (last!.kind !== "Slice") {
    const at = whole(last);
    return at === undefined ? undefined : { start: at, end: at + 1, name };
  }
  if (last!.step !== undefined) return undefined;
  const start = last!.lower === undefined ? 0 : whole(last!.lower);
  const end = last!.upper === undefined ? null : whole(last!.upper);
  return start === undefined || end === undefined ? undefined : { start, end, name };
}

/** In their order where they lie side by side from the first column on; undefined where they overlap or leave gaps. */
function apart(parts: readonly Part[]): readonly Part[] | undefined {
  const sorted = [...parts].sort((a, b) => a.start - b.start);
  let next: number | null = 0;
  for (const { start, end } of sorted) {
    if (start !== next) return undefined;
    next = end;
  }
  return sorted;
}

const words: Readonly<Record<PackedRole, string>> = { value: "a value", weight: "a weight", class: "a class" };

export function packedSet(
  targets: readonly PackedColumns[],
  predictions: readonly PackedPrediction[],
): SampleSet<"packed"> {
  const sum = (parts: readonly { readonly width: number }[]): number =>
    parts.reduce((all, { width }) => all + width, 0);
  const oneHot = (width: number, of: number): number[] =>
    Array.from({ length: width }, (_, each) => (each === of ? 1 : 0));
  const yTrueOf = (value: number, weight: number, label: number): number[] =>
    targets.flatMap(({ role, width }) =>
      role === "class"
        ? oneHot(width, label % width)
        : new Array<number>(width).fill(role === "value" ? value : weight),
    );
  const shares = (width: number, of: number, own: number): number[] =>
    width === 1 ? [own] : Array.from({ length: width }, (_, each) => (each === of ? own : (1 - own) / (width - 1)));
  const first = predictions.findIndex(({ role }) => role === "value");
  const moving = Math.max(0, first);
  const isProbability = predictions[moving]!.role === "probabilities";
  const yPredOf = (x: number, label: number, own: number): number[] =>
    predictions.flatMap(({ role, width }, index) => {
      if (role === "probabilities") return shares(width, label % width, index === moving ? x : own);
      return new Array<number>(width).fill(x);
    });
  const named = targets.map(({ role, name, width }) => {
    const columns = width === 1 ? "" : `, ${width} columns`;
    return `${words[role]}${name === "" ? "" : ` (${name}${columns})`}`;
  });
  return {
    id: "packed",
    title: "Packed targets",
    yTrueShape: [sum(targets)],
    yPredShape: [sum(predictions)],
    yTrueDType: "float32",
    prediction: "vector",
    axis: isProbability
      ? { label: "probability of the true class", domain: [0, 1], bounds: [0, 1], reaches: [true, true] }
      : { label: "predicted value", domain: [-2, 6], bounds: [null, null], reaches: [false, false] },
    gradientLabel: "Gradient along that movement",
    explanation: say("y_true holds {0}; what is predicted besides stays as it is.", named.join(", ")),
    targets: (isProbability ? [1] : [1, 3]).map((value) => ({
      label: isProbability ? "class 0" : `value ${value}`,
      value,
      yTrue: yTrueOf(value, 1, 0),
      at: value,
    })),
    curvePoints: 257,
    predictionAt: (x) => yPredOf(x, 0, 0.6),
    directionAt: () => {
      const [a, b] = [yPredOf(0, 0, 0.6), yPredOf(1, 0, 0.6)];
      return b.map((each, index) => each - a[index]!);
    },
    draw(random) {
      const value = 1 + 2 * normal(random);
      const label = integerBelow(random, openWidth);
      return {
        yTrue: yTrueOf(value, between(random, 0.5, 1.5), label),
        yPred: yPredOf(
          isProbability ? between(random, 0.1, 0.9) : value + normal(random),
          label,
          between(random, 0.2, 0.8),
        ),
      };
    },
    surface: null,
    company: [],
    size: null,
  };
}

/** As it is listed: a value with a weight. A loss's own columns take their place. */
export const packed = packedSet(
  [
    { role: "value", name: "", width: 1 },
    { role: "weight", name: "", width: 1 },
  ],
  [{ role: "value", width: 1 }],
);
