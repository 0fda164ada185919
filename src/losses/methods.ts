/** Which methods of a class may be losses. */

import type { ClassDefinition, Expression, FunctionDefinition } from "../python/ast.ts";

/** Methods of layers, models, metrics and estimators that take targets and predictions and are no losses. */
const otherMethods = new Set(
  `__init__ update_state result call compute_metrics train_step test_step fit score evaluate predict build
  on_epoch_end on_batch_end reset_state get_config plot transform`.split(/\s+/),
);

/** Whether a method takes targets and predictions and is something else, or is a `compute_loss` that Keras calls itself. */
export function isOtherMethod(node: FunctionDefinition, owner: ClassDefinition): boolean {
  return otherMethods.has(node.name) || isOfModel(node, owner);
}

export function isStatic(node: FunctionDefinition): boolean {
  return node.decorators.some((decorator) => decorator.kind === "Name" && decorator.id === "staticmethod");
}

/** A `compute_loss` of a model, called with other arguments. */
function isOfModel(node: FunctionDefinition, owner: ClassDefinition): boolean {
  return node.name === "compute_loss" && owner.bases.some((base) => base.name === undefined && !isObject(base.value));
}

function isObject(base: Expression): boolean {
  return base.kind === "Name" && base.id === "object";
}
