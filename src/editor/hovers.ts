/** On a loss's name: its picture, and what is known of it. */

import * as vscode from "vscode";
import type { GivenValue } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import type { LossFormula } from "../losses/formula/tree.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { askPicture } from "../preview/ask/ask.ts";
import { failureWords } from "../preview/failure-words.ts";
import { formulaPicture, lossFormula } from "../preview/formula.ts";
import { curveModel, defaultCurveOptions } from "../preview/plot/curve.ts";
import type { Scene } from "../preview/plot/scene.ts";
import type { LossFact } from "../probes/facts.ts";
import { say } from "../python/say.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { type StartValue, valuesAtCall } from "../samples/start-values.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { copyFormulaCommand } from "./copy-formula.ts";
import { referenceIn } from "./cursor.ts";
import { diagnosticText } from "./diagnostics.ts";
import { factLines, sentenceLines } from "./fact-lines.ts";
import type { ImportedFiles } from "./imported-files.ts";
import { plotCommand } from "./lenses.ts";
import { readLossSource } from "./loss-source.ts";
import { newestOf } from "./newest-analysis.ts";
import { imageOf, imageOfSvg, themeNow } from "./pictures.ts";
import { codeInQuotes, inMarkdown } from "./plain-sentence.ts";
import { signatureOf } from "./preview/signature.ts";
import type { Probed } from "./probed-losses.ts";
import type { Probing } from "./probing.ts";
import { readSettings } from "./settings.ts";
import { toggles } from "./toggles.ts";

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
      if (!readSettings(document.uri).showHovers) return undefined;
      const analysis = await newestOf(analyses, document, token);
      if (analysis === undefined) return undefined;
      const found = lossNamedAt(analysis, document, position);
      if (found === undefined) return undefined;
      const { loss, range } = found;
      const values = valuesOf(analysis, found);
      const given = givenOf(values);
      const probed = await probing.now(analysis, loss, given);
      if (probed === undefined || token.isCancellationRequested) return undefined;
      if (probed.result?.kind !== "observed") {
        const failure = probed.result?.failure;
        return failure && new vscode.Hover(refusal(loss, failureWords(failure)), range);
      }
      const { set } = probed.result.observations;
      const formula = lossFormula({ loss, uses: analysis.uses, names: analysis.names }, analysis.keras, given);
      const isAbove = formula !== undefined && isAbovePicture(formula, probed.facts);
      let scene = scenes.get(probed);
      if (scene === undefined) {
        scene = draw(analysis, loss, given, set, imports, evaluator, pictureHeight(probed.facts, isAbove));
        scenes.set(probed, scene);
      }
      const drawing = await scene;
      if (token.isCancellationRequested) return undefined;
      const told = toldAt(document.uri, position, probed.facts);
      return new vscode.Hover(
        content({ analysis, loss, values, set, facts: probed.facts, told, drawing, formula }),
        range,
      );
    },
  });
}

interface NamedLoss {
  readonly loss: LossDefinition;
  /** Where it is used, if it is not its `def`. */
  readonly use: LossUse | undefined;
  readonly range: vscode.Range;
}

/** The name in a loss's `def`, or a use of it where it is handed to Keras. */
function lossNamedAt(
  analysis: Analysis,
  document: vscode.TextDocument,
  position: vscode.Position,
): NamedLoss | undefined {
  const { losses, uses, source } = analysis;
  const offset = source.offsetAt(document, position);
  if (offset === undefined) return undefined;
  const isAt = (range: { start: number; end: number }) => range.start <= offset && offset <= range.end;
  const defined = losses.findLast((each) => isAt(each.nameRange));
  const use =
    defined === undefined ? uses.find((each) => each.loss !== undefined && isAt(each.value.range)) : undefined;
  const loss = defined ?? use?.loss;
  const place = loss && source.locate(use?.value.range ?? loss.nameRange);
  return loss === undefined || place === undefined ? undefined : { loss, use, range: place.range };
}

/** What a call gives the loss, `Quant(0.5)`; nothing where it is only named. */
function valuesOf({ uses, names }: Analysis, { loss, use }: NamedLoss): StartValue[] {
  return use?.value.kind === "Call" ? valuesAtCall({ loss, uses, names }, use.value) : [];
}

