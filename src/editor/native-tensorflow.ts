/** Native TensorFlow in the editor: where it is found, and the command that installs it. Desktop only. */

import * as vscode from "vscode";
import type { EvaluatorClient } from "../evaluate/service/client.ts";
import { findAddonOf, isAddonFile } from "../evaluate/service/node-addon.ts";
import { nativePort } from "../evaluate/service/node-ports.ts";
import { createClient, evaluatorScript } from "./evaluator.ts";
import { isBrowser } from "./library.ts";
import { type NpmFailure, type NpmStep, stepIn } from "./npm-output.ts";
import { ask, sayError, sayInformation, sayWhile } from "./say.ts";

export const setUpCommand = "lossLens.setUpNativeTensorFlow";
export const showLogCommand = "lossLens.showLog";

const packageName = "@tensorflow/tfjs-node@4.22.0";

export interface NativeTensorFlow extends vscode.Disposable {
  /** Undefined where there is no addon, and in the browser. */
  evaluator(): EvaluatorClient | undefined;
}

/** `storage` is the extension's own folder, where the command installs. */
export function findNativeTensorFlow(
  extension: vscode.Uri,
  storage: vscode.Uri,
  log: (line: string) => void,
): NativeTensorFlow {
  let running: { readonly addon: string; readonly client: EvaluatorClient } | undefined;

  /** Looked for anew each time until it is there: it may be installed any moment. Looking is a few file look-ups. */
  function evaluator(): EvaluatorClient | undefined {
    if (isBrowser) return undefined;
    const addon = findInstalled(storage);
    if (addon === undefined) return undefined;
    if (running?.addon === addon) return running.client;
    running?.client.dispose();
    running = { addon, client: startOn(addon, extension, log) };
    return running.client;
  }

  const command = vscode.commands.registerCommand(setUpCommand, () => setUp(storage, evaluator, log));
  return {
    evaluator,
    dispose() {
      command.dispose();
      running?.client.dispose();
    },
  };
}

function startOn(addon: string, extension: vscode.Uri, log: (line: string) => void): EvaluatorClient {
  const start = async () => nativePort(evaluatorScript(extension).fsPath, addon);
  return createClient(start, log, "Native TensorFlow");
}

/** The one that the person's own settings name (a workspace's have no say in it), else the one in our own storage. */
function findInstalled(storage: vscode.Uri): string | undefined {
  const given = vscode.workspace.getConfiguration("lossLens").get<string>("nativeAddon");
  if (given === undefined || given === "") return findAddonOf(storage.fsPath);
  return isAddonFile(given) ? given : undefined;
}

async function setUp(
  storage: vscode.Uri,
  evaluator: () => EvaluatorClient | undefined,
  log: (line: string) => void,
): Promise<void> {
  if (isBrowser) {
    void sayInformation(vscode.l10n.t("Native TensorFlow runs on the desktop only. The built-in backend is at work."));
    return;
  }
  if (evaluator() !== undefined) {
    void sayInformation(installedText());
    return;
  }
  if (!(await isWanted(storage))) return;
  await vscode.workspace.fs.createDirectory(storage);
  const failure = await sayWhile(vscode.l10n.t("Installing native TensorFlow"), (tell, cancellation) =>
    install(storage, tell, cancellation, log),
  );
  if (failure === "cancelled") {
    void sayInformation(vscode.l10n.t("Native TensorFlow was not installed. The built-in backend is at work."));
    return;
  }
  if (failure === undefined && evaluator() !== undefined) {
    void sayInformation(installedText());
    return;
  }
  const reason =
    failure === undefined
      ? vscode.l10n.t("the package was installed, but its native part is not there")
      : reasonText(failure);
  const showLog = vscode.l10n.t("Show Log");
  const chosen = await sayError(
    vscode.l10n.t("Native TensorFlow could not be installed: {0}. The built-in backend stays at work.", reason),
    showLog,
  );
  if (chosen === showLog) await vscode.commands.executeCommand(showLogCommand);
}

/** It downloads much and runs what it downloaded: nothing of it before the person has agreed. */
async function isWanted(storage: vscode.Uri): Promise<boolean> {
  return ask(
    vscode.l10n.t("Install native TensorFlow?"),
    [
      vscode.l10n.t(
        "npm downloads {0} and its script downloads libtensorflow, several hundred megabytes together, into {1}. Native code of these packages then runs on this machine.",
        packageName,
        storage.fsPath,
      ),
      vscode.l10n.t(
        "It pays off for data of more than some 40,000 numbers. The values stay the same, and losses are interpreted as before.",
      ),
    ],
    vscode.l10n.t("Install"),
  );
}

function installedText(): string {
  return vscode.l10n.t("Native TensorFlow is installed. Large data are computed with it.");
}

function reasonText(failure: NpmFailure): string {
  switch (failure.kind) {
    case "notFound":
      return vscode.l10n.t("the host {0} could not be found ({1})", failure.host, failure.line);
    case "unreachable":
      return vscode.l10n.t("{0} could not be reached ({1})", failure.host, failure.line);
    case "told":
      return failure.line;
    case "silent":
      return vscode.l10n.t("npm ended with code {0}", String(failure.code));
    case "noNpm":
      return vscode.l10n.t("npm is not on this machine");
  }
}

function stepText(step: NpmStep): string {
  switch (step.kind) {
    case "fetching":
      return vscode.l10n.t("fetching {0}", step.name);
    case "installScript":
      return vscode.l10n.t("running its install script");
    case "downloadingLibrary":
      return vscode.l10n.t("downloading libtensorflow");
    case "building":
      return vscode.l10n.t("building the bindings");
  }
}

/** Why it did not work; undefined where it did. */
async function install(
  storage: vscode.Uri,
  tell: (text: string) => void,
  cancellation: vscode.CancellationToken,
  log: (line: string) => void,
): Promise<NpmFailure | "cancelled" | undefined> {
  const { installPackage } = await import("./node-npm.ts");
  const manifest = { private: true, allowScripts: { "@tensorflow/tfjs-node": true } };
  const content = new TextEncoder().encode(JSON.stringify(manifest));
  await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(storage, "package.json"), content);
  const controller = new AbortController();
  const listening = cancellation.onCancellationRequested(() => controller.abort());
  try {
    return await installPackage(packageName, storage.fsPath, controller.signal, (line) => {
      log(line);
      const step = stepIn(line);
      if (step !== undefined) tell(stepText(step));
    });
  } finally {
    listening.dispose();
  }
}
