/** On a function of Keras or TensorFlow: what a signature does not say. Who has it, and what becomes of the gradient. */

import * as vscode from "vscode";
import { canonicalName } from "../keras/canonical.ts";
import { describeFunction, type FunctionDescription, type GradientEdge } from "../keras/functions/describe.ts";
import { qualifiedName } from "../python/qualified.ts";
import { together } from "../python/say.ts";
import { nodeAt } from "../python/walk.ts";
import type { Analyses, Analysis } from "./analyses.ts";
import { newestOf } from "./newest-analysis.ts";
import { inMarkdown } from "./plain-sentence.ts";
import { isPylanceActive } from "./pylance.ts";
import { readSettings } from "./settings.ts";
import { toggles } from "./toggles.ts";

export function provideFunctionHovers(selector: vscode.DocumentSelector, analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      if (!readSettings(document.uri).showHovers) return undefined;
      const analysis = await newestOf(analyses, document, token);
      if (analysis === undefined || analysis.losses.length === 0) return undefined;
      const offset = analysis.source.offsetAt(document, position);
      const found = offset === undefined ? undefined : functionAt(analysis, offset);
      const place = found && analysis.source.locate(found.range);
      return found && place && new vscode.Hover(content(found.description), place.range);
    },
  });
}

interface FoundFunction {
  readonly description: FunctionDescription;
  readonly range: { readonly start: number; readonly end: number };
}

/** The last name of `ops.clip`, or a name that was imported. */
function functionAt({ parsed, names }: Analysis, offset: number): FoundFunction | undefined {
  const node = nodeAt(parsed.module, offset);
  if (node.kind !== "Name" && node.kind !== "Attribute") return undefined;
  const qualified = qualifiedName(names, node);
  const description = qualified === undefined ? undefined : describeFunction(canonicalName(qualified));
  if (description === undefined) return undefined;
  const range = node.kind === "Attribute" ? { start: node.attributeStart, end: node.range.end } : node.range;
  return { description, range };
}

function content(description: FunctionDescription): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [toggles.hovers.command] };
  const head = [`**${inMarkdown(description.name)}**`, ...whoHasIt(description)];
  // Pylance has it above what we say.
  if (description.signature !== undefined && !isPylanceActive()) text.appendCodeblock(description.signature, "python");
  const gradient = [
    ...gradientSentences(description),
    ...edgeSentence(description.edge),
    ...(description.isEvaluated ? [] : [vscode.l10n.t("Loss Lens does not evaluate it.")]),
  ];
  const hide = `[${vscode.l10n.t("Hide hovers")}](command:${toggles.hovers.command})`;
  text.appendMarkdown(`${[...head, hide].join(" · ")}\n\n${together(gradient)}`);
  return text;
}

function whoHasIt({ keras, isTensorFlow, ops }: FunctionDescription): string[] {
  const having = keras === undefined || keras.length === 0 ? [] : [`Keras ${keras.join(", ")}`];
  const backend = isTensorFlow ? [vscode.l10n.t("TensorFlow alone")] : [];
  const other = ops === undefined ? [] : [vscode.l10n.t("in Keras 3, for every backend: {0}", `\`${ops}\``)];
  return [...having, ...backend, ...other];
}

function gradientSentences({ gradient }: FunctionDescription): string[] {
  const named = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
  const sentences: string[] = [];
  if (gradient.through.length > 0)
    sentences.push(vscode.l10n.t("A gradient passes through {0}.", named(gradient.through)));
  if (gradient.zero.length > 0)
    sentences.push(vscode.l10n.t("The gradient of {0} is 0 everywhere.", named(gradient.zero)));
  const none = [...gradient.none, ...gradient.unread];
  if (none.length > 0) sentences.push(vscode.l10n.t("No gradient reaches {0}.", named(none)));
  return sentences;
}

function edgeSentence(edge: GradientEdge | undefined): string[] {
  switch (edge) {
    case undefined:
      return [];
    case "zeroBeyond":
      return [vscode.l10n.t("Outside of the bounds it is 0: what is clipped no longer learns.")];
    case "zeroAtZero":
      return [vscode.l10n.t("At 0 it is 0.")];
    case "zeroBelow":
      return [vscode.l10n.t("At 0 and below it is 0.")];
    case "infiniteAtZero":
      return [vscode.l10n.t("At 0 it is infinite.")];
    case "nanAtZero":
      return [vscode.l10n.t("At 0 it is NaN.")];
    case "firstOfTie":
      return [vscode.l10n.t("Where both are equal, the first one gets all of it.")];
    case "sharedTie":
      return [vscode.l10n.t("Elements that are equally extreme share it.")];
  }
}
