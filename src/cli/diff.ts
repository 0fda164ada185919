/** `loss-lens diff`: what has become of losses since a revision of git. */

import { statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { defaultLimits } from "../evaluate/evaluation.ts";
import { rememberAnswers } from "../evaluate/service/remembered.ts";
import { askPicture } from "../preview/ask/ask.ts";
import { renderSvg } from "../preview/plot/svg.ts";
import { lightTheme } from "../preview/plot/theme.ts";
import { oneOf, readArguments } from "./arguments.ts";
import { compareVersions, type LossComparison } from "./compare-versions.ts";
import { UsageError } from "./failure.ts";
import { openRepository } from "./git.ts";
import { sceneOf } from "./plot.ts";
import { createFile } from "./replace-file.ts";
import { type DrawnComparison, diffJson, diffMarkdown, diffText, isWorse } from "./report-diff.ts";
import { reasonOf } from "./source.ts";
import type { Terminal } from "./terminal.ts";
import { findVersions } from "./versions.ts";

export const options = { format: { type: "string" }, output: { type: "string", short: "o" } } as const;

const reports = { text: diffText, json: diffJson, markdown: diffMarkdown };

/** Exit code 1 where something is worse, 2 where something could not be compared. */
export async function diff(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options);
  const format = oneOf("format", values.format, ["text", "json", "markdown"], "text");
  const [revision, ...paths] = positionals;
  if (revision === undefined || paths.length === 0)
    throw new UsageError("diff takes a revision of git and at least one file or folder");
  const repository = await openRepository(revision, folderOf(paths[0]!));
  const { files, problems } = await findVersions(paths, repository);
  for (const problem of problems) terminal.complain(problem);
  const evaluator = rememberAnswers(terminal.evaluator());
  const compared = await compareVersions(files, evaluator, (done, all) =>
    terminal.progress(`${done + 1} of ${all} losses compared`),
  );
  const comparisons: DrawnComparison[] = [];
  const names = new Set<string>();
  if (values.output !== undefined && compared.length > 0) await makeFolder(values.output);
  for (const comparison of compared) {
    const svg = values.output === undefined ? undefined : await draw(comparison, revision, evaluator);
    if (svg === undefined || values.output === undefined) {
      comparisons.push({ ...comparison, picture: undefined });
      continue;
    }
    const picture = join(values.output, nameOf(comparison, names));
    await createFile(picture, Buffer.from(svg, "utf8"));
    comparisons.push({ ...comparison, picture });
  }
  terminal.progress("");
  terminal.print(reports[format]({ revision, commit: repository.commit, comparisons }));
  if (problems.length > 0) return 2;
  return comparisons.some(isWorse) ? 1 : 0;
}

/** The loss as it is, and beside it as it was; undefined where it gives no numbers, or is gone. */
async function draw(
  { before, after }: LossComparison,
  revision: string,
  evaluator: Parameters<typeof askPicture>[1],
): Promise<string | undefined> {
  if (after?.result.kind !== "observed") return undefined;
  const { set } = after.result.observations;
  const label = `at ${revision}`;
  const earlier =
    before?.result.kind === "observed"
      ? [{ id: "before", label, role: "saved" as const, source: before.subject.source }]
      : [];
  const answer = await askPicture(
    {
      source: after.subject.source,
      set,
      view: "curve",
      options: {},
      domain: null,
      companions: earlier,
      limits: defaultLimits,
      placeOf: () => null,
    },
    evaluator,
  );
  if (answer.kind === "failure") return undefined;
  return renderSvg(sceneOf(answer.data, after.loss.name), lightTheme, { hasBackground: true, padding: 16 });
}

/** The folder that is there of a path which may be gone. */
function folderOf(path: string): string {
  for (let at = resolve(path); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false });
    if (found?.isDirectory() === true || dirname(at) === at) return at;
  }
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}

/** For the loss's name; a number where it is taken. */
function nameOf({ after }: LossComparison, taken: Set<string>): string {
  const stem = (after?.loss.name ?? "loss").replace(/[^\w.-]/g, "-").slice(0, 100);
  for (let number = 1; ; number++) {
    const name = number === 1 ? `${stem}.svg` : `${stem}-${number}.svg`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
