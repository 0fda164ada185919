import { listed } from "../keras/functions/function-traits.ts";
import { definitionOf } from "../losses/related.ts";
import { defineRule } from "../losses/rule.ts";

export const calledLoss = defineRule({
  id: "called-loss",
  severity: "error",
  summary: "A loss is called where Keras expects the function itself",

  check({ uses, resolver, imported, source, report }) {
    for (const { value, role, loss: own } of uses) {
      if (value.kind !== "Call" || (role !== "loss" && role !== "metric")) continue;
      const other = own ? undefined : imported(value.function);
      const loss = own ?? (other?.kind === "loss" ? other.loss : undefined);
      if (!loss && isFunctionOfKeras(resolver.qualifiedName(value.function) ?? "")) {
        const name = source(value.function);
        report(value, `Pass '${name}' itself; Keras calls it with y_true and y_pred.`, {
          title: `Replace with '${name}'`,
          edits: [{ range: value.range, newText: name }],
        });
        continue;
      }
      if (loss?.form !== "function" && loss?.form !== "method" && loss?.form !== "lambda") continue;
      if (own && (own.node === value || !resolver.meansDirectly(value.function, own))) continue;
      const reader = other?.module.resolver ?? resolver;
      // A decorator may turn it into something that has to be called.
      if (loss.node.kind === "FunctionDefinition" && !reader.isPlainlyDecorated(loss.node)) continue;
      const name = source(value.function);
      const fix = { title: `Replace with '${name}'`, edits: [{ range: value.range, newText: name }] };
      const related = [definitionOf(loss, other?.module)];
      report(value, `Pass '${name}' itself; Keras calls it with y_true and y_pred.`, fix, { related });
    }
  },
});

/** `keras.losses.mean_absolute_error`, which is no class that would have to be made. */
function isFunctionOfKeras(qualified: string): boolean {
  const [, module, name] = /^(?:tf\.)?(keras\.(?:losses|metrics))\.([a-z]\w*|[A-Z]+)$/.exec(qualified) ?? [];
  if (module === undefined || name === undefined || /^(?:get|serialize|deserialize|CTC|AUC|KLD?)$/.test(name))
    return false;
  return listed(`${module}.${name}`) !== undefined;
}
