import { importedNamespaces } from "../losses/fixes/tensor-call.ts";
import { defineRule, type LossContext } from "../losses/rule.ts";
import type { Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

export const integerTarget = defineRule({
  id: "integer-target",
  severity: "warning",
  summary: "Whole numbers or booleans from y_true meet floats from y_pred without a cast",

  checkLoss(context) {
    const { flow, source, report } = context;
    for (const node of flow?.nodes("BinaryOperation") ?? []) {
      if (!"+-*/**".includes(node.operator)) continue;
      const left = flow?.valueOf(node.left);
      const right = flow?.valueOf(node.right);
      if (left?.sort !== "tensor" || right?.sort !== "tensor") continue;
      for (const [whole, other, expression] of [
        [left, right, node.left],
        [right, left, node.right],
      ] as const) {
        if (whole.dtype !== "int" && whole.dtype !== "bool") continue;
        if (!whole.fromTrue || other.dtype !== "float" || !other.fromPred) continue;
        const kind = whole.dtype === "int" ? "whole numbers" : "booleans";
        const side = expression === node.left ? node.right : node.left;
        report(
          node,
          `${quoted(source(expression))} holds ${kind} and ${quoted(source(side))} floats: TensorFlow does not mix them.`,
          castFix(expression, context),
        );
        break;
      }
    }
  },
});

/** `ops.cast(mask, "float32")` around the side that holds no floats. */
function castFix(expression: Expression, context: LossContext) {
  const namespace = importedNamespaces(context)[0];
  if (!namespace) return [];
  const dtype =
    namespace.namespace === "K"
      ? `${namespace.alias}.floatx()`
      : namespace.namespace === "tf"
        ? `${namespace.alias}.float32`
        : '"float32"';
  const { start, end } = expression.range;
  const text = context.source(expression);
  // Parentheses around a comparison belong to the operator that is left.
  const before = context.module.text[start - 1];
  const after = context.module.text[end];
  const isHeld = before === "(" && after === ")";
  return {
    title: `Cast ${quoted(text)} to float`,
    edits: [
      {
        range: isHeld ? { start: start - 1, end: end + 1 } : { start, end },
        newText: `${namespace.alias}.cast(${text}, ${dtype})`,
      },
    ],
  };
}
