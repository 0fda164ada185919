/** One walk over a module that notes each place that binds a name and each place that uses one. */
import type {
  Call,
  ClassDefinition,
  Comprehension,
  Expression,
  FunctionDefinition,
  If,
  ImportFrom,
  Lambda,
  Module,
  Name,
  Node,
  Parameters,
  Range,
  Statement,
} from "./ast.ts";
import { type BindingSite, createScope, type MutableBinding, type MutableScope } from "./bindings.ts";
import { namesOfMagic, readsAsPython } from "./magics.ts";
import { forEachChild, isStatement } from "./walk.ts";

export interface StarImport {
  readonly module: string;
  readonly level: number;
  readonly node: ImportFrom;
}

/** Names that are read one after another in the same scope. */
export interface ScopeRun {
  readonly scope: MutableScope;
  readonly names: Name[];
}

export interface Collected {
  readonly moduleScope: MutableScope;
  /** All of the module, in the order of their numbers. */
  readonly bindings: readonly MutableBinding[];
  /** The names that are read, in runs of one scope: a file has thousands. */
  readonly used: readonly ScopeRun[];
  /** The names that stand in a binding place, and beside each what it binds. */
  readonly bound: readonly Name[];
  readonly boundTo: readonly MutableBinding[];
  readonly starImports: readonly StarImport[];
  readonly exported: readonly string[] | undefined;
  /** Names may come from where no one can see: `exec`, `globals()[…] =`, `%run`. */
  readonly isDynamic: boolean;
  readonly brokenTexts: readonly string[];
  readonly opened: ReadonlyMap<Node, MutableScope>;
}

