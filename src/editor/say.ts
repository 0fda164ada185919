/**
 * The one door through which sentences reach VS Code's own surface: notifications, progress, lists, states. Each is
 * shown word for word (see `plain-sentence.ts`); no other file calls what shows them.
 */

import * as vscode from "vscode";
import { plainSentence } from "./plain-sentence.ts";

/** A notification names who speaks: VS Code itself does so only where there are buttons. */
const spoken = (text: string): string => plainSentence(`Loss Lens: ${text}`);

/** Resolves to the action that was chosen. */
export function sayInformation(text: string, ...actions: string[]): Thenable<string | undefined> {
  return vscode.window.showInformationMessage(spoken(text), ...actions.map(plainSentence));
}

export function sayWarning(text: string, ...actions: string[]): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(spoken(text), ...actions.map(plainSentence));
}

export function sayError(text: string, ...actions: string[]): Thenable<string | undefined> {
  return vscode.window.showErrorMessage(spoken(text), ...actions.map(plainSentence));
}

/** Asks before something is done, with what it means; true where the person agrees. */
export async function ask(question: string, detail: readonly string[], action: string): Promise<boolean> {
  const shown = { modal: true, detail: detail.map(plainSentence).join("\n\n") };
  const agreed = plainSentence(action);
  return (await vscode.window.showInformationMessage(plainSentence(question), shown, agreed)) === agreed;
}

/** Shows that something long goes on, which may be cancelled; `tell` says what it does now. */
export function sayWhile<Result>(
  title: string,
  work: (tell: (text: string) => void, cancellation: vscode.CancellationToken) => Thenable<Result>,
): Thenable<Result> {
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: plainSentence(title), cancellable: true },
    (progress, cancellation) => work((text) => progress.report({ message: plainSentence(text) }), cancellation),
  );
}

function plainItem<Item extends vscode.QuickPickItem>(item: Item): Item {
  return {
    ...item,
    label: plainSentence(item.label),
    ...(item.description === undefined ? {} : { description: plainSentence(item.description) }),
    ...(item.detail === undefined ? {} : { detail: plainSentence(item.detail) }),
  };
}

/** Lets the person choose from a list. What an item carries beside its words stays as it is. */
export function pick<Item extends vscode.QuickPickItem>(
  items: readonly Item[] | Thenable<readonly Item[]>,
  options: Pick<vscode.QuickPickOptions, "title" | "placeHolder" | "matchOnDescription" | "matchOnDetail">,
): Thenable<Item | undefined> {
  const shown = Promise.resolve(items).then((all) => all.map((item) => plainItem(item)));
  return vscode.window.showQuickPick(shown, {
    ...options,
    ...(options.title === undefined ? {} : { title: plainSentence(options.title) }),
  });
}

/** The same, where each item can be looked at before it is chosen: `look` is told of the one that is marked. */
export function pickLooking<Item extends vscode.QuickPickItem>(
  items: readonly Item[],
  { title, placeHolder }: Pick<vscode.QuickPickOptions, "title" | "placeHolder">,
  look: (item: Item | undefined) => void,
): Promise<Item | undefined> {
  const list = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly item: Item }>();
  list.title = title === undefined ? undefined : plainSentence(title);
  list.placeholder = placeHolder === undefined ? undefined : plainSentence(placeHolder);
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  // What shows the item may take the focus for a moment as it opens.
  list.ignoreFocusOut = true;
  list.items = items.map((item) => ({ ...plainItem(item), item }));
  return new Promise<Item | undefined>((resolve) => {
    list.onDidChangeActive(([active]) => look(active?.item));
    list.onDidAccept(() => resolve(list.activeItems[0]?.item));
    list.onDidHide(() => resolve(undefined));
    list.show();
  }).finally(() => list.dispose());
}

export interface StatusItem extends vscode.Disposable {
  show(text: string, tooltip: readonly string[]): void;
  hide(): void;
}

/** An entry in the status bar, left of what VS Code itself says of a file: its place, its encoding, its language. */
export function createStatusItem(
  id: string,
  { name, icon, command }: { readonly name: string; readonly icon: string; readonly command: string },
): StatusItem {
  const item = vscode.window.createStatusBarItem(id, vscode.StatusBarAlignment.Right, 101);
  item.name = name;
  item.command = command;
  return {
    show(text, tooltip) {
      item.text = `$(${icon}) ${plainSentence(text)}`;
      item.tooltip = tooltip.map(plainSentence).join("\n");
      item.show();
    },
    hide: () => item.hide(),
    dispose: () => item.dispose(),
  };
}

export interface LanguageStatus extends vscode.Disposable {
  show(text: string, detail: string | undefined): void;
}

/** An entry in the list of a language's states. */
export function createLanguageStatus(
  id: string,
  selector: vscode.DocumentSelector,
  { name, command }: { readonly name: string; readonly command: vscode.Command },
): LanguageStatus {
  const item = vscode.languages.createLanguageStatusItem(id, selector);
  item.name = name;
  item.command = command;
  return {
    show(text, detail) {
      item.text = plainSentence(text);
      item.detail = detail === undefined ? undefined : plainSentence(detail);
    },
    dispose: () => item.dispose(),
  };
}
