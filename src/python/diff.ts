/** One stretch of text that differs: `[start, oldEnd)` of the old became `[start, newEnd)` of the new. */
export interface Diff {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** Equality of whole blocks is one comparison of memory, far quicker than a loop over units. */
const block = 1024;

export function diffTexts(old: string, text: string): Diff {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start + block <= shorter && old.slice(start, start + block) === text.slice(start, start + block))
    start += block;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  const rest = shorter - start;
  let [oldEnd, newEnd] = [old.length, text.length];
  const least = old.length - rest;
  while (oldEnd - block >= least && old.slice(oldEnd - block, oldEnd) === text.slice(newEnd - block, newEnd)) {
    oldEnd -= block;
    newEnd -= block;
  }
  while (oldEnd > least && old.charCodeAt(oldEnd - 1) === text.charCodeAt(newEnd - 1)) {
    oldEnd--;
    newEnd--;
  }
  return { start, oldEnd, newEnd };
}
