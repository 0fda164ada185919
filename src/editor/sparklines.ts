/** A small curve of the loss and its gradient beside each `def`. */

import * as vscode from "vscode";
import type { LossDefinition } from "../losses/loss.ts";
import type { Theme } from "../preview/plot/scene.ts";
import { sparklineScene } from "../preview/plot/sparkline.ts";
import { darkTheme, lightTheme } from "../preview/plot/theme.ts";
import type { Observation, Observations } from "../probes/observe.ts";
import type { Analyses } from "./analyses.ts";
import { sparklineHover } from "./hovers.ts";
import { imageOf } from "./pictures.ts";
import type { Probed } from "./probed-losses.ts";
import type { Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";
import { keepShownLines, type ShownLine } from "./shown-lines.ts";

export function showSparklines(analyses: Analyses, probing: Probing): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const drawn = new WeakMap<Probed, { readonly row: number; readonly look: DecorationLook }>();

  const shown = keepShownLines<DecorationLook>((a, b) => a === b);

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
    if (!analysis.source.isCurrent()) return;
    const near = linesNear(editor);
    const row = rowHeight(document);
    const wanted: ShownLine<DecorationLook>[] = [];
    for (const loss of analysis.losses) {
      const place = analysis.source.locate(loss.nameRange);
      if (place?.document !== document || !near(place.range.start.line)) continue;
      const probed = probing.latest(analysis, loss);
      if (probed?.result?.kind !== "observed") continue;
      wanted.push({
        line: place.range.start.line,
        look: lookFor(loss, probed, probed.result.observations, row),
      });
    }
    if (shown.isShown(editor, wanted) || (wanted.length === 0 && !shown.has(editor))) return;
    shown.set(editor, wanted);
    editor.setDecorations(
      type,
      wanted.map(({ line, look }) => {
        const { end } = document.lineAt(line).range;
        return { range: new vscode.Range(end, end), renderOptions: look, hoverMessage: sparklineHover() };
      }),
    );
  }

  function lookFor({ name }: LossDefinition, probed: Probed, observations: Observations, row: number): DecorationLook {
    const known = drawn.get(probed);
    if (known?.row === row) return known.look;
    const look = lookOf(name, observations, row);
    drawn.set(probed, { row, look });
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
    shown,
    probing.onDidProbe(showIn),
    analyses.onDidChange(({ source }) => showIn(source.uri)),
    vscode.window.onDidChangeVisibleTextEditors(showAll),
    vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => show(textEditor)),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const isOfRow = event.affectsConfiguration("editor.fontSize") || event.affectsConfiguration("editor.lineHeight");
      if (isOfRow || event.affectsConfiguration("lossLens.sparklines")) showAll();
    }),
  );
}

/** Lines above and below those on the screen that have their curves too, so that scrolling finds them drawn. */
const linesAround = 120;

/** A file with hundreds of losses would have VS Code carry hundreds of pictures along with each keystroke. */
function linesNear({ visibleRanges }: vscode.TextEditor): (line: number) => boolean {
  return (line) =>
    // The editor of a notebook's cell has none until it is laid out, and shows all of its cell.
    visibleRanges.length === 0 ||
    visibleRanges.some(({ start, end }) => start.line - linesAround <= line && line <= end.line + linesAround);
}

/** In pixels. */
const tallest = 18;
/** Between the curves and the rows above and below, such as that of the lenses. */
const leastGap = 1;

/** How high a row of code is, in pixels, as VS Code reckons it from its settings. */
function rowHeight(document: vscode.TextDocument): number {
  const editor = vscode.workspace.getConfiguration("editor", document);
  const fontSize = editor.get<number>("fontSize") ?? 14;
  const given = editor.get<number>("lineHeight") ?? 0;
  // The least of what the platforms take where nothing is set; below 8 it is a multiple of the font's size.
  const height = given === 0 ? 1.35 * fontSize : given < 8 ? given * fontSize : given;
  return Math.max(8, Math.floor(height));
}

interface DecorationLook {
  readonly light: vscode.ThemableDecorationInstanceRenderOptions;
  readonly dark: vscode.ThemableDecorationInstanceRenderOptions;
}

function lookOf(name: string, { targets }: Observations, row: number): DecorationLook {
  const scene = sparklineScene(name, targets.map(curveOf), Math.min(tallest, row - 2 * leastGap));
  const after = (theme: Theme) => ({
    after: {
      contentIconPath: vscode.Uri.parse(imageOf(scene, theme, { hasBackground: false, padding: 0 })),
      width: `${scene.width}px`,
      height: `${scene.height}px`,
      margin: `${(row - scene.height) / 2}px 0 0 2ch`,
      // From the row's top on, whatever the font's baseline is: there is no option of its own for this.
      textDecoration: "none; vertical-align: top",
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
