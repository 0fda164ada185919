/** What is to be reached, beside what a benchmark measured: the first table of the results. */

export interface Wanted {
  readonly what: string;
  readonly measured: number;
  /** No more than this. */
  readonly limit: number;
  readonly unit: string;
  /** Where the time or the memory goes, for whoever reads that it is too much. */
  readonly where: string;
}

const mark = "WANTED ";

/** Prints it for the table; nothing fails by it, since it is the machine's as much as ours. */
export function printWanted(wanted: Wanted): void {
  console.log(`${mark}${JSON.stringify(wanted)}`);
}

/** Undefined for any other line. */
export function wantedIn(line: string): Wanted | undefined {
  return line.startsWith(mark) ? (JSON.parse(line.slice(mark.length)) as Wanted) : undefined;
}

/** The columns of its row: what, wanted, measured, and what there is to say of a miss. */
export function rowOf({ what, measured, limit, unit, where }: Wanted): readonly string[] {
  const shown = (value: number): string => `${Number(value.toPrecision(3))} ${unit}`;
  const missed = measured > limit ? `missed: ${(measured / limit).toFixed(2)} times as much. ${where}` : "reached";
  return [what, `at most ${shown(limit)}`, shown(measured), missed];
}
