/** What has become of losses, for a person, for a program, and for a comment on GitHub. */

import type { Finding } from "../losses/finding.ts";
import type { Difference, FactChange } from "../probes/compare-facts.ts";
import { visibleJson, visibleText } from "../python/visible-text.ts";
import { type LossComparison, type LossVersion, messageOf } from "./compare-versions.ts";
import { writeNumbers } from "./numeric-json.ts";
import { placeWords, positionsOf, type Span } from "./positions.ts";

/** A comparison, with the file that its picture was written to. */
export interface DrawnComparison extends LossComparison {
  readonly picture: string | undefined;
}

export interface DiffReport {
  /** As it was asked for. */
  readonly revision: string;
  readonly commit: string;
  readonly comparisons: readonly DrawnComparison[];
}

const severe = (finding: Finding): boolean => finding.severity === "error" || finding.severity === "warning";

/** Whether something is worse than it was: a fact, or a finding that nobody had before. */
export function isWorse({ change, facts, newFindings }: LossComparison): boolean {
  if (change === "gone") return false;
  return facts.some(({ kind }) => kind === "worse") || newFindings.some(severe);
}

export function diffJson({ revision, commit, comparisons }: DiffReport): string {
  const losses = comparisons.map((comparison) => {
    const { change, before, after, differences, picture, isByImports } = comparison;
    const { loss } = (after ?? before)!;
    return {
      name: loss.name,
      kind: loss.form,
      change,
      byImports: isByImports,
      before: before ? placeOf(before) : null,
      after: after ? placeOf(after) : null,
      reason: messageOf(after) ?? null,
      value: differences?.value === undefined ? null : differenceJson(differences.value),
      gradient: differences?.gradient === undefined ? null : differenceJson(differences.gradient),
      facts: factsOf(comparison).map((fact) => ({
        change: fact.kind,
        id: (fact.after ?? fact.before)!.about,
        before: fact.before?.text ?? null,
        after: fact.after?.text ?? null,
      })),
      findings: {
        new: comparison.newFindings.map((each) => findingJson(each, after!)),
        gone: comparison.goneFindings.map((each) => findingJson(each, before!)),
      },
      picture: picture ?? null,
      worse: isWorse(comparison),
    };
  });
  return `${visibleJson({ version: 1, revision, commit, losses })}\n`;
}

function differenceJson({ size, before, after, x, target }: Difference): object {
  return { largest: jsonNumber(size), before: jsonNumber(before), after: jsonNumber(after), at: jsonNumber(x), target };
}

/** The shortest that reads back as the same float32; words for what JSON has no number for. */
function jsonNumber(value: number): unknown {
  return writeNumbers({ data: [value], shape: [1], dtype: "float32" })[0];
}

function findingJson({ rule, severity, message, range }: Finding, version: LossVersion): object {
  const { path: _, ...place } = placeOf(version, range);
  return { rule, severity, message, ...place };
}

function placeOf(
  { file, loss }: LossVersion,
  range = loss.nameRange,
): Pick<Span, "line" | "column"> & { path: string } {
  const { cell, line, column } = positionsOf(file.source).spanOf(range);
  return { path: file.source.path, ...(cell === undefined ? {} : { cell }), line, column };
}

/** Those that are new with the loss are told of it as it is. */
function factsOf({ change, facts, after }: LossComparison): readonly FactChange[] {
  if (change !== "new") return facts;
  return (after?.facts ?? []).map((fact) => ({ kind: "other", before: undefined, after: fact }));
}

export function diffText({ revision, comparisons }: DiffReport): string {
  if (comparisons.length === 0) return `no loss has changed since ${visibleText(revision)}\n`;
  const blocks = comparisons.map((comparison) => {
    const { after, before, picture } = comparison;
    const { path, ...place } = placeOf((after ?? before)!);
    const lines = linesOf(comparison).map((line) => `  ${visibleText(line)}`);
    if (picture !== undefined) lines.push(`  picture: ${visibleText(picture)}`);
    return [`${placeWords(path, place)}: ${visibleText(headOf(comparison))}`, ...lines].join("\n");
  });
  return `${blocks.join("\n")}\n${summary(comparisons)}\n`;
}

function headOf({ change, after, before, isByImports }: LossComparison): string {
  const { loss, file } = (after ?? before)!;
  const moved = before !== undefined && after !== undefined && before.file.source.path !== file.source.path;
  const how = moved ? `, was in ${before.file.source.path}` : "";
  return `${loss.form} ${loss.name} (${change}${isByImports ? " by what it imports" : ""}${how})`;
}

