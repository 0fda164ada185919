/** From a text to what is known about it by reading: its losses, its Keras, its findings. */

import { ruleIds } from "../check/all-rules.ts";
import { type CheckResult, inspectModule } from "../check/check-module.ts";
import { configurationOf, mergeConfigurations, readRuleTable } from "../check/configuration.ts";
import type { KerasVersion } from "../keras/version.ts";
import type { ModuleLosses } from "../losses/find-losses.ts";
import type { Finding } from "../losses/finding.ts";
import type { ImportedLosses } from "../losses/imported-losses.ts";
import { type ParsedModule, parseModule } from "../python/parse.ts";
import type { ModuleNames } from "../python/scope.ts";
import type { Project } from "./project.ts";
import type { PythonSource } from "./python-source.ts";
import type { Settings } from "./settings.ts";

export interface Analysis extends ModuleLosses {
  readonly source: PythonSource;
  readonly parsed: ParsedModule;
  readonly names: ModuleNames;
  readonly keras: KerasVersion;
  readonly findings: readonly Finding[];
  readonly isForTraining: CheckResult["isForTraining"];
  /** For the next analysis of the same file. */
  readonly quiet: CheckResult["quiet"];
  /** What is wrong with the settings or pyproject.toml, one sentence each. */
  readonly configurationProblems: readonly string[];
}

/** Looks only at what changed since `previous`. A setting of the editor has the last word over pyproject.toml. */
export function analyze(
  source: PythonSource,
  settings: Settings,
  project: Project | undefined,
  previous: Analysis | undefined,
  imports: ImportedLosses,
): Analysis {
  const parsed = parseModule(source.text, previous?.parsed);
  const ofProject = configurationOf(project?.pyproject, ruleIds);
  const ofEditor = readRuleTable(settings.rules, ruleIds, "lossLens.rules");
  const configuration = mergeConfigurations(ofProject.configuration, {
    rules: ofEditor.rules,
    keras: settings.keras === "auto" ? undefined : settings.keras,
    probes: undefined,
  });
  const result = inspectModule(parsed.module, {
    configuration,
    project: project?.keras,
    path: nameOf(source),
    imports,
    quiet: previous?.quiet,
  });
  return {
    source,
    parsed,
    names: result.names,
    keras: result.keras,
    losses: result.losses.losses,
    uses: result.losses.uses,
    findings: result.findings,
    isForTraining: result.isForTraining,
    quiet: result.quiet,
    configurationProblems: [...ofProject.problems, ...ofEditor.problems],
  };
}

function nameOf({ uri }: PythonSource): string {
  return uri.path.slice(uri.path.lastIndexOf("/") + 1);
}
