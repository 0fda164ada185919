/** What is known of a function, for those who read its name in code: who has it, and what becomes of a gradient. */

import { migrationOf } from "../migrations.ts";
import { opsNameOf } from "../tensorflow-to-ops.ts";
import type { KerasMajor } from "../version.ts";
import { absenceOf } from "./existence.ts";
import type { GradientEffect } from "./function-row.ts";
import { listed } from "./function-traits.ts";
import { signatureOf } from "./signatures.ts";

/**
 * What the gradient is at the places where it is not simply the derivative, as TensorFlow computes it:
 * `zeroBeyond` outside of the bounds, `zeroAtZero` and `infiniteAtZero` and `nanAtZero` where the argument is 0,
 * `firstOfTie` where both are equal and the first gets all, `sharedTie` where equal ones share it, `zeroBelow` at 0 and
 * below.
 */
export type GradientEdge =
  | "zeroBeyond"
  | "zeroAtZero"
  | "zeroBelow"
  | "infiniteAtZero"
  | "nanAtZero"
  | "firstOfTie"
  | "sharedTie";

export interface FunctionDescription {
  /** As Python writes a call of it, `clip(x, x_min, x_max)`; undefined where it is not evaluated. */
  readonly signature: string | undefined;
  /** Whether Loss Lens evaluates a call of it. */
  readonly isEvaluated: boolean;
  /** Canonical, `keras.ops.clip`. */
  readonly name: string;
  /** The majors of Keras that have it; undefined where that is not known. */
  readonly keras: readonly KerasMajor[] | undefined;
  /** Whether it works on TensorFlow alone, whatever backend Keras runs on. */
  readonly isTensorFlow: boolean;
  /** How `keras.ops` writes it, for every backend: `ops.mean`; undefined where it is that already, or no name is known. */
  readonly ops: string | undefined;
  /** The arguments that tensors are given to, by what becomes of their gradient. */
  readonly gradient: Readonly<Record<GradientEffect, readonly string[]>>;
  readonly edge: GradientEdge | undefined;
}

/** By a function's name in `keras.ops`; a test measures each. */
const edges: Readonly<Record<string, GradientEdge>> = {
  clip: "zeroBeyond",
  abs: "zeroAtZero",
  relu: "zeroBelow",
  sqrt: "infiniteAtZero",
  norm: "nanAtZero",
  maximum: "firstOfTie",
  minimum: "firstOfTie",
  max: "sharedTie",
  min: "sharedTie",
};

/** What is known of the function of that canonical name; undefined where nothing is. */
export function describeFunction(canonical: string): FunctionDescription | undefined {
  const row = listed(functionOf(canonical));
  if (row === undefined || row.result !== "tensor") return undefined;
  const signature = signatureOf(canonical);
  const dot = canonical.lastIndexOf(".");
  const module = canonical.slice(0, dot);
  const last = canonical.slice(dot + 1);
  const isTensorFlow = /^tf\.(?!keras\b)/.test(canonical);
  const ops = opsNameIn(canonical, module, last);
  const tensors = row.parameters.filter(({ gradient }) => gradient !== undefined);
  const of = (effect: GradientEffect) => tensors.filter(({ gradient }) => gradient === effect).map(({ name }) => name);
  return {
    signature: signature === undefined ? undefined : `${last}(${signature})`,
    isEvaluated: signature !== undefined,
    name: canonical,
    keras: majorsOf(module, last),
    isTensorFlow,
    ops: module.endsWith("keras.ops") || ops === undefined ? undefined : `ops.${ops}`,
    gradient: { through: of("through"), zero: of("zero"), none: of("none"), unread: of("unread") },
    edge: ops === undefined ? undefined : edges[ops],
  };
}

/** Of the modules whose names are known for every major. */
function majorsOf(module: string, name: string): readonly KerasMajor[] | undefined {
  if (/^(?:tf\.)?keras\.ops(?:\.|$)/.test(module)) return ["3"];
  if (!/^(?:tf\.)?keras\.(?:backend|losses|metrics|activations)$/.test(module)) return undefined;
  return (["1", "2", "3"] as const).filter((major) => absenceOf(module, name, major) === undefined);
}

/** The function that a class of `keras.losses` wraps: what becomes of the gradient is the function's affair. */
function functionOf(canonical: string): string {
  const found = /^((?:tf\.)?keras\.losses\.)([A-Z]\w*)$/.exec(canonical);
  if (found === null) return canonical;
  return (
    found[1]! +
    found[2]!
      .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
      .toLowerCase()
      .replace(/^kldivergence$/, "kl_divergence")
  );
}

/** Its name in `keras.ops`, where a call is carried over by it alone. */
function opsNameIn(canonical: string, module: string, last: string): string | undefined {
  if (/(?:^|\.)keras\.ops$/.test(module)) return last;
  if (!module.endsWith("keras.backend")) return opsNameOf(canonical);
  const migration = migrationOf(last);
  const isAnother = migration === undefined || migration.template !== undefined || migration.wrap !== undefined;
  return isAnother || !migration.to.startsWith("ops.") ? undefined : migration.to.slice("ops.".length);
}
