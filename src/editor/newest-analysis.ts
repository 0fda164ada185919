/** The analysis of a text as it is now: what is known lags behind while someone types. */

import type * as vscode from "vscode";
import type { Analyses, Analysis } from "./analyses.ts";
import { readSettings } from "./settings.ts";

/** How long the analysis of a new text may take to come: the pause in typing that it waits for, and some more. */
const longestWait = 1_000;

/** The analysis of the document's text as it is now; waits for one that is on its way. */
export async function newestOf(
  analyses: Analyses,
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<Analysis | undefined> {
  const known = analyses.of(document);
  if (known !== undefined && isOfVersion(known, document)) return known;
  // None is on its way where it comes with saving, or by command.
  if (known !== undefined && readSettings(document.uri).run !== "onType") return undefined;
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
      const newest = analyses.of(document);
      resolve(newest !== undefined && isOfVersion(newest, document) ? newest : undefined);
    };
    const timer = setTimeout(end, longestWait);
    const subscriptions = [
      analyses.onDidChange((analysis) => {
        if (isOfVersion(analysis, document)) end();
      }),
      token.onCancellationRequested(end),
    ];
  });
}

/** Whether what is known is of the document's text as it is now. */
export function isOfVersion({ source }: Analysis, document: vscode.TextDocument): boolean {
  return source.documents.includes(document) && source.isCurrent();
}
