import { functionTraits } from "../keras/functions/function-traits.ts";
import type { KerasDialect } from "../keras/import-forms.ts";
import type { KerasVersion } from "../keras/version.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { LossContext, ReportDetails, RuleContext } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import { createSymbolicTest } from "../losses/symbolic.ts";
import type { Expression, Name, Node } from "../python/ast.ts";
import { parentsOf } from "../python/walk.ts";

export const capturedSymbolic = defineRule({
  id: "captured-symbolic",
  severity: "warning",
  summary: "An Input or a layer's output of the model is used inside a loss",

  check({ uses, resolver, keras, dialect, source, report }) {
    if (keras.version !== "3") return;
    // A factory that is given one: `loss=vae_loss(z_mean, z_log_var)`.
    const given = uses.flatMap(({ role, value, loss }) =>
      role === "loss" && value.kind === "Call" && loss?.form === "factory" ? value.arguments : [],
    );
    if (given.length === 0) return;
    const isSymbolic = createSymbolicTest(resolver);
    for (const { value } of given)
      if (isSymbolic(value)) report(value, ...spoken(source(value).replace(/\s+/g, " "), keras, dialect));
  },

  // The graphs of TensorFlow 1 could be reached from a loss, and people did.
  concerns: (context) =>
    context.keras.version === "3" &&
    (context.index.calls.some(({ node }) => lastName(node.function) === "Input") || mentionsModel(context)),

  checkLoss(context) {
    const { loss, keras, dialect, resolver, source, report } = context;
    const flow = isRunOnValues(context) ? context.flow : undefined;
    if (!flow) return;
    const isSymbolic = createSymbolicTest(resolver);
    const told = new Set<string>();
    for (const node of [...flow.nodes("Name"), ...flow.nodes("Attribute")]) {
      if (node.kind === "Name" && (told.has(node.id) || !isCaptured(node, loss, context))) continue;
      if (told.has(source(node)) || !isSymbolic(node) || isOnlyLookedAt(node, context)) continue;
      told.add(source(node));
      report(node, ...spoken(source(node), keras, dialect));
    }
  },
});

/** What is said of the expression `name`. */
function spoken(name: string, keras: KerasVersion, dialect: KerasDialect): [string, [], ReportDetails] {
  const isAssumed = !keras.isKnown && dialect === "keras";
  return [
    `'${name}' is a placeholder of the model, not a value: the loss cannot compute with it${isAssumed ? " (Keras 3 assumed)" : ""}. Return it as an output of the model, or compute this term in a layer or in train_step.`,
    [],
    isAssumed ? { atMost: "info" } : {},
  ];
}

function mentionsModel({ index }: Pick<RuleContext, "index">): boolean {
  return index.attributes.some(({ attribute }) => /^(?:in|out)puts?$/.test(attribute));
}

/** Not one that is called by hand on the model's own tensors, as `add_loss` once took them. */
function isRunOnValues({ uses }: LossContext): boolean {
  return uses.some(({ role }) => role === "loss" || role === "metric") || !uses.some(({ role }) => role === "call");
}

/** Bound outside the loss and what it stands in. */
function isCaptured(name: Name, loss: LossDefinition, { names }: LossContext): boolean {
  const binding = names.bindingOf(name);
  if (!binding || !loss.body) return false;
  const { start, end } = loss.body.range;
  const { range } = binding.scope.node;
  return !(start <= range.start && range.end <= end);
}

const staticParts = new Set(["shape", "dtype", "name", "ndim", "rank"]);

/** `z.shape`, `K.int_shape(z)`, `Model(inputs, …)`: its shape, or a model made of it. */
function isOnlyLookedAt(node: Expression, { module, resolver }: LossContext): boolean {
  const parents = parentsOf(module);
  let below: Node = node;
  for (let at = parents.get(node); at; at = parents.get(at)) {
    if (at.kind === "Attribute") return staticParts.has(at.attribute) || at.attribute === "get_shape";
    if (at.kind === "Call") {
      const name = resolver.qualifiedName(at.function) ?? "";
      if (at.function === below) return false;
      if (functionTraits(name)?.result === "python") return true;
      return /\.(?:Model|Sequential|Functional|function|Function|gradients)$|^(?:len|isinstance|print|hasattr|type|str)$/.test(
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
