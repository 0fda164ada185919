/** How a page asks the person's own Keras, and what it gets: only on a click, and only in a trusted workspace. */

import type { LossReference } from "../../losses/loss-reference.ts";
import type { CurveData } from "../../preview/plot-data.ts";
import type { SampleSet } from "../../samples/sample-set.ts";

/** On which data, and with which values, a page shows the loss. */
export interface ShownOn {
  readonly samples: string | null;
  readonly sampleSize: number | null;
  readonly parameters: Readonly<Record<string, number>>;
}

/** Keras's own answer for a loss that is not evaluated here, to be drawn in its page. */
export interface KerasAnswerForPage {
  readonly data: CurveData;
  readonly set: SampleSet;
  /** Which Keras, in words. */
  readonly versions: string;
  /** Of the loss as it was run. */
  readonly restsOn: string;
}

/** Undefined where the person has been told why there is none, or has given it up. */
export type AskKeras = (loss: LossReference, shownOn: ShownOn) => Promise<KerasAnswerForPage | undefined>;
