/** On an expression of a loss: what it is on the sample data, and what gradient reaches it. */

import * as vscode from "vscode";
import { areProbesOn } from "../check/probe-loss.ts";
import type { TracedValue } from "../evaluate/trace-question.ts";
import { histogramScene } from "../preview/plot/histogram.ts";
import { firstNumbers, type ValueFacts, valueAt, valueFacts } from "../preview/values/value-facts.ts";
import type { Range } from "../python/ast.ts";
import { onOneLine } from "../python/quoted.ts";
import type { Analyses } from "./analyses.ts";
import { type LossAtCursor, lossAt, referenceIn } from "./cursor.ts";
import type { LossTraces } from "./loss-traces.ts";
import { isOfVersion, newestOf } from "./newest-analysis.ts";
import type { Panels } from "./panels.ts";
import { imageOf, themeNow } from "./pictures.ts";
import { inMarkdown } from "./plain-sentence.ts";
import { readSettings } from "./settings.ts";
import { toggles } from "./toggles.ts";

export function provideValueHovers(
  selector: vscode.DocumentSelector,
  analyses: Analyses,
  traces: LossTraces,
  pointOf: Panels["pointOf"],
): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      if (!readSettings(document.uri).showHovers) return undefined;
      const analysis = await newestOf(analyses, document, token);
      const found = lossAt(analyses, document, position);
      if (analysis === undefined || found === undefined || !areProbesOn(analysis)) return undefined;
      const { loss } = found;
      const placed = await traces.now(found);
      const offset = analysis.source.offsetAt(document, position);
      if (placed === undefined || offset === undefined || token.isCancellationRequested) return undefined;
      const at = valueAt(loss, placed.values, offset);
      const place = at && analysis.source.locate(at.range);
      if (at === undefined || place === undefined || !isOfVersion(analysis, document)) return undefined;
      const there = await valueThere(found, at.range);
      if (token.isCancellationRequested) return undefined;
      const expression = analysis.source.text.slice(at.range.start, at.range.end);
      return new vscode.Hover(content(expression, at.value, there), place.range);
    },
  });

  /** What it is where the cursor rests in the loss's picture. */
  async function valueThere(found: LossAtCursor, { start, end }: Range): Promise<string | undefined> {
    const known = pointOf(referenceIn(found.analysis, found.loss));
    const at = known && (await traces.at(found, known));
    const value = at?.values.findLast(({ range }) => range.start === start && range.end === end);
    if (at === undefined || value === undefined || value.dtype === null) return undefined;
    return vscode.l10n.t("At the picture's cursor, {0}: {1}", at.words, firstNumbers(value));
  }
}

const longestExpression = 60;

function content(expression: string, value: TracedValue, there: string | undefined): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [toggles.hovers.command] };
  const facts = valueFacts(value);
  const hide = `[${vscode.l10n.t("Hide hovers")}](command:${toggles.hovers.command})`;
  const head = [
    `**${inMarkdown(onOneLine(expression, longestExpression))}**`,
    inMarkdown(facts.kind),
    inMarkdown(facts.numbers),
    hide,
  ];
  text.appendMarkdown(head.join(" · "));
  const { histogram, numbers, dtype } = value;
  if (histogram.length > 0 && dtype !== "bool" && dtype !== null) {
    const title = vscode.l10n.t("How its numbers are spread");
    const scene = histogramScene(title, { counts: histogram, low: numbers.low, high: numbers.high });
    text.appendMarkdown(`\n\n![${title}](${imageOf(scene, themeNow(), { hasBackground: false, padding: 0 })})`);
  }
  for (const line of [...linesOf(facts), ...(there === undefined ? [] : [there])])
    text.appendMarkdown(`\n\n${inMarkdown(line)}`);
  return text;
}

function linesOf({ first, gradient }: ValueFacts): string[] {
  return [
    ...(first === null ? [] : [vscode.l10n.t("First numbers: {0}", first)]),
    ...(gradient === null ? [] : [gradient]),
  ];
}
