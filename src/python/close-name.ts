/** The name that someone probably meant. */

/** The closest of `candidates` to `name`, where it is close enough to be a slip of the hand: of several, the first. */
export function closeName(name: string, candidates: Iterable<string>): string | undefined {
  return closeNames(name, candidates)[0];
}

/** All that are as close as the closest one, in the order of `candidates`. */
export function closeNames(name: string, candidates: Iterable<string>): readonly string[] {
  const limit = name.length <= 3 ? 1 : name.length <= 7 ? 2 : 3;
  const small = name.toLowerCase();
  const signs = signsOf(small);
  let best: string[] = [];
  let bestDistance = limit + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (candidate === name || candidate.length < 2 || Math.abs(candidate.length - name.length) > limit) continue;
    const other = candidate.toLowerCase();
    if (differing(signs, signsOf(other)) > 2 * limit) continue;
    if (++compared > mostCompared) break;
    const letters = editDistance(small, other, limit);
    // Of two that are as close, the one in the same case.
    const distance = letters + (candidate === candidate.toLowerCase() || name !== name.toLowerCase() ? 0 : 0.1);
    // Half of a short name changed is another name.
    if (distance > bestDistance || distance > limit || distance * 3 > Math.max(name.length, candidate.length)) continue;
    if (distance < bestDistance) best = [];
    bestDistance = distance;
    best.push(candidate);
  }
  return best;
}

/** Of names as alike as numbered ones are, no more are looked at: thousands of them, for each of thousands, end never. */
const mostCompared = 300;

/** Which letters and digits a name has, a bit for each kind. */
function signsOf(name: string): number {
  let signs = 0;
  for (let at = 0; at < name.length; at++) signs |= 1 << (name.charCodeAt(at) & 31);
  return signs;
}

/** How many kinds one has and the other lacks; each change of a letter makes two at most. */
function differing(one: number, other: number): number {
  let count = 0;
  for (let left = one ^ other; left !== 0; left &= left - 1) count++;
  return count;
}

/** Insertions, deletions, replacements and swapped neighbours; anything above `limit` is `limit + 1`. */
function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      smallest = Math.min(smallest, value);
    }
    if (smallest > limit) return limit + 1;
    before = previous;
    previous = row;
  }
  return previous[b.length]!;
}
