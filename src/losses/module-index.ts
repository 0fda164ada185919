/** One walk over a module, so that finding losses and the rules need no walk of their own. */

import type {
  Attribute,
  Call,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Import,
  ImportFrom,
  Lambda,
  Module,
  Node,
  Statement,
} from "../python/ast.ts";
import { forEachChild } from "../python/walk.ts";

/** What a definition stands in, innermost first. */
export interface Enclosing {
  readonly node: FunctionDefinition | ClassDefinition | Lambda;
  readonly outer: Enclosing | undefined;
}

export interface Placed<N> {
  readonly node: N;
  readonly enclosing: Enclosing | undefined;
}

export interface AssignedName {
  readonly name: string;
  /** The name as it stands in the target. */
  readonly target: Expression;
  readonly value: Expression;
  readonly enclosing: Enclosing | undefined;
}

export interface ModuleIndex {
  readonly functions: readonly Placed<FunctionDefinition>[];
  readonly classes: readonly Placed<ClassDefinition>[];
  readonly lambdas: readonly Placed<Lambda>[];
  readonly calls: readonly Placed<Call>[];
  /** `name = value` with one plain name, everywhere. */
  readonly assignments: readonly AssignedName[];
  readonly imports: readonly (Import | ImportFrom)[];
  /** Statements `target[key] = value`. */
  readonly itemAssignments: readonly Placed<Statement & { kind: "Assign" }>[];
  readonly attributes: readonly Attribute[];
}

/** Walks `module` once and keeps what the floors above ask for. */
export function indexModule(module: Module): ModuleIndex {
  const functions: Placed<FunctionDefinition>[] = [];
  const classes: Placed<ClassDefinition>[] = [];
  const lambdas: Placed<Lambda>[] = [];
  const calls: Placed<Call>[] = [];
  const assignments: AssignedName[] = [];
  const imports: (Import | ImportFrom)[] = [];
  const itemAssignments: Placed<Statement & { kind: "Assign" }>[] = [];
  const attributes: Attribute[] = [];

  let enclosing: Enclosing | undefined;
  const visit = (node: Node): void => {
    switch (node.kind) {
      case "FunctionDefinition":
      case "ClassDefinition":
      case "Lambda": {
        if (node.kind === "FunctionDefinition") functions.push({ node, enclosing });
        else if (node.kind === "ClassDefinition") classes.push({ node, enclosing });
        else lambdas.push({ node, enclosing });
        const outer = enclosing;
        enclosing = { node, outer };
        forEachChild(node, visit);
        enclosing = outer;
        return;
      }
      case "Call":
        calls.push({ node, enclosing });
        break;
      case "Assign": {
        const target = node.targets.length === 1 ? node.targets[0] : undefined;
        if (target?.kind === "Name") assignments.push({ name: target.id, target, value: node.value, enclosing });
        else if (target?.kind === "Subscript") itemAssignments.push({ node, enclosing });
        break;
      }
      case "AnnotatedAssign":
        if (node.target.kind === "Name" && node.value)
          assignments.push({ name: node.target.id, target: node.target, value: node.value, enclosing });
        break;
      case "Import":
      case "ImportFrom":
        imports.push(node);
        return;
      case "Attribute":
        attributes.push(node);
        break;
      case "Name":
      case "Constant":
        return;
    }
    forEachChild(node, visit);
  };
  for (const statement of module.body) visit(statement);
  return {
    functions,
    classes,
    lambdas,
    calls,
    assignments,
    imports,
    itemAssignments,
    attributes,
  };
}
