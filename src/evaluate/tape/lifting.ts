/**
 * The way back, itself put on the tape: for the gradient of a gradient.
 *
 * What a step does on its way back it does to TensorFlow.js's data, of which no tape knows. While that is lifted, each
 * computation with data of a known tensor is done by the kernel with those tensors instead: so every formula of a
 * gradient is also the formula of its own gradient, and takes the steps that TensorFlow takes. What cannot be
 * followed (data made on the way forward, a loop over the numbers) is refused, never taken for a constant.
 */

import type { Tensor as Data, NamedAttrMap, NamedTensorMap } from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-core";
import type { DType } from "../evaluation.ts";
import { Unsupported } from "../failure.ts";
import type { Tensor } from "./tensor.ts";

/** Computes with tensors what is computed with data; undefined is for what has no gradient. */
export type LiftedKernel = (tensors: Tensor[], attributes: object) => Tensor | undefined;

interface Lifting {
  readonly kernels: Readonly<Record<string, LiftedKernel>>;
  /** Tensors that a gradient can flow back through, by their data. */
  readonly known: Map<Data, Tensor>;
  /** Data of tensors that it cannot. */
  readonly constants: ReadonlySet<Data>;
  /** Data with a smaller number were there before. */
  readonly firstId: number;
  readonly dtype: DType;
  readonly refused: Unsupported;
}

let lifting: Lifting | undefined;

/** Runs without lifting: what has no gradient, and what a kernel itself is made of. */
export function unlifted<T>(run: () => T): T {
  const own = lifting;
  lifting = undefined;
  try {
    return run();
  } finally {
    lifting = own;
  }
}

/** What the way forward made, for the way back; made again where it is to be followed. */
export function again<T>(made: T, make: () => T): T {
  return lifting === undefined ? made : make();
}

/** Throws where these are numbers that a gradient flows back through, and are about to be used as if they were not. */
export function requireFollowed(data: Data): void {
  if (lifting === undefined || data.dtype !== "float32") return;
  const { constants, firstId, known, refused } = lifting;
  if (known.has(data) || (data.id < firstId && !constants.has(data))) throw refused;
}

/** The data that a kernel makes of known tensors; undefined where nothing is lifted, or nothing known is among them. */
export function lifted(name: string, args: readonly (Data | number)[], attributes: object = {}): Data | undefined {
  const own = lifting;
  if (own === undefined) return undefined;
  let isKnown = false;
  const tensors = args.map((arg): Tensor => {
    const data = typeof arg === "number" ? tf.scalar(arg) : arg;
    const tensor = own.known.get(data);
    if (tensor === undefined) requireFollowed(data);
    else isKnown = true;
    return tensor ?? { type: "tensor", data, dtype: data.dtype === "bool" ? "bool" : own.dtype, step: undefined };
  });
  if (!isKnown) return undefined;
  const kernel = own.kernels[name];
  if (kernel === undefined) throw own.refused;
  return unlifted(() => {
    const result = kernel(tensors, attributes);
    if (result !== undefined) own.known.set(result.data, result);
    return result?.data;
  });
}

/** What `tensor`'s step makes of the gradient of its result, as tensors that know how they were made of it. */
export function lift(tensor: Tensor, upstream: Tensor, kernels: Lifting["kernels"]): readonly (Tensor | undefined)[] {
  const { inputs, backward, kernel, place } = tensor.step!;
  const refused = new Unsupported(`The gradient of a gradient through \`${kernel}\` is not evaluated.`, place);
  const known = new Map<Data, Tensor>();
  const constants = new Set<Data>();
  for (const each of [upstream, ...inputs, tensor]) {
    // The way back of what only passes its numbers on asks nothing of them.
    if (each === tensor && inputs.some(({ data }) => data === each.data)) continue;
    if (each.step === undefined) constants.add(each.data);
    else if ((known.get(each.data) ?? each) === each) known.set(each.data, each);
    else throw refused;
  }
  for (const data of constants) if (known.has(data)) throw refused;
  const engine = tf.engine();
  const { runKernel } = engine;
  const outer = lifting;
  lifting = { kernels, known, constants, firstId: tf.scalar(0).id, dtype: tensor.dtype, refused };
  engine.runKernel = <T extends Data | Data[]>(name: string, given: NamedTensorMap, attributes?: NamedAttrMap): T =>
    (lifted(name, Object.values(given).flat(), attributes) as T | undefined) ??
    (runKernel.call(engine, name, given, attributes) as T);
  try {
    return backward(upstream.data).map((data, position) =>
      data === undefined || inputs[position]!.step === undefined
        ? undefined
        : (known.get(data) ?? {
            type: "tensor",
            data,
            dtype: tensor.dtype,
            step: undefined,
          }),
    );
  } finally {
    engine.runKernel = runKernel;
    lifting = outer;
  }
}
