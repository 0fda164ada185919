/** Predictions moved by gradient steps of Keras's SGD and Adam, on the loss as Keras reduces it. */

import type { DescentEvaluation, DescentRequest, NumericArray } from "../evaluation.ts";
import type { Session } from "./session.ts";

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-7;

/** The path of the predictions, and the loss along it. */
export function descent(request: DescentRequest, session: Session): DescentEvaluation {
  const { yTrue, yPred, steps } = request;
  const size = yPred.data.length;
  const losses = new Float32Array(steps + 1);
  const path = new Float32Array((steps + 1) * size);
  const gradientNorms = new Float32Array(steps + 1);
  const gradients = new Float32Array((steps + 1) * size);
  let current = Float32Array.from(yPred.data);
  let isConnected = false;
  const rows = Math.max(1, yPred.shape[0] ?? 1);
  const width = size / rows;
  const update = request.optimizer === "adam" ? adam(size, request.learningRate) : sgd(request.learningRate);
  for (let step = 0; step <= steps; step++) {
    path.set(current, step * size);
    const predictions: NumericArray = { data: current, shape: yPred.shape, dtype: yPred.dtype };
    // The first call stays whole: what the loss keeps between calls is made then.
    const run = step === 0 ? session.call : session.callAlone;
    const { value, gradient } = run(yTrue, predictions, "keras");
    losses[step] = average(value);
    if (gradient === null) continue;
    isConnected = true;
    const pull = tieRows(gradient.data, request.tied ?? 1, width);
    gradients.set(pull, step * size);
    gradientNorms[step] = Math.hypot(...norms(gradient));
    if (step < steps) current = update(current, pull, step + 1);
  }
  const { notes } = session;
  return { kind: "descent", losses, path, gradientNorms, gradients, isConnected, notes, blames: session.blames() };
}

/** Rows that are one prediction are pulled by the sum of what pulls at each. */
function tieRows(gradient: NumericArray["data"], tied: number, width: number): ArrayLike<number> {
  if (tied === 1) return gradient;
  const pull = new Float32Array(gradient.length);
  for (let start = 0; start < gradient.length; start += tied * width) {
    for (let part = 0; part < width; part++) {
      let sum = 0;
      for (let row = 0; row < tied; row++) sum += gradient[start + row * width + part] ?? 0;
      for (let row = 0; row < tied; row++) pull[start + row * width + part] = sum;
    }
  }
  return pull;
}

type Update = (values: Float32Array, gradient: ArrayLike<number>, step: number) => Float32Array<ArrayBuffer>;

function sgd(rate: number): Update {
  return (values, gradient) => Float32Array.from(values, (value, index) => value - rate * gradient[index]!);
}

/**
 * As Keras writes it: the bias corrections go into the rate, epsilon stands outside the root. Every step is rounded to
 * float32 as Keras's is: 1 − 0.999 loses four digits there, which the path shows.
 */
function adam(size: number, rate: number): Update {
  const { fround, sqrt } = Math;
  const first = new Float32Array(size);
  const second = new Float32Array(size);
  return (values, gradient, step) => {
    const correction1 = fround(1 - fround(fround(beta1) ** step));
    const correction2 = fround(1 - fround(fround(beta2) ** step));
    const alpha = fround(fround(fround(rate) * fround(sqrt(correction2))) / correction1);
    return Float32Array.from(values, (value, index) => {
      const slope = gradient[index]!;
      const [before1, before2] = [first[index]!, second[index]!];
      first[index] = before1 + fround(fround(slope - before1) * fround(1 - beta1));
      second[index] = before2 + fround(fround(fround(slope * slope) - before2) * fround(1 - beta2));
      return value - fround(fround(first[index]! * alpha) / fround(fround(sqrt(second[index]!)) + fround(epsilon)));
    });
  };
}

/** The gradient in pieces that `Math.hypot` can take. */
function norms({ data }: NumericArray): number[] {
  const pieces: number[] = [];
  for (let start = 0; start < data.length; start += 1000) {
    pieces.push(Math.hypot(...Array.from(data.slice(start, start + 1000))));
  }
  return pieces;
}

function average({ data }: NumericArray): number {
  let sum = 0;
  for (const each of data) sum += each;
  return sum / data.length;
}
