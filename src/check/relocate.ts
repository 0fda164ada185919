/**
 * What was found in an earlier state of a file, at its place in a later one: running a loss takes longer than reading it,
 * and what it rests on may be as it was while the rest of the file has moved.
 */

import { placeAt } from "../losses/dependencies.ts";
import type { Finding, Fix, RelatedPlace } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Module, Range } from "../python/ast.ts";

/** The finding where its text stands now; undefined where that text was changed. Fixes that cannot be placed are left out. */
export function relocated(finding: Finding, before: LossDefinition, now: LossDefinition): Finding | undefined {
  if (before.module === now.module) return finding;
  const moved = (range: Range): Range | undefined =>
    movedWithStatement(range, before.module, now.module) ?? movedWithLoss(range, before, now);
  const range = moved(finding.range);
  if (range === undefined) return undefined;
  return {
    ...finding,
    range,
    fixes: finding.fixes.flatMap((fix): Fix[] => {
      const edits = fix.edits.map((edit) => ({ range: moved(edit.range), newText: edit.newText }));
      return edits.every(hasRange) ? [{ ...fix, edits }] : [];
    }),
    related: finding.related.flatMap((place): RelatedPlace[] => {
      if (place.file !== undefined) return [place];
      const there = moved(place.range);
      return there === undefined ? [] : [{ ...place, range: there }];
    }),
  };
}

function hasRange<Some extends { readonly range: Range | undefined }>(each: Some): each is Some & { range: Range } {
  return each.range !== undefined;
}

/** A top-level statement that stands word for word in both, the same of several that are alike. */
function movedWithStatement(range: Range, before: Module, now: Module): Range | undefined {
  const place = placeAt(before, range.start);
  const statement = before.body[place];
  if (statement === undefined || range.end > statement.range.end) return undefined;
  const text = textOf(before, statement.range);
  const alike = (module: Module): Range[] =>
    module.body.map((each) => each.range).filter((each) => textOf(module, each) === text);
  const at = alike(before).findIndex(({ start }) => start === statement.range.start);
  const there = alike(now)[at];
  return there && shifted(range, there.start - statement.range.start);
}

/** In a loss that is being changed, what stands before or behind the change. */
function movedWithLoss(range: Range, before: LossDefinition, now: LossDefinition): Range | undefined {
  if (range.start < before.range.start || range.end > before.range.end) return undefined;
  const [old, text] = [textOf(before.module, before.range), textOf(now.module, now.range)];
  const least = Math.min(old.length, text.length);
  let same = 0;
  while (same < least && old[same] === text[same]) same++;
  let end = 0;
  while (end < least - same && old[old.length - 1 - end] === text[text.length - 1 - end]) end++;
  if (range.end <= before.range.start + same) return shifted(range, now.range.start - before.range.start);
  return range.start >= before.range.end - end ? shifted(range, now.range.end - before.range.end) : undefined;
}

function shifted({ start, end }: Range, by: number): Range {
  return { start: start + by, end: end + by };
}

function textOf({ text }: Module, { start, end }: Range): string {
  return text.slice(start, end);
}
