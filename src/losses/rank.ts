/** How many axes a value of a loss has, as far as its text says. */

import type { FunctionTraits } from "../keras/functions/function-row.ts";
import { functionTraits, parameterFor, placeOf } from "../keras/functions/function-traits.ts";
import type { Call, Expression } from "../python/ast.ts";
import type { Binding } from "../python/bindings.ts";
import type { ModuleNames } from "../python/scope.ts";
import { argumentOf } from "./find-uses.ts";
import type { LossDefinition } from "./loss.ts";
import type { Resolver } from "./resolve.ts";

/**
 * `offset` axes more than `base`: than y_true and y_pred, which Keras gives equally many, than another name of unknown
 * rank, or than a single number.
 */
export interface Rank {
  readonly base: "targets" | "number" | Binding;
  readonly offset: number;
}

export type RankReader = (expression: Expression) => Rank | undefined;

const number: Rank = { base: "number", offset: 0 };
const ofTargets: Rank = { base: "targets", offset: 0 };
/** Of names that rest on each other. */
const deepest = 100;

/** Made for the losses of one module. */
export function createRankReader(
  losses: readonly LossDefinition[],
  names: ModuleNames,
  resolver: Resolver,
): RankReader {
  const targets = new Set(losses.flatMap(({ yTrue, yPred }) => [yTrue, yPred]));
  const known = new Map<Binding, Rank | undefined>();
  const inProgress = new Set<Binding>();

  /** What all values that a name is given agree on; a name of which nothing is known is its own measure. */
  const ofBinding = (binding: Binding): Rank | undefined => {
    if (known.has(binding)) return known.get(binding);
    if (inProgress.size > deepest) return undefined;
    inProgress.add(binding);
    const found: (Rank | undefined)[] = [];
    for (const site of binding.sites) {
      const isTarget = site.kind === "parameter" && targets.has(site.parameter);
      const value = site.kind === "assignment" || site.kind === "walrus" ? site.value : undefined;
      const rank = isTarget ? ofTargets : value && rankOf(value);
      // `y_pred = K.clip(y_pred, …)` says nothing new.
      if (rank?.base !== binding || rank.offset !== 0) found.push(rank);
    }
    inProgress.delete(binding);
    const [first] = found;
    const isOne = first !== undefined && found.every((rank) => rank && isSame(rank, first));
    const rank = isOne ? first : binding.sites.length === 1 ? { base: binding, offset: 0 } : undefined;
    known.set(binding, rank);
    return rank;
  };

  function rankOf(node: Expression): Rank | undefined {
    switch (node.kind) {
      case "Constant":
        return typeof node.value === "number" || typeof node.value === "bigint" || typeof node.value === "boolean"
          ? number
          : undefined;
      case "Name": {
        const binding = names.bindingOf(node);
        if (!binding) return undefined;
        return inProgress.has(binding) ? { base: binding, offset: 0 } : ofBinding(binding);
      }
      case "UnaryOperation":
        return node.operator === "not" ? undefined : rankOf(node.operand);
      case "BinaryOperation":
        return node.operator === "@" ? undefined : most([node.left, node.right].map(rankOf));
      case "Compare":
        return most([node.left, ...node.comparisons.map(({ right }) => right)].map(rankOf));
      case "Subscript":
        return ofSubscript(node.value, node.index);
      case "Call":
        return ofCall(node);
      default:
        return undefined;
    }
  }

  const ofSubscript = (value: Expression, index: Expression): Rank | undefined => {
    const rank = rankOf(value);
    let change = 0;
    for (const part of index.kind === "Tuple" ? index.elements : [index]) {
      if (part.kind === "Slice") continue;
      if (integerOf(part) !== undefined) change--;
      else if (part.kind === "Constant" && part.value === null) change++;
      else if (part.kind !== "Constant" || typeof part.value !== "object") return undefined;
    }
    return rank && { ...rank, offset: rank.offset + change };
  };

  const ofCall = (call: Call): Rank | undefined => {
    const traits = functionTraits(resolver.qualifiedName(call.function) ?? "");
    const given = call.arguments;
    if (!traits?.shape || given.some(({ value, isDoubleStarred }) => isDoubleStarred || value.kind === "Starred"))
      return undefined;
    const operands = given.filter(({ name }, index) => parameterFor(traits, name, index)?.gradient);
    const [part] = operands;
    const isParts = part && (part.value.kind === "List" || part.value.kind === "Tuple");
    const first = part && rankOf(isParts ? (part.value.elements[0] ?? part.value) : part.value);
    if (isParts && traits.shape !== "stacked" && traits.shape !== "joined") return undefined;
    switch (traits.shape) {
      case "reduced":
        return first && reduced(first, call, traits);
      case "expanded":
        return first && { ...first, offset: first.offset + axesAdded(settingOf(call, traits, "axis")) };
      case "stacked":
        return first && { ...first, offset: first.offset + 1 };
      case "joined":
        return first;
      case "along": {
        const flattens = traits.parameters.some(({ name, default: value }) => name === "axis" && value === "flat");
        return flattens && !settingOf(call, traits, "axis") ? { base: "number", offset: 1 } : first;
      }
      case "given":
        return ofShape(settingOf(call, traits, "shape") ?? settingOf(call, traits, "newshape"));
      case "flat":
        return { base: "number", offset: 1 };
      case "elementwise":
        // `where(mask)` gives indices.
        if (operands.length === 1 && traits.parameters[0]?.name === "condition") return undefined;
        return most(operands.map(({ value }) => rankOf(value)));
    }
  };

  return rankOf;
}

