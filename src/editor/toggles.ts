/** What Loss Lens shows beside the code, switched by commands: from where it is seen, and from the palette. */

import * as vscode from "vscode";
import { sayInformation } from "./say.ts";
import { section } from "./settings.ts";

interface Toggle {
  readonly command: string;
  readonly setting: string;
  /** What the setting is where it is more than on and off. */
  readonly values?: { readonly on: string; readonly off: string };
}

export const toggles = {
  lenses: { command: "lossLens.toggleLenses", setting: "codeLens" },
  sparklines: { command: "lossLens.toggleSparklines", setting: "sparklines" },
  hovers: { command: "lossLens.toggleHovers", setting: "hovers" },
  liveValues: {
    command: "lossLens.toggleLiveValues",
    setting: "liveValues",
    values: { on: "inLoss", off: "off" },
  },
} as const satisfies Record<string, Toggle>;

export function registerToggles(): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(toggles).map((each) => vscode.commands.registerCommand(each.command, () => flip(each))),
  );
}

/** Whether it is shown in the file that the person works on. */
export function isShown({ setting, values }: Toggle): boolean {
  return configuration().get(setting) !== (values?.off ?? false);
}

/** As the messages and the menu call it. */
export function nameOf({ setting }: Toggle): string {
  if (setting === "codeLens") return vscode.l10n.t("Lenses");
  if (setting === "liveValues") return vscode.l10n.t("Live values");
  return setting === "sparklines" ? vscode.l10n.t("Sparklines") : vscode.l10n.t("Hovers");
}

/** Says what it did, with the way back. */
async function flip(toggle: Toggle): Promise<void> {
  const isOn = !isShown(toggle);
  await set(toggle, isOn);
  const back = isOn ? vscode.l10n.t("Turn Off") : vscode.l10n.t("Turn On");
  const name = nameOf(toggle);
  const said = isOn ? vscode.l10n.t("{0} are on.", name) : vscode.l10n.t("{0} are off.", name);
  // Not waited for: the command is done, whatever becomes of what it says.
  void sayInformation(said, back).then((chosen) => (chosen === back ? set(toggle, !isOn) : undefined));
}

/** Where it was set before, or it would seem to do nothing; else for the person, in all folders. */
async function set({ setting, values }: Toggle, isOn: boolean): Promise<void> {
  const given = configuration();
  const { workspaceFolderValue, workspaceValue } = given.inspect(setting) ?? {};
  const target =
    workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await given.update(setting, values === undefined ? isOn : values[isOn ? "on" : "off"], target);
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section, vscode.window.activeTextEditor?.document);
}
