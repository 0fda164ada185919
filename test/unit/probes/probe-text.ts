/** The findings of a Python text, by reading and by running, as the command line has them. */

import { analyzeFile, type FileAnalysis } from "../../../src/check/analyze-file.ts";
import { areProbesOn, lossesToProbe, probeLoss, unsuppressed } from "../../../src/check/probe-loss.ts";
import { subjectIn } from "../../../src/cli/loss-files.ts";
import type { Evaluator } from "../../../src/evaluate/evaluator.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import type { KerasMajor } from "../../../src/keras/version.ts";
import type { Finding } from "../../../src/losses/finding.ts";

export const inThread: Evaluator = { ask: async (request) => answer(request, { now: () => performance.now() }) };

export interface Surroundings {
  readonly keras?: KerasMajor | undefined;
  readonly evaluator?: Evaluator;
}

export interface Probed {
  readonly analysis: FileAnalysis;
  /** What running found, each place once. */
  readonly findings: readonly Finding[];
  /** The same for each loss, by its name. */
  readonly byLoss: ReadonlyMap<string, readonly Finding[]>;
}

export async function probeText(text: string, { keras, evaluator = inThread }: Surroundings = {}): Promise<Probed> {
  const configuration = { rules: new Map(), keras, probes: undefined };
  const analysis = analyzeFile({ text, path: "a.py", project: undefined, asked: { configuration, problems: [] } });
  const findings = new Map<string, Finding>();
  const byLoss = new Map<string, readonly Finding[]>();
  if (!areProbesOn(analysis)) return { analysis, findings: [], byLoss };
  for (const loss of lossesToProbe(analysis)) {
    const probed = await probeLoss({
      analysis,
      loss,
      evaluator,
      subjectOf: (looked, meant) => subjectIn({ ...looked, path: "a.py", imports: [] }, meant),
    });
    const told = unsuppressed(analysis, loss, probed.findings);
    byLoss.set(loss.name, told);
    for (const finding of told) {
      const key = `${finding.rule} ${finding.range.start} ${finding.range.end}`;
      if (!findings.has(key)) findings.set(key, finding);
    }
  }
  return { analysis, findings: [...findings.values()], byLoss };
}

/** `12: warning non-finite-value: …`, one line each. */
export function told({ analysis, findings }: Pick<Probed, "analysis" | "findings">): string[] {
  const { text } = analysis.parsed.module;
  return findings.map(
    ({ rule, severity, message, range }) =>
      `${text.slice(0, range.start).split("\n").length}: ${severity} ${rule}: ${message}`,
  );
}
