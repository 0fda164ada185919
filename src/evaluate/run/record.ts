/** Watches calls of a loss and keeps what each of its expressions was, in the part of a file that is asked for. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import type { Expression, Range } from "../../python/ast.ts";
import type { DType } from "../evaluation.ts";
import type { Interpreter } from "../interpreter/machine.ts";
import { repr } from "../interpreter/text.ts";
import { lastPart, typeName } from "../interpreter/type-names.ts";
import type { Value } from "../interpreter/values.ts";
import { read } from "../tape/backend.ts";
import type { Step } from "../tape/tensor.ts";
import type { TracedAxis, TracedValue } from "../trace-question.ts";
import { type NumbersSeen, numbersSeen } from "./numbers-seen.ts";
import type { CallWatcher } from "./session.ts";

/** Expressions that are kept; a loss has some dozens. */
const mostExpressions = 2_000;
/** Numbers that are shown as they are. */
const shownNumbers = 8;
const longestText = 200;

interface Recorded {
  readonly range: Range;
  readonly isStored: boolean;
  type: string;
  dtype: DType | null;
  /** Of the last call. */
  shape: readonly number[];
  first: readonly number[] | undefined;
  text: string | null;
  isConnected: boolean;
  isCut: boolean;
  readonly numbers: NumbersSeen;
  readonly gradient: NumbersSeen;
}

export interface Recorder {
  /** For each call a watcher of its own. */
  watcher(): CallWatcher;
  /** `axesOf`: what the axes are of the value with this key; undefined where only this recorder's own shape is known. */
  values(axesOf: (key: string) => readonly TracedAxis[] | undefined): TracedValue[];
  /** The shapes of arrays by key. */
  shapes(): ReadonlyMap<string, readonly number[]>;
}

/** An expression that was just evaluated and is part of none that was evaluated since. */
interface Part {
  readonly range: Range;
  readonly isConnected: boolean;
  readonly shape: readonly number[];
}

export function recordValues(path: string, within: Range): Recorder {
  const recorded = new Map<string, Recorded>();

  function entry(node: Expression, isStored: boolean): Recorded | undefined {
    const key = keyOf(node.range, isStored);
    let known = recorded.get(key);
    if (known === undefined && recorded.size < mostExpressions) {
      known = {
        range: node.range,
        isStored,
        type: "",
        dtype: null,
        shape: [],
        first: undefined,
        text: null,
        isConnected: false,
        isCut: false,
        numbers: numbersSeen(),
        gradient: numbersSeen(),
      };
      recorded.set(key, known);
    }
    return known;
  }

  function watcher(): CallWatcher {
    const bySteps = new Map<Step, Set<Recorded>>();
    const parts: Part[] = [];
    return {
      value(machine, node, value, isStored) {
        const { range } = node;
        if (machine.path !== path || range.start < within.start || range.end > within.end) return;
        if (!isShown(value)) return;
        const known = entry(node, isStored);
        if (known === undefined) return;
        const made = isStored ? [] : takeParts(parts, range);
        const isTensor = value !== null && typeof value === "object" && value.type === "tensor";
        const step = isTensor ? value.step : undefined;
        keep(known, machine, value);
        known.isConnected = step !== undefined;
        known.isCut = isTensor && step === undefined && made.some((part) => isCutFrom(part, known));
        if (!isStored) parts.push({ range, isConnected: known.isConnected, shape: known.shape });
        if (step === undefined) return;
        const sharing = bySteps.get(step);
        if (sharing === undefined) bySteps.set(step, new Set([known]));
        else sharing.add(known);
      },
      gradient(step, gradient: Data) {
        const sharing = bySteps.get(step);
        if (sharing === undefined) return;
        const values = read({ type: "tensor", data: gradient, dtype: "float32", step: undefined });
        for (const each of sharing) each.gradient.add(values);
      },
    };
  }

  return {
    watcher,
    values: (axesOf) => [...recorded].map(([key, each]) => tracedValue(each, axesOf(key) ?? each.shape)),
    shapes: () => new Map([...recorded].flatMap(([key, { dtype, shape }]) => (dtype === null ? [] : [[key, shape]]))),
  };
}