export function collectBindings(module: Module): Collected {
  const moduleScope = createScope("module", module, undefined);
  const used: ScopeRun[] = [];
  let run: ScopeRun = { scope: moduleScope, names: [] };
  const bindings: MutableBinding[] = [];
  const bound: Name[] = [];
  const boundTo: MutableBinding[] = [];
  const deferred: { name: string; scope: MutableScope; site: BindingSite; node: Name | undefined }[] = [];
  const starImports: StarImport[] = [];
  const brokenTexts: string[] = [];
  const opened = new Map<Node, MutableScope>();
  let exported: string[] | undefined;
  let isDynamic = false;
  let isForTypesOnly = false;
  /** The scope of `visitChild`, which is one function for all nodes. */
  let scopeOfChildren = moduleScope;

  statements(module.body, moduleScope);
  for (const { name, scope, site, node } of deferred) {
    const owner = enclosingOwner(name, scope) ?? scope;
    addSite(name, owner, site, node);
  }
  return { moduleScope, bindings, used, bound, boundTo, starImports, exported, isDynamic, brokenTexts, opened };

  function addSite(name: string, scope: MutableScope, site: BindingSite, node: Name | undefined): void {
    let binding = scope.bindings.get(name);
    if (binding === undefined) {
      binding = { name, number: bindings.length + 1, scope, sites: [], references: [] };
      bindings.push(binding);
      scope.bindings.set(name, binding);
    }
    binding.sites.push(site);
    if (node === undefined) return;
    bound.push(node);
    boundTo.push(binding);
  }

  function use(name: Name, scope: MutableScope): void {
    if (run.scope !== scope || used.length === 0) {
      run = { scope, names: [] };
      used.push(run);
    }
    run.names.push(name);
  }

  function bind(name: string, scope: MutableScope, site: BindingSite, node?: Name): void {
    if (scope.globals?.has(name)) addSite(name, moduleScope, site, node);
    else if (scope.nonlocals?.has(name)) deferred.push({ name, scope, site, node });
    else addSite(name, scope, site, node);
  }

  function statements(body: readonly Statement[], scope: MutableScope): void {
    for (const statement of body) visitStatement(statement, scope);
  }

  function visitStatement(node: Statement, scope: MutableScope): void {
    switch (node.kind) {
      case "FunctionDefinition":
        visitFunction(node, scope);
        return;
      case "ClassDefinition":
        visitClass(node, scope);
        return;
      case "Import":
        for (const alias of node.names) {
          const first = alias.name.split(".")[0] as string;
          const name = alias.asName?.id ?? first;
          const moduleName = alias.asName === undefined ? first : alias.name;
          const { start, end } = alias.asName?.range ?? alias.nameRange;
          const range =
            alias.asName === undefined ? { start, end: Math.min(end, start + first.length) } : { start, end };
          bind(name, scope, { kind: "import", range, node, alias, module: moduleName, isForTypesOnly }, alias.asName);
        }
        return;
      case "ImportFrom":
        visitImportFrom(node, scope);
        return;
      case "Assign": {
        visitExpression(node.value, scope);
        const isAll =
          scope === moduleScope && node.targets.some((target) => target.kind === "Name" && target.id === "__all__");
        if (isAll) exported = stringsIn(node.value);
        for (const target of node.targets) {
          if (target.kind === "Name") {
            bind(target.id, scope, { kind: "assignment", range: target.range, value: node.value }, target);
          } else bindTarget(target, scope, (range) => ({ kind: "assignment", range, value: undefined }));
        }
        return;
      }
      case "AugmentedAssign":
        visitExpression(node.value, scope);
        if (node.target.kind === "Name") {
          use(node.target, scope);
          if (scope === moduleScope && node.target.id === "__all__") exported?.push(...stringsIn(node.value));
        }
        bindTarget(node.target, scope, (range) => ({ kind: "augmented", range }), false);
        return;
      case "AnnotatedAssign":
        visitExpression(node.annotation, scope);
        if (node.value !== undefined) visitExpression(node.value, scope);
        if (node.target.kind === "Name") {
          const { id, range } = node.target;
          bind(id, scope, { kind: "assignment", range, value: node.value }, node.target);
        } else visitExpression(node.target, scope);
        return;
      case "TypeAlias":
        bind(node.name.id, scope, { kind: "type", range: node.name.range }, node.name);
        visitExpression(node.value, bindTypes(node.typeParameters, node, scope));
        return;
      case "For":
        visitExpression(node.iterable, scope);
        bindTarget(node.target, scope, (range) => ({ kind: "loop", range }));
        statements(node.body, scope);
        statements(node.orElse, scope);
        return;
      case "With":
        for (const { context, target } of node.items) {
          visitExpression(context, scope);
          if (target !== undefined) bindTarget(target, scope, (range) => ({ kind: "with", range, context }));
        }
        statements(node.body, scope);
        return;
      case "If":
        visitIf(node, scope);
        return;
      case "Try":
        statements(node.body, scope);
        for (const { type, name, body } of node.handlers) {
          if (type !== undefined) visitExpression(type, scope);
          if (name !== undefined) bind(name.id, scope, { kind: "except", range: name.range }, name);
          statements(body, scope);
        }
        statements(node.orElse, scope);
        statements(node.finallyBody, scope);
        return;
      case "Match":
        visitExpression(node.subject, scope);
        for (const { captures, guard, body } of node.cases) {
          for (const name of captures) bind(name.id, scope, { kind: "match", range: name.range }, name);
          if (guard !== undefined) visitExpression(guard, scope);
          statements(body, scope);
        }
        return;
      case "Delete":
        for (const target of node.targets) {
          if (target.kind === "Name") use(target, scope);
          bindTarget(target, scope, (range) => ({ kind: "delete", range }), false);
        }
        return;
      case "Global":
        for (const name of node.names) {
          if (node.isNonlocal) scope.nonlocals = (scope.nonlocals ?? new Set()).add(name.id);
          else if (scope !== moduleScope) scope.globals = (scope.globals ?? new Set()).add(name.id);
          bind(name.id, scope, { kind: "global", range: name.range }, name);
        }
        return;
      case "Pass":
        if (module.text[node.range.start] === "%")
          visitMagic(module.text.slice(node.range.start, endOfLine(node.range.start)));
        return;
      case "ErrorStatement":
        brokenTexts.push(module.text.slice(node.range.start, endOfLine(node.range.end)));
        for (const expression of node.expressions) visitExpression(expression, scope);
        statements(node.statements, scope);
        return;
      default:
        forEachChild(node, (child) => {
          if (isStatement(child)) visitStatement(child, scope);
          else visitExpression(child, scope);
        });
        return;
    }
  }

  function endOfLine(offset: number): number {
    const end = module.text.indexOf("\n", offset);
    return end < 0 ? module.text.length : end;
  }

  function visitIf(node: If, scope: MutableScope): void {
    visitExpression(node.test, scope);
    const outer = isForTypesOnly;
    isForTypesOnly ||= isTypeChecking(node.test);
    statements(node.body, scope);
    isForTypesOnly = outer;
    statements(node.orElse, scope);
  }

  function visitImportFrom(node: ImportFrom, scope: MutableScope): void {
    const { module: from, level } = node;
    for (const alias of node.names) {
      if (alias.name === "*") {
        starImports.push({ module: from, level, node });
        continue;
      }
      const range = alias.asName?.range ?? alias.nameRange;
      const site: BindingSite = {
        kind: "importFrom",
        range,
        node,
        alias,
        module: from,
        level,
        imported: alias.name,
        isForTypesOnly,
      };
      bind(alias.asName?.id ?? alias.name, scope, site, alias.asName);
    }
  }

  function visitParameters({ list }: Parameters, scope: MutableScope): void {
    for (const parameter of list) {
      if (parameter.annotation !== undefined) visitExpression(parameter.annotation, scope);
      if (parameter.default !== undefined) visitExpression(parameter.default, scope);
    }
  }

  function bindParameters(owner: FunctionDefinition | Lambda, inner: MutableScope): void {
    for (const parameter of owner.parameters.list) {
      const range = parameter.nameRange;
      addSite(parameter.name, inner, { kind: "parameter", range, parameter, function: owner }, undefined);
    }
  }

  /** Type parameters are seen by annotations, bases and the body: a scope around them. */
  function bindTypes(names: readonly Name[] | undefined, node: Node, scope: MutableScope): MutableScope {
    if (names === undefined || node.kind === "Module") return scope;
    const around = createScope("function", node as FunctionDefinition, scope);
    for (const name of names) addSite(name.id, around, { kind: "type", range: name.range }, name);
    return around;
  }

  function visitFunction(node: FunctionDefinition, scope: MutableScope): void {
    for (const decorator of node.decorators) visitExpression(decorator, scope);
    bind(node.name, scope, { kind: "function", range: node.nameRange, node });
    const around = bindTypes(node.typeParameters, node, scope);
    visitParameters(node.parameters, around);
    if (node.returns !== undefined) visitExpression(node.returns, around);
    const inner = createScope("function", node, around);
    opened.set(node, inner);
    bindParameters(node, inner);
    statements(node.body, inner);
  }

  function visitClass(node: ClassDefinition, scope: MutableScope): void {
    for (const decorator of node.decorators) visitExpression(decorator, scope);
    bind(node.name, scope, { kind: "class", range: node.nameRange, node });
    const around = bindTypes(node.typeParameters, node, scope);
    for (const base of node.bases) visitExpression(base.value, around);
    const inner = createScope("class", node, around);
    opened.set(node, inner);
    for (const name of ["__module__", "__qualname__"]) {
      addSite(name, inner, { kind: "assignment", range: node.nameRange, value: undefined }, undefined);
    }
    statements(node.body, inner);
  }

  function visitMagic(line: string): void {
    const names = namesOfMagic(line);
    if (names === "unseen") isDynamic = true;
    else if (names === "on the line") brokenTexts.push(line);
  }

  function visitComprehension(node: Comprehension, scope: MutableScope): void {
    const inner = createScope("comprehension", node, scope);
    opened.set(node, inner);
    node.clauses.forEach(({ target, iterable, conditions }, index) => {
      visitExpression(iterable, index === 0 ? scope : inner);
      bindTarget(target, inner, (range) => ({ kind: "loop", range }));
      for (const condition of conditions) visitExpression(condition, inner);
    });
    if (node.key !== undefined) visitExpression(node.key, inner);
    visitExpression(node.element, inner);
  }

  /** Binds the names in a target; the objects of attributes and subscripts in it are uses. */
  function bindTarget(
    target: Expression,
    scope: MutableScope,
    siteAt: (range: Range) => BindingSite,
    isBindingPlace = true,
  ): void {
    switch (target.kind) {
      case "Name":
        bind(target.id, scope, siteAt(target.range), isBindingPlace ? target : undefined);
        return;
      case "Starred":
        bindTarget(target.value, scope, siteAt, isBindingPlace);
        return;
      case "Tuple":
      case "List":
        for (const element of target.elements) bindTarget(element, scope, siteAt, isBindingPlace);
        return;
      default:
        visitExpression(target, scope);
        return;
    }
  }

  function visitChild(child: Node): void {
    visitExpression(child as Expression, scopeOfChildren);
  }

  function visitChildren(node: Expression, scope: MutableScope): void {
    const around = scopeOfChildren;
    scopeOfChildren = scope;
    forEachChild(node, visitChild);
    scopeOfChildren = around;
  }

  function visitExpression(node: Expression, scope: MutableScope): void {
    switch (node.kind) {
      case "Name":
        use(node, scope);
        return;
      case "Constant":
        return;
      case "Attribute":
        visitExpression(node.value, scope);
        return;
      case "Call":
        if (reachesNamesUnseen(node)) isDynamic = true;
        visitExpression(node.function, scope);
        for (const argument of node.arguments) visitExpression(argument.value, scope);
        return;
      case "BinaryOperation":
        visitExpression(node.left, scope);
        visitExpression(node.right, scope);
        return;
      case "Lambda": {
        visitParameters(node.parameters, scope);
        const inner = createScope("lambda", node, scope);
        opened.set(node, inner);
        bindParameters(node, inner);
        visitExpression(node.body, inner);
        return;
      }
      case "Comprehension":
        visitComprehension(node, scope);
        return;
      case "NamedExpression": {
        visitExpression(node.value, scope);
        let owner = scope;
        while (owner.kind === "comprehension" && owner.parent !== undefined) owner = owner.parent as MutableScope;
        const { id, range } = node.target;
        bind(id, owner, { kind: "walrus", range, value: node.value }, node.target);
        return;
      }
      default:
        visitChildren(node, scope);
        return;
    }
  }
}

