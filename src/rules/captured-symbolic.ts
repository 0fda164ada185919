import type { LossDefinition } from "../losses/loss.ts";
import { createModelReader } from "../losses/models.ts";
import type { Expression, Name, Node } from "../python/ast.ts";
import { parentsOf } from "../python/walk.ts";
import type { RuleContext } from "./rule.ts";
import { defineRule } from "./rule.ts";

export const capturedSymbolic = defineRule({
  id: "captured-symbolic",
  severity: "warning",
  summary: "An Input or a layer's output of the model is used inside a loss",

  check(context) {
    const { kerasLosses, uses, index, keras, names, resolver, flowOf, source, report } = context;
    // The graphs of TensorFlow 1 could be reached from a loss, and people did.
    if (keras.version !== "3") return;
    if (!index.calls.some(({ node }) => lastName(node.function) === "Input") && !mentionsModel(context)) return;
    const models = createModelReader(names, index, resolver);
    const isAssumed = !keras.isKnown && context.dialect === "keras";
    const details = isAssumed ? ({ atMost: "info" } as const) : {};
    const say = (node: Expression, name: string): void =>
      report(
        node,
        `'${name}' is a placeholder of the model, not a value: the loss cannot compute with it${isAssumed ? " (Keras 3 assumed)" : ""}. Return it as an output of the model, or compute this term in a layer or in train_step.`,
        [],
        details,
      );

    for (const loss of kerasLosses) {
      const flow = isRunOnValues(loss, context) ? flowOf(loss) : undefined;
      if (!flow) continue;
      const told = new Set<string>();
      for (const node of [...flow.nodes("Name"), ...flow.nodes("Attribute")]) {
        if (node.kind === "Name" && (told.has(node.id) || !isCaptured(node, loss, context))) continue;
        if (told.has(source(node)) || !models.isSymbolic(node) || isOnlyLookedAt(node, context)) continue;
        told.add(source(node));
        say(node, source(node));
      }
    }
    // A factory that is given one: `loss=vae_loss(z_mean, z_log_var)`.
    for (const { role, value, loss } of uses) {
      if (role !== "loss" || value.kind !== "Call" || loss?.form !== "factory") continue;
      for (const { value: given } of value.arguments)
        if (models.isSymbolic(given)) say(given, source(given).replace(/\s+/g, " "));
    }
  },
});

function mentionsModel({ index }: RuleContext): boolean {
  return index.attributes.some(({ attribute }) => /^(?:in|out)puts?$/.test(attribute));
}

/** Not one that is called by hand on the model's own tensors, as `add_loss` once took them. */
function isRunOnValues(loss: LossDefinition, { uses }: RuleContext): boolean {
  const own = uses.filter((use) => use.loss === loss);
  return own.some(({ role }) => role === "loss" || role === "metric") || !own.some(({ role }) => role === "call");
}

/** Bound outside the loss and what it stands in. */
function isCaptured(name: Name, loss: LossDefinition, { names }: RuleContext): boolean {
  const binding = names.bindingOf(name);
  if (!binding || !loss.body) return false;
  const { start, end } = loss.body.range;
  const { range } = binding.scope.node;
  return !(start <= range.start && range.end <= end);
}

const staticParts = new Set(["shape", "dtype", "name", "ndim", "rank"]);

/** `z.shape`, `K.int_shape(z)`, `Model(inputs, …)`: its shape, or a model made of it. */
function isOnlyLookedAt(node: Expression, { module, resolver }: RuleContext): boolean {
  const parents = parentsOf(module);
  let below: Node = node;
  for (let at = parents.get(node); at; at = parents.get(at)) {
    if (at.kind === "Attribute") return staticParts.has(at.attribute) || at.attribute === "get_shape";
    if (at.kind === "Call") {
      const name = resolver.qualifiedName(at.function) ?? "";
      if (at.function === below) return false;
      return /\.(?:Model|Sequential|Functional|int_shape|ndim|dtype|function|Function|is_keras_tensor|gradients)$|^(?:len|isinstance|print|hasattr|type|str)$/.test(
        name,
      );
    }
    if (at.kind !== "List" && at.kind !== "Tuple") return false;
    below = at;
  }
  return false;
}

function lastName(node: Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attribute : "";
}
