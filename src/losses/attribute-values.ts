/** What a class gives its attributes. */

import type { Attribute, ClassDefinition, Expression } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

/** `eps = 1e-7` and `self.eps = eps` in a class; undefined for what has several values, or part of another's. */
export function attributeValues(owner: ClassDefinition): ReadonlyMap<string, Expression | undefined> {
  const values = new Map<string, Expression | undefined>();
  const give = (name: string, value: Expression | undefined): void => {
    values.set(name, values.has(name) ? undefined : value);
  };
  for (const statement of owner.body) {
    if (statement.kind === "Assign" || statement.kind === "AnnotatedAssign") {
      const targets = statement.kind === "Assign" ? statement.targets : [statement.target];
      for (const target of targets) if (target.kind === "Name") give(target.id, statement.value);
    }
    if (statement.kind !== "FunctionDefinition") continue;
    const self = statement.parameters.list[0]?.name;
    const isOwn = (target: Expression): target is Attribute =>
      target.kind === "Attribute" && target.value.kind === "Name" && target.value.id === self;
    const giveAll = (target: Expression, value: Expression | undefined): void => {
      if (isOwn(target)) give(target.attribute, value);
      else if (target.kind === "Tuple" || target.kind === "List")
        for (const element of target.elements) giveAll(element, undefined);
    };
    walk(statement, (node) => {
      if (node.kind === "Assign") for (const target of node.targets) giveAll(target, node.value);
      else if (node.kind === "AnnotatedAssign") giveAll(node.target, node.value);
      else if (node.kind === "AugmentedAssign" || node.kind === "For") giveAll(node.target, undefined);
    });
  }
  return values;
}
