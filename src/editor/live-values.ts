/** At the end of the lines of a loss what they give: shapes and ranges, and what goes wrong where it begins. */

import * as vscode from "vscode";
import { areProbesOn } from "../check/probe-loss.ts";
import { dependenciesOf } from "../losses/dependencies.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { LineValue } from "../preview/values/line-values.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { lossAt } from "./cursor.ts";
import type { LossTraces, WantedLoss } from "./loss-traces.ts";
import { isTouched, movedSpan, type Span } from "./moved.ts";
import { isOfVersion } from "./newest-analysis.ts";
import { plainSentence } from "./plain-sentence.ts";
import type { Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";
import { keepShownLines, type ShownLine } from "./shown-lines.ts";
import { toggles } from "./toggles.ts";

/** The cursor must rest this long before it is looked where it is. */
const restMilliseconds = 120;

export function showLiveValues(analyses: Analyses, probing: Probing, traces: LossTraces): vscode.Disposable {
  const types = {
    value: decorationType("lossLens.lineValueForeground"),
    problem: decorationType("lossLens.lineProblemForeground"),
  };
  const shown = keepShownLines<Look>((a, b) => a.text === b.text && a.isProblem === b.isProblem);
  /** The statements that what is shown rests on. */
  const restsOn = new Map<vscode.TextEditor, readonly RestsOn[]>();
  /** Stays the one that the cursor is in while somebody uses a page beside it. */
  let current = vscode.window.activeTextEditor;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function show(editor: vscode.TextEditor, wanted: readonly WantedLoss[], lines: readonly DrawnLine[]): void {
    if (lines.length === 0 && !restsOn.has(editor)) return;
    if (lines.length === 0) restsOn.delete(editor);
    else restsOn.set(editor, placesOf(wanted));
    if (shown.isShown(editor, lines)) return;
    shown.set(editor, lines);
    const decorations = (isProblem: boolean) =>
      lines.filter(({ look }) => look.isProblem === isProblem).map((line) => decorationOf(editor.document, line));
    editor.setDecorations(types.value, decorations(false));
    editor.setDecorations(types.problem, decorations(true));
  }

  /** All that can be seen; what is not known yet is asked for. */
  function showAll(): void {
    timer = undefined;
    const missing: WantedLoss[] = [];
    for (const editor of vscode.window.visibleTextEditors) {
      const { document } = editor;
      const analysis = analyses.of(document);
      // Of an older text: what is shown moves with its lines, or is hidden already.
      if (analysis === undefined || !isOfVersion(analysis, document)) continue;
      if (analysis.parsed.module.errors.length > 0) continue;
      const wanted = lossesOf(editor, editor === current, analysis, analyses);
      const lines = wanted.flatMap((each) => {
        const placed = traces.of(each);
        if (placed === undefined) missing.push(each);
        return (placed?.lines ?? []).flatMap((line) => drawnLine(line, analysis, document));
      });
      show(editor, wanted, lines);
    }
    traces.want(missing);
    for (const editor of restsOn.keys()) if (!vscode.window.visibleTextEditors.includes(editor)) restsOn.delete(editor);
  }

  function showSoon(): void {
    clearTimeout(timer);
    timer = setTimeout(showAll, restMilliseconds);
  }

  /** What a loss rests on has changed: its values are those of another text now. Elsewhere they move with their lines. */
  function follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const uri = document.uri.toString();
    for (const [editor, places] of restsOn) {
      const own = places.filter((place) => place.uri === uri);
      if (own.length === 0) continue;
      if (own.some(({ span }) => isTouched(span, contentChanges))) {
        editor.setDecorations(types.value, []);
        editor.setDecorations(types.problem, []);
        shown.delete(editor);
        restsOn.delete(editor);
        continue;
      }
      const moved = places.map((place) => {
        const span = place.uri === uri ? movedSpan(place.span, contentChanges) : place.span;
        return { ...place, span: span ?? place.span };
      });
      restsOn.set(editor, moved);
    }
  }

  const subscriptions = vscode.Disposable.from(
    types.value,
    types.problem,
    shown,
    vscode.workspace.onDidChangeTextDocument(follow),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
      if (document.languageId === "python") showSoon();
    }),
    vscode.window.onDidChangeActiveTextEditor((editor) => {
      current = editor ?? current;
      showSoon();
    }),
    vscode.window.onDidChangeVisibleTextEditors(showSoon),
    vscode.window.onDidChangeTextEditorVisibleRanges(showSoon),
    analyses.onDidChange(showSoon),
    probing.onDidProbe(showSoon),
    traces.onDidTrace(showSoon),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens")) showSoon();
    }),
  );
  showSoon();
  return new vscode.Disposable(() => {
    clearTimeout(timer);
    subscriptions.dispose();
  });
}

