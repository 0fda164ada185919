/** What expressions mean: canonical names of library things, and definitions of the module's own. */

import { eraOfBackendFunction } from "../keras/backend-functions.ts";
import { canonicalName } from "../keras/canonical.ts";
import { conventionalName, type KerasDialect, kerasDialect } from "../keras/import-forms.ts";
import type {
  Attribute,
  Call,
  ClassDefinition,
  Expression,
  FunctionDefinition,
  Lambda,
  Name,
  Range,
} from "../python/ast.ts";
import type { Binding } from "../python/bindings.ts";
import { qualifiedNames } from "../python/qualified.ts";
import type { ModuleNames } from "../python/scope.ts";
import { attributeValues } from "./attribute-values.ts";
import { siteFor } from "./binding-site.ts";
import type { LossDefinition } from "./loss.ts";
import type { ModuleIndex, Placed } from "./module-index.ts";

export type Resolution =
  | { readonly kind: "function"; readonly node: FunctionDefinition }
  | { readonly kind: "class"; readonly node: ClassDefinition }
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "import" | "parameter" | "other" };

export interface Resolver {
  /**
   * The canonical dotted name, `keras.ops.mean`. A name that nothing binds but that everyone uses alike (`K`, `tf`)
   * counts as what it stands for, so that a missing import hides no other mistake.
   */
  qualifiedName(expression: Expression): string | undefined;
  /** The calls of functions whose canonical name fits. The pattern is asked once for each name, so it costs little. */
  callsOf(pattern: RegExp): readonly Placed<Call>[];
  /** What a name of the module refers to; undefined where nothing binds it. */
  resolve(name: Name): Resolution | undefined;
  /** The method that `self.name` or `Class.name` means, of a class of the module. */
  method(node: Attribute): FunctionDefinition | undefined;
  /** The value that `self.name` is given, where its class gives it one and no other. */
  attribute(node: Attribute): Expression | undefined;
  /** Names that nothing can give a value, in source order. */
  unboundNames(): readonly Name[];
  /** Those of them that stand in the range. */
  unboundWithin(range: Range): readonly Name[];
  isUnbound(name: Name): boolean;
  /** Whether the name stands before a dot. */
  isAttributeBase(name: Name): boolean;
  /** Where the name of a loss is bound and used. */
  occurrencesOf(loss: LossDefinition): readonly Range[];
  /** Whether `expression` is the loss itself, not a variable that holds what it returned. */
  meansDirectly(expression: Expression, loss: LossDefinition): boolean;
  /** No decorator, or only ones that leave a function what it is. */
  isPlainlyDecorated(node: FunctionDefinition): boolean;
  readonly dialect: KerasDialect;
}

interface CallsOfName {
  readonly name: string;
  readonly calls: readonly Placed<Call>[];
}

const plainDecorators =
  /^(?:staticmethod|classmethod|tf\.function|tf\.autograph\.experimental\.\w+|functools\.wraps|(?:tf\.)?keras\.(?:saving|utils)\.register_keras_serializable|.*\.(?:register_keras_serializable|jit))$/;

