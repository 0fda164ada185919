/** A rule's page, from the package: read-only, without a network, in the desktop and in the browser. */

import * as vscode from "vscode";
import { showMarkdownBeside } from "./beside.ts";
import { pick } from "./say.ts";

const scheme = "loss-lens-rule";
/** The command that asks which rule, and shows its page. */
export const showRuleCommand = "lossLens.showRule";

/**
 * For a diagnostic's code: opens the page of the rule. A document and not a command, which VS Code does not run from
 * there; package.json has the documents of this scheme open as what Markdown says.
 */
export function rulePageUri(rule: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${rule}.md` });
}

/** A rule, and what it finds in a sentence. */
export interface RuleName {
  readonly id: string;
  /** What has a page: reading, running, or both, of which the one that reads comes first. */
  readonly isFoundBy: { readonly reading: boolean; readonly running: boolean };
  readonly severity: string;
  readonly summary: string;
}

/** Registers the command and the read-only documents that it opens. */
export function provideRulePages(extension: vscode.Uri, rules: () => readonly RuleName[]): vscode.Disposable {
  const pages: vscode.TextDocumentContentProvider = {
    async provideTextDocumentContent(uri) {
      const rule = uri.path.replace(/^\//, "").replace(/\.md$/, "");
      // A link may name any path; there are pages of rules alone.
      const found = rules().find(({ id }) => id === rule)?.isFoundBy;
      if (found === undefined) throw vscode.FileSystemError.FileNotFound(uri);
      const pages = await Promise.all(
        [found.reading ? "rules" : undefined, found.running ? "probes" : undefined]
          .filter((folder) => folder !== undefined)
          .map((folder) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, "src", folder, `${rule}.md`))),
      );
      return pages.map((page) => new TextDecoder().decode(page)).join("\n");
    },
  };

  async function show(given: unknown): Promise<void> {
    const rule = rules().some(({ id }) => id === given) ? (given as string) : await pickRule(rules());
    if (rule === undefined) return;
    await showMarkdownBeside(rulePageUri(rule));
  }

  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, pages),
    vscode.commands.registerCommand(showRuleCommand, show),
  );
}

async function pickRule(rules: readonly RuleName[]): Promise<string | undefined> {
  const items = rules.map(({ id, severity, summary }) => ({ label: id, description: severity, detail: summary }));
  const picked = await pick(items, {
    title: vscode.l10n.t("Loss Lens: Show Rule"),
    placeHolder: vscode.l10n.t("Which rule?"),
    matchOnDetail: true,
  });
  return picked?.label;
}
