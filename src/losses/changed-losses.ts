/** Which losses of a file are not what they were: by what each rests on, not by how it is laid out. */

import type { ModuleNames } from "../python/scope.ts";
import { dependenciesOf, dependencyText } from "./dependencies.ts";
import type { LossDefinition } from "./loss.ts";
import { definitionsOf } from "./loss-reference.ts";

export interface FileLosses {
  readonly losses: readonly LossDefinition[];
  readonly names: ModuleNames;
}

export type LossPair =
  | { readonly kind: "same" | "changed"; readonly before: LossDefinition; readonly after: LossDefinition }
  | { readonly kind: "new"; readonly before: undefined; readonly after: LossDefinition }
  | { readonly kind: "gone"; readonly before: LossDefinition; readonly after: undefined };

/** Every loss of the two, those that are there now first. */
export function pairLosses(before: FileLosses, after: FileLosses): LossPair[] {
  const pairs = new Map<LossDefinition, LossPair>();
  const gone: LossPair[] = [];
  for (const name of new Set([...before.losses, ...after.losses].map((loss) => loss.name))) {
    const then = [...definitionsOf(before.losses, name)];
    let now = [...definitionsOf(after.losses, name)];
    if (then.length !== now.length)
      // Of several of one name, what stayed as it was is the same.
      now = now.filter((each) => {
        const same = then.findIndex((old) => textOf(old) === textOf(each));
        if (same < 0) return true;
        pairs.set(each, pairOf(then.splice(same, 1)[0]!, each, before.names, after.names));
        return false;
      });
    for (const each of now) {
      const old = then.shift();
      pairs.set(
        each,
        old === undefined
          ? { kind: "new", before: undefined, after: each }
          : pairOf(old, each, before.names, after.names),
      );
    }
    gone.push(...then.map((old): LossPair => ({ kind: "gone", before: old, after: undefined })));
  }
  return [...after.losses.flatMap((loss) => pairs.get(loss) ?? []), ...gone];
}

function pairOf(before: LossDefinition, after: LossDefinition, then: ModuleNames, now: ModuleNames): LossPair {
  return { kind: isSame(before, then, after, now) ? "same" : "changed", before, after };
}

/** Whether both say the same: comments, blanks and the documentation apart. */
function isSame(a: LossDefinition, namesOfA: ModuleNames, b: LossDefinition, namesOfB: ModuleNames): boolean {
  if (dependencyText(a, namesOfA) === dependencyText(b, namesOfB)) return true;
  return meaningOf(a, namesOfA) === meaningOf(b, namesOfB);
}

/** The statements that a loss rests on, without their places; other definitions of its name are none of it. */
function meaningOf(loss: LossDefinition, names: ModuleNames): string {
  const statements = dependenciesOf(loss, names).filter(
    (each) =>
      !("name" in each && each.name === loss.name) ||
      (each.range.start <= loss.range.start && loss.range.end <= each.range.end),
  );
  return JSON.stringify(statements, (key, value: unknown) => {
    if (/range$|^attributeStart$/i.test(key)) return undefined;
    if (typeof value === "bigint") return `${value}n`;
    // JSON knows no infinity.
    if (typeof value === "number") return `${Object.is(value, -0) ? "-0" : value}`;
    return Array.isArray(value) ? value.filter((each) => !isDocumentation(each)) : value;
  });
}

/** A string that stands alone. */
function isDocumentation(node: unknown): boolean {
  const { kind, value } = Object(node) as { kind?: unknown; value?: { kind?: unknown; value?: unknown } };
  return kind === "ExpressionStatement" && value?.kind === "Constant" && typeof value.value === "string";
}

function textOf({ range, module }: LossDefinition): string {
  return module.text.slice(range.start, range.end);
}