function keyOf({ start, end }: Range, isStored: boolean): string {
  return `${start} ${end} ${isStored}`;
}

/** What the expression was made of: the latest that lie within it. */
function takeParts(parts: Part[], { start, end }: Range): Part[] {
  const taken: Part[] = [];
  for (let last = parts.at(-1); last !== undefined; last = parts.at(-1)) {
    if (last.range.start < start || last.range.end > end) break;
    taken.push(last);
    parts.pop();
  }
  return taken;
}

/** A shape carries no gradient, and nobody expects one of it. */
function isCutFrom({ isConnected, shape }: Part, { first = [], shape: own }: Recorded): boolean {
  const isShapeOfIt = own.length <= 1 && shape.length === first.length && shape.every((each, at) => each === first[at]);
  return isConnected && !isShapeOfIt;
}

/** Functions, classes and modules are no values that a line would show. */
function isShown(value: Value): boolean {
  if (value === null || typeof value !== "object") return true;
  switch (value.type) {
    case "tensor":
    case "ndarray":
    case "tuple":
    case "list":
    case "shape":
    case "dtype":
      return true;
    default:
      return false;
  }
}

function keep(known: Recorded, machine: Interpreter, value: Value): void {
  if (value !== null && typeof value === "object" && (value.type === "tensor" || value.type === "ndarray")) {
    const isTensor = value.type === "tensor";
    const numbers = isTensor ? read(value) : value.data;
    known.type = isTensor ? "tensor" : "ndarray";
    known.dtype = value.dtype;
    known.shape = isTensor ? [...value.data.shape] : value.shape;
    known.first ??= Array.from(numbers.slice(0, shownNumbers));
    known.text = null;
    known.numbers.add(numbers);
    return;
  }
  known.type = lastPart(typeName(value));
  known.dtype = null;
  known.shape = [];
  known.text = textOf(machine, value);
  if (typeof value === "number" || typeof value === "bigint") known.numbers.add([Number(value)]);
}

/** As Python prints it; of tensors in a list or tuple their shapes. */
function textOf(machine: Interpreter, value: Value): string {
  const text = plainText(machine, value);
  return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}

function plainText(machine: Interpreter, value: Value): string {
  if (value === null || typeof value !== "object") return repr(machine, value);
  switch (value.type) {
    case "tensor":
      return `${value.dtype} (${shapeText(value.data.shape)})`;
    case "ndarray":
      return `${value.dtype} (${shapeText(value.shape)})`;
    case "tuple":
    case "list": {
      const items = value.items.slice(0, shownNumbers).map((each) => plainText(machine, each));
      if (value.items.length > shownNumbers) items.push("…");
      return value.type === "list" ? `[${items.join(", ")}]` : `(${items.join(", ")}${items.length === 1 ? "," : ""})`;
    }
    case "shape":
    case "dtype":
      return machine.str(value);
    default:
      return lastPart(typeName(value));
  }
}

function shapeText(shape: readonly number[]): string {
  return shape.length === 1 ? `${shape[0]},` : shape.join(", ");
}

function tracedValue(recorded: Recorded, shape: readonly TracedAxis[]): TracedValue {
  const { range, isStored, type, dtype, first, text, isConnected, isCut } = recorded;
  const numbers = recorded.numbers.range();
  const gradient = recorded.gradient.range();
  return {
    range,
    isStored,
    type,
    dtype,
    shape,
    numbers,
    first: first ?? [],
    histogram: recorded.numbers.histogram(),
    text,
    isConnected,
    // What is the same for all data depends on none of them: `ones_like`.
    isCut: isCut && numbers.low !== numbers.high,
    gradient: gradient.count === 0 ? null : gradient,
  };
}
