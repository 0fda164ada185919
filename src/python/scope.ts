/** Python's scoping: which names a module binds, where, and what each use of a name refers to. */
import type { Module, Name, Node } from "./ast.ts";
import type { Binding, MutableBinding, MutableScope, Scope } from "./bindings.ts";
import { builtinNames, notebookNames } from "./builtins.ts";
import { collectBindings, type StarImport } from "./collect-bindings.ts";

export interface ModuleNames {
  readonly module: Module;
  readonly moduleScope: Scope;
  readonly starImports: readonly StarImport[];
  /** The names in `__all__`, as far as it is written out; undefined without one. */
  readonly exported: readonly string[] | undefined;
  /** The scope in which a name at this node is looked up. */
  scopeOf(node: Node): Scope;
  /** The scope that a function, class, lambda or comprehension opens. */
  scopeOpenedBy(node: Node): Scope | undefined;
  /** What a name refers to or binds; undefined for a builtin and for what is bound nowhere. */
  bindingOf(name: Name): Binding | undefined;
  /** The binding that a name would have in a scope. */
  lookUp(name: string, scope: Scope): Binding | undefined;
  /** Whether nothing can give the name a value: no binding, no builtin, no star import, no trick with `globals()`. */
  isUnresolved(name: Name): boolean;
  /** All reads of names that are unresolved, in source order of the statements. */
  unresolvedNames(): readonly Name[];
  /** Whether the name means Python's own `max`, `abs` … here. */
  isBuiltin(name: Name): boolean;
  /** All bindings that code in the scope can name, inner ones before outer. */
  visibleNames(scope: Scope): ReadonlyMap<string, Binding>;
  /** The same without those of the module itself. */
  innerNames(scope: Scope): ReadonlyMap<string, Binding>;
}

export function analyzeNames(module: Module): ModuleNames {
  const collected = collectBindings(module);
  const { moduleScope, used, bound, boundTo, starImports, exported, isDynamic, brokenTexts, opened } = collected;
  const bindings = createIndex(module, collected.bindings);
  const unbound: Name[] = [];
  bound.forEach((name, place) => {
    bindings.set(name, boundTo[place]!);
  });
  for (const { scope, names } of used) {
    for (const name of names) {
      const binding = lookUpFrom(name.id, scope);
      if (binding === undefined) {
        if (!builtinNames.has(name.id)) unbound.push(name);
        continue;
      }
      bindings.set(name, binding);
      binding.references.push(name);
    }
  }
  const isUnresolved = (name: Name): boolean => {
    if (bindings.get(name) !== undefined || builtinNames.has(name.id) || notebookNames.has(name.id)) return false;
    if (isDynamic || starImports.length > 0) return false;
    // A broken `from x import …` may well have been about to bind it.
    return !brokenTexts.some((text) => mentions(text, name.id));
  };
  return {
    module,
    moduleScope,
    starImports,
    exported,
    scopeOf(node) {
      const own = opened.get(node);
      return own === undefined ? scopeAt(moduleScope, node) : (own.parent ?? own);
    },
    scopeOpenedBy: (node) => opened.get(node),
    bindingOf: bindings.get,
    lookUp: (name, scope) => lookUpFrom(name, scope as MutableScope),
    isUnresolved,
    unresolvedNames: () => unbound.filter(isUnresolved),
    isBuiltin: (name) =>
      builtinNames.has(name.id) &&
      bindings.get(name) === undefined &&
      !starImports.some(({ module: from }) => from === ""),
    visibleNames: (scope) => namesFrom(scope, undefined),
    innerNames: (scope) => namesFrom(scope, moduleScope),
  };
}

/** The bindings of name nodes, by where they stand: a map keyed by the nodes takes most of the time of the analysis. */
function createIndex(module: Module, all: readonly MutableBinding[]) {
  const slots = new Int32Array(module.text.length + 1);
  return {
    set(name: Name, binding: MutableBinding): void {
      slots[name.range.start] = binding.number;
    },
    get(name: Name): MutableBinding | undefined {
      const binding = all[(slots[name.range.start] ?? 0) - 1];
      return binding?.name === name.id ? binding : undefined;
    },
  };
}

/** A class's own names are seen in its body, not by the functions in it. */
function lookUpFrom(name: string, from: MutableScope): MutableBinding | undefined {
  for (
    let scope: MutableScope | undefined = from;
    scope !== undefined;
    scope = scope.parent as MutableScope | undefined
  ) {
    if (scope.kind === "class" && scope !== from) continue;
    if (scope.globals?.has(name)) return moduleScopeOf(scope).bindings.get(name);
    const binding = scope.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}

function moduleScopeOf(scope: MutableScope): MutableScope {
  let outer = scope;
  while (outer.parent !== undefined) outer = outer.parent as MutableScope;
  return outer;
}

function namesFrom(from: Scope, end: Scope | undefined): ReadonlyMap<string, Binding> {
  const names = new Map<string, Binding>();
  for (let scope: Scope | undefined = from; scope !== undefined && scope !== end; scope = scope.parent) {
    if (scope.kind === "class" && scope !== from) continue;
    for (const [name, binding] of scope.bindings) if (!names.has(name)) names.set(name, binding);
  }
  return names;
}

function scopeAt(outer: Scope, node: Node): Scope {
  let scope = outer;
  for (;;) {
    const inner = childAround(scope, node);
    if (inner === undefined) return scope;
    scope = inner;
  }
}

/** The part of a text in which a scope's own names are looked up. */
interface Region {
  readonly scope: Scope;
  readonly start: number;
  readonly end: number;
  /** The last end of this one and of those before it. */
  readonly furthest: number;
}

const regionsWithin = new WeakMap<Scope, readonly Region[]>();

/** The regions of a scope's children, in order of where they begin. */
function regionsOf(scope: Scope): readonly Region[] {
  const known = regionsWithin.get(scope);
  if (known !== undefined) return known;
  const found = scope.children.map((child) => ({ scope: child, ...regionOf(child) })).sort((a, b) => a.start - b.start);
  let furthest = 0;
  const regions = found.map((region) => {
    furthest = Math.max(furthest, region.end);
    return { ...region, furthest };
  });
  regionsWithin.set(scope, regions);
  return regions;
}

function childAround(outer: Scope, node: Node): Scope | undefined {
  const regions = regionsOf(outer);
  const { start, end } = node.range;
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (regions[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= 0 && regions[at]!.furthest >= end; at--) {
    const { scope } = regions[at]!;
    if (end <= regions[at]!.end && scope.node !== node && !isInFirstIterable(scope, node)) return scope;
  }
  return undefined;
}

/** Decorators, defaults, annotations and bases are evaluated outside. */
function regionOf({ node }: Scope): Node["range"] {
  switch (node.kind) {
    case "Module":
    case "Comprehension":
      return node.range;
    case "Lambda":
      return node.body.range;
    case "FunctionDefinition":
    case "ClassDefinition":
      return { start: node.body[0]?.range.start ?? node.range.end, end: node.range.end };
  }
}

/** The first iterable is evaluated outside, too. */
function isInFirstIterable({ node: owner }: Scope, { range }: Node): boolean {
  if (owner.kind !== "Comprehension") return false;
  const first = owner.clauses[0]?.iterable.range;
  return first !== undefined && first.start <= range.start && range.end <= first.end;
}

function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const isPart = /[\w\u00a1-\uffff]/;
    if (!isPart.test(text[at - 1] ?? " ") && !isPart.test(text[at + name.length] ?? " ")) return true;
  }
  return false;
}