async function draw(
  analysis: Analysis,
  loss: LossDefinition,
  given: Readonly<Record<string, GivenValue>>,
  set: SampleSet,
  imports: ImportedFiles,
  evaluator: Evaluator,
  height: number,
): Promise<Scene | undefined> {
  const answer = await askPicture(
    {
      source: await readLossSource(imports, analysis, loss, given),
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
  return curveModel(answer.data, {
    ...defaultCurveOptions,
    ...pictureSize,
    height,
    title: loss.name,
  }).scene;
}

/** VS Code cuts a hover off at 250 px, and what is below has to be scrolled to: the picture is seen whole, and the facts. */
const pictureSize = { width: 520, isSideBySide: true } as const;

/** Beside its head and a line of facts. */
const wholeHeight = 142;

/** Of a formula that shares the hover with the picture. */
const formulaHeight = 62;

const lineHeight = 19;

/** What takes more than its line is scrolled to, and so is any formula where there is a fault to tell. */
function isAbovePicture(formula: LossFormula, facts: readonly LossFact[]): boolean {
  return sentenceLines(facts) === 0 && formulaPicture(formula, themeNow()).height <= formulaHeight;
}

/** For the first line of sentences there is room. */
function pictureHeight(facts: readonly LossFact[], isBelowFormula: boolean): number {
  const sentences = lineHeight * Math.max(0, sentenceLines(facts) - 1);
  return Math.max(84, wholeHeight - (isBelowFormula ? 40 : 0) - sentences);
}

/** The sentences that VS Code shows in the same hover: those of the findings of this place. */
function toldAt(uri: vscode.Uri, position: vscode.Position, facts: readonly LossFact[]): ReadonlySet<string> {
  const here = vscode.languages.getDiagnostics(uri).filter(({ range }) => range.contains(position));
  const shown = new Set(here.map(({ message }) => message));
  return new Set(
    facts.flatMap(({ message }) => (message !== undefined && shown.has(diagnosticText(message)) ? [message] : [])),
  );
}

interface HoverContent {
  readonly analysis: Analysis;
  readonly loss: LossDefinition;
  readonly values: readonly StartValue[];
  readonly set: SampleSet;
  readonly facts: readonly LossFact[];
  /** What the hover says already. */
  readonly told: ReadonlySet<string>;
  readonly drawing: Scene | undefined;
  readonly formula: LossFormula | undefined;
}

function content({ analysis, loss, values, set, facts, told, drawing, formula }: HoverContent): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [plotCommand, copyFormulaCommand, toggles.hovers.command] };
  const expressions = new Map(values.flatMap(({ name, expression }) => (expression ? [[name, expression]] : [])));
  const asked = encodeURIComponent(JSON.stringify([referenceIn(analysis, loss), numbersOf(values)]));
  const reference = encodeURIComponent(JSON.stringify([referenceIn(analysis, loss)]));
  const head = [
    `**${inMarkdown(loss.name)}**${inMarkdown(signatureOf(loss, expressions))}`,
    inMarkdown(say(set.title)),
    `[${vscode.l10n.t("Plot loss")}](command:${plotCommand}?${asked})`,
    `[${vscode.l10n.t("Copy LaTeX")}](command:${copyFormulaCommand}?${reference})`,
    `[${vscode.l10n.t("Hide hovers")}](command:${toggles.hovers.command})`,
  ];
  text.appendMarkdown(head.join(" · "));
  const mathematics =
    formula &&
    `\n\n![${vscode.l10n.t("The loss as a formula")}](${imageOfSvg(formulaPicture(formula, themeNow()).svg)})`;
  const isAbove = formula !== undefined && isAbovePicture(formula, facts);
  if (isAbove) text.appendMarkdown(mathematics!);
  if (drawing !== undefined) {
    const image = imageOf(drawing, themeNow(), { hasBackground: false, padding: 0 });
    text.appendMarkdown(`\n\n![${vscode.l10n.t("The loss and its gradient")}](${image})`);
  }
  for (const line of factLines(facts, told)) text.appendMarkdown(`\n\n${line}`);
  if (formula !== undefined && !isAbove) text.appendMarkdown(mathematics!);
  return text;
}

function givenOf(values: readonly StartValue[]): Readonly<Record<string, GivenValue>> {
  return Object.fromEntries(values.map(({ name, value }) => [name, value]));
}

/** The values that a slider can have. */
function numbersOf(values: readonly StartValue[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    values.flatMap(({ name, value }) =>
      typeof value === "number" || typeof value === "bigint" ? [[name, Number(value)]] : [],
    ),
  );
}

/** On a small curve beside a loss: what it is, and how to be rid of it. */
export function sparklineHover(): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [toggles.sparklines.command] };
  const hide = `[${vscode.l10n.t("Hide sparklines")}](command:${toggles.sparklines.command})`;
  text.appendMarkdown(`${vscode.l10n.t("The loss at the left, its gradient at the right")} · ${hide}`);
  return text;
}

function refusal({ name }: LossDefinition, reason: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${inMarkdown(name)}**\n\n${inMarkdown(codeInQuotes(reason))}`);
  return text;
}
