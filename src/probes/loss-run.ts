/** What running a loss has shown, each asked for once and only where a probe wants to know. */

import type { Build, BuildSpecification, FrameworkName } from "../evaluate/build-question.ts";
import type {
  Evaluation,
  EvaluationFailure,
  GivenValue,
  NumericArray,
  SeriesEvaluation,
} from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { applyEdits, type Edit } from "../python/edits.ts";
import { type DegenerateCase, type DegenerateKnowledge, degenerateCases } from "../samples/degenerate-cases.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import type { SampleBatch } from "../samples/sample-sets.ts";
import { observeLoss } from "./fitting-set.ts";
import { type Judgement, judge } from "./judge.ts";
import { ladder } from "./ladder.ts";
import type { ObservationResult, Subject } from "./observe.ts";

/** A batch of targets that do occur, though no picture shows them, and what the loss made of it. */
export interface DegenerateRun {
  readonly case: DegenerateCase;
  readonly evaluation: Evaluation;
}

/** The loss otherwise than it stands: what would be, if. */
export interface Changed {
  /** Of its own file. */
  readonly edits?: readonly Edit[];
  /** Beside those that it is given anyway. */
  readonly parameters?: Readonly<Record<string, GivenValue>>;
  /** `keras` where it is missing: reduced as `fit` does. */
  readonly as?: "direct" | "keras";
}

export interface LossRun {
  readonly subject: Subject;
  /** As `fit` traces it: with data of the first of these shapes that builds, or of the common ones. */
  build(specifications?: readonly BuildSpecification[]): Promise<Build>;
  /** On the data that fit it best. */
  observed(): Promise<ObservationResult>;
  /** What those observations say; undefined where it could not be run. */
  judged(): Promise<Judgement | undefined>;
  /** The loss of batches that are predicted exactly, less exactly and wrongly; undefined where that is not known. */
  ladder(samplesOfEach?: number): Promise<readonly number[] | undefined>;
  /** On one batch; undefined where it fails there. */
  evaluate(batch: SampleBatch, changed?: Changed): Promise<Evaluation | undefined>;
  /** Each row a point by itself; undefined where it fails there. */
  series(batch: SampleBatch): Promise<SeriesEvaluation | undefined>;
  /** Only those that ran. */
  degenerate(): Promise<readonly DegenerateRun[]>;
  /** The failure of a question that ended at a limit; undefined where none did. */
  tooSlow(): EvaluationFailure | undefined;
}

export interface RunOptions {
  readonly signal?: AbortSignal | undefined;
  /** What was observed already. */
  readonly known?: ObservationResult | undefined;
  /** What Keras runs on; TensorFlow where it is missing. */
  readonly framework?: FrameworkName | undefined;
}

export function runLoss(
  subject: Subject,
  evaluator: Evaluator,
  knowledge: DegenerateKnowledge,
  { signal, known, framework = "tensorflow" }: RunOptions = {},
): LossRun {
  let slow: EvaluationFailure | undefined;
  const noted = (failure: EvaluationFailure): void => {
    if (failure.kind === "limit") slow ??= failure;
  };
  const observed = once(async (): Promise<ObservationResult> => {
    const result = known ?? (await observeLoss(subject, evaluator, signal));
    if (result.kind === "failure") noted(result.failure);
    return result;
  });
  const evaluate: LossRun["evaluate"] = async (batch, { edits = [], parameters = {}, as = "keras" } = {}) => {
    const { limits } = subject;
    const { file } = subject.source;
    const source = {
      ...subject.source,
      file: edits.length === 0 ? file : { ...file, text: applyEdits(file.text, edits) },
      parameters: { ...subject.source.parameters, ...parameters },
    };
    const answer = await evaluator.ask({ kind: "evaluate", source, ...batch, as, limits }, signal);
    if (answer.kind === "failure") noted(answer.failure);
    return answer.kind === "evaluation" ? answer : undefined;
  };
  const builds = new Map<string, Promise<Build>>();
  const ask = async (specifications: readonly BuildSpecification[] | undefined): Promise<Build> => {
    const { source, limits } = subject;
    const answer = await evaluator.ask({ kind: "build", source, specifications, framework, limits }, signal);
    if (answer.kind === "built" || answer.kind === "failed") return answer;
    if (answer.kind !== "notBuilt" && answer.kind !== "failure") {
      throw new Error(`The evaluator answered '${answer.kind}' to 'build'.`);
    }
    noted(answer.failure);
    // The evaluator itself may have ended, at a limit of its own.
    return { kind: "notBuilt", failure: answer.failure };
  };
  return {
    subject,
    observed,
    evaluate,
    async series({ yTrue, yPred }) {
      const { source, limits } = subject;
      const answer = await evaluator.ask({ kind: "series", source, yTrue, yPred, limits }, signal);
      if (answer.kind === "failure") noted(answer.failure);
      return answer.kind === "series" ? answer : undefined;
    },
    tooSlow: () => slow,
    async build(specifications) {
      const key = JSON.stringify(specifications ?? null);
      const present = builds.get(key) ?? ask(specifications);
      builds.set(key, present);
      return present;
    },
    judged: once(async () => {
      const result = await observed();
      return result.kind === "observed" ? judge(result.observations) : undefined;
    }),
    async ladder(samplesOfEach) {
      const result = await observed();
      const rungs = result.kind === "observed" ? ladder(result.observations.set, samplesOfEach) : undefined;
      if (rungs === undefined) return undefined;
      const values: number[] = [];
      for (const { batch } of rungs) {
        const evaluation = await evaluate(batch);
        if (evaluation === undefined) return undefined;
        values.push(averageOf(evaluation.value.data));
      }
      return values;
    },
    degenerate: once(async () => {
      const result = await observed();
      if (result.kind === "failure") return [];
      const { set } = result.observations;
      const runs: DegenerateRun[] = [];
      for (const each of degenerateCases(set, knowledge)) {
        const evaluation = await evaluate(each.batch);
        if (evaluation !== undefined) runs.push({ case: each, evaluation });
      }
      return runs;
    }),
  };
}

/** What `fit` would hand to the loss if these are its data. */
export function specificationOf({ yTrueShape, yTrueDType, yPredShape }: SampleSet): BuildSpecification {
  return {
    yTrue: { shape: [null, ...yTrueShape], dtype: yTrueDType },
    yPred: { shape: [null, ...yPredShape], dtype: "float32" },
  };
}

function averageOf(data: NumericArray["data"]): number {
  let sum = 0;
  for (const each of data) sum += each;
  return sum / data.length;
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  return () => {
    answer ??= ask();
    return answer;
  };
}
