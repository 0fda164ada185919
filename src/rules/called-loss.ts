import { defineRule } from "./rule.ts";

export const calledLoss = defineRule({
  id: "called-loss",
  severity: "error",
  summary: "A loss is called where Keras expects the function itself",

  check({ uses, resolver, source, report }) {
    for (const { value, role, loss } of uses) {
      if (value.kind !== "Call" || (role !== "loss" && role !== "metric")) continue;
      if (loss?.form !== "function" && loss?.form !== "method" && loss?.form !== "lambda") continue;
      if (loss.node === value || !resolver.meansDirectly(value.function, loss)) continue;
      // A decorator may turn it into something that has to be called.
      if (loss.node.kind === "FunctionDefinition" && !resolver.isPlainlyDecorated(loss.node)) continue;
      const name = source(value.function);
      report(value, `Pass '${name}' itself; Keras calls it with y_true and y_pred.`, {
        title: `Replace with '${name}'`,
        edits: [{ range: value.range, newText: name }],
      });
    }
  },
});
