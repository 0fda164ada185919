/** "Check with My Keras": a loss on the same data in the person's own Keras, beside what is computed here. */

import * as vscode from "vscode";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { dependencyText } from "../losses/dependencies.ts";
import { findReferred } from "../losses/loss-reference.ts";
import { chooseSamples } from "../preview/ask/choose-samples.ts";
import { type CheckedTarget, checkPage, type KerasAnswer, readAnswer, versionWords } from "../preview/check-answer.ts";
import { kerasCurve } from "../preview/keras-curve.ts";
import { checkScript } from "../preview/script/check-script.ts";
import { say } from "../python/say.ts";
import { curvePoints } from "../samples/curve-points.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { curveBatch } from "../samples/sample-sets.ts";
import type { Analyses } from "./analyses.ts";
import { showMarkdownBeside } from "./beside.ts";
import type { Checking } from "./checking.ts";
import { type LossAtCursor, lossAt } from "./cursor.ts";
import { findPython } from "./find-python.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { isBrowser } from "./library.ts";
import { readLossSource } from "./loss-source.ts";
import type { AskKeras, ShownOn } from "./preview/ask-keras.ts";
import { literalsOf } from "./preview/sliders.ts";
import { inFile } from "./preview/subject.ts";
import { readReference } from "./preview-commands.ts";
import { sayError, sayInformation, sayWhile } from "./say.ts";
import { readSettings } from "./settings.ts";

export const checkKerasCommand = "lossLens.checkWithKeras";
const scheme = "loss-lens-check";
/** TensorFlow alone may take half a minute to be imported. */
const longestMilliseconds = 180_000;

interface CheckKerasParts {
  readonly analyses: Analyses;
  readonly checking: Pick<Checking, "analysisOf" | "checkNow">;
  readonly imports: Pick<ImportedFiles, "of">;
  readonly evaluator: Evaluator;
  readonly log: (line: string) => void;
}

/** The same run for a page that shows a loss: only when somebody asks, and only in a trusted workspace. */
export function askKerasWith(parts: CheckKerasParts): AskKeras {
  return async (loss, shownOn) => {
    const at = await lossMeant(loss, parts);
    if (at === undefined || !mayRun(at.analysis.source.uri)) return undefined;
    const checked = await runLoss(at, parts, shownOn);
    if (checked === undefined) return undefined;
    const data = kerasCurve(checked.set, checked.targets);
    if (data === undefined) {
      void sayInformation(
        vscode.l10n.t("Keras gives '{0}' no number for each sample that could be drawn.", at.loss.name),
      );
      return undefined;
    }
    const { loss: definition, analysis } = at;
    return {
      data,
      set: checked.set,
      versions: versionWords(checked.answer),
      restsOn: dependencyText(definition, analysis.names),
    };
  };
}

export function registerCheckKeras(parts: CheckKerasParts): vscode.Disposable {
  const pages = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  async function check(given: unknown): Promise<void> {
    const at = await lossMeant(given, parts);
    if (at === undefined || !mayRun(at.analysis.source.uri)) return;
    const page = await checkLoss(at, parts);
    if (page === undefined) return;
    const shown = vscode.Uri.from({ scheme, path: `/${at.loss.name}.md` });
    pages.set(shown.path, page);
    changed.fire(shown);
    await showMarkdownBeside(shown);
  }

  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: ({ path }) => pages.get(path) ?? "",
    }),
    vscode.commands.registerCommand(checkKerasCommand, check),
  );
}

/** Whether Python can be run for this file; where it cannot, the person is told why, and what would change that. */
function mayRun({ scheme: kind }: vscode.Uri): boolean {
  if (isBrowser || (kind !== "file" && kind !== "untitled")) {
    void sayInformation(vscode.l10n.t("Checking with your Keras needs Python on the machine that has the file."));
    return false;
  }
  if (vscode.workspace.isTrusted) return true;
  const manage = vscode.l10n.t("Manage Workspace Trust");
  void sayInformation(
    vscode.l10n.t("Checking with your Keras runs the code of the loss: trust the workspace first."),
    manage,
  ).then((chosen) => {
    if (chosen === manage) void vscode.commands.executeCommand("workbench.trust.manage");
  });
  return false;
}

async function lossMeant(given: unknown, { analyses, checking }: CheckKerasParts): Promise<LossAtCursor | undefined> {
  const reference = readReference(given);
  if (reference !== undefined) {
    const analysis = await checking.analysisOf(vscode.Uri.parse(reference.file));
    const loss = analysis && findReferred(analysis.losses, reference);
    return analysis && loss && { analysis, loss };
  }
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId === "python") await checking.checkNow(editor.document);
  const at = editor && lossAt(analyses, editor.document, editor.selection.active);
  if (at === undefined) void sayInformation(vscode.l10n.t("Put the cursor into a loss to check it."));
  return at;
}

