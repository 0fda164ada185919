/** Ways through the tree of a module. */
import type { Attribute, Expression, Module, Node, Parameters, Range, Statement } from "./ast.ts";

type Child = Statement | Expression;

/** Calls `visit` for the statements and expressions directly below `node`, in source order. */
export function forEachChild(node: Node, visit: (child: Child) => void): void {
  switch (node.kind) {
    case "Module":
      node.body.forEach(visit);
      return;
    case "Constant":
    case "Name":
    case "Import":
    case "ImportFrom":
    case "Pass":
    case "Break":
    case "Continue":
      return;
    case "JoinedString":
      for (const part of node.parts) {
        if (typeof part === "string") continue;
        visit(part.value);
        if (part.format !== undefined) visit(part.format);
      }
      return;
    case "Attribute":
    case "Starred":
    case "Await":
    case "ExpressionStatement":
      visit(node.value);
      return;
    case "Subscript":
      visit(node.value);
      visit(node.index);
      return;
    case "Slice":
      some([node.lower, node.upper, node.step], visit);
      return;
    case "Call":
      visit(node.function);
      for (const argument of node.arguments) visit(argument.value);
      return;
    case "BinaryOperation":
      visit(node.left);
      visit(node.right);
      return;
    case "UnaryOperation":
      visit(node.operand);
      return;
    case "BooleanOperation":
      node.values.forEach(visit);
      return;
    case "Compare":
      visit(node.left);
      for (const { right } of node.comparisons) visit(right);
      return;
    case "Conditional":
      visit(node.body);
      visit(node.test);
      visit(node.orElse);
      return;
    case "Lambda":
      parameters(node.parameters, visit);
      visit(node.body);
      return;
    case "Tuple":
    case "List":
    case "SetLiteral":
      node.elements.forEach(visit);
      return;
    case "Dict":
      for (const { key, value } of node.entries) some([key, value], visit);
      return;
    case "Comprehension":
      some([node.key, node.element], visit);
      for (const { target, iterable, conditions } of node.clauses) some([target, iterable, ...conditions], visit);
      return;
    case "NamedExpression":
      visit(node.target);
      visit(node.value);
      return;
    case "Yield":
      some([node.value], visit);
      return;
    case "ErrorExpression":
      node.parts.forEach(visit);
      return;
    default:
      forEachChildOfStatement(node, visit);
      return;
  }
}

function forEachChildOfStatement(
  node: Exclude<Statement, { kind: "ExpressionStatement" }>,
  visit: (child: Child) => void,
) {
  switch (node.kind) {
    case "FunctionDefinition":
      node.decorators.forEach(visit);
      parameters(node.parameters, visit);
      some([node.returns], visit);
      return node.body.forEach(visit);
    case "ClassDefinition":
      node.decorators.forEach(visit);
      for (const base of node.bases) visit(base.value);
      return node.body.forEach(visit);
    case "Return":
      return some([node.value], visit);
    case "Delete":
      return node.targets.forEach(visit);
    case "Assign":
      node.targets.forEach(visit);
      return visit(node.value);
    case "AugmentedAssign":
      visit(node.target);
      return visit(node.value);
    case "AnnotatedAssign":
      return some([node.target, node.annotation, node.value], visit);
    case "TypeAlias":
      visit(node.name);
      return visit(node.value);
    case "For":
      visit(node.target);
      visit(node.iterable);
      node.body.forEach(visit);
      return node.orElse.forEach(visit);
    case "While":
    case "If":
      visit(node.test);
      node.body.forEach(visit);
      return node.orElse.forEach(visit);
    case "With":
      for (const { context, target } of node.items) some([context, target], visit);
      return node.body.forEach(visit);
    case "Match":
      visit(node.subject);
      for (const { captures, guard, body } of node.cases) {
        captures.forEach(visit);
        some([guard], visit);
        body.forEach(visit);
      }
      return;
    case "Raise":
      return some([node.exception, node.cause], visit);
    case "Try":
      node.body.forEach(visit);
      for (const { type, name, body } of node.handlers) {
        some([type, name], visit);
        body.forEach(visit);
      }
      node.orElse.forEach(visit);
      return node.finallyBody.forEach(visit);
    case "Assert":
      return some([node.test, node.message], visit);
    case "Global":
      return node.names.forEach(visit);
    case "ErrorStatement":
      node.expressions.forEach(visit);
      return node.statements.forEach(visit);
    case "Import":
    case "ImportFrom":
    case "Pass":
    case "Break":
    case "Continue":
      return;
  }
}

