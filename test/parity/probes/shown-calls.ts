/** What the script of a look-alike prints: a line of JSON for each call, and for each training. */

export interface Outcome {
  /** Its digest. */
  readonly script: string;
  readonly printed: readonly string[];
  readonly error?: string;
  readonly message?: string;
}

export interface ShownCall {
  readonly label: string;
  readonly loss: number;
  readonly shape: readonly number[];
  /** The mean of each row, of the first rows. */
  readonly first: readonly number[];
  /** Null: none flows. */
  readonly gradient: {
    readonly notFinite: number;
    /** The part of its numbers that are 0. */
    readonly zero: number;
    /** Null where none is finite. */
    readonly from: number | null;
    readonly to: number | null;
  } | null;
}

export interface ShownFit {
  readonly loss: number;
  /** Whether the weight is, after it. */
  readonly isFinite: boolean;
}

export interface ShownRuns {
  readonly calls: readonly ShownCall[];
  readonly fits: readonly ShownFit[];
  /** What was raised. */
  readonly error: string | undefined;
}

export function readOutcome({ printed, error, message }: Outcome): ShownRuns {
  const calls: ShownCall[] = [];
  const fits: ShownFit[] = [];
  for (const line of printed) {
    const found = JSON.parse(line);
    if (found.fit !== undefined) fits.push({ loss: numberOf(found.fit), isFinite: found.isFinite });
    else
      calls.push({
        label: found.label,
        loss: numberOf(found.loss),
        shape: found.shape,
        first: found.first.map(numberOf),
        gradient: found.gradient && {
          ...found.gradient,
          from: found.gradient.from === null ? null : numberOf(found.gradient.from),
          to: found.gradient.to === null ? null : numberOf(found.gradient.to),
        },
      });
  }
  return { calls, fits, error: error === undefined ? undefined : `${error}: ${message}` };
}

/** Python prints what JSON has no number for: `nan`, `-inf`. */
function numberOf(text: string): number {
  if (/^[-+]?inf$/u.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return text === "nan" ? Number.NaN : Number(text);
}
