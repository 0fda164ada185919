import type { LossFlow } from "../losses/flow.ts";
import { defineRule } from "../losses/rule.ts";
import type { Expression } from "../python/ast.ts";

export const loopOverBatch = defineRule({
  id: "loop-over-batch",
  severity: "warning",
  summary: "A loss walks over the samples of the batch in Python",

  checkLoss({ flow, resolver, report }) {
    if (!flow) return;
    const look = (iterable: Expression): void => {
      if (!walksOverBatch(iterable, flow, resolver.qualifiedName)) return;
      report(
        iterable,
        "This walks over the samples of the batch, whose number is not known while Keras builds the loss: compute on the whole batch.",
      );
    };
    for (const { iterable } of flow.nodes("For")) look(iterable);
    for (const { clauses } of flow.nodes("Comprehension")) for (const { iterable } of clauses) look(iterable);
  },
});

/** `y_pred`, `zip(y_true, y_pred)`, `enumerate(y_pred)`, `range(len(y_pred))`, `range(y_pred.shape[0])`. */
function walksOverBatch(
  node: Expression,
  flow: LossFlow,
  qualifiedName: (expression: Expression) => string | undefined,
): boolean {
  if (node.kind === "Call") {
    const name = qualifiedName(node.function);
    const first = node.arguments[0]?.value;
    if (name === "zip" || name === "enumerate" || name === "reversed")
      return node.arguments.some(({ value }) => walksOverBatch(value, flow, qualifiedName));
    if (name === "range") {
      const last = (node.arguments[1] ?? node.arguments[0])?.value;
      return last !== undefined && isBatchSize(last, flow, qualifiedName);
    }
    if (name === "tf.range") return false;
    if (name === "tf.unstack" || name?.endsWith("keras.ops.unstack"))
      return first !== undefined && node.arguments.length === 1 && isBatch(first, flow);
    return false;
  }
  return isBatch(node, flow);
}

/** A tensor whose first axis is the batch: a parameter itself, not a part of it. */
function isBatch(node: Expression, flow: LossFlow): boolean {
  const value = flow.valueOf(node);
  return node.kind === "Name" && value?.sort === "tensor" && value.isWhole === true;
}

function isBatchSize(
  node: Expression,
  flow: LossFlow,
  qualifiedName: (expression: Expression) => string | undefined,
): boolean {
  // len(y_pred)
  if (node.kind === "Call") {
    const first = node.arguments[0]?.value;
    const name = qualifiedName(node.function);
    if (name === "len" || name === "int")
      return first !== undefined && (name === "len" ? isBatch(first, flow) : isBatchSize(first, flow, qualifiedName));
    return false;
  }
  // y_pred.shape[0], K.shape(y_pred)[0], K.int_shape(y_pred)[0]
  if (node.kind !== "Subscript" || node.index.kind !== "Constant" || node.index.value !== 0n) return false;
  const { value } = node;
  if (value.kind === "Attribute" && value.attribute === "shape") return isBatch(value.value, flow);
  if (value.kind !== "Call") return false;
  const name = qualifiedName(value.function) ?? "";
  const first = value.arguments[0]?.value;
  return /(?:^|\.)(?:shape|int_shape)$/.test(name) && first !== undefined && isBatch(first, flow);
}
