/** Where losses are handed to Keras: compile, add_loss, custom objects; and where they are called. */

import type { Argument, Call, Expression } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { collectedValues } from "./collected-values.ts";
import type { LossDefinition, LossUse } from "./loss.ts";
import type { Enclosing, ModuleIndex } from "./module-index.ts";
import type { Resolver } from "./resolve.ts";

/** How the search for uses asks what an expression means. */
export interface LossLookup {
  readonly resolver: Resolver;
  /** The names that any loss has, to pass over other calls quickly. */
  readonly lossNames: ReadonlySet<string>;
  /** The loss that `value` means. With `asLoss` it is handed to Keras as one, so whatever fits becomes a loss. */
  lossOf(value: Expression, enclosing: Enclosing | undefined, asLoss: boolean): LossDefinition | undefined;
  /** A call whose result is added to a model's loss: the function becomes a loss where it takes two tensors. */
  addTerm(call: Call): void;
}

type Role = LossUse["role"];

/** Every use in `index`, in source order; what is handed over as a loss becomes one in `lookup`. */
export function findUses(index: ModuleIndex, lookup: LossLookup): LossUse[] {
  const uses: LossUse[] = [];

  const add = (
    role: Role,
    value: Expression,
    call: Call,
    argument: Argument | undefined,
    enclosing: Enclosing | undefined,
  ): void => {
    const asLoss = role === "loss";
    if (value.kind === "Constant" && value.value === null) return;
    uses.push({ role, value, call, argument, loss: lookup.lossOf(value, enclosing, asLoss) });
  };

  const opened = new Set<Expression>();

  /** Lists, tuples and dictionaries of losses, one use for each entry. */
  const addAll = (
    role: Role,
    value: Expression,
    call: Call,
    argument: Argument | undefined,
    enclosing: Enclosing | undefined,
  ): void => {
    if (value.kind === "List" || value.kind === "Tuple") {
      for (const element of value.elements)
        addAll(role, element.kind === "Starred" ? element.value : element, call, argument, enclosing);
    } else if (value.kind === "Dict") {
      for (const entry of value.entries) if (entry.key) addAll(role, entry.value, call, argument, enclosing);
    } else if (value.kind === "Comprehension") {
      addAll(role, value.element, call, argument, enclosing);
    } else if (value.kind === "Name") {
      const meant = lookup.resolver.resolve(value);
      const isLiteral = meant?.kind === "value" && /^(?:List|Tuple|Dict|Comprehension)$/.test(meant.value.kind);
      // `losses = [losses]` would never end.
      if (isLiteral && !opened.has(meant.value)) {
        opened.add(meant.value);
        addAll(role, meant.value, call, argument, enclosing);
        for (const each of collectedValues(value.id, meant.value, index, lookup.resolver))
          addAll(role, each.value, call, argument, each.enclosing);
        opened.delete(meant.value);
      } else if (!isLiteral) add(role, value, call, argument, enclosing);
    } else if (value.kind === "Conditional") {
      addAll(role, value.body, call, argument, enclosing);
      addAll(role, value.orElse, call, argument, enclosing);
    } else if (value.kind === "Call" && lookup.resolver.qualifiedName(value.function) === "dict") {
      for (const entry of value.arguments) if (entry.name) addAll(role, entry.value, call, argument, enclosing);
    } else {
      add(role, value, call, argument, enclosing);
    }
  };

  for (const { node: call, enclosing } of index.calls) {
    for (const argument of call.arguments)
      if (argument.name === "custom_objects") addAll("customObject", argument.value, call, argument, enclosing);
    const callee = call.function;
    if (callee.kind === "Attribute") {
      if (callee.attribute === "compile" && isKerasCompile(call, lookup)) {
        const loss = argumentOf(call, "loss", 1);
        if (loss) addAll("loss", loss.value, call, loss, enclosing);
        for (const [name, value] of keywordsOf(call, lookup)) {
          const role = name === "loss" ? "loss" : /^(?:weighted_)?metrics$/.test(name) ? "metric" : undefined;
          if (role) addAll(role, value, call, undefined, enclosing);
        }
        for (const [name, position] of [
          ["metrics", 2],
          ["weighted_metrics", undefined],
        ] as const) {
          const metrics = argumentOf(call, name, position);
          if (metrics) addAll("metric", metrics.value, call, metrics, enclosing);
        }
        continue;
      }
      if (callee.attribute === "add_loss") {
        const first = argumentOf(call, "losses", 0);
        if (first) {
          addAll("addLoss", first.value, call, first, enclosing);
          for (const term of calledTerms(first.value)) lookup.addTerm(term);
        }
        continue;
      }
      if (callee.attribute === "update" && isCustomObjects(callee.value)) {
        const first = call.arguments[0];
        if (first) addAll("customObject", first.value, call, first, enclosing);
        continue;
      }
    }
    const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.attribute : undefined;
    if (name !== undefined && watches(name, enclosing))
      for (const argument of call.arguments) {
        const given = argument.value.kind === "Call" ? argument.value.function : argument.value;
        const own = given.kind === "Name" ? given.id : given.kind === "Attribute" ? given.attribute : "";
        if (lookup.lossNames.has(own)) add("metric", given, call, argument, enclosing);
      }
    if (name === "CustomObjectScope" || name === "custom_object_scope") {
      const first = call.arguments[0];
      if (first) addAll("customObject", first.value, call, first, enclosing);
    } else if (name !== undefined && lookup.lossNames.has(name)) {
      const loss = lookup.lossOf(callee, enclosing, false);
      if (loss) uses.push({ role: "call", value: callee, call, argument: undefined, loss });
    } else if (name !== undefined && /^(?:vmap|vectorized_map|map_fn|map)$/.test(name)) {
      // Called for each sample.
      const mapped = call.arguments[0]?.value;
      const own = mapped?.kind === "Name" && lookup.lossNames.has(mapped.id) ? mapped : undefined;
      const loss = own && lookup.lossOf(own, enclosing, false);
      if (own && loss) uses.push({ role: "call", value: own, call, argument: undefined, loss });
    } else if (callee.kind === "Name") {
      // `loss_fn = MyLoss()` called as `loss_fn(y, p)`.
      const meant = mayBeInstance(index, callee.id, lookup) ? lookup.resolver.resolve(callee) : undefined;
      if (meant?.kind !== "value" || meant.value.kind !== "Call") continue;
      const loss = lookup.lossOf(meant.value, enclosing, false);
      if (loss) uses.push({ role: "call", value: callee, call, argument: undefined, loss });
    }
  }

  for (const { node, enclosing } of index.itemAssignments) {
    const [target] = node.targets;
    // `get_custom_objects()["my_loss"] = my_loss`
    if (target?.kind !== "Subscript" || !isCustomObjects(target.value) || target.value.kind !== "Call") continue;
    add("customObject", node.value, target.value, undefined, enclosing);
  }
  return uses.sort((a, b) => a.value.range.start - b.value.range.start);
}

