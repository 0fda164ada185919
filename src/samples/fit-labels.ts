/** What a file says of the labels that `fit` is given: their axes, and whether they are of classes. */

import { literalOf } from "../evaluate/literal.ts";
import { argumentOf } from "../losses/find-uses.ts";
import { certainMeaning } from "../losses/models/certain-values.ts";
import type { Resolver } from "../losses/resolve.ts";
import type { Call, Expression, FunctionDefinition } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { walk } from "../python/walk.ts";
import { wholeDType } from "./whole-labels.ts";

export interface FitLabels {
  /** `one-hot`: one number for each class. `whole`: whole numbers. null where the text does not say. */
  readonly kind: "one-hot" | "whole" | null;
  /** Along the last axis; 1 for a column, null where it is not known. */
  readonly width: number | null;
  /** Axes with the batch's. */
  readonly rank: number | null;
}

const deepest = 20;
const mostColumns = 1000;
const oneHot = /(?:^|\.)(?:to_categorical|one_hot)$/;
const shaped =
  /^(?:numpy\.(?:zeros|ones|full|empty|random\.(?:random|random_sample|normal|uniform|randint))|tf\.(?:zeros|ones|fill|random\.(?:normal|uniform)))$/;
const shapedByArguments = /^numpy\.random\.(?:rand|randn)$/;
const passing = /^(?:astype|copy|batch|shuffle|prefetch|repeat|cache|unbatch|with_options|take|skip)$/;

/** Answers for one module. */
export function createLabelReader(names: ModuleNames, resolver: Resolver) {
  const held = (node: Expression): Expression => certainMeaning(node, names, resolver);
  const whole = (node: Expression | undefined): number | null => {
    const value = node && literalOf(held(node));
    return typeof value === "bigint" && value > 0n && value <= BigInt(mostColumns) ? Number(value) : null;
  };

  /** Of the labels themselves. */
  function ofArray(node: Expression, depth = 0): FitLabels | undefined {
    const value = held(node);
    if (depth > deepest) return undefined;
    const dtype = wholeDType(node, names, resolver);
    const kind = dtype === undefined ? null : "whole";
    // `y[:100]`, `np.eye(10)[labels]`
    if (value.kind === "Subscript") {
      if (value.index.kind === "Slice") return ofArray(value.value, depth + 1);
      const eye = held(value.value);
      return eye.kind === "Call" && resolver.qualifiedName(eye.function) === "numpy.eye"
        ? { kind: "one-hot", width: whole(eye.arguments[0]?.value), rank: 2 }
        : undefined;
    }
    if (value.kind !== "Call") return undefined;
    const name = resolver.qualifiedName(value.function) ?? "";
    if (oneHot.test(name)) {
      const count = argumentOf(value, "num_classes", 1) ?? argumentOf(value, "depth", 1);
      return { kind: "one-hot", width: whole(count?.value), rank: null };
    }
    if (shapedByArguments.test(name)) return { kind, ...ofAxes(value.arguments.map((each) => each.value)) };
    if (shaped.test(name)) {
      const position = name.endsWith("randint") || /random\.(?:normal|uniform)$/.test(name) ? 2 : 0;
      const given =
        argumentOf(value, "size", position) ?? argumentOf(value, "shape", name.startsWith("tf.") ? 0 : position);
      const axes = given && held(given.value);
      if (axes?.kind === "Tuple" || axes?.kind === "List") return { kind, ...ofAxes(axes.elements) };
      return axes === undefined ? undefined : { kind, width: null, rank: 2 };
    }
    if (value.function.kind !== "Attribute") return undefined;
    const { attribute, value: owner } = value.function;
    if (attribute === "reshape") {
      const first = value.arguments[0] && held(value.arguments[0].value);
      const isShape = first?.kind === "Tuple" || first?.kind === "List";
      return { kind, ...ofAxes(isShape ? first.elements : value.arguments.map((each) => each.value)) };
    }
    if (!passing.test(attribute)) return undefined;
    const inner = ofArray(owner, depth + 1);
    // Another type takes from whole numbers what they are.
    return inner && { ...inner, kind: inner.kind === "whole" ? kind : inner.kind };
  }

  function ofAxes(axes: readonly Expression[]): Pick<FitLabels, "width" | "rank"> {
    if (axes.length === 0 || axes.some(({ kind }) => kind === "Starred")) return { width: null, rank: null };
    // (N,) beside (N, 1): Keras gives the loss a column.
    return axes.length === 1 ? { width: 1, rank: 2 } : { width: whole(axes.at(-1)), rank: axes.length };
  }

  /** The labels in `(x, y)` pairs: of a generator of the file, of a dataset made of tensors. */
  function inPairs(node: Expression, depth = 0): Expression | undefined {
    const value = held(node);
    if (depth > deepest || value.kind !== "Call") return undefined;
    const { function: callee } = value;
    if (/^tf\.data\.Dataset\.from_tensor_slices$/.test(resolver.qualifiedName(callee) ?? ""))
      return second(value.arguments[0]?.value);
    const meant = callee.kind === "Name" ? resolver.resolve(callee) : undefined;
    const own =
      meant?.kind === "function" ? meant.node : callee.kind === "Attribute" ? resolver.method(callee) : undefined;
    if (own !== undefined) return second(soleYield(own));
    return callee.kind === "Attribute" && passing.test(callee.attribute) ? inPairs(callee.value, depth + 1) : undefined;
  }

  function second(pair: Expression | undefined): Expression | undefined {
    const value = pair && held(pair);
    return value?.kind === "Tuple" && value.elements.length >= 2 ? value.elements[1] : undefined;
  }

  return (fit: Call): FitLabels | undefined => {
    const given = argumentOf(fit, "y", 1)?.value;
    const isGenerator = fit.function.kind === "Attribute" && fit.function.attribute === "fit_generator";
    const isPaired = given === undefined || isGenerator;
    const labels = isPaired ? fit.arguments[0] && inPairs(fit.arguments[0].value) : given;
    return labels && ofArray(labels);
  };
}

/** What a generator yields, where that is written once. */
function soleYield(node: FunctionDefinition): Expression | undefined {
  const found: (Expression | undefined)[] = [];
  for (const statement of node.body)
    walk(statement, (at) => {
      if (at.kind === "Yield") found.push(at.value);
      return at.kind !== "FunctionDefinition" && at.kind !== "Lambda" && at.kind !== "ClassDefinition";
    });
  return found.length === 1 ? found[0] : undefined;
}
