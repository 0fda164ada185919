/** Reading one file as the rules read it. */

import { ruleIds } from "../check/all-rules.ts";
import { inspectModule } from "../check/check-module.ts";
import {
  configurationOf,
  mergeConfigurations,
  noConfiguration,
  type RuleConfiguration,
} from "../check/configuration.ts";
import type { KerasMajor, KerasVersion } from "../keras/version.ts";
import type { ModuleLosses } from "../losses/find-losses.ts";
import type { Finding } from "../losses/finding.ts";
import type { Importer } from "../losses/imported-losses.ts";
import type { Module } from "../python/ast.ts";
import { parseModule } from "../python/parse.ts";
import type { ModuleNames } from "../python/scope.ts";
import type { Project } from "./project.ts";
import type { Source } from "./source.ts";

/** What is reported of a file. */
export interface CheckedFile {
  readonly source: Source;
  readonly keras: KerasVersion;
  readonly findings: readonly Finding[];
  readonly configurationProblems: readonly string[];
}

export interface FileAnalysis extends CheckedFile, ModuleLosses {
  readonly module: Module;
  readonly names: ModuleNames;
  readonly configuration: RuleConfiguration;
}

/** What the command line asks for has the last word over pyproject.toml. */
export function analyzeFile(
  source: Source,
  project: Project,
  asked: RuleConfiguration = noConfiguration,
  importer?: Importer,
): FileAnalysis {
  const { module } = parseModule(source.text);
  const ofProject = configurationOf(project.pyproject, ruleIds);
  const configuration = mergeConfigurations(ofProject.configuration, asked);
  const imports = importer?.from(source.path);
  const result = inspectModule(module, { configuration, project: project.keras, path: source.path, imports });
  return {
    source,
    module,
    names: result.names,
    keras: result.keras,
    losses: result.losses.losses,
    uses: result.losses.uses,
    findings: result.findings,
    configuration,
    configurationProblems: ofProject.problems,
  };
}

/** `--keras`: undefined for `auto`. */
export function kerasOption(value: "auto" | KerasMajor): KerasMajor | undefined {
  return value === "auto" ? undefined : value;
}
