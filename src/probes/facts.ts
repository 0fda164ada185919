/** A loss in a few words: for the preview's head, the hover and the lens. */

import type { Blame } from "../evaluate/evaluation.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Range } from "../python/ast.ts";
import { onOneLine } from "../python/quoted.ts";
import { say } from "../python/say.ts";
import { targetWords } from "../samples/target-words.ts";
import { pointOf } from "./evidence-words.ts";
import { type Evidence, type Judgement, judge } from "./judge.ts";
import { gradientSizeAt, type Observations } from "./observe.ts";
import { flatSentence, gradientSentence, type NonFinite, quoteOf, valueSentence } from "./sentences.ts";

export interface LossFact {
  /** What it answers: of these a loss has one each at most. */
  readonly about: "minimum" | "gradient" | "returns" | "finite" | "finiteGradient";
  /** The probe that asks it too. */
  readonly id: string;
  readonly state: "ok" | "warn" | "info";
  readonly text: string;
  /** In a whole sentence, that of the finding: in English, as all findings are. Undefined where there is none. */
  readonly message?: string | undefined;
  /** The expression that it is about, in the file `path`. */
  readonly place: { readonly path: string; readonly range: Range } | undefined;
}

/** Warnings last, so that the line reads from good to bad. What nobody trains with needs no gradient and may be a score. */
export function factsOf(observations: Observations, loss: Named, isForTraining: boolean): LossFact[] {
  const judgement = judge(observations);
  const facts = [
    answers("minimum", isForTraining ? minimumFact(judgement, observations, isTerm(loss)) : bestFact(judgement)),
    answers("gradient", isForTraining ? gradientFact(judgement, observations, loss) : undefined),
    answers("returns", returnsFact(judgement)),
    answers("finite", finiteFact(judgement, observations, loss)),
    answers("finiteGradient", isForTraining ? finiteGradientFact(judgement, observations, loss) : undefined),
  ];
  return warningsLast(facts.filter((fact) => fact !== undefined));
}

export function warningsLast(facts: readonly LossFact[]): LossFact[] {
  return [...facts.filter((fact) => fact.state !== "warn"), ...facts.filter((fact) => fact.state === "warn")];
}

/** The fact that deserves a place above the code, if there is one. */
export function worstFact(facts: readonly LossFact[]): LossFact | undefined {
  return facts.find((fact) => fact.state === "warn");
}

/** What is wrong at an expression of a loss, in a few words for beside it. */
export interface LossProblem {
  readonly kind: "nonFinite" | "nonFiniteGradient" | "spread";
  readonly text: string;
  /** Undefined where nobody is to blame for certain. */
  readonly place: LossFact["place"];
}

/** The first of each kind; of what nobody trains with, only its values. */
export function problemsOf(observations: Observations, isForTraining: boolean): LossProblem[] {
  const { nonFinite, nonFiniteGradient, spread } = judge(observations);
  const problems: LossProblem[] = [];
  if (nonFinite !== null)
    problems.push({ kind: "nonFinite", text: nonFiniteText(nonFinite, observations), place: nonFinite.blame });
  if (nonFiniteGradient !== null && isForTraining) {
    const text = say("gradient not finite at {0}", pointWords(nonFiniteGradient, observations));
    problems.push({ kind: "nonFiniteGradient", text, place: nonFiniteGradient.blame });
  }
  if (spread !== null) {
    const text = say("the batch meets itself: {0} beside {1}", "(N, 1)", "(N,)");
    problems.push({ kind: "spread", text, place: spread });
  }
  return problems;
}

const longestBlame = 48;

type Named = Pick<LossDefinition, "name">;

type Answer = Omit<LossFact, "about" | "id"> & Partial<Pick<LossFact, "id">>;

const askedBy: Readonly<Record<LossFact["about"], string>> = {
  minimum: "no-minimum-at-target",
  gradient: "no-gradient",
  returns: "depends-on-batch",
  finite: "non-finite-value",
  finiteGradient: "non-finite-gradient",
};

function answers(about: LossFact["about"], answer: Answer | undefined): LossFact | undefined {
  return answer && { about, id: askedBy[about], ...answer };
}

function fact(state: LossFact["state"], text: string, blame?: Blame): Answer {
  return { state, text, place: blame && { path: blame.path, range: blame.range } };
}

/** A part of a loss that alone is not smallest at the target, and a critic, which knows no target. */
export function isTerm({ name }: Named): boolean {
  return /smooth|regulari[sz]|penalty|(?<!cross_?)entropy_|variation|prior|sparsity|bonus|term\b|critic|wasserstein|discriminat|generator|adversarial/i.test(
    name,
  );
}

