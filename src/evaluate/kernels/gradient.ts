/** Gradients inside of a loss: tensors like others, through which the loss's own gradient flows on. */

import type { Tensor as Data } from "@tensorflow/tfjs-core";
import { PythonError, Unsupported } from "../failure.ts";
import { hold, type Recording, work } from "../tape/backend.ts";
import { chooseData, equalData } from "../tape/elements.ts";
import { type LiftedKernel, lift } from "../tape/lifting.ts";
import { isSixteenBit, roundData } from "../tape/sixteen-bit.ts";
import { identity, leaf, makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { pieceGradient, sigmoid, softplusGradient } from "./activation.ts";
import * as arithmetic from "./arithmetic.ts";
import { scatterAlong, takeAlong } from "./axis.ts";
import { select } from "./comparison.ts";
import { cast } from "./create.ts";
import { concat } from "./join.ts";
import { xdivy, xlog1py, xlogy } from "./logarithms.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./reduction.ts";
import { cumprod, cumsum } from "./scan.ts";
import * as shaping from "./shape.ts";
import { slice } from "./slice.ts";
import * as unary from "./unary.ts";

/** Which tensors a tape has seen, and of these, which were made while it recorded. */
export type Recorded = Pick<Recording, "has" | "get">;

/** The gradient of the sum of `targets`, each times its `upstream`, that flows back through what was recorded. */
export function gradientsIn(
  recording: Recorded,
  targets: readonly { readonly tensor: Tensor; readonly upstream: Tensor }[],
  sources: readonly Tensor[],
): (Tensor | undefined)[] {
  const gradients = new Map<Tensor, Tensor>();
  const add = (tensor: Tensor, gradient: Tensor): void => {
    const other = gradients.get(tensor);
    gradients.set(tensor, other === undefined ? gradient : arithmetic.add(other, gradient));
  };
  const recorded = targets.filter(({ tensor }) => recording.has(tensor));
  for (const { tensor, upstream } of recorded) add(tensor, upstream);
  for (const tensor of pathsTo(sources, recorded, recording).reverse()) {
    const upstream = gradients.get(tensor);
    if (upstream === undefined || !recording.get(tensor)) continue;
    hold(0);
    work(upstream.data.size);
    lift(tensor, upstream, kernels).forEach((gradient, position) => {
      const input = tensor.step!.inputs[position]!;
      if (gradient === undefined || !recording.has(input)) return;
      // What no kernel made is not rounded yet.
      const isRounded = gradient.step !== undefined || !isSixteenBit(gradient.dtype);
      const rounded = isRounded ? gradient : { ...gradient, data: roundData(gradient.data, gradient.dtype) };
      add(input, cast(rounded, input.dtype));
    });
  }
  return sources.map((source) => gradients.get(source));
}

/**
 * The way back of a tensor of float16 or bfloat16: by kernels, each of which rounds as TensorFlow's operations do. What
 * cannot be followed so only hands numbers on, and is rounded once.
 */
export function backInSixteenBits(tensor: Tensor, upstream: Data): readonly (Data | undefined)[] {
  const given: Tensor = { type: "tensor", data: upstream, dtype: tensor.dtype, step: leaf() };
  try {
    return lift(tensor, given, kernels).map((gradient) => gradient?.data);
  } catch (error) {
    if (!(error instanceof Unsupported) && !(error instanceof PythonError)) throw error;
    return tensor.step!.backward(upstream);
  }
}

/** The tensors between, each after those it was made of. */
function pathsTo(
  sources: readonly Tensor[],
  targets: readonly { readonly tensor: Tensor }[],
  recording: Recorded,
): Tensor[] {
  const ordered: Tensor[] = [];
  const leads = new Map<Tensor, boolean>();
  const path: { tensor: Tensor; next: number }[] = [];
  for (const { tensor } of targets) {
    path.push({ tensor, next: 0 });
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const inputs = recording.get(top.tensor) ? top.tensor.step!.inputs : [];
      const input = inputs[top.next++];
      if (input !== undefined) {
        if (!leads.has(input) && recording.has(input)) path.push({ tensor: input, next: 0 });
        continue;
      }
      path.pop();
      if (leads.has(top.tensor)) continue;
      const isOnPath = sources.includes(top.tensor) || inputs.some((each) => leads.get(each));
      leads.set(top.tensor, isOnPath);
      if (isOnPath) ordered.push(top.tensor);
    }
  }
  return ordered;
}

