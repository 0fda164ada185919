/** How much of one file is run unasked: so many losses, and so long. What is left is only read, and that is said. */

import { mostProbed } from "../check/probe-loss.ts";

/**
 * How long the losses of one file may keep all evaluators busy. A loss that runs takes some hundredths of a second, one
 * that runs on and on as long as its limits let it: for a thousand of those nobody waits.
 */
const longestMilliseconds = 30_000;

export interface RunBudget {
  /** Does the work of running one loss, or nothing where the budget is used up. */
  spend<T>(work: () => Promise<T>): Promise<T | undefined>;
  /** What is to be said of the file; undefined where all of its losses were run. */
  remark(): string | undefined;
}

/**
 * How long so many evaluators have worked, in milliseconds. On a machine that does other things beside, the clock says
 * little of that: processors' time counts, and of the clock's a quarter, since a native evaluator is another process.
 */
export function workingTime(
  evaluators: number,
  clock: () => number = () => performance.now(),
  processors: () => number = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
): number {
  return Math.max(processors() / evaluators, clock() / 4);
}

/** For a file with so many losses, which so many evaluators run; `now` is in milliseconds. */
export function createRunBudget(
  losses: number,
  evaluators: number,
  now: () => number = () => workingTime(evaluators),
): RunBudget {
  let begun = 0;
  let spent = 0;
  return {
    async spend(work) {
      if (begun >= mostProbed || spent >= longestMilliseconds) return undefined;
      begun++;
      const start = now();
      try {
        return await work();
      } finally {
        spent += (now() - start) / evaluators;
      }
    },
    remark() {
      if (begun >= losses) return undefined;
      const why = begun >= mostProbed ? "" : `, which took ${Math.round(spent / 1000)} seconds`;
      return `of its ${losses} losses the first ${begun} were run${why}; the others were only read`;
    },
  };
}