type Look = Pick<LineValue, "text" | "isProblem">;
type DrawnLine = ShownLine<Look>;

interface RestsOn {
  readonly uri: string;
  readonly span: Span;
}

/** In the loss that the cursor is in, or in all that can be seen. */
function lossesOf(
  editor: vscode.TextEditor,
  isCurrent: boolean,
  analysis: Analysis,
  analyses: Analyses,
): readonly WantedLoss[] {
  const { document, selection, visibleRanges } = editor;
  const { liveValues } = readSettings(document.uri);
  if (liveValues === "off" || !areProbesOn(analysis)) return [];
  if (liveValues === "inLoss") {
    if (!isCurrent) return [];
    const at = lossAt(analyses, document, selection.active);
    return at === undefined ? [] : [at];
  }
  const isSeen = (loss: LossDefinition): boolean => {
    const place = analysis.source.locate(loss.range);
    if (place?.document !== document) return false;
    // The editor of a notebook's cell has none until it is laid out, and shows all of its cell.
    return visibleRanges.length === 0 || visibleRanges.some((range) => range.intersection(place.range) !== undefined);
  };
  return analysis.losses.filter(isSeen).map((loss) => ({ analysis, loss }));
}

function drawnLine(
  { range, text, isProblem }: LineValue,
  { source }: Analysis,
  document: vscode.TextDocument,
): DrawnLine[] {
  const place = source.locate(range);
  return place?.document === document ? [{ line: place.range.end.line, look: { text, isProblem } }] : [];
}

function placesOf(wanted: readonly WantedLoss[]): readonly RestsOn[] {
  return wanted.flatMap(({ analysis, loss }) =>
    dependenciesOf(loss, analysis.names).flatMap(({ range }) => {
      const place = analysis.source.locate(range);
      return place === undefined ? [] : [{ uri: place.document.uri.toString(), span: place.range }];
    }),
  );
}

function decorationType(colour: string): vscode.TextEditorDecorationType {
  return vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    // Whoever reads the code aloud reads the code.
    after: { margin: "0 0 0 3ch", color: new vscode.ThemeColor(colour), fontStyle: "normal" },
  });
}

function decorationOf(
  document: vscode.TextDocument,
  { line, look: { text, isProblem } }: DrawnLine,
): vscode.DecorationOptions {
  const { end } = document.lineAt(line).range;
  return {
    range: new vscode.Range(end, end),
    hoverMessage: hover(isProblem),
    renderOptions: { after: { contentText: plainSentence(isProblem ? `▲ ${text}` : text) } },
  };
}

function hover(isProblem: boolean): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [toggles.liveValues.command] };
  const hide = `[${vscode.l10n.t("Hide live values")}](command:${toggles.liveValues.command})`;
  const said = isProblem
    ? vscode.l10n.t("Where it begins to go wrong on the sample data of the loss's picture")
    : vscode.l10n.t("Shape and range on the sample data of the loss's picture; N is the batch");
  text.appendMarkdown(`${said} · ${hide}`);
  return text;
}
