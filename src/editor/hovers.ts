/** On a loss's name: its picture, and what is known of it. */

import * as vscode from "vscode";
import type { Evaluator } from "../evaluate/evaluation.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { askPicture } from "../preview/ask/ask.ts";
import { curveModel, defaultCurveOptions } from "../preview/plot/curve.ts";
import type { Scene } from "../preview/plot/scene.ts";
import type { LossFact } from "../probes/facts.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { referenceIn } from "./cursor.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { isOfVersion, plotCommand } from "./lenses.ts";
import { readLossSource } from "./loss-source.ts";
import { imageOf, themeNow } from "./pictures.ts";
import { inMarkdown } from "./plain-sentence.ts";
import { signatureOf } from "./preview/signature.ts";
import type { Probed, Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";

export function provideHovers(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  probing: Probing,
  imports: ImportedFiles,
  evaluator: Evaluator,
): vscode.Disposable {
  /** One drawing for each result: a result is of one text. */
  const scenes = new WeakMap<Probed, Promise<Scene | undefined>>();
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      const analysis = analyses.of(document);
      if (analysis === undefined || !isOfVersion(analysis, document)) return undefined;
      if (!readSettings(document.uri).showHovers) return undefined;
      const found = lossNamedAt(analysis, document, position);
      if (found === undefined) return undefined;
      const { loss, range } = found;
      const probed = await probing.now(analysis, loss);
      if (probed === undefined || token.isCancellationRequested) return undefined;
      if (probed.result?.kind !== "observed") {
        const failure = probed.result?.failure;
        return failure && new vscode.Hover(refusal(loss, failure.message), range);
      }
      const { set } = probed.result.observations;
      let scene = scenes.get(probed);
      if (scene === undefined) {
        scene = draw(analysis, loss, set, imports, evaluator);
        scenes.set(probed, scene);
      }
      const drawing = await scene;
      if (token.isCancellationRequested) return undefined;
      return new vscode.Hover(content(analysis, loss, set, probed.facts, drawing), range);
    },
  });
}

/** The name in a loss's `def`, or a use of it where it is handed to Keras. */
function lossNamedAt(
  analysis: Analysis,
  document: vscode.TextDocument,
  position: vscode.Position,
): { readonly loss: LossDefinition; readonly range: vscode.Range } | undefined {
  const { losses, uses, source } = analysis;
  const offset = source.offsetAt(document, position);
  if (offset === undefined) return undefined;
  const isAt = (range: { start: number; end: number }) => range.start <= offset && offset <= range.end;
  const loss =
    losses.findLast((each) => isAt(each.nameRange)) ??
    uses.find(({ value, loss: meant }) => meant !== undefined && isAt(value.range))?.loss;
  const named =
    loss && [loss.nameRange, ...uses.filter((use) => use.loss === loss).map(({ value }) => value.range)].find(isAt);
  const place = named && source.locate(named);
  return loss === undefined || place === undefined ? undefined : { loss, range: place.range };
}

async function draw(
  analysis: Analysis,
  loss: LossDefinition,
  set: SampleSet,
  imports: ImportedFiles,
  evaluator: Evaluator,
): Promise<Scene | undefined> {
  const answer = await askPicture(
    {
      source: await readLossSource(imports, analysis, loss, {}),
      set,
      view: "curve",
      options: {},
      domain: null,
      companions: [],
      limits: readSettings(analysis.source.uri).limits,
      placeOf: () => null,
    },
    evaluator,
  );
  if (answer.kind === "failure" || answer.data.view !== "curve") return undefined;
  return curveModel(answer.data, { ...defaultCurveOptions, width: 380, height: 210, title: loss.name }).scene;
}

const marks: Record<LossFact["state"], string> = { ok: "✓", warn: "▲", info: "·" };

function content(
  analysis: Analysis,
  loss: LossDefinition,
  set: SampleSet,
  facts: readonly LossFact[],
  scene: Scene | undefined,
): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [plotCommand] };
  text.appendMarkdown(`**${inMarkdown(loss.name)}**${inMarkdown(signatureOf(loss))} · ${inMarkdown(set.title)}`);
  // The facts first: a hover is as high as half the window, and what is below has to be scrolled to.
  if (facts.length > 0) {
    const items = facts.map((fact) => inMarkdown(`${marks[fact.state]} ${fact.text}`));
    text.appendMarkdown(`\n\n${items.join(" &nbsp; ")}`);
  }
  if (scene !== undefined) {
    const image = imageOf(scene, themeNow(), { hasBackground: false, padding: 4 });
    text.appendMarkdown(`\n\n![The loss and its gradient](${image})`);
  }
  const reference = encodeURIComponent(JSON.stringify([referenceIn(analysis, loss)]));
  text.appendMarkdown(`\n\n[Plot loss](command:${plotCommand}?${reference})`);
  return text;
}

function refusal({ name }: LossDefinition, reason: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${inMarkdown(name)}**\n\n${inMarkdown(reason)}`);
  return text;
}
