/** What is known of a file, in a few words: for the status bar, and for the command that checks it. */

import type { KerasVersion } from "../keras/version.ts";

export interface FileCounts {
  readonly losses: number;
  readonly findings: number;
}

/** `5 losses`, `1 finding`, `no findings`. */
export function counted(count: number, word: "loss" | "finding"): string {
  if (count === 1) return `1 ${word}`;
  return `${count === 0 ? "no" : count} ${word === "loss" ? "losses" : "findings"}`;
}

/** `5 losses · 2 findings`. */
export function countsText({ losses, findings }: FileCounts): string {
  return `${counted(losses, "loss")} · ${counted(findings, "finding")}`;
}

/** `Keras 3`; with a question mark where nothing says so. */
export function kerasText({ version, isKnown }: KerasVersion): string {
  return isKnown ? `Keras ${version}` : `Keras ${version}?`;
}
