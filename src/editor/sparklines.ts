/** A small curve of the loss and its gradient beside each `def`. */

import * as vscode from "vscode";
import type { LossDefinition } from "../losses/loss.ts";
import type { Theme } from "../preview/plot/scene.ts";
import { sparklineScene, sparklineSize } from "../preview/plot/sparkline.ts";
import { darkTheme, lightTheme } from "../preview/plot/theme.ts";
import type { Observation, Observations } from "../probes/observe.ts";
import type { Analyses } from "./analyses.ts";
import { imageOf } from "./pictures.ts";
import type { Probed, Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";

export function showSparklines(analyses: Analyses, probing: Probing): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const drawn = new WeakMap<Probed, vscode.ThemableDecorationInstanceRenderOptions & DecorationLook>();

  /** What an editor shows, so that it is told only of changes. */
  const shown = new WeakMap<vscode.TextEditor, readonly Shown[]>();

  /** Redrawn at once or not at all: while code is broken, VS Code carries the old ones along with their lines. */
  function show(editor: vscode.TextEditor): void {
    const { document } = editor;
    const analysis = analyses.of(document);
    if (analysis === undefined) return;
    if (!readSettings(document.uri).showSparklines) {
      editor.setDecorations(type, []);
      shown.delete(editor);
      return;
    }
    if (analysis.parsed.module.errors.length > 0) return;
    // An older text's places are wrong by now; its newer analysis is on the way.
    if (analysis.source.documents.length === 1 && analysis.source.version !== document.version) return;
    const near = linesNear(editor);
    const wanted: Shown[] = [];
    for (const loss of analysis.losses) {
      const place = analysis.source.locate(loss.nameRange);
      if (place?.document !== document || !near(place.range.start.line)) continue;
      const probed = probing.latest(analysis, loss);
      if (probed?.result?.kind !== "observed") continue;
      const at = document.lineAt(place.range.start.line).range.end;
      wanted.push({ probed, version: document.version, at, look: lookFor(loss, probed, probed.result.observations) });
    }
    const before = shown.get(editor) ?? [];
    if (before.length === wanted.length && wanted.every((each, index) => isSame(each, before[index]!))) return;
    shown.set(editor, wanted);
    editor.setDecorations(
      type,
      wanted.map(({ at, look }) => ({ range: new vscode.Range(at, at), renderOptions: look })),
    );
  }

  function lookFor({ name }: LossDefinition, probed: Probed, observations: Observations): DecorationLook {
    let look = drawn.get(probed);
    if (look === undefined) {
      look = lookOf(name, observations);
      drawn.set(probed, look);
    }
    return look;
  }

  function showIn(uri: vscode.Uri): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (analyses.of(editor.document)?.source.uri.toString() === uri.toString()) show(editor);
    }
  }

  const showAll = () => vscode.window.visibleTextEditors.forEach(show);
  return vscode.Disposable.from(
    type,
    probing.onDidProbe(showIn),
    analyses.onDidChange(({ source }) => showIn(source.uri)),
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => show(textEditor)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens.sparklines")) showAll();
    }),
  );
}

interface Shown {
  readonly probed: Probed;
  /** Of the document: VS Code moves what is there when the text changes, not always as we would. */
  readonly version: number;
  readonly at: vscode.Position;
  readonly look: DecorationLook;
}

function isSame(a: Shown, b: Shown): boolean {
  return a.probed === b.probed && a.version === b.version && a.at.isEqual(b.at);
}

/** Lines above and below those on the screen that have their curves too, so that scrolling finds them drawn. */
const linesAround = 120;

/** A file with hundreds of losses would have VS Code carry hundreds of pictures along with each keystroke. */
function linesNear({ visibleRanges }: vscode.TextEditor): (line: number) => boolean {
  return (line) =>
    visibleRanges.some(({ start, end }) => start.line - linesAround <= line && line <= end.line + linesAround);
}

interface DecorationLook {
  readonly light: vscode.ThemableDecorationInstanceRenderOptions;
  readonly dark: vscode.ThemableDecorationInstanceRenderOptions;
}

function lookOf(name: string, { targets }: Observations): DecorationLook {
  const scene = sparklineScene(name, targets.map(curveOf));
  const after = (theme: Theme) => ({
    after: {
      contentIconPath: vscode.Uri.parse(imageOf(scene, theme, { hasBackground: false, padding: 0 })),
      width: `${sparklineSize.width}px`,
      height: `${sparklineSize.height}px`,
      // Down to the middle of the letters.
      margin: "-8px 0 -4px 2ch",
    },
  });
  return { light: after(lightTheme), dark: after(darkTheme) };
}

/** Of a prediction of several numbers, the steepest part of the gradient stands for all. */
function curveOf({ x, series, width }: Observation) {
  const { gradients, values } = series;
  const gradient =
    gradients === null
      ? null
      : x.map((_, index) => {
          let largest = 0;
          for (let part = 0; part < width; part++) {
            const value = gradients[index * width + part]!;
            if (Number.isNaN(value) || Math.abs(value) > Math.abs(largest)) largest = value;
          }
          return largest;
        });
  return { x, loss: values, gradient };
}
