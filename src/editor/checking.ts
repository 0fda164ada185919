/** A keystroke becomes squiggles: the newest text is analysed and its findings are published, once per change. */

import * as vscode from "vscode";
import { analyzeFile, type FileToAnalyze } from "../check/analyze-file.ts";
import { inOrderOfPlace } from "../check/check-module.ts";
import type { Finding } from "../losses/finding.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { readClosed } from "./closed-file.ts";
import type { Diagnostics } from "./diagnostics.ts";
import { followDocuments } from "./documents.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { followLossImports } from "./imported-losses.ts";
import type { Probing } from "./probing.ts";
import { followProjects } from "./project.ts";
import { fileName, notebookOf, openSource, type PythonSource } from "./python-source.ts";
import { isDue, type Occasion } from "./run-mode.ts";
import { sayWarning } from "./say.ts";
import { configurationOfSettings, readSettings, section } from "./settings.ts";
import { holdWhileTyped } from "./waiting-findings.ts";

export interface Checking extends vscode.Disposable {
  /** What is shown for a file or notebook now. */
  findingsOf(source: PythonSource): readonly Finding[];
  /** Checks a document now, whatever the run mode. */
  checkNow(document: vscode.TextDocument): Promise<void>;
  /** What is known of a file or notebook; it is opened where it is not. Undefined where it cannot be read. */
  analysisOf(uri: vscode.Uri): Promise<Analysis | undefined>;
  /** The same of a file that stays closed where it is: nothing of it is shown or kept. */
  peek(uri: vscode.Uri): Promise<Analysis | undefined>;
}

/** What a look at a file rests on. The others are followed by what they are for. */
const settingsOfChecking = ["run", "rules", "probes", "kerasVersion"];

export function startChecking(
  analyses: Analyses,
  diagnostics: Diagnostics,
  imports: ImportedFiles,
  probing: Pick<Probing, "findingsOf" | "onDidProbe">,
  log: (line: string) => void,
): Checking {
  const occasions = new Map<string, Occasion>();
  const told = new Set<string>();
  const projects = followProjects(() => documents.refreshAll(), log);

  function findingsOf(source: PythonSource): readonly Finding[] {
    const analysis = analyses.get(source.uri);
    if (analysis === undefined || analysis.source.version !== source.version) return [];
    return inOrderOfPlace([...analysis.findings, ...probing.findingsOf(analysis)]);
  }

  const waiting = holdWhileTyped(diagnostics.publish);

  const lossImports = followLossImports(
    imports,
    analyses,
    ({ source }) => {
      if (source.isCurrent()) check(source, occasions.get(source.uri.toString()) ?? "opened");
    },
    log,
  );

  function fileOf({ uri, text, cells }: PythonSource): FileToAnalyze {
    return {
      text,
      path: fileName(uri),
      cells,
      project: projects.of(uri),
      asked: configurationOfSettings(readSettings(uri)),
      imports: lossImports.of(uri),
    };
  }

  function check(source: PythonSource, occasion: Occasion): void {
    // The project is read once; then this is called again, and no squiggle flickers in between.
    if (projects.of(source.uri) === undefined) return;
    const analysis: Analysis = { source, ...analyzeFile({ ...fileOf(source), previous: analyses.get(source.uri) }) };
    tellProblems(analysis.configurationProblems);
    analyses.set(analysis);
    if (isDue(readSettings(source.uri).run, occasion)) {
      waiting.publish(source, findingsOf(source), occasion === "typed");
    }
  }

  const documents = followDocuments({
    changed(source, occasion) {
      occasions.set(source.uri.toString(), occasion);
      check(source, occasion);
      const analysis = analyses.get(source.uri);
      if (analysis !== undefined) lossImports.lookSoon(analysis);
    },
    closed(uri) {
      occasions.delete(uri.toString());
      analyses.delete(uri);
      waiting.forget(uri);
      diagnostics.clear(uri);
    },
  });

  /** Bad configuration is reported once, and never stops checking. */
  function tellProblems(problems: readonly string[]): void {
    for (const problem of problems) {
      if (told.has(problem)) continue;
      told.add(problem);
      log(problem);
      void sayWarning(problem);
    }
  }

  /** What running has found joins what reading found. */
  const probed = probing.onDidProbe((uri) => {
    const analysis = analyses.get(uri);
    const occasion = occasions.get(uri.toString());
    if (analysis === undefined || occasion === undefined || !isDue(readSettings(uri).run, occasion)) return;
    if (analysis.source.isCurrent())
      waiting.publish(analysis.source, findingsOf(analysis.source), occasion === "typed");
  });

  const settings = vscode.workspace.onDidChangeConfiguration((event) => {
    if (!settingsOfChecking.some((name) => event.affectsConfiguration(`${section}.${name}`))) return;
    told.clear();
    documents.refreshAll();
  });
  // Not before VS Code has done with starting the extension: what is open is then read a moment later.
  const first = setTimeout(documents.refreshAll, 0);

  return {
    findingsOf,
    async checkNow(document) {
      await projects.ready(notebookOf(document)?.uri ?? document.uri);
      documents.refresh(document);
    },
    async analysisOf(uri) {
      const known = analyses.get(uri);
      if (known !== undefined) return known;
      const source = await openSource(uri).catch((error: unknown) => {
        log(`${uri.toString(true)} cannot be read: ${String(error)}`);
        return undefined;
      });
      const document = source?.documents[0];
      if (document === undefined) return undefined;
      await projects.ready(uri);
      if (analyses.get(uri) === undefined) documents.look(document);
      return analyses.get(uri);
    },
    async peek(uri) {
      const known = analyses.get(uri);
      if (known !== undefined) return known;
      const source = await readClosed(uri);
      if (source === undefined) return undefined;
      await projects.ready(uri);
      return { source, ...analyzeFile(fileOf(source)) };
    },
    dispose() {
      clearTimeout(first);
      probed.dispose();
      settings.dispose();
      waiting.dispose();
      documents.dispose();
      lossImports.dispose();
      projects.dispose();
    },
  };
}
