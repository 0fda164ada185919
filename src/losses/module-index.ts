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
  Name,
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
  /** Every name, read or bound. */
  readonly names: readonly Name[];
  /** Those that stand before a dot. */
  readonly attributeBases: ReadonlySet<Name>;
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

  const names: Name[] = [];
  const attributeBases = new Set<Name>();
  const attributes: Attribute[] = [];

  const visit = (node: Node, enclosing: Enclosing | undefined): void => {
    switch (node.kind) {
      case "FunctionDefinition":
      case "ClassDefinition":
      case "Lambda": {
        if (node.kind === "FunctionDefinition") functions.push({ node, enclosing });
        else if (node.kind === "ClassDefinition") classes.push({ node, enclosing });
        else lambdas.push({ node, enclosing });
        const inner: Enclosing = { node, outer: enclosing };
        forEachChild(node, (child) => visit(child, inner));
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
      case "Name":
        names.push(node);
        return;
      case "Attribute":
        attributes.push(node);
        if (node.value.kind === "Name") attributeBases.add(node.value);
        break;
      case "Constant":
        return;
    }
    forEachChild(node, (child) => visit(child, enclosing));
  };
  for (const statement of module.body) visit(statement, undefined);
  return {
    functions,
    classes,
    lambdas,
    calls,
    assignments,
    imports,
    itemAssignments,
    names,
    attributeBases,
    attributes,
  };
}