function minimumFact({ minimum, batch }: Judgement, observations: Observations, isTerm: boolean): Answer | undefined {
  // On data that are only what is left, the best place is nobody's promise.
  // One sample's best place among others that are not exact is not the loss's.
  const state = observations.isSure && !isTerm && batch === 1 ? "warn" : "info";
  switch (minimum.kind) {
    case "atTarget":
      return fact("ok", say("smallest at the target"));
    case "inverted":
      return fact(
        state,
        say(
          "rewards wrong predictions: largest at the target, smallest at {0}",
          pointWords(minimum.evidence, observations),
        ),
      );
    case "elsewhere":
      return minimum.isAtEdge
        ? fact(
            state,
            say("not smallest at the target: falls on beyond {0}", pointWords(minimum.evidence, observations)),
          )
        : fact("info", say("smallest at {0}", pointWords(minimum.evidence, observations)));
    case "unknown":
      return undefined;
  }
}

/** Where a score or an error that is only watched has its best value. */
function bestFact({ minimum }: Judgement): Answer | undefined {
  if (minimum.kind === "atTarget") return fact("ok", say("smallest at the target"));
  return minimum.kind === "inverted"
    ? fact("info", say("a score: largest at the target; to train with it, minimise its negative"))
    : undefined;
}

function gradientFact({ isConnected, zeroGradient }: Judgement, observations: Observations, { name }: Named): Answer {
  if (!isConnected) return fact("warn", say("no gradient: Keras cannot train with it"));
  if (zeroGradient <= 0.9) return fact("ok", say("has a gradient"));
  // What says nothing of the prediction at all, anywhere on the axis, is shown where it says nothing, or a placeholder.
  const varies = observations.targets.some(({ series: { values } }) => values.some((value) => value !== values[0]));
  const state = observations.isSure && varies ? "warn" : "info";
  const text =
    zeroGradient === 1
      ? say("gradient 0 everywhere")
      : say("gradient 0 on {0} % of the axis", Math.round(zeroGradient * 100));
  const message = flatSentence(name, zeroGradient, observations);
  return { ...fact(state, text), id: "gradient-vanishes", message };
}

function returnsFact({ returns, dependsOnBatch, batch, spread }: Judgement): Answer {
  if (spread !== null) {
    const text = say(
      "the batch meets itself: {0} beside {1} gives {2}: {3}",
      `(${batch}, 1)`,
      `(${batch},)`,
      `(${batch}, ${batch})`,
      onOneLine(spread.expression, longestBlame),
    );
    return { id: "batch-broadcast", state: "warn", text, place: spread };
  }
  if (batch > 1 && returns === "scalar")
    return fact("info", say("depends on the whole batch, of which one sample of {0} moves", batch));
  if (returns === "scalar") return fact("info", say("one value for the whole batch"));
  if (dependsOnBatch) return fact("info", say("a sample's loss depends on its batch"));
  return fact("ok", say("one value per sample"));
}

function finiteFact({ nonFinite }: Judgement, observations: Observations, loss: Named): Answer {
  if (nonFinite === null) return fact("ok", say("finite"));
  const { blame } = nonFinite;
  const text = `${nonFiniteText(nonFinite, observations)}${blameText(blame)}`;
  return { ...fact("warn", text, blame), message: valueSentence(evidenceOf(nonFinite, observations, loss)) };
}

/** As a finding has it. */
function evidenceOf(found: NonNullable<Judgement["nonFinite"]>, observations: Observations, loss: Named): NonFinite {
  const { value, blame } = found;
  const quoted = blame === undefined ? "" : quoteOf(blame.expression);
  return { loss: loss.name, where: `At ${pointOf(found, observations)}`, value, blame, quoted };
}

function nonFiniteText(evidence: Evidence, observations: Observations): string {
  const point = pointWords(evidence, observations);
  return Number.isNaN(evidence.value) ? say("NaN at {0}", point) : say("infinite at {0}", point);
}

function finiteGradientFact(
  { nonFiniteGradient }: Judgement,
  observations: Observations,
  loss: Named,
): Answer | undefined {
  if (nonFiniteGradient === null) return undefined;
  const { blame, observation, x } = nonFiniteGradient;
  const size = gradientSizeAt(observation, observation.x.indexOf(x)) ?? Number.NaN;
  return {
    ...fact(
      "warn",
      `${say("gradient not finite at {0}", pointWords(nonFiniteGradient, observations))}${blameText(blame)}`,
      blame,
    ),
    message: gradientSentence(evidenceOf(nonFiniteGradient, observations, loss), size),
  };
}

/** `: K.log(y_pred)`; nothing where nothing is blamed. */
export function blameText(blame: Pick<Blame, "expression"> | undefined): string {
  if (blame === undefined) return "";
  return `: ${onOneLine(blame.expression, longestBlame)}`;
}

/** Where that is, in the language of whoever reads it: `y_pred = 0.3 for y_true = 1`. */
export function pointWords(
  { observation, x }: Pick<Evidence, "observation" | "x">,
  { set, targets }: Observations,
): string {
  const at = `${say(set.axis.label)} = ${shortNumber(x)}`;
  return targets.length === 1 ? at : say("{0} for {1}", at, targetWords(observation.target.label));
}

function shortNumber(value: number): string {
  return String(Number(value.toPrecision(3))).replace("-", "−");
}