/** The page to show; undefined where the person has been told why there is none. */
async function checkLoss(at: LossAtCursor, parts: CheckKerasParts): Promise<string | undefined> {
  const checked = await runLoss(at, parts, { samples: null, sampleSize: null, parameters: {} });
  if (checked === undefined) return undefined;
  const { set, targets, answer } = checked;
  return checkPage({
    loss: at.loss.name,
    data: say(set.title),
    axis: say(set.axis.label),
    versions: answer,
    targets,
  });
}

interface Checked {
  readonly set: SampleSet;
  readonly targets: readonly CheckedTarget[];
  readonly answer: KerasAnswer;
}

/** Runs it here and there; undefined where the person has been told why it was not, or has given it up. */
async function runLoss(at: LossAtCursor, parts: CheckKerasParts, shownOn: ShownOn): Promise<Checked | undefined> {
  const { analysis, loss } = at;
  const { uri } = analysis.source;
  const source = await readLossSource(parts.imports, analysis, loss, literalsOf(inFile(at), shownOn.parameters));
  const limits = readSettings(uri).limits;
  const subject = { loss, module: loss.module, source, limits };
  const { set } = await chooseSamples(
    subject,
    { id: shownOn.samples, size: shownOn.sampleSize },
    undefined,
    parts.evaluator,
  );
  const targets = set.targets.map((target) => {
    const x = curvePoints(set.axis.domain, set, target);
    return { label: target.label, x, batch: curveBatch(set, target, x) };
  });
  const own: CheckedTarget["own"][] = [];
  for (const { batch } of targets) {
    const given = await parts.evaluator.ask({ kind: "evaluate", source, ...batch, as: "direct", limits });
    own.push(
      given.kind === "evaluation"
        ? { value: given.value, gradient: given.gradient }
        : { refused: given.kind === "failure" ? given.failure.message : "" },
    );
  }
  const script = checkScript(
    source,
    targets.map(({ batch }) => batch),
    own.some((each) => "refused" in each),
  );
  if (script === undefined) {
    void sayInformation(vscode.l10n.t("'{0}' has no name of its own by which Python could call it.", loss.name));
    return undefined;
  }
  const interpreter = await findPython(uri);
  if (interpreter === undefined) return undefined;
  const answer = await askPython(interpreter, script, uri, loss.name, targets.length, parts.log);
  if (answer === undefined) return undefined;
  const checked = targets.map(({ label, x }, index): CheckedTarget => {
    return { label, x, keras: answer.batches[index]!, own: own[index]! };
  });
  return { set, targets: checked, answer };
}

async function askPython(
  interpreter: string,
  script: string,
  file: vscode.Uri,
  name: string,
  batches: number,
  log: (line: string) => void,
): Promise<KerasAnswer | undefined> {
  const { runPython } = await import("./node-python.ts");
  const folder = file.scheme === "file" ? vscode.Uri.joinPath(file, "..").fsPath : process.cwd();
  const result = await sayWhile(vscode.l10n.t("Running '{0}' with {1}", name, interpreter), (_tell, cancellation) => {
    const controller = new AbortController();
    cancellation.onCancellationRequested(() => controller.abort());
    return runPython(interpreter, script, folder, longestMilliseconds, controller.signal);
  });
  switch (result.kind) {
    case "cancelled":
      return undefined;
    case "noInterpreter":
      void sayError(vscode.l10n.t("{0} could not be started.", interpreter));
      return undefined;
    case "tooLong":
      void sayError(vscode.l10n.t("Python took longer than {0} seconds and was ended.", longestMilliseconds / 1000));
      return undefined;
    case "tooMuch":
      void sayError(vscode.l10n.t("Python said more than an answer can be, and was ended."));
      return undefined;
    case "answered": {
      const answer = readAnswer(result.output);
      if (answer !== undefined && "batches" in answer && answer.batches.length === batches) return answer;
      log(`${interpreter}: ${result.complaints}`);
      // The first line is Python's own; JAX goes on to speak of itself.
      const said =
        (answer !== undefined && "error" in answer ? answer.error.split("\n")[0] : undefined) ??
        result.complaints.trim().split("\n").at(-1) ??
        "";
      void sayError(vscode.l10n.t("Python did not give an answer: {0}", said));
      return undefined;
    }
  }
}