/** What takes a function, or its result, to be watched: a wrapper that makes a metric, `add_metric`, a metric's `__init__`. */
function watches(callee: string, enclosing: Enclosing | undefined): boolean {
  if (/^(?:MeanMetricWrapper|SumOverBatchSizeMetricWrapper|add_metric)$/.test(callee)) return true;
  if (callee !== "__init__" || enclosing?.outer?.node.kind !== "ClassDefinition") return false;
  return enclosing.outer.node.bases.some(({ value }) => /Metric(?:Wrapper)?$/.test(lastName(value)));
}

function lastName(node: Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attribute : "";
}

/** The calls whose sum or mean is added: `self.add_loss(K.mean(rec_loss(x, y)) + beta * kl(m, v))`. */
function calledTerms(value: Expression): Call[] {
  const found: Call[] = [];
  walk(value, (at) => {
    if (at.kind === "Call") found.push(at);
  });
  return found;
}

const instances = new WeakMap<ModuleIndex, ReadonlySet<string>>();

/** Whether `name` is anywhere assigned the call of a factory or class, to look no further for most names. */
function mayBeInstance(index: ModuleIndex, name: string, lookup: LossLookup): boolean {
  let known = instances.get(index);
  if (!known) {
    known = new Set(
      index.assignments.flatMap((entry) => {
        const callee = entry.value.kind === "Call" ? entry.value.function : undefined;
        const called = callee?.kind === "Name" ? callee.id : callee?.kind === "Attribute" ? callee.attribute : "";
        return lookup.lossNames.has(called) ? [entry.name] : [];
      }),
    );
    instances.set(index, known);
  }
  return known.has(name);
}

