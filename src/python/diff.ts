/** One stretch of text that differs: `[start, oldEnd)` of the old became `[start, newEnd)` of the new. */
export interface Diff {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

export function diffTexts(old: string, text: string): Diff {
  const shorter = Math.min(old.length, text.length);
  let start = commonPrefix(old, text, shorter);
  let suffix = 0;
  while (
    suffix < shorter - start &&
    old.charCodeAt(old.length - 1 - suffix) === text.charCodeAt(text.length - 1 - suffix)
  ) {
    suffix++;
  }
  start = Math.min(start, shorter);
  return { start, oldEnd: old.length - suffix, newEnd: text.length - suffix };
}

function commonPrefix(old: string, text: string, limit: number): number {
  let at = 0;
  while (at < limit && old.charCodeAt(at) === text.charCodeAt(at)) at++;
  return at;
}
