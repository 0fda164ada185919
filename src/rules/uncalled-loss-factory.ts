import { definitionOf } from "../losses/related.ts";
import { defineRule } from "../losses/rule.ts";

export const uncalledLossFactory = defineRule({
  id: "uncalled-loss-factory",
  severity: "error",
  summary: "A function that returns the loss is passed to Keras without being called",

  check({ uses, resolver, imported, source, report }) {
    for (const { value, role, loss: own } of uses) {
      if (role !== "loss" && role !== "metric") continue;
      const other = own ? undefined : imported(value);
      const loss = own ?? (other?.kind === "loss" ? other.loss : undefined);
      if (loss?.form !== "factory" || (own && !resolver.meansDirectly(value, own))) continue;
      const reader = other?.module.resolver ?? resolver;
      if (loss.node.kind !== "FunctionDefinition" || !reader.isPlainlyDecorated(loss.node)) continue;
      const name = source(value);
      const required = loss.parameters.filter((parameter) => !parameter.default).map((parameter) => parameter.name);
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