/** Made once for a module. */
export function createResolver(names: ModuleNames, index: ModuleIndex): Resolver {
  const dialect = kerasDialect(index.imports);
  let unbound: readonly Name[] | undefined;
  let named: readonly CallsOfName[] | undefined;

  let asked = 0;
  let attributeBases: ReadonlySet<Expression> | undefined;
  const unboundNames = (): readonly Name[] => {
    unbound ??= names.unresolvedNames().toSorted((a, b) => a.range.start - b.range.start);
    return unbound;
  };

  const starModule = backendOfStar(names);

  const ofBinding = new Map<Binding, string | undefined>();
  const members = new Map<string, Map<string, string>>();

  /** By owner and attribute: to put the two together each time would take longer than all else. */
  const memberOf = (owner: string, attribute: string): string => {
    let known = members.get(owner);
    if (known === undefined) {
      known = new Map();
      members.set(owner, known);
    }
    let answer = known.get(attribute);
    if (answer === undefined) {
      answer = canonicalName(`${owner}${owner.endsWith(".") ? "" : "."}${attribute}`);
      known.set(attribute, answer);
    }
    return answer;
  };

  /** A name is worked out once for all its uses: they share the binding. */
  const nameOfName = (expression: Name): string | undefined => {
    const binding = names.bindingOf(expression);
    if (!binding) {
      const module = starModule !== undefined && eraOfBackendFunction(expression.id) ? starModule : undefined;
      if (module !== undefined) return `${module}.${expression.id}`;
      if (names.isBuiltin(expression)) return expression.id;
      return names.isUnresolved(expression) ? conventionalName(expression.id, dialect)?.qualifiedName : undefined;
    }
    const known = ofBinding.get(binding);
    if (known !== undefined || ofBinding.has(binding)) return known;
    const answer = agreed(qualifiedNames(names, expression));
    ofBinding.set(binding, answer);
    return answer;
  };

  function qualifiedName(expression: Expression): string | undefined {
    if (expression.kind === "Name") return nameOfName(expression);
    if (expression.kind !== "Attribute") return undefined;
    const { value, attribute } = expression;
    if (value.kind === "Name" || value.kind === "Attribute") {
      const owner = qualifiedName(value);
      return owner === undefined ? undefined : memberOf(owner, attribute);
    }
    return agreed(qualifiedNames(names, expression));
  }

  const resolve = (name: Name): Resolution | undefined => {
    const binding = names.bindingOf(name);
    if (!binding) return undefined;
    const site = siteFor(binding, name, names);
    if (!site) return { kind: "other" };
    switch (site.kind) {
      case "function":
      case "class":
        return { kind: site.kind, node: site.node } as Resolution;
      case "assignment":
        return site.value ? { kind: "value", value: site.value } : { kind: "other" };
      case "walrus":
        return { kind: "value", value: site.value };
      case "import":
      case "importFrom":
        return { kind: "import" };
      case "parameter":
        return { kind: "parameter" };
      default:
        return { kind: "other" };
    }
  };

  const classOf = (expression: Expression, depth = 0): ClassDefinition | undefined => {
    // `model = model()` leads back to itself.
    if (depth > 20) return undefined;
    if (expression.kind === "Call") return classOf(expression.function, depth + 1);
    if (expression.kind !== "Name") return undefined;
    const meant = resolve(expression);
    if (meant?.kind === "class") return meant.node;
    if (meant?.kind === "value" && meant.value.kind === "Call") return classOf(meant.value.function, depth + 1);
    if (meant?.kind !== "parameter") return undefined;
    const binding = names.bindingOf(expression)!;
    const site = binding.sites[0]!;
    const isFirst = site.kind === "parameter" && site.function.parameters.list[0] === site.parameter;
    const outer = binding.scope.parent?.node;
    return isFirst && outer?.kind === "ClassDefinition" ? outer : undefined;
  };

  const method = (node: Attribute): FunctionDefinition | undefined => {
    const owner = classOf(node.value);
    const found = owner?.body.find((at) => at.kind === "FunctionDefinition" && at.name === node.attribute);
    return found?.kind === "FunctionDefinition" ? found : undefined;
  };

  const ofAttributes = new Map<ClassDefinition, ReadonlyMap<string, Expression | undefined>>();
  const attribute = (node: Attribute): Expression | undefined => {
    const owner = classOf(node.value);
    if (!owner) return undefined;
    const values = ofAttributes.get(owner) ?? attributeValues(owner);
    ofAttributes.set(owner, values);
    return values.get(node.attribute);
  };

  const callsByName = (): readonly CallsOfName[] => {
    const groups = new Map<string, Placed<Call>[]>();
    for (const call of index.calls) {
      const name = qualifiedName(call.node.function);
      if (name === undefined) continue;
      const group = groups.get(name);
      if (group) group.push(call);
      else groups.set(name, [call]);
    }
    return [...groups].map(([name, calls]) => ({ name, calls }));
  };

  return {
    dialect,
    qualifiedName,
    callsOf(pattern) {
      named ??= callsByName();
      const found: Placed<Call>[] = [];
      for (const { name, calls } of named) if (pattern.test(name)) found.push(...calls);
      return found;
    },
    resolve,
    method,
    attribute,
    unboundNames,
    unboundWithin({ start, end }) {
      const all = unboundNames();
      let low = 0;
      let high = all.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (all[middle]!.range.start < start) low = middle + 1;
        else high = middle;
      }
      const found: Name[] = [];
      for (let name = all[low]; name !== undefined && name.range.start < end; name = all[++low]) {
        if (name.range.end <= end) found.push(name);
      }
      return found;
    },
    isUnbound: (name) => names.isUnresolved(name),
    isAttributeBase(name) {
      // Mostly few names are asked about, and a set of all would take longer to fill than all of them to look for.
      asked++;
      if (asked < 20) return index.attributes.some(({ value }) => value === name);
      attributeBases ??= new Set(index.attributes.map(({ value }) => value));
      return attributeBases.has(name);
    },
    occurrencesOf(loss) {
      const binding = names.lookUp(loss.name, names.scopeOf(loss.node));
      if (!binding) return [];
      const ranges = [...binding.sites.map((site) => site.range), ...binding.references.map((name) => name.range)];
      const seen = new Set<number>();
      return ranges.sort((a, b) => a.start - b.start).filter(({ start }) => !seen.has(start) && seen.add(start));
    },
    meansDirectly(expression, loss) {
      if (expression.kind === "Attribute") return method(expression) === loss.node;
      if (expression.kind !== "Name") return false;
      const meant = resolve(expression);
      if (meant?.kind === "function" || meant?.kind === "class") return meant.node === loss.node;
      return meant?.kind === "value" && meant.value === loss.node;
    },
    isPlainlyDecorated(node) {
      return node.decorators.every((decorator) => {
        const name = qualifiedName(decorator.kind === "Call" ? decorator.function : decorator);
        return name !== undefined && plainDecorators.test(name);
      });
    },
  };
}

/** `keras.backend`, where everything of it is imported by a star and no other star could give a name another meaning. */
function backendOfStar({ starImports: [only, another] }: ModuleNames): string | undefined {
  if (!only || another || only.level > 0) return undefined;
  const module = canonicalName(only.module);
  return /^(?:tf\.)?keras\.backend$/.test(module) ? module : undefined;
}

/** The canonical name of all that are found, if it is one, or the same thing of `keras` and `tf.keras`. */
function agreed(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const found = [...new Set(names.map(canonicalName))];
  if (found.length <= 1) return found[0];
  const bare = new Set(found.map((name) => name.replace(/^tf\.keras\./, "keras.")));
  return bare.size === 1 ? found[0] : undefined;
}

/** The names that a function's own parameters and statements do not bind. */
export function isOwnName(binding: Binding | undefined, body: FunctionDefinition | Lambda): boolean {
  for (let scope = binding?.scope; scope; scope = scope.parent) if (scope.node === body) return true;
  return false;
}