/** Those of the kernels below, as TensorFlow.js or the data's own functions call them. */
interface Attributes {
  readonly axis: number;
  readonly keepDims: boolean;
  readonly shape: readonly number[];
  readonly dim: number;
  readonly perm: readonly number[];
  readonly reps: readonly number[];
  readonly paddings: readonly (readonly [number, number])[];
  readonly constantValue: number;
  readonly begin: readonly number[];
  readonly size: readonly number[];
  readonly dtype: string;
  readonly indices: readonly number[];
  readonly length: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly product: boolean;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

/** A kernel by what TensorFlow.js calls it, or by what the data's own functions call themselves. */
function pair(kernel: (a: Tensor, b: Tensor) => Tensor): LiftedKernel {
  return ([a, b]) => kernel(a!, b!);
}

function one(kernel: (x: Tensor, attributes: Attributes) => Tensor | undefined): LiftedKernel {
  return ([x], attributes) => kernel(x!, attributes as Attributes);
}

const without = (): undefined => undefined;

const kernels: Readonly<Record<string, LiftedKernel>> = {
  add: pair(arithmetic.add),
  sub: pair(arithmetic.subtract),
  mul: pair(arithmetic.multiply),
  div: pair(arithmetic.divide),
  power: pair(arithmetic.power),
  divideNoNan: pair(arithmetic.divideNoNan),
  maximum: pair(arithmetic.maximum),
  minimum: pair(arithmetic.minimum),
  choose: ([mask, a, b]) => select(mask!, a!, b!),
  matmul: ([a, b], attributes) => {
    const { transposeA, transposeB } = attributes as Attributes;
    return matmul(a!, b!, transposeA, transposeB);
  },
  // Where nothing is asked, nothing is given; asked for its own gradient, TensorFlow divides all the same.
  unlessUnasked: ([upstream, gradient]) =>
    makeResult(
      "unlessUnasked",
      chooseData(equalData(upstream!.data, 0), 0, gradient!.data),
      gradient!.dtype,
      [gradient!],
      (outer) => [outer],
    ),
  pieceGradient: ([upstream, x, slope]) => pieceGradient(upstream!, x!, slope!),
  softplusGradient: pair(softplusGradient),
  softsignGradient: () => {
    throw new PythonError("LookupError", "gradient registry has no entry for: SoftsignGrad");
  },
  xlogy: pair(xlogy),
  xlog1py: pair(xlog1py),
  xdivy: pair(xdivy),
  sign: one(unary.sign),
  Neg: one(arithmetic.negative),
  Square: one(unary.square),
  Reciprocal: one(unary.reciprocal),
  Sqrt: one(unary.sqrt),
  Exp: one(unary.exp),
  Log: one(unary.log),
  Sin: one(unary.sin),
  Cos: one(unary.cos),
  Sinh: one(unary.sinh),
  Cosh: one(unary.cosh),
  Abs: one(unary.abs),
  Sigmoid: one(sigmoid),
  Identity: one(identity),
  Cast: one((x, { dtype }) => (dtype === "float32" ? identity(x) : undefined)),
  ZerosLike: without,
  OnesLike: without,
  Sum: one((x, { axis, keepDims }) => sum(x, axis, keepDims)),
  broadcast: one((x, { shape }) => shaping.broadcastTo(x, shape)),
  Reshape: one((x, { shape }) => shaping.reshape(x, shape)),
  ExpandDims: one((x, { dim }) => shaping.expandDims(x, dim)),
  Transpose: one((x, { perm }) => shaping.transpose(x, perm)),
  Tile: one((x, { reps }) => shaping.tile(x, reps)),
  PadV2: one((x, { paddings, constantValue }) => shaping.pad(x, paddings, "constant", constantValue)),
  Slice: one((x, { begin, size }) => slice(x, begin, size)),
  Concat: (parts, attributes) => concat(parts, (attributes as Attributes).axis),
  take: one((x, { axis, indices }) => shaping.take("take", x, axis, indices)),
  scatter: one((x, { axis, indices, length }) =>
    makeResult("scatter", scatterAlong(x.data, axis, indices, length), x.dtype, [x], (outer) => [
      takeAlong(outer, axis, indices),
    ]),
  ),
  scan: one((x, { axis, product, exclusive, reverse }) => (product ? cumprod : cumsum)(x, axis, exclusive, reverse)),
};
