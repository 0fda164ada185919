/** What a loss can be compared with: Keras's own losses, the other losses of open files, itself as last saved. */

import type { LossSource } from "../../evaluate/evaluation.ts";
import { builtInLossSource, comparableBuiltIns } from "../../preview/built-in-loss.ts";
import type { Snapshot } from "../../preview/messages.ts";
import type { Analyses } from "../analyses.ts";
import { readLossSource } from "../loss-source.ts";

type Group = Snapshot["comparable"][number];

const builtInPrefix = "keras:";
const lossPrefix = "loss:";

/** Everything that may be added, Keras's losses first. */
export function comparableLosses(analyses: Analyses, uri: string, loss: string): Group[] {
  const others = analyses.all().flatMap((analysis) => {
    const own = analysis.source.uri.toString();
    const entries = analysis.losses
      .filter((each) => own !== uri || each.name !== loss)
      .map((each) => ({ id: `${lossPrefix}${own}#${each.name}`, label: each.name }));
    return entries.length === 0 ? [] : [{ group: fileName(analysis.source.uri.path), entries }];
  });
  const builtIn = comparableBuiltIns.map((name) => ({ id: `${builtInPrefix}${name}`, label: name }));
  return [...others, { group: "Keras", entries: builtIn }];
}

export function comparisonLabel(id: string): string {
  return id.startsWith(builtInPrefix) ? id.slice(builtInPrefix.length) : id.slice(id.lastIndexOf("#") + 1);
}

/** Undefined where the other loss is no longer there. */
export async function comparisonSource(id: string, analyses: Analyses): Promise<LossSource | undefined> {
  if (id.startsWith(builtInPrefix)) return builtInLossSource(id.slice(builtInPrefix.length));
  const split = id.lastIndexOf("#");
  const uri = id.slice(lossPrefix.length, split);
  const analysis = analyses.all().find((each) => each.source.uri.toString() === uri);
  const loss = analysis?.losses.find((each) => each.name === id.slice(split + 1));
  return analysis === undefined || loss === undefined ? undefined : readLossSource(analysis, loss, {});
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
