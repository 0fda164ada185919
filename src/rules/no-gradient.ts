import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { isLossName } from "../losses/loss-names.ts";
import { isMeantForTraining } from "../losses/roles.ts";
import { defineRule } from "../losses/rule.ts";
import type { Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

export const noGradient = defineRule({
  id: "no-gradient",
  severity: "error",
  summary: "Nothing in a loss carries a gradient from y_pred to the result",

  checkLoss({ loss, flow, isMetric, uses, resolver, source, report }) {
    const result = flow?.result;
    if (!result?.fromPred || result.connection === "connected" || result.cuts.length === 0) return;
    if (isMetric || !isMeantForTraining(loss, uses) || !isUsedOrNamedAsLoss(loss, uses) || hasOwnGradient(loss)) return;
    const cut = result.cuts[0]!;
    const [what, consequence] = describe(cut, resolver.qualifiedName, source);
    report(cut, `${what} ${consequence}, and no other path leads from '${loss.yPred!.name}' to the result.`);
  },
});

/** A function without a gradient that no name and no use calls a loss is most likely a metric of another file. */
function isUsedOrNamedAsLoss({ form, name, body }: LossDefinition, uses: readonly LossUse[]): boolean {
  if (form === "class" || uses.some(({ role }) => role === "loss" || role === "addLoss")) return true;
  return isLossName(name) || (body?.kind === "FunctionDefinition" && isLossName(body.name));
}

/** `@custom_gradient`, or the override of TensorFlow 1: what an operation lacks is given. */
function hasOwnGradient({ body, node, module: { text } }: LossDefinition): boolean {
  const decorators = [body, node].flatMap((at) => (at?.kind === "FunctionDefinition" ? at.decorators : []));
  return (
    decorators.some(({ range }) => /custom_gradient|Function/.test(text.slice(range.start, range.end))) ||
    text.slice(node.range.start, node.range.end).includes("gradient_override_map")
  );
}

function describe(
  cut: Expression,
  qualifiedName: (expression: Expression) => string | undefined,
  source: (node: Expression) => string,
): [string, string] {
  switch (cut.kind) {
    case "Compare":
      return ["A comparison", "has no gradient"];
    case "Call": {
      const name = qualifiedName(cut.function);
      if (name?.endsWith("sign")) return [`'${source(cut.function)}'`, "has gradient 0 everywhere"];
      if (name && /cast$/.test(name)) return ["A cast to whole numbers or booleans", "has no gradient"];
      return [`'${source(cut.function)}'`, "has no gradient"];
    }
    case "BinaryOperation":
      return [`'${cut.operator}'`, "has no gradient"];
    default:
      return [quoted(source(cut)), "has no gradient"];
  }
}
