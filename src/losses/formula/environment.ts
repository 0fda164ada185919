/** What the names of a function stand for while it is written, and what the parts of the writer share. */

import type { ClassDefinition, Expression, FunctionDefinition, Lambda, Statement } from "../../python/ast.ts";
import type { ModuleNames } from "../../python/scope.ts";
import type { Formula, Letter } from "./tree.ts";
import type { Turn } from "./turns.ts";

/** A value that a condition may rest on, and that no formula shows. */
export type Plain = null | boolean | string;

export type Bound =
  | { readonly kind: "formula"; readonly formula: Formula }
  | { readonly kind: "plain"; readonly value: Plain }
  | { readonly kind: "several"; readonly parts: readonly Formula[] }
  | { readonly kind: "function"; readonly node: FunctionDefinition | Lambda; readonly scope: Scope };

export interface Scope {
  readonly names: Map<string, Bound>;
  readonly parent: Scope | undefined;
}

/** How a body ends: with what it returns, with an exception, or by running on. */
export type Ending = { readonly returned: Formula } | "raises" | undefined;

export interface Writing {
  readonly moduleNames: ModuleNames;
  /** Whether `K.binary_crossentropy` takes the prediction first. */
  readonly takesOutputFirst: boolean;
  /** The class whose `call` is written, and what its attributes stand for. */
  readonly owner: ClassDefinition | undefined;
  readonly attributes: ReadonlyMap<string, Bound>;
  expression(node: Expression, scope: Scope): Formula;
  body(statements: readonly Statement[], scope: Scope): Ending;
  /** A name of its own for what was assigned. */
  define(symbol: Letter, value: Formula): Formula;
  /** Stands as it is in the code. */
  code(node: Expression): Formula;
  /** What the code has there, on one line. */
  textOf(node: Expression): string;
  /** Several names that one value is taken apart into. */
  unpack(letters: readonly Letter[], value: Expression): void;
  /** Which axes that are put in make rows, in the function that is being written. */
  turns: ReadonlySet<Turn>;
  /** Functions within functions that are being written. */
  depth: number;
}

/** What this is written in cannot be: a loop, a `try`. */
export class NotWritten extends Error {
  override readonly name = "NotWritten";
}

export function innerScope(parent: Scope | undefined): Scope {
  return { names: new Map(), parent };
}

export function lookUp(scope: Scope | undefined, name: string): Bound | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.names.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}
