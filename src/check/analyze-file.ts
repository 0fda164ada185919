/** One look at a file: from its text to its losses, its Keras and its findings. */

import type { Project } from "../keras/project-files.ts";
import type { ModuleLosses } from "../losses/find-losses.ts";
import type { ImportedLosses } from "../losses/imported-losses.ts";
import type { Range } from "../python/ast.ts";
import type { JoinedCells } from "../python/cells.ts";
import { type ParsedModule, parseModule } from "../python/parse.ts";
import { ruleIds } from "./all-rules.ts";
import { type CheckResult, inspectModule } from "./check-module.ts";
import {
  type ConfigurationResult,
  configurationOf,
  mergeConfigurations,
  noConfiguration,
  type RuleConfiguration,
} from "./configuration.ts";

export interface FileToAnalyze {
  readonly text: string;
  /** As the evidence for a Keras version names the file. */
  readonly path: string;
  /** Of a notebook, whose cells are the text. */
  readonly cells?: JoinedCells | undefined;
  /** Undefined where nothing is known of what is around the file. */
  readonly project: Project | undefined;
  /** What the editor's settings or the command line say: they have the last word over pyproject.toml. */
  readonly asked?: ConfigurationResult | undefined;
  readonly imports?: ImportedLosses | undefined;
  /** Of an earlier state of the file: only what has changed since is looked at. */
  readonly previous?: FileAnalysis | undefined;
}

export interface FileAnalysis extends ModuleLosses, Omit<CheckResult, "losses"> {
  readonly parsed: ParsedModule;
  readonly configuration: RuleConfiguration;
  /** The first place that is no Python 3; undefined where there is none. What stands around it was not looked at. */
  readonly unreadable: Range | undefined;
  /** From where on to the end the file was not read, being longer than files are; undefined where it was read whole. */
  readonly unread: Range | undefined;
  /** What is wrong with what was asked for or with pyproject.toml, one sentence each. */
  readonly configurationProblems: readonly string[];
  /** The same look at another state of the file. */
  lookAgain(text: string): FileAnalysis;
}

/** Never throws, whatever the text. */
export function analyzeFile({ text, path, cells, project, asked, imports, previous }: FileToAnalyze): FileAnalysis {
  const parsed = parseModule(text, previous?.parsed);
  const ofProject = configurationOf(project?.pyproject, ruleIds);
  const configuration = mergeConfigurations(ofProject.configuration, asked?.configuration ?? noConfiguration);
  const { losses, ...result } = inspectModule(parsed.module, {
    configuration,
    project: project?.keras,
    path,
    cells,
    imports,
    quiet: previous?.quiet,
  });
  const analysis: FileAnalysis = {
    ...result,
    ...losses,
    parsed,
    unreadable: parsed.module.errors[0],
    unread: parsed.module.unread,
    configuration,
    configurationProblems: [...ofProject.problems, ...(asked?.problems ?? [])],
    lookAgain(changed) {
      return analyzeFile({ text: changed, path, cells, project, asked, imports, previous: analysis });
    },
  };
  return analysis;
}
