/**
 * Which loss is meant. A name is not an identity: notebooks and scripts define one name again and again, and a function
 * of an `if` may share it with that of its `else`.
 */

import { parentsOf } from "../python/walk.ts";
import type { LossDefinition } from "./loss.ts";

export interface LossReference {
  /** URI or path of the file or notebook. */
  readonly file: string;
  readonly name: string;
  /** Which of the definitions of that name, in source order, from 0; null where only the name is known. */
  readonly definition: number | null;
}

/** What is asked of one file's losses. */
export type LossInModule = Pick<LossReference, "name" | "definition">;

export function referenceTo(file: string, loss: LossDefinition, losses: readonly LossDefinition[]): LossReference {
  return { file, name: loss.name, definition: Math.max(0, definitionsOf(losses, loss.name).indexOf(loss)) };
}

export function isSameReference(a: LossReference, b: LossReference): boolean {
  return a.file === b.file && a.name === b.name && a.definition === b.definition;
}

const known = new WeakMap<readonly LossDefinition[], ReadonlyMap<string, readonly LossDefinition[]>>();

/** The losses of that name, in source order. */
export function definitionsOf(losses: readonly LossDefinition[], name: string): readonly LossDefinition[] {
  let byName = known.get(losses);
  if (byName === undefined) {
    byName = groupedByName(losses);
    known.set(losses, byName);
  }
  return byName.get(name) ?? [];
}

function groupedByName(losses: readonly LossDefinition[]): Map<string, LossDefinition[]> {
  const byName = new Map<string, LossDefinition[]>();
  for (const loss of losses) {
    const same = byName.get(loss.name);
    if (same === undefined) byName.set(loss.name, [loss]);
    else same.push(loss);
  }
  return byName;
}

/**
 * The loss that is meant, among those of its file as they are now. A name alone means its last definition, as does a
 * definition that is gone: somebody has taken one of them away.
 */
export function findReferred(
  losses: readonly LossDefinition[],
  { name, definition }: LossInModule,
): LossDefinition | undefined {
  const named = definitionsOf(losses, name);
  return (definition === null ? undefined : named[definition]) ?? lastOf(named);
}

/** The same loss among those of another state of its file; undefined where its definition is gone. */
export function sameLossIn(
  others: readonly LossDefinition[],
  loss: LossDefinition,
  losses: readonly LossDefinition[],
): LossDefinition | undefined {
  const { definition } = referenceTo("", loss, losses);
  return definition === null ? undefined : definitionsOf(others, loss.name)[definition];
}

/** As Python has it: what a function defines inside itself is nothing that the module's name means. */
function lastOf(named: readonly LossDefinition[]): LossDefinition | undefined {
  return named.length < 2 ? named[0] : (named.findLast((loss) => !isInFunction(loss)) ?? named.at(-1));
}

/** Whether the loss is made each time that a function around it runs. */
export function isInFunction({ node, module }: LossDefinition): boolean {
  const parents = parentsOf(module);
  for (let at = parents.get(node); at !== undefined; at = parents.get(at))
    if (at.kind === "FunctionDefinition" || at.kind === "Lambda") return true;
  return false;
}
