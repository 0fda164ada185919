/** The file as it would be with the fixes that let a loss run at all: imports that are missing, names that Keras no longer has. */

import { dependencyPlaces, placeAt } from "../losses/dependencies.ts";
import type { Finding, Fix } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Range } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { type Revision, unchanged } from "../python/revision.ts";
import type { ModuleNames } from "../python/scope.ts";
import { composeFixes } from "./compose-fixes.ts";

/** Rules about names that are not there: with one right fix the loss means what its author meant. */
const aboutNames: ReadonlySet<string> = new Set([
  "missing-backend-import",
  "removed-backend-function",
  "removed-tensorflow-function",
  "removed-module",
]);

/** Those about names that are misspelt, too: with the fix it may be the loss that was meant. */
const aboutMeantNames: ReadonlySet<string> = new Set([...aboutNames, "undefined-name-in-loss", "unknown-function"]);

/** Whether it is of a rule whose fix lets a loss run. */
export function isAboutNames(rule: string): boolean {
  return aboutNames.has(rule);
}

/** A fix may bring the next mistake to light: a module that is imported now, and lacks the function. */
const mostRounds = 4;

/** What looking at a text finds. */
export interface Looked {
  readonly findings: readonly Finding[];
  readonly losses: readonly LossDefinition[];
  readonly names: ModuleNames;
}

export interface Mended<Look extends Looked> {
  readonly revision: Revision;
  /** What the fixes do, each once. */
  readonly titles: readonly string[];
  /** In the file as it is: the first thing that is mended. */
  readonly place: Range;
  /** Of the text with the fixes. */
  readonly looked: Look;
  readonly loss: LossDefinition;
}

/**
 * Undefined where nothing stands in the way of `loss`, or what does has no one right fix. `look` is asked for what the
 * changed text holds; `same` finds the loss in it. With `meant`, names that are misspelt are mended too.
 */
export function mend<Look extends Looked>(
  text: string,
  looked: Look,
  loss: LossDefinition,
  look: (text: string) => Look,
  same: (losses: readonly LossDefinition[]) => LossDefinition | undefined,
  meant = false,
): Mended<Look> | undefined {
  let revision = unchanged(text);
  let now = { looked, loss };
  const titles = new Set<string>();
  let place: Range | undefined;
  const rules = meant ? aboutMeantNames : aboutNames;
  for (let round = 0; round < mostRounds; round++) {
    const standing = inTheWay(now.looked, now.loss, rules);
    const edits = standing.length === 0 ? [] : rightEdits(standing);
    if (edits === undefined) return undefined;
    if (edits.length === 0) break;
    for (const { fixes } of standing) titles.add(rightFix(fixes)!.title);
    const [first] = standing;
    place ??= first && revision.originalOf(first.range);
    revision = revision.with(edits);
    const next = look(revision.text);
    const mended = same(next.losses);
    if (mended === undefined) return undefined;
    now = { looked: next, loss: mended };
  }
  return place === undefined ? undefined : { revision, titles: [...titles], place, ...now };
}

export interface MendedFile<Look extends Looked> {
  readonly revision: Revision;
  readonly looked: Look;
}

/** The whole file with the right fix of everything that is not there and has one; undefined where nothing is missing. */
export function mendFile<Look extends Looked>(
  text: string,
  looked: Look,
  look: (text: string) => Look,
): MendedFile<Look> | undefined {
  let revision = unchanged(text);
  let now = looked;
  for (let round = 0; round < mostRounds; round++) {
    const edits = composeFixes(
      now.findings.filter((finding) => isMissing(finding, aboutNames)),
      (fix) => fix.isPreferred,
    );
    if (edits.length === 0) break;
    revision = revision.with(edits);
    now = look(revision.text);
  }
  return now === looked ? undefined : { revision, looked: now };
}

function isMissing({ severity, rule }: Finding, rules: ReadonlySet<string>): boolean {
  return severity === "error" && rules.has(rule);
}

/** Whether something that the loss rests on is not there. */
export function isStopped(looked: Looked, loss: LossDefinition): boolean {
  return inTheWay(looked, loss, aboutNames).length > 0;
}

/** In the loss itself and in what it rests on. */
function inTheWay({ findings, names }: Looked, loss: LossDefinition, rules: ReadonlySet<string>): readonly Finding[] {
  const missing = findings.filter((finding) => isMissing(finding, rules));
  if (missing.length === 0) return missing;
  const places = new Set(dependencyPlaces(loss, names));
  return missing.filter(({ range }) => places.has(placeAt(loss.module, range.start)));
}

function rightEdits(standing: readonly Finding[]): readonly Edit[] | undefined {
  if (standing.some(({ fixes }) => rightFix(fixes) === undefined)) return undefined;
  return composeFixes(standing, (fix) => fix.isPreferred);
}

function rightFix(fixes: readonly Fix[]): Fix | undefined {
  return fixes.find(({ isPreferred }) => isPreferred);
}
