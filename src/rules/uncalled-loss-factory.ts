import { defineRule } from "./rule.ts";

export const uncalledLossFactory = defineRule({
  id: "uncalled-loss-factory",
  severity: "error",
  summary: "A function that returns the loss is passed to Keras without being called",

  check({ uses, resolver, source, report }) {
    for (const { value, role, loss } of uses) {
      if (role !== "loss" && role !== "metric") continue;
      if (loss?.form !== "factory" || !resolver.meansDirectly(value, loss)) continue;
      if (loss.node.kind !== "FunctionDefinition" || !resolver.isPlainlyDecorated(loss.node)) continue;
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
        { related: [{ range: loss.nameRange, message: `'${loss.name}' is defined here.` }] },
      );
    }
  },
});
