/** What the names of a module are bound to. `scope.ts` finds it out. */
import type {
  ClassDefinition,
  Comprehension,
  Expression,
  FunctionDefinition,
  Import,
  ImportAlias,
  ImportFrom,
  Lambda,
  Module,
  Name,
  Parameter,
  Range,
} from "./ast.ts";

export type ScopeNode = Module | FunctionDefinition | ClassDefinition | Lambda | Comprehension;

export interface Scope {
  readonly kind: "module" | "function" | "class" | "lambda" | "comprehension";
  readonly node: ScopeNode;
  readonly parent: Scope | undefined;
  readonly children: readonly Scope[];
  /** The names bound here; those declared `global` or `nonlocal` are with the scope that owns them. */
  readonly bindings: ReadonlyMap<string, Binding>;
}

export interface Binding {
  readonly name: string;
  readonly scope: Scope;
  /** Every place that binds the name, in the order in which they stand. */
  readonly sites: readonly BindingSite[];
  /** Every use, also from inner scopes; targets of assignments are none. */
  readonly references: readonly Name[];
}

interface Site {
  /** Of the name that is bound. */
  readonly range: Range;
}

export type BindingSite =
  | (Site & {
      readonly kind: "import";
      readonly node: Import;
      readonly alias: ImportAlias;
      /** What the name stands for: "a.b" for `import a.b as c`, but "a" for `import a.b`. */
      readonly module: string;
      readonly isForTypesOnly: boolean;
    })
  | (Site & {
      readonly kind: "importFrom";
      readonly node: ImportFrom;
      readonly alias: ImportAlias;
      readonly module: string;
      readonly level: number;
      readonly imported: string;
      readonly isForTypesOnly: boolean;
    })
  | (Site & { readonly kind: "function"; readonly node: FunctionDefinition })
  | (Site & { readonly kind: "class"; readonly node: ClassDefinition })
  | (Site & {
      readonly kind: "parameter";
      readonly parameter: Parameter;
      readonly function: FunctionDefinition | Lambda;
    })
  | (Site & {
      readonly kind: "assignment";
      /** The value, if the target is the name itself and not part of an unpacking. */
      readonly value: Expression | undefined;
    })
  | (Site & { readonly kind: "walrus"; readonly value: Expression })
  | (Site & { readonly kind: "with"; readonly context: Expression })
  | (Site & {
      readonly kind: "loop" | "except" | "match" | "augmented" | "delete" | "global" | "type";
    });

export interface MutableScope extends Scope {
  readonly children: MutableScope[];
  readonly bindings: Map<string, MutableBinding>;
  /** Names declared so; most scopes have none. */
  globals: Set<string> | undefined;
  nonlocals: Set<string> | undefined;
}

export interface MutableBinding extends Binding {
  /** Its place among all of the module, from 1. */
  readonly number: number;
  readonly scope: MutableScope;
  readonly sites: BindingSite[];
  readonly references: Name[];
}

export function createScope(kind: Scope["kind"], node: ScopeNode, parent: MutableScope | undefined): MutableScope {
  const scope: MutableScope = {
    kind,
    node,
    parent,
    children: [],
    bindings: new Map(),
    globals: undefined,
    nonlocals: undefined,
  };
  parent?.children.push(scope);
  return scope;
}
