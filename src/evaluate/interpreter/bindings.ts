/** Which names a scope binds, and which it takes from outside: read from the tree, once per node. */

import type {
  ClassDefinition,
  Comprehension,
  Expression,
  FunctionDefinition,
  Lambda,
  Module,
  Parameters,
  Statement,
} from "../../python/ast.ts";

/** The names of one scope, by where they live. */
export interface ScopeNames {
  readonly locals: ReadonlySet<string>;
  readonly globals: ReadonlySet<string>;
  readonly nonlocals: ReadonlySet<string>;
  /** Whether the body has a `yield` of its own. */
  readonly isGenerator: boolean;
}

type ScopeNode = Module | FunctionDefinition | ClassDefinition | Lambda | Comprehension;

type AnyNode = { readonly kind: string };

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && typeof (value as AnyNode).kind === "string";
}

/** Calls back with each syntax node directly below `value`, in source order. */
function forEachChild(value: object, visit: (node: AnyNode) => void): void {
  for (const part of Object.values(value)) {
    if (typeof part !== "object" || part === null) continue;
    if (isNode(part)) visit(part);
    else forEachChild(part, visit);
  }
}

const namesOfScope = new WeakMap<object, ScopeNames>();

/** The names that a scope binds, by Python's rules. */
export function scopeNames(node: ScopeNode): ScopeNames {
  const known = namesOfScope.get(node);
  if (known !== undefined) return known;
  const found = new BindingFinder();
  if (node.kind === "Comprehension") {
    for (const clause of node.clauses) found.target(clause.target);
  } else if (node.kind === "Lambda") {
    found.parameters(node.parameters);
    found.visit(node.body as AnyNode);
  } else {
    if (node.kind === "FunctionDefinition") found.parameters(node.parameters);
    for (const statement of node.body) found.visit(statement);
  }
  const locals = new Set([...found.bound].filter((name) => !found.globals.has(name) && !found.nonlocals.has(name)));
  const names = { locals, globals: found.globals, nonlocals: found.nonlocals, isGenerator: found.yields };
  namesOfScope.set(node, names);
  return names;
}

/** The names that a statement binds in the scope that it stands in. */
export function boundNames(statement: Statement): ReadonlySet<string> {
  const found = new BindingFinder();
  found.visit(statement);
  return found.bound;
}

class BindingFinder {
  readonly bound = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Set<string>();
  yields = false;

  parameters(parameters: Parameters): void {
    for (const parameter of parameters.list) this.bound.add(parameter.name);
  }

  target(target: Expression): void {
    if (target.kind === "Name") this.bound.add(target.id);
    else if (target.kind === "Tuple" || target.kind === "List")
      for (const element of target.elements) this.target(element);
    else if (target.kind === "Starred") this.target(target.value);
    else this.visit(target);
  }

  visit(node: AnyNode): void {
    const statement = node as Statement | Expression;
    switch (statement.kind) {
      case "FunctionDefinition":
        this.bound.add(statement.name);
        for (const decorator of statement.decorators) this.visit(decorator);
        for (const parameter of statement.parameters.list) if (parameter.default) this.visit(parameter.default);
        return;
      case "ClassDefinition":
        this.bound.add(statement.name);
        for (const decorator of statement.decorators) this.visit(decorator);
        for (const base of statement.bases) this.visit(base.value);
        return;
      case "Lambda":
        for (const parameter of statement.parameters.list) if (parameter.default) this.visit(parameter.default);
        return;
      case "Comprehension":
        this.comprehension(statement);
        return;
      case "NamedExpression":
        this.bound.add(statement.target.id);
        this.visit(statement.value);
        return;
      case "Assign":
        for (const target of statement.targets) this.target(target);
        this.visit(statement.value);
        return;
      case "AugmentedAssign":
      case "AnnotatedAssign":
        this.target(statement.target);
        if (statement.value) this.visit(statement.value);
        return;
      case "TypeAlias":
        this.bound.add(statement.name.id);
        return;
      case "Delete":
        for (const target of statement.targets) this.target(target);
        return;
      case "For":
        this.target(statement.target);
        break;
      case "With":
        for (const item of statement.items) if (item.target) this.target(item.target);
        break;
      case "Match":
        for (const arm of statement.cases) for (const name of arm.captures) this.bound.add(name.id);
        break;
      case "Try":
        for (const handler of statement.handlers) if (handler.name) this.bound.add(handler.name.id);
        break;
      case "Import":
        for (const alias of statement.names) this.bound.add(alias.asName?.id ?? alias.name.split(".")[0]!);
        return;
      case "ImportFrom":
        for (const alias of statement.names) if (alias.name !== "*") this.bound.add(alias.asName?.id ?? alias.name);
        return;
      case "Global":
        for (const name of statement.names) (statement.isNonlocal ? this.nonlocals : this.globals).add(name.id);
        return;
      case "Yield":
        this.yields = true;
        break;
    }
    forEachChild(node, (child) => this.visit(child));
  }

