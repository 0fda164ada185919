/** The tape: tensors that remember how they were made, and the walk back that gives their gradient. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import { isFloating, isInteger } from "../dtype.ts";
import type { DType } from "../evaluation.ts";
import type { Place } from "../failure.ts";
import {
  countAllocated,
  currentPlace,
  firstNonFinite,
  hold,
  observe,
  type Recording,
  readData,
  recordings,
  reserve,
  sizeOfShape,
  work,
} from "./backend.ts";
import { copyTyped, flushDenormals, makeData, requireSingleRange, wrapData } from "./data.ts";
import { addData } from "./elements.ts";
import { isSixteenBit, requireOneRounding, roundData } from "./sixteen-bit.ts";
import type { Step, Tensor } from "./tensor.ts";

/** From the gradient of a result to the gradients of its inputs; undefined where an input has none. */
export type Backward = (upstream: Data) => readonly (Data | undefined)[];

export function shapeOf(tensor: Tensor): readonly number[] {
  return tensor.data.shape;
}

export function rankOf(tensor: Tensor): number {
  return tensor.data.shape.length;
}

export function sizeOf(tensor: Tensor): number {
  return tensor.data.size;
}

/** Whether a gradient can flow from this tensor back to `y_pred`. */
export function isConnected(tensor: Tensor): boolean {
  return tensor.step !== undefined;
}

/** A tensor that does not depend on `y_pred`. A single value fills the shape. */
export function constant(value: number | boolean | ArrayLike<number>, shape: readonly number[], dtype: DType): Tensor {
  reserve(shape);
  const size = sizeOfShape(shape);
  const values = typeof value === "object" ? copyTyped(value) : new Float64Array(size).fill(Number(value));
  if (dtype === "float64") requireSingleRange(values);
  const data = roundData(makeData(values, shape, dtype), dtype);
  countAllocated(size);
  return { type: "tensor", data, dtype, step: undefined };
}

/** A tensor whose gradient can be asked for: `y_pred`. */
export function watch(values: ArrayLike<number>, shape: readonly number[], dtype: DType): Tensor {
  const { data } = constant(values, shape, dtype);
  return { type: "tensor", data, dtype, step: isFloating(dtype) ? leaf() : undefined };
}

/** Of what a gradient ends in. */
export function leaf(): Step {
  return { inputs: [], backward: () => [], place: undefined, kernel: "watch" };
}

/** From here on a tape records what is made of this tensor. */
export function record(tensor: Tensor, recording: Recording): void {
  if (!isFloating(tensor.dtype)) return;
  // What has been made of it before keeps no way back to it.
  (tensor as { step: Step | undefined }).step ??= leaf();
  if (!recording.has(tensor)) recording.set(tensor, false);
}

/**
 * A kernel's result. `inputs` are its floating inputs, `backward` gives a gradient for each of them;
 * without it, or when the result is not floating, or no input is connected, neither is the result.
 */
export function makeResult(
  kernel: string,
  data: Data,
  dtype: DType,
  inputs: readonly Tensor[],
  backward?: Backward,
): Tensor {
  requireOneRounding(kernel, dtype);
  countAllocated(data.size);
  let step: Step | undefined;
  if (backward !== undefined && isFloating(dtype) && inputs.some((input) => input.step !== undefined)) {
    step = { inputs, backward, place: currentPlace(), kernel };
  }
  const kept = isInteger(dtype) ? wrapData(data, dtype) : roundData(flushDenormals(data), dtype);
  const result: Tensor = { type: "tensor", data: kept, dtype, step };
  if (step !== undefined)
    for (const known of recordings()) if (inputs.some((input) => known.has(input))) known.set(result, true);
  observe(kernel, inputs, result);
  return result;
}

/** The same values, without a way back. */
export function stopGradient(tensor: Tensor): Tensor {
  // Data of its own: by their data a gradient of a gradient tells them apart.
  return { type: "tensor", data: tf.reshape(tensor.data, tensor.data.shape), dtype: tensor.dtype, step: undefined };
}

export function identity(tensor: Tensor): Tensor {
  return makeResult("identity", tensor.data, tensor.dtype, [tensor], (upstream) => [upstream]);
}

export type NonFinite = "NaN" | "Infinity" | "-Infinity";

/** A step that made a number that is not finite of finite ones: a value, or on the way back a gradient. */
export interface NonFiniteStep {
  readonly place: Place | undefined;
  readonly value: NonFinite;
  readonly computed?: Computed | undefined;
}

/** One element of a step's result: what it was made with, and of which numbers. */
export interface Computed {
  /** `log`, `divide` … */
  readonly kernel: string;
  readonly operands: readonly number[];
}

