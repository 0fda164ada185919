/**
 * TensorFlow.js and the surroundings of one evaluation: which expression is being evaluated, how much
 * may be allocated, who watches the results. Every tensor made in a scope is disposed when it ends.
 */

import type { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import { sentence } from "../../python/say.ts";
import "@tensorflow/tfjs-backend-cpu";
import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { defaultLimits, type Limits, type NumericArray } from "../evaluation.ts";
import { LimitExceeded, type Place } from "../failure.ts";
import { requireFollowed, unlifted } from "./lifting.ts";
import type { Tensor } from "./tensor.ts";

// Without its advice to install another backend.
tf.env().set("PROD", true);

/** A kernel's result, for whoever looks for the first that is not finite. */
export interface Observation {
  readonly kernel: string;
  /** The floating inputs. */
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
}

export interface ScopeOptions {
  readonly limits?: Pick<Limits, "elements" | "totalElements"> | undefined;
  /** The expression that is being evaluated now. */
  readonly place?: (() => Place | undefined) | undefined;
  readonly observe?: ((observation: Observation) => void) | undefined;
  /** Looks at clock and memory; throws LimitExceeded when there is no more of either, or no room for so many bytes. */
  readonly look?: ((bytes: number) => void) | undefined;
  /** What a tensor counts as where it is an axis, a length or a number of an operation; its own elements where undefined. */
  readonly parameter?: ((tensor: Tensor) => readonly number[] | undefined) | undefined;
}

/** What a tape has seen: of each tensor whether it was made while it recorded, or is only watched. */
export type Recording = WeakMap<Tensor, boolean>;

interface Scope extends ScopeOptions {
  readonly recordings: Set<Recording>;
  /** Elements of four bytes that tensors, arrays and Python's own values have taken. */
  allocated: number;
  /** Work done since the last look. */
  work: number;
  /** Bytes that TensorFlow.js held when the outermost scope began. */
  readonly bytesBefore: number;
}

let scope: Scope = { recordings: new Set(), allocated: 0, work: 0, bytesBefore: 0 };

/**
 * Runs an evaluation in a scope of its own. What it returns must be plain data: its tensors are
 * disposed at the end, however it ends.
 */
export function runInScope<T>(options: ScopeOptions, run: () => T): T {
  const outer = scope;
  const engine = tf.engine();
  scope = { ...options, recordings: new Set(), allocated: 0, work: 0, bytesBefore: engine.state.numBytes };
  engine.startScope("evaluation");
  try {
    return run();
  } finally {
    engine.endScope();
    scope = outer;
  }
}

/** Makes room for a tensor that is about to be computed; throws LimitExceeded when there is none. */
export function reserve(shape: readonly number[] | number): void {
  const elements = typeof shape === "number" ? shape : sizeOfShape(shape);
  const limits = scope.limits ?? defaultLimits;
  if (elements > limits.elements) {
    throw new LimitExceeded(
      typeof shape === "number"
        ? sentence("A tensor of {0} elements is larger than the limit of {1} elements.", elements, limits.elements)
        : sentence(
            "A tensor of shape {0} is larger than the limit of {1} elements.",
            `(${shape.join(", ")})`,
            limits.elements,
          ),
    );
  }
  requireTotal(elements, limits);
  // As numbers of JavaScript they take eight bytes, and while an array grows there are two of them.
  if (elements > largeElements) scope.look?.(elements * 16);
  work(elements);
}

/** From here on it is asked before, and not only after, whether there is memory. */
const largeElements = 1_000_000;

/** What lies between forward and back is not counted one by one, but never more than a few times what is. */
const mostBytesOfElement = 12;

function requireTotal(elements: number, { totalElements }: Pick<Limits, "totalElements">): void {
  const bytes = tf.engine().state.numBytes - scope.bytesBefore;
  if (scope.allocated + elements > totalElements || bytes > totalElements * mostBytesOfElement) {
    throw new LimitExceeded(
      sentence("The values of this evaluation exceed the limit of {0} elements in all.", totalElements),
    );
  }
}

/** Counts a tensor that was made. */
export function countAllocated(elements: number): void {
  scope.allocated += elements;
}

/**
 * Counts what else was made, or is about to be: Python's lists, dicts and strings, NumPy's arrays, as so many elements
 * of four bytes. Throws LimitExceeded where there is no more room.
 */
export function hold(elements: number): void {
  requireTotal(elements, scope.limits ?? defaultLimits);
  scope.allocated += elements;
  work(elements);
}

/** So much work is done between two looks at the clock. */
const workBetweenLooks = 200_000;

/** Counts what is done in one go, without a step: time and memory are looked at while much of it is done. */
export function work(units: number): void {
  scope.work += units;
  if (scope.work < workBetweenLooks) return;
  scope.work = 0;
  scope.look?.(0);
}

/** Before so many multiplications in one go: throws LimitExceeded where they would take longer than time is given. */
export function requireProduct(multiplications: number): void {
  if (multiplications > 20_000_000_000) {
    throw new LimitExceeded(sentence("A product of matrices this large is not evaluated."));
  }
  work(multiplications);
}

/** The tapes that record what is computed now. */
export function recordings(): Set<Recording> {
  return scope.recordings;
}

/** The expression that is being evaluated, where the scope knows it. */
export function currentPlace(): Place | undefined {
  return scope.place?.();
}

/** Tells the scope's observer of a result, if there is one. */
export function observe(kernel: string, inputs: readonly Tensor[], output: Tensor): void {
  const { observe: told } = scope;
  if (told !== undefined) unlifted(() => told({ kernel, inputs, output }));
}

export function sizeOfShape(shape: readonly number[]): number {
  let size = 1;
  for (const dimension of shape) size *= dimension;
  return size;
}

/** The elements in row-major order; not to be written to. */
export function readData(data: Data): Float32Array | Int32Array | Uint8Array {
  requireFollowed(data);
  if (data.dtype === "bool" && tf.getBackend() === "cpu") {
    // `dataSync` copies bools twice.
    const { values } = (tf.backend() as MathBackendCPU).data.get(data.dataId);
    if (values instanceof Uint8Array) return values;
  }
  return data.dataSync() as Float32Array | Int32Array | Uint8Array;
}

/** The elements in row-major order; not to be written to. */
export function read(tensor: Tensor): Float32Array | Int32Array | Uint8Array {
  return readData(tensor.data);
}

/** The elements as an array of numbers of its own. */
export function readNumbers(tensor: Tensor): number[] {
  return Array.from(read(tensor));
}

/** The elements of a tensor that says an axis, a length or a number to an operation. */
export function readParameter(tensor: Tensor): readonly number[] {
  return scope.parameter?.(tensor) ?? readNumbers(tensor);
}

/** A copy as plain data, to leave the evaluation with. */
export function toArray(tensor: Tensor): NumericArray {
  return { data: read(tensor).slice(), shape: [...tensor.data.shape], dtype: tensor.dtype };
}

/** Index of the first element that is not finite, or −1. */
export function firstNonFinite(data: Data): number {
  if (data.dtype !== "float32") return -1;
  const values = readData(data);
  // One pass without branches: the sum of v·0 is 0 only if each is finite.
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index] as number) * 0;
  if (sum === 0) return -1;
  return values.findIndex((value) => !Number.isFinite(value));
}
