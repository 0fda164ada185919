/** `loss-lens check`: the findings of files, notebooks and folders. */

import { ruleIds } from "../check/all-rules.ts";
import { inOrderOfPlace } from "../check/check-module.ts";
import { type RuleConfiguration, readRuleOption } from "../check/configuration.ts";
import { withProvenFixes } from "../check/fix-door.ts";
import type { KerasMajor } from "../keras/version.ts";
import type { Severity } from "../losses/finding.ts";
import type { Importer } from "../losses/imported-losses.ts";
import { oneOf, readArguments } from "./arguments.ts";
import { analyzeSource, type CheckedFile } from "./checked-file.ts";
import { complaintAbout, UsageError } from "./failure.ts";
import { findFiles } from "./files.ts";
import { fixFile } from "./fix-file.ts";
import { createProjects, type Projects } from "./project.ts";
import { githubReport } from "./report-github.ts";
import { jsonReport } from "./report-json.ts";
import { sarifReport } from "./report-sarif.ts";
import { notChecked, textReport } from "./report-text.ts";
import { createLossRunner, type LossRunner } from "./run-losses.ts";
import { readSource } from "./source.ts";
import type { Terminal } from "./terminal.ts";
import { createWorkspaceImporter } from "./workspace-files.ts";

export const options = {
  format: { type: "string" },
  keras: { type: "string" },
  "no-probes": { type: "boolean" },
  fix: { type: "boolean" },
  "fail-on": { type: "string" },
  rules: { type: "string" },
} as const;

const severityOrder: readonly Severity[] = ["hint", "info", "warning", "error"];
const reports = { text: textReport, json: jsonReport, sarif: sarifReport, github: githubReport };

/** Exit code 0: nothing at or above `--fail-on`; 1: findings; 2: something could not be read. */
export async function check(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = readArguments(argv, options);
  const format = oneOf("format", values.format, ["text", "json", "sarif", "github"], "text");
  const keras = oneOf<"auto" | KerasMajor>("keras", values.keras, ["auto", "1", "2", "3"], "auto");
  const failOn = oneOf("fail-on", values["fail-on"], ["error", "warning", "info", "hint"], "warning");
  const { rules, problems: ruleProblems } = readRuleOption(values.rules ?? "", ruleIds);
  if (ruleProblems.length > 0) throw new UsageError(ruleProblems[0]!.replace(/\.$/, ""));
  if (positionals.length === 0) throw new UsageError("check: give at least one file or folder");

  const asked: RuleConfiguration = {
    rules,
    keras: keras === "auto" ? undefined : keras,
    probes: values["no-probes"] ? false : undefined,
  };
  const { paths, problems } = await findFiles(positionals);
  let couldNotRun = problems.length > 0;
  for (const problem of problems) terminal.complain(problem);

  const checker: Checker = {
    projects: createProjects(),
    importer: createWorkspaceImporter(),
    runner: createLossRunner(terminal),
    asked,
  };
  const said = new Set<string>();
  const checked: CheckedFile[] = [];
  let done = 0;
  // What is written is read by others: files are fixed one after another.
  const atOnce = values.fix ? 1 : filesAtOnce;
  for await (const { path, result } of inOrder(paths, atOnce, (each) => checkFile(each, checker))) {
    terminal.progress(`${++done} of ${paths.length} files checked`);
    try {
      if ("error" in result) throw result.error;
      const file = result.value;
      for (const problem of file.configurationProblems) {
        if (!said.has(problem)) terminal.complain(problem);
        said.add(problem);
      }
      if (values.fix) {
        const { analysis, isWritten } = await fixFile(file, () => checkFile(path, checker), terminal);
        checked.push(analysis);
        couldNotRun ||= !isWritten;
      } else checked.push(file);
    } catch (error) {
      terminal.complain(complaintAbout(path, error));
      couldNotRun = true;
    }
  }
  terminal.progress("");
  terminal.print(reports[format](checked, terminal));
  const ofPyTorch = checked.filter(({ isPyTorch }) => isPyTorch).length;
  // The text says it in its last line.
  if (ofPyTorch > 0 && format !== "text") terminal.complain(notChecked(ofPyTorch));
  if (couldNotRun) return 2;
  if (checked.some(({ unreadable, unread }) => unreadable !== undefined || unread !== undefined)) return 1;
  const level = severityOrder.indexOf(failOn);
  const isFailed = checked.some(({ findings }) =>
    findings.some(({ severity }) => severityOrder.indexOf(severity) >= level),
  );
  return isFailed ? 1 : 0;
}

interface Checker {
  readonly projects: Projects;
  readonly importer: Importer;
  readonly runner: LossRunner;
  readonly asked: RuleConfiguration;
}

async function checkFile(path: string, { projects, importer, runner, asked }: Checker): Promise<CheckedFile> {
  const source = readSource(path);
  const analysis = analyzeSource(source, await projects.of(path), asked, importer);
  const { keras, configurationProblems, isPyTorch, unreadable, unread } = analysis;
  const all = inOrderOfPlace([...analysis.findings, ...(await runner.findingsOf(analysis))]);
  const findings = withProvenFixes(analysis, all);
  // The trees of a thousand files would fill the memory, and no report needs them.
  return { source, keras, findings, configurationProblems, isPyTorch, unreadable, unread };
}

/** So many files wait for their losses to be run: enough for all cores, and few enough to be held in memory. */
const filesAtOnce = 16;

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/** What `work` makes of each path, in their order, of which a few are worked on at the same time. */
async function* inOrder<T>(
  paths: readonly string[],
  atOnce: number,
  work: (path: string) => Promise<T>,
): AsyncGenerator<{ readonly path: string; readonly result: Outcome<T> }> {
  const begun: Promise<Outcome<T>>[] = [];
  const begin = (path: string): Promise<Outcome<T>> =>
    work(path).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
  for (const [index, path] of paths.entries()) {
    while (begun.length < paths.length && begun.length < index + atOnce) begun.push(begin(paths[begun.length]!));
    yield { path, result: await begun[index]! };
  }
}