/** The numbers of which the element at `index` of a result of that shape was made; undefined where they are not one each. */
export function operandsAt(inputs: readonly Tensor[], shape: readonly number[], index: number): number[] | undefined {
  const operands: number[] = [];
  for (const { data } of inputs) {
    const at = broadcastIndex(data.shape, shape, index);
    if (at === undefined) return undefined;
    operands.push(Number(readData(data)[at]));
  }
  return operands.length === 0 ? undefined : operands;
}

/** Where an element of a broadcast result comes from in one of its inputs. */
function broadcastIndex(own: readonly number[], shape: readonly number[], index: number): number | undefined {
  if (own.length > shape.length) return undefined;
  let rest = index;
  let stride = 1;
  let at = 0;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    const length = shape[axis]!;
    const position = rest % length;
    rest = Math.floor(rest / length);
    const ownLength = own[axis - shape.length + own.length];
    if (ownLength === undefined) continue;
    if (ownLength !== 1 && ownLength !== length) return undefined;
    if (ownLength !== 1) at += position * stride;
    stride *= ownLength;
  }
  return at;
}

export function nonFiniteName(value: number): NonFinite {
  return String(value) as NonFinite;
}

export interface GradientResult {
  /** Of the output's sum with respect to the leaf, in its shape; undefined is TensorFlow's None. */
  readonly gradient: Data | undefined;
  /** The first step whose gradient was not finite though its upstream was. */
  readonly blame: NonFiniteStep | undefined;
}

/** Tensors that `last` was made of, each after all that it was made of itself, and `last`. */
function inOrder(last: Tensor): Tensor[] {
  const ordered: Tensor[] = [];
  const seen = new Set(last.step === undefined ? [] : [last.step]);
  const path: { tensor: Tensor; next: number }[] = [{ tensor: last, next: 0 }];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const inputs = top.tensor.step?.inputs ?? [];
    const input = inputs[top.next];
    if (top.next >= inputs.length) {
      ordered.push(top.tensor);
      path.pop();
      continue;
    }
    top.next++;
    if (input?.step === undefined || seen.has(input.step)) continue;
    seen.add(input.step);
    path.push({ tensor: input, next: 0 });
  }
  return ordered;
}

/** The gradient of the sum of `output` with respect to `leaf`, as TensorFlow's tape gives it. */
export function gradientOf(
  output: Tensor,
  leaf: Tensor,
  options: {
    readonly blame?: boolean;
    /** Told of the whole gradient of each step's result. */
    readonly each?: (step: Step, gradient: Data) => void;
    /** The way back of a step in a type of 16 bits, each of its operations rounded. */
    readonly back?: (tensor: Tensor, upstream: Data) => ReturnType<Backward>;
  } = {},
): GradientResult {
  if (output.step === undefined || leaf.step === undefined) return { gradient: undefined, blame: undefined };
  const gradients = new Map<Step, Data>();
  gradients.set(output.step, tf.ones(output.data.shape));
  let blame: NonFiniteStep | undefined;
  for (const tensor of inOrder(output).reverse()) {
    const step = tensor.step!;
    const upstream = gradients.get(step);
    if (upstream !== undefined) options.each?.(step, upstream);
    if (upstream === undefined || step === leaf.step) continue;
    gradients.delete(step);
    // Of what is made on the way back only the bytes are looked at: it is not the loss's own.
    hold(0);
    work(upstream.size);
    const isRounded = isSixteenBit(tensor.dtype) && options.back !== undefined;
    const downstream = isRounded ? options.back!(tensor, upstream) : step.backward(upstream);
    if (options.blame && blame === undefined) blame = findBlame(step, upstream, downstream);
    step.inputs.forEach((input, position) => {
      const gradient = downstream[position];
      if (input?.step === undefined || gradient === undefined) return;
      const sum = gradients.get(input.step);
      const whole = flushDenormals(sum === undefined ? gradient : addData(sum, roundData(gradient, input.dtype)));
      gradients.set(input.step, roundData(whole, input.dtype));
    });
  }
  return { gradient: gradients.get(leaf.step), blame };
}

function findBlame(step: Step, upstream: Data, downstream: readonly (Data | undefined)[]): NonFiniteStep | undefined {
  for (const [position, gradient] of downstream.entries()) {
    if (gradient === undefined || step.inputs[position]?.step === undefined) continue;
    const index = firstNonFinite(gradient);
    if (index < 0) continue;
    if (firstNonFinite(upstream) >= 0) return undefined;
    // Only where each element has its own: of what is summed up, no single number is to blame.
    const own = step.inputs.filter((input) => input.step !== undefined && input.data.size === gradient.size);
    const operands = own.length === 1 ? operandsAt(own, gradient.shape, index) : undefined;
    const computed = operands && upstream.size === gradient.size ? { kernel: step.kernel, operands } : undefined;
    return { place: step.place, value: nonFiniteName(readData(gradient)[index]!), computed };
  }
  return undefined;
}
