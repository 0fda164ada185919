/** A small curve of the loss and its gradient beside each `def`. */

import * as vscode from "vscode";
import type { LossDefinition } from "../losses/loss.ts";
import type { Theme } from "../preview/plot/scene.ts";
import { sparklineScene, sparklineSize } from "../preview/plot/sparkline.ts";
import { darkTheme, lightTheme } from "../preview/plot/theme.ts";
import type { Observation, Observations } from "../probes/observe.ts";
import type { Analyses } from "./analyses.ts";
import type { Analysis } from "./analyze.ts";
import { imageOf } from "./pictures.ts";
import type { Probed, Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";

export function showSparklines(analyses: Analyses, probing: Probing): vscode.Disposable {
  const type = vscode.window.createTextEditorDecorationType({
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const drawn = new WeakMap<Probed, vscode.ThemableDecorationInstanceRenderOptions & DecorationLook>();

  /** Redrawn at once or not at all: while code is broken, VS Code carries the old ones along with their lines. */
  function show(editor: vscode.TextEditor): void {
    const { document } = editor;
    const analysis = analyses.of(document);
    if (analysis === undefined) return;
    if (!readSettings(document.uri).showSparklines) {
      editor.setDecorations(type, []);
      return;
    }
    if (analysis.parsed.module.errors.length > 0) return;
    // An older text's places are wrong by now; its newer analysis is on the way.
    if (analysis.source.documents.length === 1 && analysis.source.version !== document.version) return;
    editor.setDecorations(
      type,
      analysis.losses.flatMap((loss) => {
        const probed = probing.of(analysis, loss) ?? before.get(placeKey(analysis, loss));
        if (probed?.result?.kind !== "observed") return [];
        before.set(placeKey(analysis, loss), probed);
        const place = analysis.source.locate(loss.nameRange);
        if (place?.document !== document) return [];
        const line = document.lineAt(place.range.start.line);
        let look = drawn.get(probed);
        if (look === undefined) {
          look = lookOf(loss.name, probed.result.observations);
          drawn.set(probed, look);
        }
        return [{ range: new vscode.Range(line.range.end, line.range.end), renderOptions: look }];
      }),
    );
  }

  /** What was shown for a loss of that name stays until it was run anew: nothing blinks while someone types. */
  const before = new Map<string, Probed>();

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
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("lossLens.sparklines")) showAll();
    }),
    new vscode.Disposable(() => before.clear()),
  );
}

interface DecorationLook {
  readonly light: vscode.ThemableDecorationInstanceRenderOptions;
  readonly dark: vscode.ThemableDecorationInstanceRenderOptions;
}

function placeKey({ source }: Analysis, { name }: LossDefinition): string {
  return `${source.uri.toString()}#${name}`;
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