/** `(-1, 4)`, written out. */
function ofShape(shape: Expression | undefined): Rank | undefined {
  if (shape?.kind !== "List" && shape?.kind !== "Tuple") return undefined;
  const isStarred = shape.elements.some(({ kind }) => kind === "Starred");
  return isStarred ? undefined : { base: "number", offset: shape.elements.length };
}

/** What the call gives for a setting; undefined where it leaves it out. */
function settingOf(call: Call, traits: FunctionTraits, name: string): Expression | undefined {
  return argumentOf(call, name, placeOf(traits, name))?.value;
}

/** `expand_dims(x, (0, -1))` adds two. */
function axesAdded(axis: Expression | undefined): number {
  return axis?.kind === "Tuple" || axis?.kind === "List" ? axis.elements.length : 1;
}

function reduced(rank: Rank, call: Call, traits: FunctionTraits): Rank | undefined {
  const place = placeOf(traits, "axis") ?? 1;
  const keeps = argumentOf(call, "keepdims", place + 1) ?? argumentOf(call, "keep_dims", undefined);
  if (keeps) return keeps.value.kind === "Constant" && keeps.value.value === true ? rank : undefined;
  const axis = argumentOf(call, "axis", place)?.value;
  // `K.argmax(x)` takes the last axis, where most functions take all.
  const ofOne = axis === undefined && /^-?\d+$/.test(traits.parameters[place]?.default ?? "");
  if (ofOne) return { ...rank, offset: rank.offset - 1 };
  if (!axis || (axis.kind === "Constant" && axis.value === null)) return number;
  const axes = axis.kind === "List" || axis.kind === "Tuple" ? axis.elements : [axis];
  return axes.every((each) => integerOf(each) !== undefined)
    ? { ...rank, offset: rank.offset - axes.length }
    : undefined;
}

/** The most axes among ranks that can be compared; a number has fewest. */
function most(ranks: readonly (Rank | undefined)[]): Rank | undefined {
  let found: Rank | undefined = number;
  for (const rank of ranks) {
    if (!rank || !found) return undefined;
    if (isSame(rank, number)) continue;
    if (isSame(found, number)) found = rank;
    else if (found.base !== rank.base) return undefined;
    else if (rank.offset > found.offset) found = rank;
  }
  return found;
}

function isSame(a: Rank, b: Rank): boolean {
  return a.base === b.base && a.offset === b.offset;
}

function integerOf(node: Expression): bigint | undefined {
  if (node.kind === "Constant" && typeof node.value === "bigint") return node.value;
  if (node.kind === "UnaryOperation" && node.operator === "-" && node.operand.kind === "Constant")
    return typeof node.operand.value === "bigint" ? -node.operand.value : undefined;
  return undefined;
}
