/**
 * The dotted name that an expression stands for, through the module's own imports and aliases:
 * `K.mean` is "keras.backend.mean" after `from keras import backend as K`.
 */
import type { Expression, Name } from "./ast.ts";
import type { Binding, BindingSite } from "./bindings.ts";
import type { ModuleNames } from "./scope.ts";

/** More ways than this to read one expression say nothing. */
const mostNames = 8;

/** The one name that the expression has, whatever path the program takes; undefined when there may be others. */
export function qualifiedName(names: ModuleNames, expression: Expression): string | undefined {
  const found = resolve(names, expression, new Set());
  return found.isCertain && found.names.size === 1 ? [...found.names][0] : undefined;
}

/**
 * Every dotted name that the expression may have: two for `try: import tf_keras as keras` with
 * `except ImportError: import keras`. Empty when one of the ways leads to what has no dotted name.
 */
export function qualifiedNames(names: ModuleNames, expression: Expression): readonly string[] {
  // Most names are variables: for them, nothing else need be made.
  const binding = expression.kind === "Name" ? names.bindingOf(expression) : undefined;
  if (binding !== undefined && holdsNameless(binding)) return [];
  const found = resolve(names, expression, new Set());
  return found.isCertain ? [...found.names] : [];
}

interface Resolution {
  readonly names: ReadonlySet<string>;
  readonly isCertain: boolean;
}

const unknown: Resolution = { names: new Set(), isCertain: false };

/** Names that lead to names by more steps than this say nothing; a row of plain aliases is one step. */
const longestWay = 100;

function resolve(names: ModuleNames, expression: Expression, visited: Set<Binding>): Resolution {
  if (visited.size > longestWay) return unknown;
  switch (expression.kind) {
    case "Name": {
      const binding = names.bindingOf(expression);
      if (binding !== undefined) return resolveAlias(names, binding, visited);
      return names.isBuiltin(expression) ? { names: new Set([expression.id]), isCertain: true } : unknown;
    }
    case "Attribute": {
      const value = resolve(names, expression.value, visited);
      if (!value.isCertain) return unknown;
      const builtin = expression.value.kind === "Name" && names.isBuiltin(expression.value);
      if (builtin && expression.value.kind === "Name" && expression.value.id.startsWith("__")) return unknown;
      return { names: new Set([...value.names].map((name) => join(name, expression.attribute))), isCertain: true };
    }
    case "NamedExpression":
      return resolve(names, expression.value, visited);
    case "Conditional":
      return either([expression.body, expression.orElse].map((branch) => resolve(names, branch, visited)));
    default:
      return unknown;
  }
}

function join(name: string, attribute: string): string {
  return name.endsWith(".") ? name + attribute : `${name}.${attribute}`;
}

/** What rows of aliases lead to, each binding once: a file may have thousands, one after the other. */
const known = new WeakMap<Binding, Resolution>();

/** Goes along `b = a`, `c = b` … to the end, and reads that. */
function resolveAlias(names: ModuleNames, first: Binding, visited: Set<Binding>): Resolution {
  const row = new Set<Binding>();
  let binding = first;
  for (let next: Binding | undefined = first; next !== undefined && !row.has(next) && !known.has(binding); ) {
    binding = next;
    row.add(binding);
    const [site] = binding.sites;
    const isAlias = binding.sites.length === 1 && site?.kind === "assignment" && site.value?.kind === "Name";
    next = isAlias ? names.bindingOf(site.value as Name) : undefined;
  }
  const found = known.get(binding) ?? resolveBinding(names, binding, visited);
  // What was cut short on the way is no answer for others.
  if (visited.size === 0) for (const each of row) known.set(each, found);
  return found;
}

const nameless = new WeakMap<Binding, boolean>();

function holdsNameless(binding: Binding): boolean {
  let answer = nameless.get(binding);
  if (answer === undefined) {
    answer = binding.sites.some(isNameless);
    nameless.set(binding, answer);
  }
  return answer;
}

function resolveBinding(names: ModuleNames, binding: Binding, visited: Set<Binding>): Resolution {
  if (holdsNameless(binding)) return unknown;
  // `K = K or other`: a name that leads back to itself says no more than its other bindings.
  if (visited.has(binding)) return { names: new Set(), isCertain: true };
  visited.add(binding);
  const sites = binding.sites.filter((site) => !saysNothing(site));
  const found = either(sites.map((site) => resolveSite(names, site, visited)));
  visited.delete(binding);
  return found.names.size === 0 ? unknown : found;
}

/** A parameter, a function, what a call returned: no dotted name, whatever the other bindings are. */
function isNameless(site: BindingSite): boolean {
  switch (site.kind) {
    case "import":
    case "importFrom":
    case "walrus":
      return false;
    case "assignment": {
      const kind = site.value?.kind;
      return (
        !(kind === "Name" || kind === "Attribute" || kind === "NamedExpression" || kind === "Conditional") &&
        !saysNothing(site)
      );
    }
    default:
      return !saysNothing(site);
  }
}

/** A declaration, a deletion, and the `None` that stands for a failed import give no other value to call. */
function saysNothing(site: BindingSite): boolean {
  if (site.kind === "global" || site.kind === "delete") return true;
  if (site.kind !== "assignment") return false;
  return site.value?.kind === "Constant" && site.value.value === null;
}

function resolveSite(names: ModuleNames, site: BindingSite, visited: Set<Binding>): Resolution {
  switch (site.kind) {
    case "import":
      return { names: new Set([site.module]), isCertain: true };
    case "importFrom": {
      const from = ".".repeat(site.level) + site.module;
      return { names: new Set([from === "" ? site.imported : join(from, site.imported)]), isCertain: true };
    }
    case "assignment":
      return site.value === undefined ? unknown : resolve(names, site.value, visited);
    case "walrus":
      return resolve(names, site.value, visited);
    default:
      return unknown;
  }
}

function either(found: readonly Resolution[]): Resolution {
  if (found.some((one) => !one.isCertain)) return unknown;
  const all = new Set(found.flatMap((one) => [...one.names]));
  return all.size > mostNames ? unknown : { names: all, isCertain: true };
}
