/**
 * TensorFlow.js and the surroundings of one evaluation: which expression is being evaluated, how much
 * may be allocated, who watches the results. Every tensor made in a scope is disposed when it ends.
 */

import type { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import "@tensorflow/tfjs-backend-cpu";
import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { defaultLimits, type Limits, type NumericArray } from "../evaluation.ts";
import { LimitExceeded, type Place } from "../failure.ts";
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
}

interface Scope extends ScopeOptions {
  allocated: number;
}

let scope: Scope = { allocated: 0 };

/**
 * Runs an evaluation in a scope of its own. What it returns must be plain data: its tensors are
 * disposed at the end, however it ends.
 */
export function runInScope<T>(options: ScopeOptions, run: () => T): T {
  const outer = scope;
  scope = { ...options, allocated: 0 };
  const engine = tf.engine();
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
    const what = typeof shape === "number" ? `${elements} elements` : `shape (${shape.join(", ")})`;
    throw new LimitExceeded(`A tensor of ${what} is larger than the limit of ${limits.elements} elements.`);
  }
  if (scope.allocated + elements > limits.totalElements) {
    throw new LimitExceeded(
      `The tensors of this evaluation exceed the limit of ${limits.totalElements} elements in all.`,
    );
  }
}

/** Counts a tensor that was made. */
export function countAllocated(elements: number): void {
  scope.allocated += elements;
}

/** The expression that is being evaluated, where the scope knows it. */
export function currentPlace(): Place | undefined {
  return scope.place?.();
}

/** Tells the scope's observer of a result, if there is one. */
export function observe(kernel: string, inputs: readonly Tensor[], output: Tensor): void {
  scope.observe?.({ kernel, inputs, output });
}

export function sizeOfShape(shape: readonly number[]): number {
  let size = 1;
  for (const dimension of shape) size *= dimension;
  return size;
}

/** The elements in row-major order; not to be written to. */
export function readData(data: Data): Float32Array | Int32Array | Uint8Array {
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