function some(nodes: readonly (Child | undefined)[], visit: (child: Child) => void): void {
  for (const node of nodes) if (node !== undefined) visit(node);
}

function parameters({ list }: Parameters, visit: (child: Child) => void): void {
  for (const parameter of list) some([parameter.annotation, parameter.default], visit);
}

/** The statements and expressions directly below `node`, in source order. */
export function childrenOf(node: Node): readonly (Statement | Expression)[] {
  const children: Child[] = [];
  forEachChild(node, (child) => children.push(child));
  return children;
}

/** Visits `node` and all below it, outer before inner. A visit that answers `false` leaves out what is below. */
export function walk(node: Node, visit: (node: Node) => unknown): void {
  if (visit(node) === false) return;
  forEachChild(node, (child) => walk(child, visit));
}

const statementKinds: ReadonlySet<Node["kind"]> = new Set<Statement["kind"]>([
  "FunctionDefinition",
  "ClassDefinition",
  "Return",
  "Delete",
  "Assign",
  "AugmentedAssign",
  "AnnotatedAssign",
  "TypeAlias",
  "For",
  "While",
  "If",
  "With",
  "Match",
  "Raise",
  "Try",
  "Assert",
  "Import",
  "ImportFrom",
  "Global",
  "ExpressionStatement",
  "Pass",
  "Break",
  "Continue",
  "ErrorStatement",
]);

/** Statements and expressions share no kind. */
export function isStatement(node: Node): node is Statement {
  return statementKinds.has(node.kind);
}

const parentsByModule = new WeakMap<Module, ReadonlyMap<Node, Node>>();

/** The node directly above each node of the module; built when first asked for. */
export function parentsOf(module: Module): ReadonlyMap<Node, Node> {
  const known = parentsByModule.get(module);
  if (known !== undefined) return known;
  const parents = new Map<Node, Node>();
  walk(module, (node) => forEachChild(node, (child) => parents.set(child, node)));
  parentsByModule.set(module, parents);
  return parents;
}

/**
 * The nodes around a node of the module, the innermost first: found on the way down to it, where nobody has asked for the
 * parents of all.
 */
export function nodesAround(module: Module, node: Node): readonly Node[] {
  const { start, end } = node.range;
  const around: Node[] = [];
  let at: Node | undefined = statementAt(module.body, start);
  if (at !== undefined) around.push(module);
  while (at !== undefined && at !== node) {
    around.push(at);
    at = childrenOf(at).find(({ range }) => range.start <= start && end <= range.end);
  }
  return at === undefined ? [] : around.reverse();
}

/** Of statements in order, the one that `offset` is in. */
function statementAt(statements: readonly Statement[], offset: number): Statement | undefined {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle] as Statement).range.start <= offset) low = middle + 1;
    else high = middle;
  }
  return statements[low - 1];
}

/** The innermost node that `offset` is in; at its very end counts, if nothing begins there. */
export function nodeAt(module: Module, offset: number): Node {
  let found: Node = module;
  for (let next: Node | undefined = module; next !== undefined; ) {
    found = next;
    next = undefined;
    for (const child of childrenOf(found)) {
      if (child.range.start > offset || child.range.end < offset) continue;
      if (child.range.end > offset || next === undefined) next = child;
    }
  }
  return found;
}

/** Where the name after the dot stands. */
export function attributeRange({ attributeStart, range }: Attribute): Range {
  return { start: attributeStart, end: range.end };
}

/** Whether the grammar gave up inside the node or right beside it. */
export function holdsError(module: Module, node: { readonly range: Node["range"] }): boolean {
  const { errors } = module;
  const { start, end } = node.range;
  let low = 0;
  let high = errors.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((errors[middle] as Node["range"]).start <= end) low = middle + 1;
    else high = middle;
  }
  // Errors are few and in order of their start; one that started long before may still reach here.
  for (let index = low - 1; index >= 0; index--) {
    if ((errors[index] as Node["range"]).end >= start) return true;
  }
  return false;
}
