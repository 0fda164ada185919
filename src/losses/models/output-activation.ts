/** What the last layer of a model does to its output. */

import type { Argument, Call } from "../../python/ast.ts";
import { argumentOf } from "../find-uses.ts";
import type { Resolver } from "../resolve.ts";
import type { Layer } from "./layer.ts";

export interface OutputActivation {
  readonly kind: "probabilities" | "logits";
  /** `softmax`, `sigmoid`, or `linear`. */
  readonly name: string;
  /** The last layer. */
  readonly layer: Call;
}

/** Undefined where it is any other, or not certain. */
export function outputActivation({ kind, call: layer }: Layer, resolver: Resolver): OutputActivation | undefined {
  if (layer.arguments.some(({ isDoubleStarred, value }) => isDoubleStarred || value.kind === "Starred"))
    return undefined;
  if (kind === "TimeDistributed") {
    const inner = argumentOf(layer, "layer", 0)?.value;
    const name = inner?.kind === "Call" ? resolver.qualifiedName(inner.function) : undefined;
    if (inner?.kind !== "Call" || name === undefined || !/^(?:tf\.)?keras\.layers\./.test(name)) return undefined;
    return outputActivation({ kind: name.slice(name.lastIndexOf(".") + 1), call: inner, inputs: () => [] }, resolver);
  }
  if (kind === "Softmax" || kind === "Sigmoid") return { kind: "probabilities", name: kind.toLowerCase(), layer };
  if (kind === "Activation") return activationNamed(argumentOf(layer, "activation", 0), layer, resolver);
  const isDense = kind === "Dense";
  if (!isDense && !/^(?:Separable|Depthwise)?Conv(?:olution)?[123]D(?:Transpose)?$/.test(kind)) return undefined;
  const given = argumentOf(layer, "activation", isDense ? 1 : undefined);
  if (given) return activationNamed(given, layer, resolver);
  // A convolution's activation could stand by position, far back.
  const isBare = isDense || layer.arguments.filter((argument) => argument.name === undefined).length <= 3;
  return isBare ? { kind: "logits", name: "linear", layer } : undefined;
}

function activationNamed(
  argument: Argument | undefined,
  layer: Call,
  resolver: Resolver,
): OutputActivation | undefined {
  if (!argument) return undefined;
  const { value } = argument;
  if (value.kind === "Constant" && value.value === null) return { kind: "logits", name: "linear", layer };
  const qualified = resolver.qualifiedName(value);
  const known = /^(?:(?:tf\.)?keras\.(?:activations|ops|backend)|tf\.nn|tf\.math|tf)\.(softmax|sigmoid|linear)$/;
  const name =
    value.kind === "Constant" && typeof value.value === "string" ? value.value : known.exec(qualified ?? "")?.[1];
  if (name === "softmax" || name === "sigmoid") return { kind: "probabilities", name, layer };
  return name === "linear" ? { kind: "logits", name, layer } : undefined;
}
