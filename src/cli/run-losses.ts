/** Puts the probes to the losses of files, on all cores. */

import { areProbesOn, lossesToProbe, probeLoss, unsuppressed, withoutRepeats } from "../check/probe-loss.ts";
import type { SourceFile } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { collectImports } from "../evaluate/imports.ts";
import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { AnalyzedFile } from "./checked-file.ts";
import { readImport, subjectIn } from "./loss-files.ts";
import { createRunBudget } from "./run-budget.ts";
import type { Terminal } from "./terminal.ts";

export interface LossRunner {
  /** What running the losses of a file shows; nothing where probes are off. */
  findingsOf(file: AnalyzedFile): Promise<readonly Finding[]>;
}

export function createLossRunner(terminal: Terminal): LossRunner {
  let pool: ReturnType<typeof createPool> | undefined;
  return {
    async findingsOf(file) {
      const losses = areProbesOn(file) ? lossesToProbe(file) : [];
      if (losses.length === 0) return [];
      pool ??= createPool(terminal.evaluators());
      const { use, size } = pool;
      const { path, text } = file.source;
      const imports: readonly SourceFile[] = await collectImports({ path, text }, readImport, file.parsed.module);
      const budget = createRunBudget(losses.length, size);
      const findingsOfLoss = async (loss: LossDefinition, evaluator: Evaluator): Promise<readonly Finding[]> => {
        const { findings, tooSlow } = await probeLoss({
          analysis: file,
          loss,
          evaluator,
          subjectOf: (analysis, meant) => subjectIn({ ...analysis, path, imports }, meant),
        });
        if (tooSlow !== undefined) terminal.complain(`${path}: '${loss.name}' was not run: ${tooSlow.message}`);
        return unsuppressed(file, loss, findings);
      };
      const probed = await Promise.all(
        losses.map((loss) => use((evaluator) => budget.spend(() => findingsOfLoss(loss, evaluator)))),
      );
      const remark = budget.remark();
      if (remark !== undefined) terminal.complain(`${path}: ${remark}`);
      return withoutRepeats(probed.flatMap((findings) => findings ?? []));
    },
  };
}

function createPool(evaluators: readonly Evaluator[]) {
  const free = [...evaluators];
  const waiting: ((evaluator: Evaluator) => void)[] = [];
  return {
    size: evaluators.length,
    /** Waits for a turn: an evaluator is asked one loss's questions at a time. */
    async use<T>(work: (evaluator: Evaluator) => Promise<T>): Promise<T> {
      const evaluator = free.pop() ?? (await new Promise<Evaluator>((resolve) => waiting.push(resolve)));
      try {
        return await work(evaluator);
      } finally {
        const next = waiting.shift();
        if (next === undefined) free.push(evaluator);
        else next(evaluator);
      }
    },
  };
}