/** The function around that binds the name a `nonlocal` speaks of. */
function enclosingOwner(name: string, from: MutableScope): MutableScope | undefined {
  for (let scope = from.parent as MutableScope | undefined; scope !== undefined; ) {
    const isFunction = scope.kind === "function" || scope.kind === "lambda";
    if (isFunction && scope.bindings.has(name) && !scope.nonlocals?.has(name)) return scope;
    scope = scope.parent as MutableScope | undefined;
  }
  return undefined;
}

/** `enum` puts the members of `_convert_` into the module; `run_cell` runs what stands in a string. */
const dynamicAttributes = new Set(["_convert_", "_convert", "run_cell", "safe_execfile"]);
/** `get_ipython().run_line_magic("matplotlib", "inline")`, as notebooks become scripts. */
const magicCalls: ReadonlyMap<string, string> = new Map([
  ["magic", "%"],
  ["run_line_magic", "%"],
  ["run_cell_magic", "%%"],
]);

function reachesNamesUnseen({ function: callee, arguments: given }: Call): boolean {
  if (callee.kind === "Name") return callee.id === "exec" || callee.id === "execfile" || callee.id === "globals";
  if (callee.kind !== "Attribute") return false;
  const percents = magicCalls.get(callee.attribute);
  if (percents === undefined) return dynamicAttributes.has(callee.attribute);
  const texts = given.map(({ value }) =>
    value.kind === "Constant" && typeof value.value === "string" ? value.value : "",
  );
  const line = `${percents}${texts.slice(0, 2).join(" ")}`;
  // The code of a cell stands in a string, and what it binds with it.
  return namesOfMagic(line) !== "none" || (percents === "%%" && readsAsPython(line));
}

/** `TYPE_CHECKING` or `typing.TYPE_CHECKING`. */
function isTypeChecking(test: Expression): boolean {
  return test.kind === "Name"
    ? test.id === "TYPE_CHECKING"
    : test.kind === "Attribute" && test.attribute === "TYPE_CHECKING";
}

function stringsIn(value: Expression): string[] {
  if (value.kind === "BinaryOperation") return [...stringsIn(value.left), ...stringsIn(value.right)];
  if (value.kind !== "List" && value.kind !== "Tuple") return [];
  return value.elements.flatMap((element) =>
    element.kind === "Constant" && typeof element.value === "string" ? [element.value] : [],
  );
}
