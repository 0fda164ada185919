/** What the running of a loss rests on, as a text: while it stays, so does what was seen. */

import { probingKey } from "../check/probe-loss.ts";
import type { GivenValue } from "../evaluate/evaluation.ts";
import { dependencyText, placeAt } from "../losses/dependencies.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { isMetricName } from "../losses/loss-names.ts";
import { referenceTo } from "../losses/loss-reference.ts";
import { startNotes } from "../samples/start-values.ts";
import type { Analysis } from "./analyses.ts";
import type { ImportedFiles } from "./imported-files.ts";

export type Given = Readonly<Record<string, GivenValue>>;

export function createProbingKeys(imports: ImportedFiles): (analysis: Analysis, loss: LossDefinition) => string {
  const keys = new WeakMap<LossDefinition, string>();
  return (analysis, loss) => {
    let key = keys.get(loss);
    if (key === undefined) {
      const { version, isKnown } = analysis.keras;
      const { path } = analysis.source.uri;
      // What the file gives the loss, and what it does with it, may stand outside of what the loss rests on.
      const given = startNotes({ loss, uses: analysis.uses, names: analysis.names }).map(({ text }) => text);
      const role = analysis.isForTraining(loss);
      // A metric that is handed over as a loss is told of where that is done.
      const used = isMetricName(loss.name) ? analysis.uses.filter((use) => use.loss === loss).map(usedText) : [];
      const text = dependencyText(loss, analysis.names);
      key = [path, loss.name, definitionIn(analysis, loss), version, isKnown, role, ...given, ...used, text].join("\0");
      keys.set(loss, key);
    }
    return `${imports.revisionOf(analysis.source.uri)}\0${probingKey(analysis)}\0${key}`;
  };
}

/** Which of the definitions of its name: those of one name rest on the same statements. */
export function definitionIn({ source, losses }: Analysis, loss: LossDefinition): number | null {
  return referenceTo(source.uri.path, loss, losses).definition;
}

/** The same loss at other values is another question. */
export function withGiven(key: string, given: Given): string {
  const values = Object.entries(given).map(([name, value]) => `${name}=${typeof value} ${wordOf(value)}`);
  return values.length === 0 ? key : [key, ...values].join("\0");
}

function wordOf(value: GivenValue): string {
  return JSON.stringify(value, (_, part) => (typeof part === "bigint" ? `${part}n` : part));
}

/** The whole statement: what was found in it moves with it. */
function usedText({ call, loss }: LossUse): string {
  const module = loss?.module;
  const statement = module?.body[placeAt(module, call.range.start)];
  return module === undefined || statement === undefined
    ? ""
    : module.text.slice(statement.range.start, statement.range.end);
}
