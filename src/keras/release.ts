/** Releases as text (`2.0.6`, `3.15`) in their order. */

function parts(version: string): number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10) || 0);
}

function compare(one: string, other: string): number {
  const [left, right] = [parts(one), parts(other)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether a release comes before another. */
export function isBefore(version: string, release: string): boolean {
  return compare(version, release) < 0;
}

/** Whether a release is another or comes after it. */
export function isFrom(version: string, release: string): boolean {
  return compare(version, release) >= 0;
}
