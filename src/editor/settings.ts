/** What the person set under `lossLens.*`, read anew each time: a change needs no reload. */

import * as vscode from "vscode";
import { ruleIds } from "../check/all-rules.ts";
import { type ConfigurationResult, readRuleTable } from "../check/configuration.ts";
import type { Limits } from "../evaluate/evaluation.ts";
import { boundedLimits } from "../evaluate/limit-bounds.ts";
import type { RunMode } from "./run-mode.ts";

export type BackendChoice = "auto" | "cpu" | "node";

/** When the lines of a loss say what they give: while the cursor is in it, wherever it can be seen, or never. */
export type LiveValues = "inLoss" | "always" | "off";

export interface Settings {
  readonly run: RunMode;
  /** As written: rule id → severity or "off". Read and judged by `check/configuration.ts`. */
  readonly rules: Readonly<Record<string, unknown>>;
  /** Whether losses are run unasked; undefined where nothing is set, and the project decides. */
  readonly probes: boolean | undefined;
  readonly keras: "auto" | "1" | "2" | "3";
  readonly backend: BackendChoice;
  /** The interpreter to check losses with; "" where nothing is set. */
  readonly python: string;
  readonly showLenses: boolean;
  readonly showSparklines: boolean;
  readonly showHovers: boolean;
  readonly liveValues: LiveValues;
  readonly limits: Limits;
}

export const section = "lossLens";

export function readSettings(scope?: vscode.Uri): Settings {
  const given = vscode.workspace.getConfiguration(section, scope);
  const rules = given.get<unknown>("rules");
  const seconds = given.get<number>("limits.seconds");
  return {
    run: oneOf(given.get("run"), ["onType", "onSave", "manual"], "onType"),
    rules: typeof rules === "object" && rules !== null ? (rules as Record<string, unknown>) : {},
    probes: switchedIn(given.inspect("probes")),
    keras: oneOf(given.get("kerasVersion"), ["auto", "1", "2", "3"], "auto"),
    python: textOf(given.get("python")),
    backend: oneOf(given.get("backend"), ["auto", "cpu", "node"], "auto"),
    showLenses: given.get("codeLens") !== false,
    showSparklines: given.get("sparklines") !== false,
    showHovers: given.get("hovers") !== false,
    liveValues: oneOf(given.get("liveValues"), ["inLoss", "always", "off"], "inLoss"),
    limits: boundedLimits({
      steps: given.get("limits.steps"),
      elements: given.get("limits.elements"),
      totalElements: given.get("limits.totalElements"),
      milliseconds: seconds === undefined ? undefined : seconds * 1000,
    }),
  };
}

/** What the settings say of the rules and of Keras. */
export function configurationOfSettings({ rules: table, keras, probes }: Settings): ConfigurationResult {
  const { rules, problems } = readRuleTable(table, ruleIds, `${section}.rules`);
  return { configuration: { rules, keras: keras === "auto" ? undefined : keras, probes }, problems };
}

/** What somebody set, wherever it was: a default is nobody's wish. "on" and "off" stand in older settings. */
function switchedIn(given: ReturnType<vscode.WorkspaceConfiguration["inspect"]>): boolean | undefined {
  const value = given?.workspaceFolderValue ?? given?.workspaceValue ?? given?.globalValue;
  if (value === true || value === "on") return true;
  return value === false || value === "off" ? false : undefined;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[], otherwise: T): T {
  return allowed.find((each) => each === value) ?? otherwise;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
