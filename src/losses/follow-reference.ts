/** Where a reference leads once its file was edited: to the definition that it meant, wherever that stands now. */

import { diffTexts } from "../python/diff.ts";
import type { LossDefinition } from "./loss.ts";
import { definitionsOf, findReferred, type LossReference, referenceTo } from "./loss-reference.ts";

/** A file as it was when Python could last read it. */
export interface EarlierFile {
  readonly text: string;
  readonly losses: readonly LossDefinition[];
}

export interface FileNow extends EarlierFile {
  /** Whether Python cannot read the text: a loss may only seem to be gone. */
  readonly isBroken: boolean;
}

/**
 * The loss that `reference` meant in `before`. Undefined where it is gone, or where it cannot be told from another of
 * its name while the text is broken.
 */
export function findAfterEdit(
  before: EarlierFile | undefined,
  now: FileNow,
  reference: LossReference,
): LossDefinition | undefined {
  const { name } = reference;
  const loss = before && findReferred(before.losses, reference);
  if (before === undefined || loss === undefined) return findReferred(now.losses, reference);
  // Whoever writes a second definition above the first begins with a copy of it: what stayed as it was is the first.
  const same = definitionsOf(now.losses, name).filter((each) => textOf(each, now) === textOf(loss, before));
  if (same.length === 1) return same[0];
  const at = placeAfter(before.text, now.text, loss.nameRange.start);
  const moved = now.losses.find((each) => each.nameRange.start === at && (each.name === name || isUnnamed(each, loss)));
  if (moved !== undefined) return moved;
  const isOneMissing = definitionsOf(now.losses, name).length !== definitionsOf(before.losses, name).length;
  return isOneMissing && now.isBroken ? undefined : findReferred(now.losses, reference);
}

/** The reference to what `reference` meant in `before`. */
export function referenceAfterEdit(
  before: EarlierFile | undefined,
  now: FileNow,
  reference: LossReference,
): LossReference {
  // A name alone means what stands last, whatever else comes.
  if (reference.definition === null) return reference;
  const loss = findAfterEdit(before, now, reference);
  return loss ? referenceTo(reference.file, loss, now.losses) : reference;
}

function textOf({ range }: LossDefinition, { text }: EarlierFile): string {
  return text.slice(range.start, range.end);
}

/** Undefined within what was replaced. */
function placeAfter(before: string, now: string, place: number): number | undefined {
  const { start, oldEnd, newEnd } = diffTexts(before, now);
  if (place < start) return place;
  return place >= oldEnd ? place + newEnd - oldEnd : undefined;
}

/** A lambda without a name of its own is named for its line. */
function isUnnamed(a: LossDefinition, b: LossDefinition): boolean {
  return a.name.includes("@") && b.name.includes("@");
}
