/** The strokes of losses that are compared: each loss has its own, to be told apart without its colour. */

export const comparisonWidth = 1.5;

/** In pixels, on and off in turn. */
const DASHES: readonly (readonly number[])[] = [
  [7, 4],
  [1.5, 3.5],
  [10, 3, 1.5, 3],
  [18, 5],
  [10, 3, 1.5, 3, 1.5, 3],
  [4, 8],
  [18, 3, 4, 3],
];

/** The pattern of the n-th comparison. */
export function comparisonPattern(index: number): readonly number[] {
  return DASHES[index % DASHES.length] ?? [7, 4];
}

/** As SVG writes it; a page shows it beside the name. */
export function comparisonDash(index: number): string {
  return comparisonPattern(index).join(" ");
}
