/** Einstein's summation: two tensors at a time, as a batched matrix product of what they share. */

import * as tf from "@tensorflow/tfjs-core";
import { PythonError } from "../failure.ts";
import { makeResult } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { multiply } from "./arithmetic.ts";
import { eye } from "./create.ts";
import { matmul } from "./matmul.ts";
import { sum } from "./reduction.ts";
import { expandDims, reshape, transpose } from "./shape.ts";

/** A tensor with a label for each axis. */
interface Labelled {
  readonly tensor: Tensor;
  readonly labels: readonly string[];
}

function invalid(message: string): PythonError {
  return new PythonError("ValueError", message);
}

/** Splits an equation into labels; `...` becomes labels of its own, counted from the end. */
function parse(equation: string, tensors: readonly Tensor[]): { inputs: string[][]; output: string[] } {
  const text = equation.replaceAll(" ", "");
  const [left = "", right, ...more] = text.split("->");
  const terms = left.split(",");
  if (more.length > 0 || !/^[A-Za-z,.]*$/.test(left + (right ?? "")))
    throw invalid(`Invalid einsum equation: ${equation}`);
  if (terms.length !== tensors.length) {
    throw invalid(`Expected ${terms.length} inputs for equation ${equation} but got: ${tensors.length}`);
  }
  let widest = 0;
  const inputs = terms.map((term, position) => {
    const rank = (tensors[position] as Tensor).data.shape.length;
    const named = term.replace("...", "").length;
    const extra = rank - named;
    if (extra < 0 || (extra > 0 && !term.includes("..."))) {
      throw new PythonError(
        "InvalidArgumentError",
        `Expected input ${position} to have rank ${named} but got: ${rank}`,
      );
    }
    widest = Math.max(widest, extra);
    return labelsOf(term, extra);
  });
  const counts = new Map<string, number>();
  for (const label of inputs.flat()) counts.set(label, (counts.get(label) ?? 0) + 1);
  const implicit = [...counts].filter(([label, count]) => count === 1 && label.length === 1).map(([label]) => label);
  const output = right === undefined ? [...labelsOf("...", widest), ...implicit.sort()] : labelsOf(right, widest);
  for (const label of output) {
    if (!counts.has(label)) throw invalid(`Output label ${label} does not appear in the inputs of ${equation}`);
  }
  return { inputs, output };
}

function labelsOf(term: string, extra: number): string[] {
  const [before = "", after] = term.split("...");
  if (after === undefined) return [...before];
  return [...before, ...Array.from({ length: extra }, (_, each) => `.${extra - each}`), ...after];
}

/** Takes the diagonal where a label repeats, and sums labels that nobody else needs. */
function simplify({ tensor, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  let current: Tensor = tensor;
  let names = [...labels];
  for (let axis = 0; axis < names.length; axis++) {
    const again = names.indexOf(names[axis] as string, axis + 1);
    if (again < 0) continue;
    const size = current.data.shape[axis] as number;
    const mask = eye(size, size, [], current.dtype);
    const shape = names.map((_, each) => (each === axis || each === again ? size : 1));
    current = sum(multiply(current, reshape(mask, shape)), again);
    names.splice(again, 1);
    axis--;
  }
  const unneeded = names.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  if (unneeded.length > 0) current = sum(current, unneeded);
  names = names.filter((label) => needed.has(label));
  return { tensor: current, labels: names };
}

/** Orders axes by label, with a dimension of 1 where there is none. */
function arrange({ tensor, labels }: Labelled, order: readonly string[]): Tensor {
  const present = order.filter((label) => labels.includes(label));
  let result = transpose(
    tensor,
    present.map((label) => labels.indexOf(label)),
  );
  order.forEach((label, axis) => {
    if (!labels.includes(label)) result = expandDims(result, axis);
  });
  return result;
}

function sizeOf(label: string, ...sides: readonly Labelled[]): number {
  let size = 1;
  for (const { tensor, labels } of sides) {
    const axis = labels.indexOf(label);
    const own = axis < 0 ? 1 : (tensor.data.shape[axis] as number);
    if (own === 1) continue;
    if (size !== 1 && size !== own) {
      throw new PythonError(
        "InvalidArgumentError",
        `Expected dimension ${size} at axis ${axis} of the input but got dimension ${own}`,
      );
    }
    size = own;
  }
  return size;
}

function contract(a: Labelled, b: Labelled, needed: ReadonlySet<string>): Labelled {
  const shared = a.labels.filter((label) => b.labels.includes(label));
  const isBroadcast = shared.some(
    (label) => a.tensor.data.shape[a.labels.indexOf(label)] !== b.tensor.data.shape[b.labels.indexOf(label)],
  );
  const batch = shared.filter((label) => needed.has(label));
  const summed = shared.filter((label) => !needed.has(label));
  const left = a.labels.filter((label) => !shared.includes(label));
  const right = b.labels.filter((label) => !shared.includes(label));
  const labels = [...batch, ...left, ...right];
  const sizes = (list: readonly string[]): number[] => list.map((label) => sizeOf(label, a, b));
  const count = (list: readonly string[]): number => sizes(list).reduce((product, size) => product * size, 1);
  if (isBroadcast) {
    const all = [...labels, ...summed];
    const product = multiply(arrange(a, all), arrange(b, all));
    return {
      tensor:
        summed.length === 0
          ? product
          : sum(
              product,
              summed.map((label) => all.indexOf(label)),
            ),
      labels,
    };
  }
  const leftMatrix = reshape(arrange(a, [...batch, ...left, ...summed]), [...sizes(batch), count(left), count(summed)]);
  const rightMatrix = reshape(arrange(b, [...batch, ...summed, ...right]), [
    ...sizes(batch),
    count(summed),
    count(right),
  ]);
  return { tensor: reshape(matmul(leftMatrix, rightMatrix), sizes(labels)), labels };
}

export function einsum(equation: string, tensors: readonly Tensor[]): Tensor {
  const { inputs, output } = parse(equation, tensors);
  const waiting = tensors.map((tensor, position): Labelled => ({ tensor, labels: inputs[position] as string[] }));
  const neededBy = (rest: readonly Labelled[]): Set<string> =>
    new Set([...output, ...rest.flatMap(({ labels }) => labels)]);
  let result = waiting.shift();
  if (result === undefined) throw invalid("einsum needs at least one tensor");
  result = simplify(result, neededBy(waiting));
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    next = simplify(next, new Set([...neededBy(waiting), ...result.labels]));
    result = contract(result, next, neededBy(waiting));
  }
  const { tensor, labels } = simplify(result, new Set(output));
  const ordered = transpose(
    tensor,
    output.map((label) => labels.indexOf(label)),
  );
  return makeResult("einsum", tf.clone(ordered.data), ordered.dtype, [ordered], (upstream) => [upstream]);
}
