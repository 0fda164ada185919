/** What is known of a file, in a few words: for the status bar, and for the command that checks it. */

import * as vscode from "vscode";
import type { FileAnalysis } from "../check/analyze-file.ts";
import { mostProbed } from "../check/probe-loss.ts";
import type { KerasVersion } from "../keras/version.ts";
import { evidenceWords } from "../preview/place-words.ts";
import { linesOf } from "../python/lines.ts";

export interface FileCounts {
  readonly losses: number;
  readonly findings: number;
}

/** `5 losses`, `1 finding`, `no findings`. */
export function counted(count: number, word: "loss" | "finding"): string {
  if (word === "loss") {
    if (count === 0) return vscode.l10n.t("no losses");
    return count === 1 ? vscode.l10n.t("1 loss") : vscode.l10n.t("{0} losses", count);
  }
  if (count === 0) return vscode.l10n.t("no findings");
  return count === 1 ? vscode.l10n.t("1 finding") : vscode.l10n.t("{0} findings", count);
}

/** `5 losses · 2 findings`. */
export function countsText({ losses, findings }: FileCounts): string {
  return `${counted(losses, "loss")} · ${counted(findings, "finding")}`;
}

/** That a file is PyTorch's, whose losses are none of ours. */
export function pyTorchText(): string {
  return vscode.l10n.t("PyTorch losses are not checked");
}

/** That not all of a file is read or run; undefined where all of it is. */
export function unreadText({ parsed, unread, losses }: FileAnalysis): string | undefined {
  if (unread !== undefined) {
    const { line } = linesOf(parsed.module.text).positionAt(unread.start);
    return vscode.l10n.t("From line {0} on the file is too long to be read", line);
  }
  return losses.length > mostProbed ? vscode.l10n.t("Of the losses the first {0} are run", mostProbed) : undefined;
}

/** Why a file is taken to mean a Keras: a place in the project, or a sentence. A cell is a word of a language. */
export function evidenceText({ version, basis, evidence }: KerasVersion): string {
  switch (basis) {
    case "setting":
      return vscode.l10n.t("the setting says Keras {0}", version);
    case "assumption":
      return vscode.l10n.t("assumed: nothing names a version of Keras");
    case "project":
      return evidenceWords(evidence);
  }
}

/** `Keras 3`; with a question mark where nothing says so. */
export function kerasText({ version, isKnown }: KerasVersion): string {
  return isKnown ? `Keras ${version}` : `Keras ${version}?`;
}
