/** What a keystroke runs in the host with everything on, for the bench to bundle. */

import { analyzeFile, type FileAnalysis } from "../../src/check/analyze-file.ts";
import { migrateLoss } from "../../src/check/migrate-loss.ts";
import { readProject } from "../../src/keras/version.ts";
import { actionsOfWhole } from "../../src/losses/actions/of-whole.ts";
import { makeParameter } from "../../src/losses/actions/parameter.ts";
import { writeWithOps } from "../../src/losses/actions/tensorflow.ts";
import { splitTerms } from "../../src/losses/actions/terms.ts";
import { dependencyText } from "../../src/losses/dependencies.ts";

const project = { keras: readProject([]), pyproject: undefined };
const actions = [splitTerms, makeParameter, writeWithOps];

/** Reads and checks the text, from what was known of the one before. */
export function look(text: string, previous: FileAnalysis | undefined): FileAnalysis {
  return analyzeFile({ text, path: "a.py", project, previous });
}

/** What is done after a letter; answers how many actions were found. */
export function afterKey(analysis: FileAnalysis, at: number): number {
  const shown = analysis.losses.filter(({ range }) => Math.abs(range.start - at) < 3_000);
  for (const loss of shown) dependencyText(loss, analysis.names);
  const loss = analysis.losses.find(({ range }) => range.start <= at && at <= range.end);
  if (loss === undefined) return 0;
  const place = { ...analysis, loss, range: { start: at, end: at }, data: "binary" as const };
  const found = actions.filter((action) => action(place) !== undefined).length;
  return found + actionsOfWhole(place).length + (migrateLoss(analysis, loss) === undefined ? 0 : 1);
}
