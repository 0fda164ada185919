/** The quick actions that show what a finding by running rests on, as VS Code's commands. */

import type * as vscode from "vscode";
import type { Evidence, Finding } from "../losses/finding.ts";
import type { PythonSource } from "./python-source.ts";

export const evidenceCommands = {
  showEvidence: "lossLens.showEvidence",
  copyEvidence: "lossLens.copyEvidence",
} as const;

type Kind = keyof typeof evidenceCommands;

/** What such a command is given beside the file. */
export interface ShownEvidence {
  readonly finding: Pick<Finding, "rule" | "message">;
  readonly evidence: Evidence;
}

/** What a quick action runs. */
export function evidenceCommand(
  kind: Kind,
  title: string,
  { finding: { rule, message }, evidence }: ShownEvidence,
  { uri }: Pick<PythonSource, "uri">,
): vscode.Command {
  const given: ShownEvidence = { finding: { rule, message }, evidence };
  return { title, command: evidenceCommands[kind], arguments: [uri.toString(), given] };
}
