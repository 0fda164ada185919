/** How many axes a value of a loss has, as far as its text says. */

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

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Of each element: as many axes as the argument with most. */
const elementwise = words(`
abs square sqrt exp log log1p expm1 sin cos tan tanh sinh cosh sigmoid softplus softsign relu elu sign round floor ceil
maximum minimum pow power add subtract multiply divide greater greater_equal less less_equal equal not_equal
logical_and logical_or logical_not clip clip_by_value cast cast_to_floatx zeros_like ones_like stop_gradient identity
softmax hard_sigmoid negative isnan isinf isfinite to_float is_nan l2_normalize where switch cumsum cumprod`);

/** Their other arguments are settings. */
const ofFirstAlone = words(
  "clip clip_by_value cast softmax cumsum cumprod l2_normalize relu elu zeros_like ones_like stop_gradient",
);

const reducing = words(`
sum mean max min prod std var logsumexp any all argmax argmin reduce_sum reduce_mean reduce_max reduce_min reduce_prod
reduce_std reduce_variance reduce_logsumexp reduce_any reduce_all norm`);

const tensorFunction = /^(?:(?:tf\.)?keras\.(?:backend|ops|activations)|tf(?:\.math|\.nn)?)\.(\w+)$/;

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
    const name = tensorFunction.exec(resolver.qualifiedName(call.function) ?? "")?.[1];
    const given = call.arguments;
    if (name === undefined || given.some(({ value, isDoubleStarred }) => isDoubleStarred || value.kind === "Starred"))
      return undefined;
    const [part] = given;
    const isParts = part && (part.value.kind === "List" || part.value.kind === "Tuple");
    const first = part && rankOf(isParts ? (part.value.elements[0] ?? part.value) : part.value);
    if (isParts && name !== "stack" && name !== "concatenate") return undefined;
    if (reducing.has(name)) return first && reduced(first, call);
    if (name === "expand_dims") return first && { ...first, offset: first.offset + 1 };
    if (name === "stack" || name === "concatenate")
      return first && { ...first, offset: first.offset + (name === "stack" ? 1 : 0) };
    if (name === "reshape") return ofShape(argumentOf(call, "shape", 1)?.value);
    if (name === "flatten") return { base: "number", offset: 1 };
    if (!elementwise.has(name)) return undefined;
    return ofFirstAlone.has(name) ? first : most(given.map(({ value }) => rankOf(value)));
  };

  return rankOf;
}

/** `(-1, 4)`, written out. */
function ofShape(shape: Expression | undefined): Rank | undefined {
  if (shape?.kind !== "List" && shape?.kind !== "Tuple") return undefined;
  const isStarred = shape.elements.some(({ kind }) => kind === "Starred");
  return isStarred ? undefined : { base: "number", offset: shape.elements.length };
}

function reduced(rank: Rank, call: Call): Rank | undefined {
  const keeps = argumentOf(call, "keepdims", 2) ?? argumentOf(call, "keep_dims", undefined);
  if (keeps) return keeps.value.kind === "Constant" && keeps.value.value === true ? rank : undefined;
  const axis = argumentOf(call, "axis", 1)?.value;
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
