/** The columns that a loss cuts its tensors into, and what it does with them. */

/** Columns side by side, and what the loss does with them. */
export interface Cut {
  readonly start: number;
  readonly end: number | null;
  /** What the columns are assigned to first. */
  name: string;
  /** Axes between the batch's and the last that the index shows. */
  readonly between: number;
  /** Names of functions that they are handed to, and the signs of the operations that they stand in. */
  readonly signs: Set<string>;
  /** The whole numbers of what they are reshaped to, behind the batch's -1. */
  reshaped?: readonly number[];
  /** Parts of the other tensor that they are held against. */
  readonly against: Set<Cut>;
}

export interface CutTensor {
  /** The tensor where it is not cut: what is done with all of it. */
  readonly whole: Cut;
  readonly cuts: Map<string, Cut>;
  /** How many columns there are at least, where some are counted from the last. */
  readonly total: number;
  /** Whether it is computed with but in parts. */
  isWholeUsed: boolean;
}

export interface LossCuts {
  readonly yTrue: CutTensor;
  readonly yPred: CutTensor;
  /** Whether the target is there at all. */
  readonly isTargetUsed: boolean;
  /** How many classes places are spread over: the depth of a `one_hot`. */
  readonly depth: number | undefined;
  /** The most axes in a row, from 1 on, that a result is reduced over. */
  readonly reduced: number;
}