  /** A comprehension keeps its targets to itself; only `:=` inside it binds outside. */
  private comprehension(node: Comprehension): void {
    this.visit(node.element);
    if (node.key) this.visit(node.key);
    for (const clause of node.clauses) {
      this.visit(clause.iterable);
      for (const condition of clause.conditions) this.visit(condition);
    }
  }
}

/** What a piece of code takes from the scope around it. */
export interface Mentions {
  /** Read as soon as the code runs. */
  readonly now: ReadonlySet<string>;
  /** Read only when a function defined in it is called. */
  readonly later: ReadonlySet<string>;
  /** Bound in the module by a `global` statement of a function in it. */
  readonly assigns: ReadonlySet<string>;
}

const mentionsOf = new WeakMap<Statement, Mentions>();

/** The names that a top-level statement reads from its module; known again where only other statements have changed. */
export function mentions(statement: Statement): Mentions {
  const known = mentionsOf.get(statement);
  if (known !== undefined) return known;
  const read = readMentions(statement);
  mentionsOf.set(statement, read);
  return read;
}

function readMentions(statement: Statement): Mentions {
  const now = new Set<string>();
  const later = new Set<string>();
  const assigns = new Set<string>();
  walkMentions(statement, [], false);
  return { now, later, assigns };

  function walkMentions(node: AnyNode, scopes: readonly ScopeNames[], isLater: boolean): void {
    const it = node as Statement | Expression;
    if (it.kind === "Name") {
      if (!scopes.some((scope) => scope.locals.has(it.id))) (isLater ? later : now).add(it.id);
      return;
    }
    if (it.kind === "AugmentedAssign" && it.target.kind === "Name") now.add(it.target.id);
    if (it.kind === "FunctionDefinition" || it.kind === "Lambda") {
      if (it.kind === "FunctionDefinition") {
        for (const decorator of it.decorators) walkMentions(decorator, scopes, isLater);
      }
      for (const { default: value } of it.parameters.list) if (value) walkMentions(value, scopes, isLater);
      const own = scopeNames(it);
      for (const name of own.globals) assigns.add(name);
      // Names that a function declares `global` are the module's, whatever encloses it.
      for (const name of own.globals) later.add(name);
      const body = it.kind === "Lambda" ? [it.body as AnyNode] : it.body;
      for (const part of body) walkMentions(part, [...scopes, own], true);
      return;
    }
    if (it.kind === "Comprehension") {
      const inner = [...scopes, scopeNames(it)];
      forEachChild(it, (child) => walkMentions(child, inner, isLater));
      // The first iterable is read outside the comprehension's own scope: `[x for x in x]`.
      const first = it.clauses[0];
      if (first) walkMentions(first.iterable, scopes, isLater);
      return;
    }
    forEachChild(node, (child) => walkMentions(child, scopes, isLater));
  }
}
