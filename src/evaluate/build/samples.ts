/**
 * Traced tensors as two samples of themselves, each for a batch of another size. The kernels compute with the samples;
 * an axis that has one length in both is static, one that differs is unknown to whoever traces.
 */

import type { SymbolicTensor } from "../interpreter/array-values.ts";
import { tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { constant, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";

export type Pair<T> = readonly [T, T];

/** What a result has from the tensors that it was made of. */
export interface Origin {
  readonly className: string;
  readonly batches: Pair<number>;
  readonly holdsData: boolean;
  readonly isDataShaped: boolean;
}

/** Which of the two samples. */
export type Side = 0 | 1;

export function symbolic(samples: Pair<Tensor>, origin: Origin): SymbolicTensor {
  const [one, other] = [shapeOf(samples[0]), shapeOf(samples[1])];
  return {
    type: "symbolic",
    dtype: samples[0].dtype,
    shape:
      one.length === other.length ? one.map((length, axis) => (length === other[axis] ? length : null)) : undefined,
    samples,
    ...origin,
  };
}

/** The traced tensors inside of a value, as deep as lists go. */
export function symbolicsIn(values: Iterable<Value>, found: SymbolicTensor[] = []): SymbolicTensor[] {
  for (const value of values) {
    if (value === null || typeof value !== "object") continue;
    switch (value.type) {
      case "symbolic":
        found.push(value);
        break;
      case "tuple":
      case "list":
        symbolicsIn(value.items, found);
        break;
      case "dict":
        symbolicsIn(
          [...value.entries.values()].map((entry) => entry.value),
          found,
        );
        break;
      case "slice":
        symbolicsIn([value.start, value.stop, value.step], found);
        break;
    }
  }
  return found;
}

/** The value with `replace` of each traced tensor in it. */
export function mapSymbolics(value: Value, replace: (each: SymbolicTensor) => Value): Value {
  if (value === null || typeof value !== "object") return value;
  switch (value.type) {
    case "symbolic":
      return replace(value);
    case "tuple":
      return { type: "tuple", items: value.items.map((item) => mapSymbolics(item, replace)) };
    case "list":
      return { type: "list", items: value.items.map((item) => mapSymbolics(item, replace)) };
    case "dict":
      return {
        type: "dict",
        entries: new Map(
          [...value.entries].map(([key, entry]) => [
            key,
            { key: entry.key, value: mapSymbolics(entry.value, replace) },
          ]),
        ),
      };
    case "slice":
      return {
        type: "slice",
        start: mapSymbolics(value.start, replace),
        stop: mapSymbolics(value.stop, replace),
        step: mapSymbolics(value.step, replace),
      };
    default:
      return value;
  }
}

/** Results for the two batches that no one value stands for, such as lists of two lengths. */
export class Uneven extends Error {
  override readonly name = "Uneven";
  readonly lengths: Pair<number>;
  constructor(lengths: Pair<number>) {
    super(`${lengths[0]} and ${lengths[1]} items`);
    this.lengths = lengths;
  }
}

/** One value of the results for both batches; tensors become traced ones. Throws Uneven. */
export function joined(one: Value, other: Value, origin: Origin): Value {
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") {
    if (one === other || (typeof one === "number" && Object.is(one, other))) return one;
    return joinedScalars(one, other, origin);
  }
  if (one.type === "tensor" && other.type === "tensor") return symbolic([one, other], origin);
  if (one.type === "shape" && other.type === "shape") {
    const { dimensions } = other;
    if (one.dimensions.length !== dimensions.length) throw new Uneven([one.dimensions.length, dimensions.length]);
    return {
      type: "shape",
      dimensions: one.dimensions.map((length, axis) => (length === dimensions[axis] ? length : null)),
    };
  }
  if ((one.type === "tuple" && other.type === "tuple") || (one.type === "list" && other.type === "list")) {
    if (one.items.length !== other.items.length) throw new Uneven([one.items.length, other.items.length]);
    const items = one.items.map((item, index) => joined(item, other.items[index]!, origin));
    return one.type === "tuple" ? tuple(items) : { type: "list", items };
  }
  if (one.type === "dict" && other.type === "dict") {
    const entries = [...one.entries].map(([name, { key, value }]) => {
      const beside = other.entries.get(name)?.value ?? null;
      return [name, { key, value: joined(value, beside, origin) }] as const;
    });
    return { type: "dict", entries: new Map(entries) };
  }
  if (one.type === "instance" && other.type === "instance") {
    // Without attributes it stays itself: a tape is known by it.
    if (one.class !== other.class || one.attributes.size === 0) return one;
    const attributes = [...one.attributes].map(([name, value]): [string, Value] => [
      name,
      joined(value, other.attributes.get(name) ?? null, origin),
    ]);
    return { type: "instance", class: one.class, attributes: new Map(attributes) };
  }
  return one;
}

/** Python numbers that depend on the batch, as `keras.ops.shape(x)[0]`: tensors, to whoever traces. */
function joinedScalars(one: Value, other: Value, origin: Origin): Value {
  const scalar = (value: Value): Tensor | undefined => {
    if (typeof value === "bigint") return constant(Number(value), [], "int32");
    if (typeof value === "number") return constant(value, [], "float32");
    return typeof value === "boolean" ? constant(value, [], "bool") : undefined;
  };
  const [left, right] = [scalar(one), scalar(other)];
  if (left === undefined || right === undefined || left.dtype !== right.dtype) throw new Uneven([0, 0]);
  return symbolic([left, right], origin);
}