/** What is said of one loss, the worst first. */
function linesOf(comparison: LossComparison): string[] {
  const { newFindings, goneFindings, change, after } = comparison;
  const facts = factsOf(comparison);
  const failure = change === "gone" ? undefined : messageOf(after);
  const ofKind = (kind: FactChange["kind"]) => facts.filter((fact) => fact.kind === kind).map(factWords);
  return [
    ...(failure === undefined ? [] : [`not evaluated: ${failure}`]),
    ...ofKind("worse").map((text) => `worse: ${text}`),
    ...(change === "gone" ? [] : newFindings.map((each) => `new: ${each.severity}: ${each.message} [${each.rule}]`)),
    ...ofKind("better").map((text) => `better: ${text}`),
    ...(change === "gone" ? [] : goneFindings.map((each) => `gone: ${each.severity}: ${each.message} [${each.rule}]`)),
    ...ofKind("other").map((text) => `${change === "new" ? "it is" : "other"}: ${text}`),
    ...(change === "changed" ? [differenceWords(comparison)] : []),
  ].filter((line) => line !== "");
}

function factWords({ before, after }: FactChange): string {
  if (before === undefined) return after!.text;
  return after === undefined ? `no longer ${before.text}` : `${after.text} (was: ${before.text})`;
}

function differenceWords({ differences, before, after }: LossComparison): string {
  if (differences === undefined)
    return messageOf(before) === undefined && messageOf(after) === undefined ? "the two are not for the same data" : "";
  const { value, gradient } = differences;
  if (value === undefined && gradient === undefined) return "the same numbers on its data";
  return `largest difference in ${changeWords("value", value)}; ${changeWords("gradient", gradient)}`;
}

function changeWords(name: string, change: Difference | undefined): string {
  if (change === undefined) return `${name}: the same`;
  const [before, after] = [short(change.before), short(change.after)];
  const numbers = before === after ? `${before}, by ${short(change.size)}` : `${before} → ${after}`;
  return `${name}: ${numbers} at ${short(change.x)} for ${change.target}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}

function summary(comparisons: readonly LossComparison[]): string {
  const count = (of: (each: LossComparison) => boolean) => comparisons.filter(of).length;
  const changes = (["changed", "new", "gone"] as const).map(
    (change) => `${count((each) => each.change === change)} ${change}`,
  );
  const worse = count(isWorse);
  return `${changes.join(", ")}; ${worse === 0 ? "nothing is worse" : `${worse} worse`}`;
}

/** For a comment or a summary: a table, and the details below it. */
export function diffMarkdown({ revision, comparisons }: DiffReport): string {
  const head = `### Losses since \`${inCode(revision)}\``;
  if (comparisons.length === 0) return `${head}\n\nNo loss has changed.\n`;
  const rows = comparisons.map((comparison) => {
    const { path, line } = placeOf((comparison.after ?? comparison.before)!);
    const { loss } = (comparison.after ?? comparison.before)!;
    const [first = ""] = linesOf(comparison);
    const state = isWorse(comparison) ? "⚠️ worse" : comparison.change;
    return `| \`${inCode(loss.name)}\` | \`${inCode(path)}:${line}\` | ${state} | ${inCell(first)} |`;
  });
  const details = comparisons.flatMap((comparison) => {
    const lines = linesOf(comparison);
    const { picture } = comparison;
    if (lines.length < 2 && picture === undefined) return [];
    const { loss } = (comparison.after ?? comparison.before)!;
    const drawn =
      picture === undefined ? [] : ["", `![${inCell(loss.name)}](${encodeURI(picture.replaceAll("\\", "/"))})`];
    return [
      "",
      `**\`${inCode(loss.name)}\`** ${inCell(headOf(comparison))}`,
      "",
      ...lines.map((line) => `- ${inCell(line)}`),
      ...drawn,
    ];
  });
  return [
    head,
    "",
    "| loss | place | | |",
    "|---|---|---|---|",
    ...rows,
    ...details,
    "",
    `${summary(comparisons)}.`,
    "",
  ].join("\n");
}

/** Text of others means itself. */
function inCell(text: string): string {
  return visibleText(text.replace(/\s+/g, " ")).replace(/[\\`*_{}[\]<>()#|~$&@]/g, "\\$&");
}

/** Within backticks nothing but a backtick, and in a table a bar, means anything. */
function inCode(text: string): string {
  return visibleText(text.replace(/\s+/g, " ")).replaceAll("`", "'").replaceAll("|", "\\|");
}
