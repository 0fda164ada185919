/** Which rules run, at which severity, for which Keras: from pyproject.toml, the settings or the command line. */

import { parse as parseToml } from "smol-toml";
import type { KerasMajor } from "../keras/version.ts";
import type { Severity } from "../losses/finding.ts";

export type RuleSetting = Severity | "off";

export interface RuleConfiguration {
  /** Rules that differ from their default. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly keras: KerasMajor | undefined;
  readonly probes: boolean | undefined;
}

export interface ConfigurationResult {
  readonly configuration: RuleConfiguration;
  /** What is wrong with it, one sentence each; the rest still counts. */
  readonly problems: readonly string[];
}

export const noConfiguration: RuleConfiguration = { rules: new Map(), keras: undefined, probes: undefined };

const severities: readonly string[] = ["error", "warning", "info", "hint", "off"];

/** Checks a table of rule id → severity, as the settings hold it. */
export function readRuleTable(
  table: unknown,
  knownRules: ReadonlySet<string>,
  where: string,
): { rules: Map<string, RuleSetting>; problems: string[] } {
  const rules = new Map<string, RuleSetting>();
  const problems: string[] = [];
  if (table === undefined || table === null) return { rules, problems };
  if (!isRecord(table)) return { rules, problems: [`${where}: expected a table of rules and severities.`] };
  for (const [rule, value] of Object.entries(table)) {
    const severity = value === "information" ? "info" : value;
    if (!knownRules.has(rule)) problems.push(`${where}: there is no rule '${rule}'.`);
    else if (typeof severity !== "string" || !severities.includes(severity))
      problems.push(`${where}: '${rule}' is set to ${shown(value)}; use ${severities.join(", ")}.`);
    else rules.set(rule, severity as RuleSetting);
  }
  return { rules, problems };
}

/** `id=severity,id=severity`, as the command line gives it. */
export function readRuleOption(
  option: string,
  knownRules: ReadonlySet<string>,
): { rules: Map<string, RuleSetting>; problems: string[] } {
  const entries: [string, string][] = [];
  const problems: string[] = [];
  for (const part of option.split(",")) {
    if (part.trim() === "") continue;
    const match = /^\s*([^=\s]+)\s*=\s*(\S+)\s*$/.exec(part);
    if (match) entries.push([match[1]!, match[2]!]);
    else problems.push(`--rules: '${part.trim()}' is not id=severity.`);
  }
  const read = readRuleTable(Object.fromEntries(entries), knownRules, "--rules");
  return { rules: read.rules, problems: [...problems, ...read.problems] };
}

const knownConfigurations = new WeakMap<object, ConfigurationResult>();

/** What a project's pyproject.toml says, read once for all its files. */
export function configurationOf(
  pyproject: { readonly text: string } | undefined,
  knownRules: ReadonlySet<string>,
): ConfigurationResult {
  if (pyproject === undefined) return { configuration: noConfiguration, problems: [] };
  const known = knownConfigurations.get(pyproject) ?? readPyproject(pyproject.text, knownRules);
  knownConfigurations.set(pyproject, known);
  return known;
}

/** `[tool.loss-lens]` of a pyproject.toml. */
export function readPyproject(text: string, knownRules: ReadonlySet<string>): ConfigurationResult {
  let content: unknown;
  try {
    content = parseToml(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    return { configuration: noConfiguration, problems: [`pyproject.toml cannot be read: ${reason}`] };
  }
  const tool = isRecord(content) && isRecord(content.tool) ? content.tool["loss-lens"] : undefined;
  if (tool === undefined) return { configuration: noConfiguration, problems: [] };
  const where = "pyproject.toml [tool.loss-lens]";
  if (!isRecord(tool)) return { configuration: noConfiguration, problems: [`${where}: expected a table.`] };
  const { rules, problems } = readRuleTable(tool.rules, knownRules, `${where} rules`);
  let keras: KerasMajor | undefined;
  let probes: boolean | undefined;
  for (const [key, value] of Object.entries(tool)) {
    if (key === "rules") continue;
    if (key === "keras" || key === "keras-version" || key === "kerasVersion") {
      // A table of TOML has no prototype, and no text.
      const version = typeof value === "number" ? String(value) : value;
      if (version === "1" || version === "2" || version === "3") keras = version;
      else if (version !== "auto") problems.push(`${where}: ${key} is ${shown(value)}; use "auto", "1", "2" or "3".`);
    } else if (key === "probes") {
      if (value === true || value === "on") probes = true;
      else if (value === false || value === "off") probes = false;
      else problems.push(`${where}: probes is ${shown(value)}; use "on" or "off".`);
    } else if (key === "run") {
      if (value !== "onType" && value !== "onSave" && value !== "manual")
        problems.push(`${where}: run is ${shown(value)}; use "onType", "onSave" or "manual".`);
    } else problems.push(`${where}: there is no setting '${key}'.`);
  }
  return { configuration: { rules, keras, probes }, problems };
}

/** What `stronger` says over what `weaker` says. */
export function mergeConfigurations(weaker: RuleConfiguration, stronger: RuleConfiguration): RuleConfiguration {
  return {
    rules: new Map([...weaker.rules, ...stronger.rules]),
    keras: stronger.keras ?? weaker.keras,
    probes: stronger.probes ?? weaker.probes,
  };
}

/** In a sentence: somebody may have put a table of a megabyte there. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
