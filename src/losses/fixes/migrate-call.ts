/** Rewrites one call of `keras.backend` for Keras 3, in edits so small that calls inside are rewritten too. */

import type { Migration } from "../../keras/migrations.ts";
import type { Argument, Call, Expression } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";

export interface MigrationNames {
  /** What the file calls `keras.ops`. */
  readonly ops: string;
  /** What the file calls `keras`. */
  readonly keras: string;
  /** What the file calls `keras.backend`. */
  readonly K: string | undefined;
}

/** The edits, without imports; undefined where the two cannot be made to mean the same mechanically. */
export function migrateCall(
  text: string,
  call: Call,
  migration: Migration,
  names: MigrationNames,
): readonly Edit[] | undefined {
  const given = bind(call, migration);
  if (!given) return undefined;
  if (!canTake(given, migration)) return migration.orElse && migrateCall(text, call, migration.orElse, names);
  if (migration.template !== undefined) return writeAnew(text, call, migration, names);
  if (migration.to === "ops.") return undefined;
  // `switch` with functions for branches runs only one of them.
  if (migration.to === "ops.where" && call.arguments.some(({ value }) => value.kind === "Lambda")) return undefined;
  const edits: Edit[] = [{ range: call.function.range, newText: writtenWith(names, migration.to) }];
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
    const around = wrapping(text, call, given.get(migration.parameters[0]!), migration.wrap, names);
    if (!around) return undefined;
    edits.push(...around);
  }
  const added = Object.entries(migration.whenOmitted)
    .filter(([parameter]) => !given.has(parameter))
    .filter(() => migration.floats === undefined || !isFloats(given.get(migration.floats)?.value))
    .map(([, part]) => fill(part, names));
  if (added.includes(undefined)) return undefined;
  if (added.length > 0) {
    const last = call.arguments.at(-1);
    if (!last || isBareGenerator(text, call)) return undefined;
    const addition = added.map((part) => `, ${part}`).join("");
    // A wrapped last argument ends where the addition begins: one insertion holds both.
    const sameEnd = edits.findIndex(({ range }) => range.start === last.range.end && range.end === last.range.end);
    if (sameEnd >= 0) edits[sameEnd] = insertion(last.range.end, edits[sameEnd]!.newText + addition);
    else edits.push(insertion(last.range.end, addition));
  }
  return edits;
}

/** `ops.mean` or `keras.random.normal` with the names that the file has for the two. */
export function writtenWith({ ops, keras }: Pick<MigrationNames, "ops" | "keras">, name: string): string {
  return name.replace(/^ops\b/, ops).replace(/^keras\b/, keras);
}

function fill(part: string, { ops, K }: MigrationNames): string | undefined {
  if (part.includes("{K}") && K === undefined) return undefined;
  return part.replaceAll("{ops}", ops).replaceAll("{K}", K ?? "");
}

function canTake(given: ReadonlyMap<string, Argument>, { lacks, needs, notNone, notList }: Migration): boolean {
  const kindOf = (parameter: string): Expression["kind"] | undefined => given.get(parameter)?.value.kind;
  return (
    !lacks.some((parameter) => given.has(parameter)) &&
    needs.every((parameter) => given.has(parameter)) &&
    !notNone.some((parameter) => isNone(given.get(parameter)?.value)) &&
    !notList.some((parameter) => kindOf(parameter) === "List" || kindOf(parameter) === "Tuple")
  );
}

function isNone(value: Expression | undefined): boolean {
  return value?.kind === "Constant" && value.value === null;
}

/** Numbers that are floats as they are written: `0.5`, `-1.0`, `[0.5, 2]`. */
function isFloats(value: Expression | undefined): boolean {
  switch (value?.kind) {
    case "Constant":
      return typeof value.value === "number";
    case "UnaryOperation":
      return isFloats(value.operand);
    case "List":
    case "Tuple":
      return value.elements.some(isFloats);
    default:
      return false;
  }
}

function isBareGenerator(text: string, { arguments: given }: Call): boolean {
  const [first] = given;
  return first?.value.kind === "Comprehension" && first.value.form === "generator" && text[first.range.start] !== "(";
}

/** Text around an argument, with its own parentheses if it has them. */
function wrapping(
  text: string,
  call: Call,
  wrapped: Argument | undefined,
  [before, after]: readonly [string, string],
  names: MigrationNames,
): readonly Edit[] | undefined {
  const start = fill(before, names);
  const end = fill(after, names);
  if (!wrapped || start === undefined || end === undefined || isBareGenerator(text, call)) return undefined;
  const edits: Edit[] = [insertion(wrapped.range.end, end)];
  let at = wrapped.range.start;
  if (wrapped.nameRange) {
    at = text.indexOf("=", wrapped.nameRange.end) + 1;
    while (text[at] === " " || text[at] === "\t") at++;
    // What the wrapping adds may be a positional argument, which may not follow one with its keyword.
    if (call.arguments.length === 1) {
      const range = { start: wrapped.nameRange.start, end: at };
      if (text.slice(range.start, range.end).includes("#")) return undefined;
      return [...edits, { range, newText: start }];
    }
  }
  return start === "" ? edits : [...edits, insertion(at, start)];
}

/** Around its only argument, comments kept. */
function writeAnew(text: string, call: Call, migration: Migration, names: MigrationNames): Edit[] | undefined {
  const [first] = call.arguments;
  if (!first || call.arguments.length !== 1 || isBareGenerator(text, call)) return undefined;
  const { kind, range } = first.value;
  const isItem = /^\[\s*-?\d+\s*\]/.test(text.slice(call.range.end));
  const template = (isItem ? migration.templateForItem : undefined) ?? migration.template!;
  const parts = fill(template, names)!.split("{0}");
  const lost = text.slice(call.range.start, range.start) + text.slice(range.end, call.range.end);
  if (lost.includes("#")) return undefined;
  if (parts.length === 2) {
    const isPrimary = kind === "Name" || kind === "Attribute" || kind === "Call" || kind === "Subscript";
    const [before, after] = isPrimary ? parts : [`${parts[0]}(`, `)${parts[1]}`];
    return [
      { range: { start: call.range.start, end: range.start }, newText: before! },
      { range: { start: range.end, end: call.range.end }, newText: after! },
    ];
  }
  // Written twice, it would be computed twice.
  if (kind !== "Name") return undefined;
  return [{ range: call.range, newText: parts.join(text.slice(range.start, range.end)) }];
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

function insertion(at: number, newText: string): Edit {
  return { range: { start: at, end: at }, newText };
}
