/** One probe, put to one loss. */

import type { Evaluator } from "../evaluate/evaluator.ts";
import type { RelatedPlace } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { isLossName } from "../losses/loss-names.ts";
import type { LossRun } from "../probes/loss-run.ts";
import type { ObservationResult, Subject } from "../probes/observe.ts";
import type { Probe, ProbeDetails, ProbedPlace } from "../probes/probe.ts";
import { quoteOf } from "../probes/sentences.ts";
import type { FileAnalysis } from "./analyze-file.ts";

export interface LossToProbe {
  readonly analysis: FileAnalysis;
  readonly loss: LossDefinition;
  readonly evaluator: Evaluator;
  /** The loss with all that running it needs. The analysis may be of the file as its fixes make it. */
  subjectOf(analysis: FileAnalysis, loss: LossDefinition): Subject | Promise<Subject>;
  /** What was observed of this very text already. */
  readonly known?: ObservationResult | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Fixes are tried, which takes another run of the loss for each; true where it is missing. */
  readonly triesFixes?: boolean;
}

export interface Reported {
  readonly place: ProbedPlace;
  readonly message: string;
  readonly details: ProbeDetails;
}

export interface Put {
  readonly file: FileAnalysis;
  readonly loss: LossDefinition;
  readonly run: LossRun;
  textAt(place: NonNullable<ProbedPlace>): string;
}

export async function putProbe(probe: Probe, { file, loss, run, textAt }: Put): Promise<Reported[]> {
  const reported: Reported[] = [];
  await probe.ask({
    loss,
    module: file.parsed.module,
    names: file.names,
    uses: file.uses,
    isSurelyLoss: isSurelyLoss(file, loss),
    run,
    quote: (place) => quoteOf(textAt(place)),
    report: (place, message, details = {}) => reported.push({ place, message, details }),
  });
  return reported;
}

function isSurelyLoss({ uses, findings }: FileAnalysis, loss: LossDefinition): boolean {
  if (loss.form === "class" || isLossName(loss.name)) return true;
  // `loss=my_loss` where `my_koss` is defined: it is what is meant.
  const isMeant = ({ range, file }: RelatedPlace): boolean =>
    file === undefined && range.start === loss.nameRange.start && range.end === loss.nameRange.end;
  if (findings.some(({ rule, related }) => rule === "undefined-loss" && related.some(isMeant))) return true;
  return uses.some((use) => use.loss === loss && (use.role === "loss" || use.role === "addLoss"));
}
