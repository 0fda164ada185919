/** How many axes a model's output has, and how many numbers along the last. */

import { literalOf } from "../evaluate/literal.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { Layer } from "../losses/models/layer.ts";
import type { Call, Expression } from "../python/ast.ts";

export interface OutputSize {
  /** Along the last axis; null where the text does not say. */
  readonly units: number | null;
  /** Axes with the batch's. */
  readonly rank: number | null;
}

const unknown: OutputSize = { units: null, rank: null };
const mostUnits = 1000;
const deepest = 200;

/** They give as many numbers as they are given. */
const keepsSize =
  /^(?:Activation|Softmax|Sigmoid|(?:Leaky|P|Thresholded)?ReLU|ELU|(?:Gaussian|Alpha|Spatial[123]D)?Dropout|(?:Batch|Layer|Group|Unit)Normalization|GaussianNoise|ActivityRegularization|Rescaling|Identity|Masking|Add|Multiply|Average|Maximum|Minimum|Subtract)$/;
const pictures = /(?:Pool(?:ing)?|UpSampling|ZeroPadding|Cropping)([123])D$/;
const convolution = /^(?:Separable)?Conv(?:olution)?([123])D(?:Transpose)?$/;

const known = new WeakMap<Layer, OutputSize>();

/** `meantBy` is what a name of the module stands for: `Dense(NUM_CLASSES)`. */
export function outputSize(layer: Layer | undefined, meantBy: (node: Expression) => Expression, depth = 0): OutputSize {
  if (layer === undefined || depth > deepest) return unknown;
  const size = known.get(layer) ?? sizeOf(layer, meantBy, depth);
  known.set(layer, size);
  return size;
}

function sizeOf(layer: Layer, meantBy: (node: Expression) => Expression, depth: number): OutputSize {
  const { kind, call } = layer;
  if (isOfOtherOrder(call)) return unknown;
  const inner = (): OutputSize => {
    const [first] = layer.inputs();
    return first === undefined ? ofInput(call, meantBy) : outputSize(first, meantBy, depth + 1);
  };
  const number = (name: string): number | null => wholeIn(argumentOf(call, name, 0)?.value, meantBy);
  if (keepsSize.test(kind)) return inner();
  if (kind === "Dense") return { units: number("units"), rank: inner().rank };
  const axes = convolution.exec(kind)?.[1];
  if (axes !== undefined) return { units: number("filters"), rank: Number(axes) + 2 };
  const [, over] = pictures.exec(kind) ?? [];
  if (over !== undefined) {
    const isGlobal = kind.startsWith("Global") && argumentOf(call, "keepdims", undefined) === undefined;
    return { units: inner().units, rank: isGlobal ? 2 : Number(over) + 2 };
  }
  if (/^(?:LSTM|GRU|SimpleRNN)$/.test(kind)) {
    const isSequence = argumentOf(call, "return_sequences", undefined)?.value;
    const flag = isSequence === undefined ? false : literalOf(isSequence);
    return { units: number("units"), rank: typeof flag === "boolean" ? (flag ? 3 : 2) : null };
  }
  if (kind === "TimeDistributed") {
    const of = argumentOf(call, "layer", 0)?.value;
    const isDense = of?.kind === "Call" && /(?:^|\.)Dense$/.test(lastOf(of));
    return { units: isDense ? wholeIn(argumentOf(of, "units", 0)?.value, meantBy) : null, rank: inner().rank };
  }
  if (kind === "Flatten") return { units: null, rank: 2 };
  if (kind === "RepeatVector") return { units: inner().units, rank: 3 };
  if (kind === "Input") return ofShape(argumentOf(call, "shape", 0)?.value, meantBy);
  if (kind === "Reshape") return ofShape(argumentOf(call, "target_shape", 0)?.value, meantBy);
  if (kind === "Concatenate") return joined(layer, meantBy, depth);
  return unknown;
}

/** Side by side along the last axis. */
function joined(layer: Layer, meantBy: (node: Expression) => Expression, depth: number): OutputSize {
  const axis = argumentOf(layer.call, "axis", undefined)?.value;
  if (axis !== undefined && literalOf(axis) !== -1n) return unknown;
  const sizes = layer.inputs().map((each) => outputSize(each, meantBy, depth + 1));
  let units: number | null = 0;
  for (const size of sizes) units = units === null || size.units === null ? null : units + size.units;
  return { units: units === 0 ? null : units, rank: sizes.find(({ rank }) => rank !== null)?.rank ?? null };
}

/** `Dense(10, input_shape=(28,))`, `Dense(10, input_dim=5)` */
function ofInput(call: Call, meantBy: (node: Expression) => Expression): OutputSize {
  const shape = argumentOf(call, "input_shape", undefined)?.value;
  if (shape !== undefined) return ofShape(shape, meantBy);
  return argumentOf(call, "input_dim", undefined) === undefined ? unknown : { units: null, rank: 2 };
}

function ofShape(node: Expression | undefined, meantBy: (node: Expression) => Expression): OutputSize {
  const shape = node && meantBy(node);
  if (shape?.kind !== "Tuple" && shape?.kind !== "List") return unknown;
  const last = shape.elements.at(-1);
  return { units: last === undefined ? null : wholeIn(last, meantBy), rank: shape.elements.length + 1 };
}

function wholeIn(node: Expression | undefined, meantBy: (node: Expression) => Expression): number | null {
  const value = node && literalOf(meantBy(node));
  return typeof value === "bigint" && value > 0n && value <= BigInt(mostUnits) ? Number(value) : null;
}

/** With the channels first, the last axis is another. */
function isOfOtherOrder(call: Call): boolean {
  const order = argumentOf(call, "data_format", undefined)?.value;
  return order !== undefined && literalOf(order) !== "channels_last";
}

function lastOf({ function: callee }: Call): string {
  return callee.kind === "Attribute" ? callee.attribute : callee.kind === "Name" ? callee.id : "";
}
