/** Puts the probes to the losses of files, on all cores. */

import {
  areProbesOn,
  lossesToProbe,
  mostProbed,
  probeLoss,
  unsuppressed,
  withoutRepeats,
} from "../check/probe-loss.ts";
import type { Evaluator, SourceFile } from "../evaluate/evaluation.ts";
import { collectImports } from "../evaluate/imports.ts";
import type { Finding } from "../losses/finding.ts";
import type { AnalyzedFile } from "./checked-file.ts";
import { readImport, subjectIn } from "./loss-files.ts";
import type { Terminal } from "./terminal.ts";

export interface LossRunner {
  /** What running the losses of a file shows; nothing where probes are off. */
  findingsOf(file: AnalyzedFile): Promise<readonly Finding[]>;
}

/** Of a file with so many losses. */
export function notRun(losses: number): string {
  return `of its ${losses} losses the first ${mostProbed} were run, the others only read`;
}

export function createLossRunner(terminal: Terminal): LossRunner {
  let pool: ReturnType<typeof createPool> | undefined;
  return {
    async findingsOf(file) {
      const all = areProbesOn(file) ? lossesToProbe(file) : [];
      const losses = all.slice(0, mostProbed);
      if (losses.length === 0) return [];
      pool ??= createPool(terminal.evaluators());
      const { path, text } = file.source;
      if (all.length > losses.length) terminal.complain(`${path}: ${notRun(all.length)}`);
      const imports: readonly SourceFile[] = await collectImports({ path, text }, readImport);
      const { use } = pool;
      const probed = await Promise.all(
        losses.map((loss) =>
          use(async (evaluator) => {
            const { findings, tooSlow } = await probeLoss({
              analysis: file,
              loss,
              evaluator,
              subjectOf: (analysis, meant) => subjectIn({ ...analysis, path, imports }, meant),
            });
            if (tooSlow !== undefined) terminal.complain(`${path}: '${loss.name}' was not run: ${tooSlow.message}`);
            return unsuppressed(file, loss, findings);
          }),
        ),
      );
      return withoutRepeats(probed.flat());
    },
  };
}

function createPool(evaluators: readonly Evaluator[]) {
  const free = [...evaluators];
  const waiting: ((evaluator: Evaluator) => void)[] = [];
  return {
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
