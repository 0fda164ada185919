/** What a loss can be compared with: Keras's own losses, and all other losses of the workspace. */

import * as vscode from "vscode";
import type { LossSource } from "../../evaluate/evaluation.ts";
import { builtInLossSource, comparableBuiltIns } from "../../preview/built-in-loss.ts";
import type { Snapshot } from "../../preview/messages.ts";
import type { Analyses, Analysis } from "../analyses.ts";
import type { ImportedFiles } from "../imported-files.ts";
import { readLossSource } from "../loss-source.ts";
import type { LossesOfFile } from "../workspace-losses.ts";

type Group = Snapshot["comparable"][number];

const builtInPrefix = "keras:";
const lossPrefix = "loss:";
const valuesPrefix = "values:";

type Values = Readonly<Record<string, number>>;

/**
 * Everything that may be added: the loss itself at the values that its sliders have now, the losses of open files as
 * they are typed, then the workspace's, then Keras's.
 */
export function comparableLosses(
  analyses: Analyses,
  workspace: readonly LossesOfFile[],
  uri: string,
  loss: string,
  values: Values = {},
): Group[] {
  const open = analyses.all().map(({ source, losses }) => ({ uri: source.uri, names: losses.map(({ name }) => name) }));
  const isOpen = new Set(open.map((file) => file.uri.toString()));
  const files = [...open, ...workspace.filter((file) => !isOpen.has(file.uri.toString()))];
  const others = files.flatMap((file) => {
    const own = file.uri.toString();
    const names = [...new Set(file.names)].filter((name) => own !== uri || name !== loss);
    const entries = names.map((name) => ({ id: `${lossPrefix}${own}#${name}`, label: name }));
    return entries.length === 0 ? [] : [{ group: fileName(file.uri.path), entries }];
  });
  const builtIn = comparableBuiltIns.map((name) => ({ id: `${builtInPrefix}${name}`, label: name }));
  return [...atValues(values), ...others, { group: "Keras", entries: builtIn }];
}

/** The curve as it is now, to stay while the sliders move on. */
function atValues(values: Values): Group[] {
  if (Object.keys(values).length === 0) return [];
  const id = `${valuesPrefix}${JSON.stringify(values)}`;
  return [{ group: "This loss", entries: [{ id, label: comparisonLabel(id) }] }];
}

/** The values of parameters that a comparison with the loss itself is at; undefined for another loss. */
export function comparedValues(id: string): Values | undefined {
  return id.startsWith(valuesPrefix) ? (JSON.parse(id.slice(valuesPrefix.length)) as Values) : undefined;
}

export function comparisonLabel(id: string): string {
  const values = comparedValues(id);
  if (values !== undefined)
    return Object.entries(values)
      .map(([name, value]) => `${name} = ${Number(value.toPrecision(4))}`)
      .join(", ");
  return id.startsWith(builtInPrefix) ? id.slice(builtInPrefix.length) : id.slice(id.lastIndexOf("#") + 1);
}

interface ComparisonParts {
  readonly analysisOf: (uri: vscode.Uri) => Promise<Analysis | undefined>;
  readonly imports: Pick<ImportedFiles, "of">;
}

/** Undefined where the other loss is no longer there. */
export async function comparisonSource(
  id: string,
  { analysisOf, imports }: ComparisonParts,
): Promise<LossSource | undefined> {
  if (id.startsWith(builtInPrefix)) return builtInLossSource(id.slice(builtInPrefix.length));
  const split = id.lastIndexOf("#");
  const uri = id.slice(lossPrefix.length, split);
  const analysis = await analysisOf(vscode.Uri.parse(uri));
  const loss = analysis?.losses.findLast((each) => each.name === id.slice(split + 1));
  return analysis === undefined || loss === undefined ? undefined : readLossSource(imports, analysis, loss, {});
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
