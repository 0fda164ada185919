import { functionTraits } from "../keras/functions/function-traits.ts";
import type { KerasDialect } from "../keras/import-forms.ts";
import type { KerasVersion } from "../keras/version.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { LossContext, ReportDetails, RuleContext } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import { createSymbolicTest } from "../losses/symbolic.ts";
import type { Call, Expression, Name, Node } from "../python/ast.ts";
import { parentsOf } from "../python/walk.ts";

export const capturedSymbolic = defineRule({
  id: "captured-symbolic",
  severity: "warning",
  summary: "An Input or a layer's output of the model is used inside a loss",

  check(context) {
    const { uses, resolver, keras, dialect, source, report } = context;
    if (keras.version !== "3") return;
    checkAddLoss(context);
    // Bound where the loss is made: `loss=vae_loss(z_mean, z_log_var)`, `partial(loss, hidden=z)`, `Regularised(z)`.
    const given = uses.flatMap(({ role, value, loss }) => {
      if (role !== "loss" && role !== "metric") return [];
      const made = madeBy(value, resolver);
      if (!made) return [];
      const isPartial = resolver.qualifiedName(made.function) === "functools.partial";
      const binds = isPartial || loss?.form === "factory" || loss?.form === "class";
      return binds ? made.arguments.slice(isPartial ? 1 : 0) : [];
    });
    // A default is bound where the loss is defined.
    const defaults = context.losses.flatMap(({ body }) =>
      (body?.parameters.list ?? []).flatMap(({ default: value }) => (value ? [{ value }] : [])),
    );
    if (given.length === 0 && defaults.length === 0) return;
    const isSymbolic = createSymbolicTest(resolver);
    const told = new Set<Expression>();
    for (const { value } of [...given, ...defaults]) {
      if (told.has(value) || !isSymbolic(value)) continue;
      told.add(value);
      report(value, ...spoken(source(value).replace(/\s+/g, " "), keras, dialect));
    }
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

/** The call that a name or an expression stands for. */
function madeBy(value: Expression, resolver: RuleContext["resolver"]): Call | undefined {
  if (value.kind === "Call") return value;
  const meant = value.kind === "Name" ? resolver.resolve(value) : undefined;
  return meant?.kind === "value" && meant.value.kind === "Call" ? meant.value : undefined;
}

const modelMaker = /^(?:tf\.)?keras\.(?:models\.)?(?:Model|Sequential|Functional)$/;

/** `model.add_loss(…)` of a model that is no class of the file's own. */
function checkAddLoss({ index, resolver, keras, source, report }: RuleContext): void {
  for (const { node } of index.calls) {
    const callee = node.function;
    if (callee.kind !== "Attribute" || callee.attribute !== "add_loss" || callee.value.kind !== "Name") continue;
    const made = madeBy(callee.value, resolver);
    if (!made || !modelMaker.test(resolver.qualifiedName(made.function) ?? "")) continue;
    const where = keras.isKnown ? `Keras 3 (${keras.evidence})` : "Keras 3, which is assumed here,";
    report(
      callee,
      `${where} has no '${source(callee)}' for a model that is built of layers (NotImplementedError): call 'self.add_loss' in a layer, or compute this term in train_step.`,
      [],
      keras.isKnown ? {} : { atMost: "info" },
    );
  }
}

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
