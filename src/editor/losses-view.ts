/** "Losses", a view beside the files: the workspace's losses by file, what each looks like, and the worst that is known of it. */

import * as vscode from "vscode";
import type { LossReference } from "../losses/loss-reference.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import type { Checking } from "./checking.ts";
import { referenceIn } from "./cursor.ts";
import { type LossRow, rowOf } from "./loss-row.ts";
import { plainSentence } from "./plain-sentence.ts";
import type { Probing } from "./probing.ts";
import { openSource } from "./python-source.ts";
import { mostFiles, type WorkspaceLosses } from "./workspace-losses.ts";

const viewId = "lossLens.losses";
const goToCommand = "lossLens.goToLoss";
const findCommand = "lossLens.findLoss";
/** With more losses than these, files are closed until somebody opens them. */
const mostOpened = 300;
const tellMilliseconds = 500;
const restMilliseconds = 1_000;

interface FileNode {
  readonly kind: "file";
  readonly uri: vscode.Uri;
  /** Equal where nothing of it has changed. */
  readonly state: object;
  readonly losses: readonly LossNode[];
}

/** A reference, so that a command takes it as it is. */
interface LossNode extends LossReference {
  readonly kind: "loss";
  /** Where its name begins in the text of its file. */
  readonly at: number;
}

type Node = FileNode | LossNode;

interface LossesViewParts {
  readonly analyses: Analyses;
  readonly workspaceLosses: WorkspaceLosses;
  readonly checking: Pick<Checking, "peek" | "findingsOf">;
  readonly probing: Probing;
  readonly log: (line: string) => void;
}

export function showLosses({ analyses, workspaceLosses, checking, probing, log }: LossesViewParts): vscode.Disposable {
  const changed = new vscode.EventEmitter<Node | undefined>();
  const rows = new Map<string, LossRow>();
  /** By file: what the rows were made of. */
  const filled = new Map<string, object>();
  let nodes: readonly FileNode[] = [];
  let isCollapsed = false;
  const due: FileNode[] = [];
  let isFilling = false;
  let telling: ReturnType<typeof setTimeout> | undefined;

  const view = vscode.window.createTreeView<Node>(viewId, {
    showCollapseAll: true,
    treeDataProvider: {
      onDidChangeTreeData: changed.event,
      getChildren(node) {
        if (node?.kind === "file") {
          if (filled.get(node.uri.toString()) !== node.state) fill(node);
          return [...node.losses];
        }
        if (node !== undefined) return [];
        // The first time that the view is seen.
        void workspaceLosses.ready();
        nodes = filesNow(analyses, workspaceLosses);
        isCollapsed = nodes.reduce((sum, { losses }) => sum + losses.length, 0) > mostOpened;
        view.message = messageOf(workspaceLosses, nodes.length);
        return [...nodes];
      },
      getTreeItem: (node) =>
        node.kind === "file" ? fileItem(node, isCollapsed) : lossItem(node, rows.get(keyOf(node))),
    },
  });

  /** One file after the other, and of each one loss after the other: whoever types comes first. */
  function fill(node: FileNode): void {
    if (!due.includes(node)) due.push(node);
    if (isFilling) return;
    isFilling = true;
    void (async () => {
      for (let next = due.shift(); next !== undefined; next = due.shift()) {
        if (!view.visible) continue;
        await fillFile(next).catch((error: unknown) => log(`${next!.uri.toString(true)}: ${String(error)}`));
      }
      isFilling = false;
    })();
  }

  async function fillFile(node: FileNode): Promise<void> {
    const file = node.uri.toString();
    const analysis = await checking.peek(node.uri);
    if (analysis === undefined || !nodes.includes(node)) return;
    filled.set(file, node.state);
    for (const loss of analysis.losses) {
      const probed = await probing.later(analysis, loss);
      const isOpen = analyses.get(node.uri) !== undefined;
      const findings = isOpen
        ? checking.findingsOf(analysis.source)
        : [...analysis.findings, ...(probed?.findings ?? [])];
      const key = keyOf(referenceIn(analysis, loss));
      rows.set(key, rowOf(loss, probed, findings));
      // As the view has it by now: it may have been listed anew while the loss was run.
      const listed = nodes.find(({ uri }) => uri.toString() === file)?.losses.find((each) => keyOf(each) === key);
      if (listed !== undefined) changed.fire(listed);
    }
  }

  function tell(): void {
    if (!view.visible) return;
    telling ??= setTimeout(tellNow, tellMilliseconds);
  }

  /** Not while somebody types: only once that has rested. */
  function tellLater(): void {
    if (!view.visible) return;
    clearTimeout(telling);
    telling = setTimeout(tellNow, restMilliseconds);
  }

  function tellNow(): void {
    telling = undefined;
    changed.fire(undefined);
  }

  void vscode.commands.executeCommand("setContext", "lossLens.isActive", true);
  const subscriptions = vscode.Disposable.from(
    view,
    changed,
    view.onDidChangeVisibility(tell),
    workspaceLosses.onDidChange(tell),
    analyses.onDidChange(tellLater),
    analyses.onDidDelete((uri) => {
      // What is on disk counts again.
      filled.delete(uri.toString());
      tell();
    }),
    vscode.commands.registerCommand(goToCommand, (node: LossNode) => goTo(node)),
    vscode.commands.registerCommand(findCommand, async () => {
      await vscode.commands.executeCommand(`${viewId}.focus`);
      await vscode.commands.executeCommand("list.find");
    }),
  );
  return new vscode.Disposable(() => {
    clearTimeout(telling);
    due.length = 0;
    subscriptions.dispose();
  });
}

