import { flowAround, meaning } from "../losses/argument-meaning.ts";
import type { ImportedModule } from "../losses/imported-losses.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { meaningOf } from "../losses/loss-names.ts";
import { definitionOf } from "../losses/related.ts";
import { defineRule, type RuleContext } from "../losses/rule.ts";

export const uncalledLossFactory = defineRule({
  id: "uncalled-loss-factory",
  severity: "error",
  summary: "A function that returns the loss is passed to Keras without being called, or called as if it were the loss",

  check(context) {
    const { uses, resolver, imported, source, report } = context;
    for (const use of uses) {
      const { value, role, loss: own } = use;
      if (role !== "loss" && role !== "metric" && role !== "call") continue;
      const other = own ? undefined : imported(value);
      const loss = own ?? (other?.kind === "loss" ? other.loss : undefined);
      if (loss?.form !== "factory" || (own && !resolver.meansDirectly(value, own))) continue;
      const reader = other?.module.resolver ?? resolver;
      if (loss.node.kind !== "FunctionDefinition" || !reader.isPlainlyDecorated(loss.node)) continue;
      if (role === "call") {
        if (takesTwoValues(use, context) && !asksForValues(loss)) reportCalled(use, loss, other?.module, context);
        continue;
      }
      const name = source(value);
      const required = requiredNames(loss);
      const what = role === "loss" ? "the loss" : "the metric";
      report(
        value,
        required.length === 0
          ? `'${name}' returns ${what}: call it, '${name}()'.`
          : `'${name}' returns ${what}: call it with ${required.map((parameter) => `'${parameter}'`).join(", ")}.`,
        required.length === 0
          ? { title: `Replace with '${name}()'`, edits: [{ range: value.range, newText: `${name}()` }] }
          : [],
        { related: [definitionOf(loss, other?.module)] },
      );
    }
  },
});

/** `focal_loss(y_true, y_pred)`, where `focal_loss(gamma)` returns the loss. */
function reportCalled(
  { value, call }: LossUse,
  loss: LossDefinition,
  module: ImportedModule | undefined,
  { source, report }: RuleContext,
): void {
  const name = source(value);
  const required = requiredNames(loss);
  const rest = source(call).slice(value.range.end - call.range.start);
  const shown = `${name}(${required.join(", ")})${rest}`;
  report(
    call,
    `'${name}' returns the loss, it does not compute it: '${shown}'.`,
    required.length === 0
      ? {
          title: `Change to '${shown}'`,
          edits: [{ range: { start: value.range.end, end: value.range.end }, newText: "()" }],
        }
      : [],
    { related: [definitionOf(loss, module)] },
  );
}

function requiredNames({ parameters }: LossDefinition): string[] {
  return parameters.filter((parameter) => !parameter.default).map(({ name }) => name);
}

/** Called with target and prediction, in either order, and nothing else. */
function takesTwoValues({ call }: LossUse, context: RuleContext): boolean {
  const [first, second] = call.arguments;
  if (call.arguments.length !== 2 || !first || !second) return false;
  if ([first, second].some(({ name, value }) => name !== undefined || value.kind === "Starred")) return false;
  const flow = flowAround(call, context);
  const meant = [meaning(first.value, flow), meaning(second.value, flow)];
  return meant.includes("true") && meant.includes("pred");
}

/** A factory may be made for the values themselves. */
function asksForValues({ parameters }: LossDefinition): boolean {
  return parameters.some(({ name }) => meaningOf(name).meaning !== undefined);
}
