/** A loss in a list: its curve for an icon, and in a few words the worst that is known of it. */

import * as vscode from "vscode";
import type { Finding } from "../losses/finding.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { failureWords } from "../preview/failure-words.ts";
import type { Theme } from "../preview/plot/scene.ts";
import { lossIconScene } from "../preview/plot/sparkline.ts";
import { darkTheme, lightTheme } from "../preview/plot/theme.ts";
import { worstFact } from "../probes/facts.ts";
import type { Observations } from "../probes/observe.ts";
import { imageOf } from "./pictures.ts";
import { codeInQuotes, inMarkdown, plainSentence, withCodeInMarkdown } from "./plain-sentence.ts";
import { signatureOf } from "./preview/signature.ts";
import type { Probed } from "./probed-losses.ts";

export interface LossRow {
  readonly icon: vscode.ThemeIcon | { readonly light: vscode.Uri; readonly dark: vscode.Uri };
  readonly description: string;
  readonly tooltip: vscode.MarkdownString;
}

/** In pixels, as VS Code draws the icons of a list. */
const iconSize = 16;
const order = ["error", "warning", "info", "hint"] as const;
const marks = { error: "✖", warning: "▲", info: "·", hint: "·" } as const;

/** `findings` are those of its file. */
export function rowOf(loss: LossDefinition, probed: Probed | undefined, findings: readonly Finding[]): LossRow {
  const own = findings
    .filter(({ range }) => loss.range.start <= range.start && range.end <= loss.range.end)
    .sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  const facts = probed?.facts ?? [];
  const result = probed?.result;
  const failure = result?.kind === "failure" ? codeInQuotes(failureWords(result.failure)) : undefined;
  return {
    icon:
      probed !== undefined && result?.kind === "observed"
        ? iconOf(loss.name, probed, result.observations)
        : new vscode.ThemeIcon("circle-slash"),
    description: plainSentence(codeInQuotes(worstWords(own, probed, failure))),
    tooltip: tooltipOf(loss, [
      ...own.map(({ severity, message }) => `${marks[severity]} ${message}`),
      ...facts.map(({ state, text }) => `${state === "warn" ? "▲" : state === "ok" ? "✓" : "·"} ${text}`),
      ...(failure === undefined ? [] : [vscode.l10n.t("not evaluated: {0}", failure)]),
    ]),
  };
}

function worstWords(findings: readonly Finding[], probed: Probed | undefined, failure: string | undefined): string {
  const [worst] = findings;
  if (worst?.severity === "error") return `${marks.error} ${worst.message}`;
  const fact = worstFact(probed?.facts ?? []);
  // It says in fewer words what a finding says too.
  if (fact !== undefined) return `▲ ${fact.text}`;
  if (worst?.severity === "warning") return `${marks.warning} ${worst.message}`;
  if (failure !== undefined) return vscode.l10n.t("not evaluated: {0}", failure);
  return (probed?.facts ?? []).map(({ text }) => text).join(" · ");
}

function tooltipOf(loss: LossDefinition, lines: readonly string[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${inMarkdown(loss.name)}**${inMarkdown(signatureOf(loss))}`);
  for (const line of lines) text.appendMarkdown(`\n\n${withCodeInMarkdown(line)}`);
  return text;
}

type Images = { readonly light: vscode.Uri; readonly dark: vscode.Uri };

/** Drawn once for each result. */
const drawn = new WeakMap<Probed, Images>();

function iconOf(name: string, probed: Probed, { targets }: Observations): Images {
  const known = drawn.get(probed);
  if (known !== undefined) return known;
  const scene = lossIconScene(
    name,
    targets.map(({ x, series }) => ({ x, loss: series.values, gradient: null })),
    iconSize,
  );
  const image = (theme: Theme) => vscode.Uri.parse(imageOf(scene, theme, { hasBackground: false, padding: 0 }));
  const images = { light: image(lightTheme), dark: image(darkTheme) };
  drawn.set(probed, images);
  return images;
}
