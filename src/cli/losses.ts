/** `loss-lens losses`: the losses of files, and whether each can be evaluated. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { referenceTo } from "../losses/loss-reference.ts";
import { isAboutData } from "../probes/fitting-set.ts";
import { visibleJson, visibleText } from "../python/visible-text.ts";
import { oneOf, readArguments } from "./arguments.ts";
import { complaintAbout, UsageError } from "./failure.ts";
import { findFiles } from "./files.ts";
import { answerOnFittingSet } from "./fitting-set.ts";
import { toJson } from "./literals.ts";
import { type LoadedFile, type OpenFiles, openFiles } from "./loss-files.ts";
import { positionsOf, type Span } from "./positions.ts";
import type { Terminal } from "./terminal.ts";

interface LossReport {
  readonly path: string;
  readonly name: string;
  readonly kind: LossDefinition["form"];
  readonly cell?: number;
  readonly line: number;
  readonly column: number;
  readonly parameters: readonly object[];
  readonly samples: string;
  readonly evaluable: boolean;
  readonly reason: string | null;
}

/** Exit code 2 where something could not be read, else 0. */
export async function listLosses(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, { format: { type: "string" } });
  const format = oneOf("format", values.format, ["text", "json"], "text");
  if (positionals.length === 0) throw new UsageError("losses: give at least one file or folder");
  const { paths, problems } = await findFiles(positionals);
  for (const problem of problems) terminal.complain(problem);
  let couldNotRun = problems.length > 0;
  const files = openFiles();
  const reports: LossReport[] = [];
  for (const path of paths) {
    try {
      const file = await files.open(path);
      for (const loss of file.losses) reports.push(await describe(file, loss, files, terminal));
    } catch (error) {
      terminal.complain(complaintAbout(path, error));
      couldNotRun = true;
    }
  }
  terminal.print(format === "json" ? `${visibleJson({ version: 1, losses: reports })}\n` : asText(reports));
  return couldNotRun ? 2 : 0;
}

async function describe(
  file: LoadedFile,
  loss: LossDefinition,
  files: OpenFiles,
  terminal: Terminal,
): Promise<LossReport> {
  const { cell, line, column }: Span = positionsOf(file.source).spanOf(loss.nameRange);
  const source = files.lossSource(file, referenceTo(file.source.path, loss, file.losses), {}, undefined);
  const { set, answer } = await answerOnFittingSet(loss, file.parsed.module, source, terminal.evaluator());
  // Data that do not fit say nothing against the loss.
  const reason = answer.kind === "failure" && !isAboutData(answer.failure) ? answer.failure.message : null;
  return {
    path: file.source.path,
    name: loss.name,
    kind: loss.form,
    ...(cell === undefined ? {} : { cell }),
    line,
    column,
    parameters: loss.parameters.map((parameter) => describeParameter(parameter, file)),
    samples: set.id,
    evaluable: reason === null,
    reason,
  };
}

/** A default that is no literal is given as its source text, in a field of its own. */
function describeParameter(parameter: LossDefinition["parameters"][number], { source }: LoadedFile): object {
  const { name, default: given } = parameter;
  if (given === undefined) return { name };
  const value = toJson(literalOf(given));
  if (value !== undefined) return { name, default: value };
  return { name, default: null, expression: source.text.slice(given.range.start, given.range.end) };
}

function asText(reports: readonly LossReport[]): string {
  if (reports.length === 0) return "no losses found\n";
  return reports
    .map(({ path, name, kind, cell, line, column, samples, reason }) => {
      const place = `${path}:${cell === undefined ? "" : `cell ${cell}:`}${line}:${column}`;
      const state = reason === null ? `samples: ${samples}` : `not evaluated: ${reason}`;
      return `${visibleText(`${place}: ${kind} ${name} (${state})`)}\n`;
    })
    .join("");
}
