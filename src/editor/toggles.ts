/** What Loss Lens shows beside the code, switched by commands: from where it is seen, and from the palette. */

import * as vscode from "vscode";
import { sayInformation } from "./say.ts";
import { section } from "./settings.ts";

interface Toggle {
  readonly command: string;
  readonly setting: string;
  /** As the messages and the menu call it. */
  readonly name: string;
}

export const toggles = {
  lenses: { command: "lossLens.toggleLenses", setting: "codeLens", name: "Lenses" },
  sparklines: { command: "lossLens.toggleSparklines", setting: "sparklines", name: "Sparklines" },
  hovers: { command: "lossLens.toggleHovers", setting: "hovers", name: "Hovers" },
} as const satisfies Record<string, Toggle>;

export function registerToggles(): vscode.Disposable {
  return vscode.Disposable.from(
    ...Object.values(toggles).map((each) => vscode.commands.registerCommand(each.command, () => flip(each))),
  );
}

/** Whether it is shown in the file that the person works on. */
export function isShown({ setting }: Toggle): boolean {
  return configuration().get(setting) !== false;
}

/** Says what it did, with the way back. */
async function flip(toggle: Toggle): Promise<void> {
  const isOn = !isShown(toggle);
  await set(toggle, isOn);
  const back = isOn ? "Turn Off" : "Turn On";
  const said = `Loss Lens: ${toggle.name} are ${isOn ? "on" : "off"}.`;
  if ((await sayInformation(said, back)) === back) await set(toggle, !isOn);
}

/** Where it was set before, or it would seem to do nothing; else for the person, in all folders. */
async function set({ setting }: Toggle, isOn: boolean): Promise<void> {
  const given = configuration();
  const { workspaceFolderValue, workspaceValue } = given.inspect(setting) ?? {};
  const target =
    workspaceFolderValue !== undefined
      ? vscode.ConfigurationTarget.WorkspaceFolder
      : workspaceValue !== undefined
        ? vscode.ConfigurationTarget.Workspace
        : vscode.ConfigurationTarget.Global;
  await given.update(setting, isOn, target);
}

function configuration(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration(section, vscode.window.activeTextEditor?.document);
}