/** A positional or keyword argument of a call; nothing where `*args` could shift it. */
export function argumentOf(call: Call, name: string, position: number | undefined): Argument | undefined {
  const keyword = call.arguments.find((argument) => argument.name === name);
  if (keyword || position === undefined) return keyword;
  const positional = call.arguments.slice(0, position + 1);
  if (positional.some(({ value, isDoubleStarred }) => value.kind === "Starred" || isDoubleStarred)) return undefined;
  const found = call.arguments[position];
  return found && positional.every((argument) => argument.name === undefined) ? found : undefined;
}

/** What `**settings` brings, where the dictionary is written out. */
function keywordsOf(call: Call, { resolver }: LossLookup): [string, Expression][] {
  return call.arguments.flatMap(({ isDoubleStarred, value }): [string, Expression][] => {
    const meant = isDoubleStarred && value.kind === "Name" ? resolver.resolve(value) : undefined;
    const given = meant?.kind === "value" ? meant.value : value;
    if (!isDoubleStarred) return [];
    if (given.kind === "Call" && resolver.qualifiedName(given.function) === "dict")
      return given.arguments.flatMap(({ name, value: each }) => (name === undefined ? [] : [[name, each]]));
    if (given.kind !== "Dict") return [];
    return given.entries.flatMap(({ key, value: each }) =>
      key?.kind === "Constant" && typeof key.value === "string" ? [[key.value, each]] : [],
    );
  });
}

const compileKeywords = new Set(
  "loss optimizer metrics loss_weights weighted_metrics sample_weight_mode run_eagerly jit_compile".split(" "),
);

/** `model.compile(…)`, not `re.compile(…)`: nothing else takes these keywords or an optimizer and a loss. */
function isKerasCompile(call: Call, lookup: LossLookup): boolean {
  const qualified = lookup.resolver.qualifiedName(call.function);
  if (
    qualified !== undefined &&
    /^(?:re|regex|sre_compile|torch|jinja2|builtins|py_compile|compileall)\./.test(qualified)
  )
    return false;
  if (call.arguments.some(({ name }) => name !== undefined && compileKeywords.has(name))) return true;
  if (keywordsOf(call, lookup).some(([name]) => name === "loss" || name === "optimizer")) return true;
  if (call.arguments.length < 2) return false;
  const callee = call.function;
  const owner = callee.kind === "Attribute" ? callee.value : undefined;
  if (owner?.kind === "Call" && owner.function.kind === "Name" && owner.function.id === "super") return true;
  const ownName = owner?.kind === "Name" ? owner.id : owner?.kind === "Attribute" ? owner.attribute : "";
  return modelName.test(ownName) || isOptimizer(call.arguments[0]!, lookup);
}

const modelName = /model|net|gan|autoencoder|vae|discriminator|generator|classifier|regressor/i;

/** `"adam"`, `keras.optimizers.Adam(1e-3)`: what comes first in `model.compile`, and in nothing else. */
function isOptimizer({ name, value }: Argument, { resolver }: LossLookup): boolean {
  if (name !== undefined) return false;
  if (value.kind === "Constant")
    return (
      typeof value.value === "string" &&
      /^(?:adam\w*|n?adam|sgd|rmsprop|ada\w+|ftrl|lion|lamb|muon)$/i.test(value.value)
    );
  return value.kind === "Call" && /(?:^|\.)optimizers\./.test(resolver.qualifiedName(value.function) ?? "");
}

/** `get_custom_objects()`, from wherever it is imported. */
function isCustomObjects(node: Expression): boolean {
  if (node.kind !== "Call") return false;
  const callee = node.function;
  const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.attribute : "";
  return name === "get_custom_objects";
}
