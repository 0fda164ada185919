/** What was traced of a loss, wherever the loss stands by now: its text is the same, and so is what each part of it is. */

import type { Trace, TracedValue } from "../../evaluate/trace-question.ts";
import { extentOf } from "../../losses/extent.ts";
import type { LossDefinition } from "../../losses/loss.ts";
import { problemsOf } from "../../probes/facts.ts";
import type { Observations } from "../../probes/observe.ts";
import type { Range } from "../../python/ast.ts";
import { type LineValue, lineValues } from "./line-values.ts";

export interface PlacedValues {
  readonly lines: readonly LineValue[];
  readonly values: readonly TracedValue[];
  readonly isConnected: boolean;
}

export interface TracedAs {
  /** As it was when it was traced. */
  readonly loss: LossDefinition;
  readonly trace: Trace;
  /** Of the same text, where it stood when it was observed. */
  readonly observed: { readonly loss: LossDefinition; readonly observations: Observations };
  readonly path: string;
  readonly isForTraining: boolean;
}

/** Where it was traced. */
export function placeValues({ loss, trace, observed, path, isForTraining }: TracedAs): PlacedValues {
  const before = extentOf(observed.loss);
  const delta = extentOf(loss).start - before.start;
  const problems = problemsOf(observed.observations, isForTraining).map((problem) => {
    const { place } = problem;
    const isOwn = place?.path === path && before.start <= place.range.start && place.range.end <= before.end;
    return { ...problem, place: isOwn ? { path, range: moved(place.range, delta) } : undefined };
  });
  return {
    lines: lineValues({ loss, path, trace, problems, isForTraining }),
    values: trace.values,
    isConnected: trace.isConnected,
  };
}

/** The same where the loss stands now. */
export function moveValues(placed: PlacedValues, delta: number): PlacedValues {
  if (delta === 0) return placed;
  return {
    ...placed,
    lines: placed.lines.map((line) => ({ ...line, range: moved(line.range, delta) })),
    values: placed.values.map((value) => ({ ...value, range: moved(value.range, delta) })),
  };
}

function moved({ start, end }: Range, delta: number): Range {
  return { start: start + delta, end: end + delta };
}
