/** Rewrites one call of `keras.backend` as one of `keras.ops`, in edits so small that calls inside are rewritten too. */

import type { Migration } from "../keras/migrations.ts";
import type { Argument, Call } from "../python/ast.ts";
import type { Edit } from "./finding.ts";

export interface MigrationNames {
  /** What the file calls `keras.ops`. */
  readonly ops: string;
  /** What the file calls `keras.backend`. */
  readonly K: string | undefined;
}

/** The edits, without imports; undefined where the two cannot be made to mean the same mechanically. */
export function migrateCall(
  text: string,
  call: Call,
  migration: Migration,
  { ops, K }: MigrationNames,
): readonly Edit[] | undefined {
  const given = bind(call, migration);
  if (!given) return undefined;
  const isGiven = (parameter: string): boolean => given.has(parameter);
  if (migration.lacks.some(isGiven) || !migration.needs.every(isGiven)) return undefined;
  const fill = (part: string): string | undefined => {
    if (part.includes("{K}") && K === undefined) return undefined;
    return part.replaceAll("{ops}", ops).replaceAll("{K}", K ?? "");
  };
  const first = call.arguments[0];
  if (migration.template !== undefined) return first && writeAnew(text, call, first, migration.template, ops);
  if (migration.to === "ops.") return undefined;
  // `switch` with functions for branches runs only one of them.
  if (migration.to === "ops.where" && call.arguments.some(({ value }) => value.kind === "Lambda")) return undefined;
  const edits: Edit[] = [{ range: call.function.range, newText: migration.to.replace(/^ops\b/, ops) }];
  for (const [index, argument] of call.arguments.entries()) {
    const parameter = migration.parameters[index];
    if (argument.name !== undefined && argument.nameRange) {
      const renamed = migration.rename[argument.name];
      if (renamed !== undefined) edits.push({ range: argument.nameRange, newText: renamed });
    } else if (migration.keywordFrom !== undefined && index >= migration.keywordFrom && parameter !== undefined) {
      const keyword = migration.rename[parameter] ?? parameter;
      edits.push(insertion(argument.range.start, `${keyword}=`));
    }
  }
  if (migration.wrap) {
    const wrapped = given.get(migration.parameters[0]!);
    const before = fill(migration.wrap[0]);
    const after = fill(migration.wrap[1]);
    if (!wrapped || before === undefined || after === undefined) return undefined;
    if (before !== "") edits.push(insertion(wrapped.value.range.start, before));
    edits.push(insertion(wrapped.value.range.end, after));
  }
  const last = call.arguments.at(-1);
  const added = Object.entries(migration.whenOmitted)
    .filter(([parameter]) => !isGiven(parameter))
    .map(([, part]) => `, ${part}`)
    .join("");
  if (added !== "") {
    if (!last) return undefined;
    // A wrapped last argument ends where the addition begins: one insertion holds both.
    const sameEnd = edits.findIndex(({ range }) => range.start === last.range.end && range.end === last.range.end);
    if (sameEnd >= 0) edits[sameEnd] = insertion(last.range.end, edits[sameEnd]!.newText + added);
    else edits.push(insertion(last.range.end, added));
  }
  return edits;
}

/** Arguments by parameter; undefined where `*args` or a keyword of another function is among them. */
function bind(call: Call, { parameters }: Migration): Map<string, Argument> | undefined {
  const given = new Map<string, Argument>();
  for (const [index, argument] of call.arguments.entries()) {
    if (argument.isDoubleStarred || argument.value.kind === "Starred") return undefined;
    const parameter = argument.name ?? parameters[index];
    if (parameter === undefined || !parameters.includes(parameter) || given.has(parameter)) return undefined;
    given.set(parameter, argument);
  }
  return given;
}

function writeAnew(text: string, call: Call, first: Argument, template: string, ops: string): Edit[] | undefined {
  if (call.arguments.length !== 1) return undefined;
  const { kind } = first.value;
  const isPrimary = kind === "Name" || kind === "Attribute" || kind === "Call" || kind === "Subscript";
  const parts = template.replaceAll("{ops}", ops).split("{0}");
  if (parts.length === 2) {
    const [before, after] = isPrimary ? parts : [`${parts[0]}(`, `)${parts[1]}`];
    return [
      { range: { start: call.range.start, end: first.value.range.start }, newText: before! },
      { range: { start: first.value.range.end, end: call.range.end }, newText: after! },
    ];
  }
  // Written twice, it would be computed twice.
  if (kind !== "Name") return undefined;
  return [{ range: call.range, newText: parts.join(text.slice(first.value.range.start, first.value.range.end)) }];
}

function insertion(at: number, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}