/** Made once: to say how with each comparison takes longer than all else. */
const byName = new Intl.Collator("en", { numeric: true });

/** As they are in the editor where they are open, sorted by place. */
function filesNow(analyses: Analyses, workspaceLosses: WorkspaceLosses): FileNode[] {
  const open = analyses.all();
  const isOpen = new Set(open.map(({ source }) => source.uri.toString()));
  const closed = workspaceLosses.known().filter(({ file }) => !isOpen.has(file));
  const files = [
    ...open.map(
      (analysis): FileNode => ({ kind: "file", uri: analysis.source.uri, state: analysis, losses: nodesOf(analysis) }),
    ),
    ...closed.map(
      (state): FileNode => ({
        kind: "file",
        uri: vscode.Uri.parse(state.file),
        state,
        losses: state.losses.map(({ reference, at }) => ({ kind: "loss", ...reference, at })),
      }),
    ),
  ];
  return files.filter(({ losses }) => losses.length > 0).sort((a, b) => byName.compare(a.uri.path, b.uri.path));
}

function nodesOf(analysis: Analysis): LossNode[] {
  return analysis.losses.map((loss) => ({ kind: "loss", ...referenceIn(analysis, loss), at: loss.nameRange.start }));
}

function keyOf({ file, name, definition }: LossReference): string {
  return `${file}\0${name}\0${definition}`;
}

function messageOf({ search }: WorkspaceLosses, files: number): string | undefined {
  if (!search.isDone) return vscode.l10n.t("Looking for losses…");
  if (search.isCut) return vscode.l10n.t("Only {0} Python files were looked at: there are more.", mostFiles);
  // VS Code shows what the view says of itself where it is empty.
  return files === 0 ? undefined : "";
}

function fileItem({ uri, losses }: FileNode, isCollapsed: boolean): vscode.TreeItem {
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(uri, isCollapsed ? Collapsed : Expanded);
  item.id = uri.toString();
  item.iconPath = vscode.ThemeIcon.File;
  const folder = vscode.workspace.asRelativePath(vscode.Uri.joinPath(uri, ".."));
  const count = losses.length === 1 ? vscode.l10n.t("1 loss") : vscode.l10n.t("{0} losses", losses.length);
  item.description = plainSentence(folder.startsWith("/") ? count : `${folder} · ${count}`);
  item.contextValue = "file";
  return item;
}

function lossItem(node: LossNode, row: LossRow | undefined): vscode.TreeItem {
  const item = new vscode.TreeItem(plainSentence(node.name));
  item.id = keyOf(node);
  item.contextValue = "loss";
  item.iconPath = row?.icon ?? new vscode.ThemeIcon("graph-line");
  if (row !== undefined) {
    item.description = row.description;
    item.tooltip = row.tooltip;
  }
  item.command = { command: goToCommand, title: vscode.l10n.t("Go to the loss"), arguments: [node] };
  return item;
}

async function goTo({ file, at }: LossNode): Promise<void> {
  const uri = vscode.Uri.parse(file);
  const source = await openSource(uri);
  const place = source?.locate({ start: at, end: at });
  if (source === undefined || place === undefined) return;
  const selection = new vscode.Selection(place.range.start, place.range.start);
  const notebook = vscode.workspace.notebookDocuments.find((each) => each.uri.toString() === file);
  if (notebook === undefined) {
    await vscode.window.showTextDocument(place.document, { selection });
    return;
  }
  const cell = notebook.getCells().find(({ document }) => document === place.document)?.index ?? 0;
  await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(cell, cell + 1)] });
}
