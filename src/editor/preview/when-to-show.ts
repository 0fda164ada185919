/** When a panel shows what: decisions about time, without a clock of their own. All times are milliseconds. */

/** Work that takes longer says so. */
export const busyAfter = 500;

/** An error in code that someone types is told once typing rests this long: until then the picture stands still. */
const rest = 800;

const shortestPatience = 250;
const longestPatience = 2_000;

/** How long a drawing that is no longer wanted may go on: a finished one is worth more than none while a slider moves. */
export function patienceFor(lastDuration: number): number {
  return Math.min(longestPatience, Math.max(shortestPatience, 2 * lastDuration));
}

export interface Waiting {
  /** Of the new picture. */
  readonly hasProblem: boolean;
  /** Whether the page shows a drawing. */
  readonly isDrawn: boolean;
  /** Whether somebody has typed since the text that it is of. */
  readonly isBehind: boolean;
  readonly sinceEdit: number;
}

/** How long a new picture waits; 0: it is shown now. Undefined: not at all, another one is coming. */
export function waitBeforeShowing({ hasProblem, isDrawn, isBehind, sinceEdit }: Waiting): number | undefined {
  if (!hasProblem || !isDrawn) return 0;
  return isBehind ? undefined : Math.max(0, rest - sinceEdit);
}

/** Whether an unfinished picture is shown. One without anything new would only make the page flicker. */
export function isNews(given: {
  readonly hasQuestion: boolean;
  readonly isDrawn: boolean;
  readonly isBusyShown: boolean;
}): boolean {
  return given.hasQuestion || !given.isDrawn || given.isBusyShown;
}
