import { isOwnName } from "../losses/resolve.ts";
import type { Expression, Name } from "../python/ast.ts";
import { defineRule, type RuleContext } from "./rule.ts";

const input = /^(?:tf\.)?keras\.(?:layers\.)?Input$/;
const layerClass = /^(?:tf\.)?keras\.layers\.(?:\w+\.)*[A-Z]\w*$/;

export const capturedSymbolic = defineRule({
  id: "captured-symbolic",
  severity: "warning",
  summary: "An Input, or the output of a layer, is used inside a loss",

  check(context) {
    const { kerasLosses, flowOf, keras, names, report } = context;
    // Keras 1 and 2 before TensorFlow 2 ran such losses, and every variational autoencoder was written so.
    if (keras.version !== "3") return;
    const told = new Set<Expression>();
    for (const loss of kerasLosses) {
      const { body } = loss;
      const flow = flowOf(loss);
      if (!body || !flow) continue;
      for (const name of flow.nodes("Name")) {
        const binding = names.bindingOf(name);
        if (!binding || told.has(name) || isOwnName(binding, body)) continue;
        const kind = symbolicKind(name, context, 0);
        if (!kind) continue;
        told.add(name);
        const assumed = keras.isKnown ? "" : " (assumed: Keras 3)";
        report(
          name,
          `'${name.id}' is ${kind}, which holds no values: a loss sees y_true and y_pred alone${assumed}.`,
          [],
          keras.isKnown ? {} : { atMost: "info" },
        );
      }
    }
  },
});

/** `Input(…)`, `Dense(2)(x)`, `dense(x)` where `dense = Dense(2)`. */
function symbolicKind(name: Name, context: RuleContext, depth: number): string | undefined {
  const { resolver } = context;
  const meant = resolver.resolve(name);
  if (meant?.kind !== "value" || meant.value.kind !== "Call" || depth > 3) return undefined;
  const call = meant.value;
  if (input.test(resolver.qualifiedName(call.function) ?? "")) return "an Input";
  const first = call.arguments[0]?.value;
  if (first === undefined || !isLayer(call.function, context)) return undefined;
  // A layer applied to data gives data; only on a symbolic input is its output symbolic.
  return isSymbolic(first, context, depth + 1) ? "the output of a layer" : undefined;
}

function isSymbolic(node: Expression, context: RuleContext, depth: number): boolean {
  if (depth > 12) return false;
  if (node.kind === "List" || node.kind === "Tuple")
    return node.elements.some((element) => isSymbolic(element, context, depth + 1));
  if (node.kind === "Call") {
    if (input.test(context.resolver.qualifiedName(node.function) ?? "")) return true;
    const first = node.arguments[0]?.value;
    return first !== undefined && isLayer(node.function, context) && isSymbolic(first, context, depth + 1);
  }
  if (node.kind !== "Name") return false;
  const meant = context.resolver.resolve(node);
  return meant?.kind === "value" && meant.value !== node && isSymbolic(meant.value, context, depth + 1);
}

function isLayer(node: Expression, context: RuleContext): boolean {
  if (node.kind === "Call") return layerClass.test(context.resolver.qualifiedName(node.function) ?? "");
  if (node.kind !== "Name") return false;
  const meant = context.resolver.resolve(node);
  return meant?.kind === "value" && meant.value.kind === "Call" && isLayer(meant.value, context);
}
