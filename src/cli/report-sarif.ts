/** `--format sarif`: SARIF 2.1.0, as code scanning services read it. */

import { readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { type ListedRule, listedRules } from "../check/all-rules.ts";
import type { Finding, Severity } from "../losses/finding.ts";
import type { Edit } from "../python/edits.ts";
import { visibleJson, wholeCharacters } from "../python/visible-text.ts";
import { type CheckedFile, reportedFindings, unreadableRule } from "./checked-file.ts";
import { packageFolder, version } from "./package.ts";
import { cellNumber, type Positions, positionsOf, type Span } from "./positions.ts";
import { relatedSpans } from "./related-places.ts";

const levels: Record<Severity, "error" | "warning" | "note"> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

export function sarifReport(files: readonly CheckedFile[]): string {
  const used = new Set(files.flatMap((file) => reportedFindings(file).map(({ rule }) => rule)));
  const rules: { id: string; describe(): object }[] = listedRules
    .filter(({ id }) => used.has(id))
    .map((rule) => ({ id: rule.id, describe: () => ruleOf(rule) }));
  if (used.has(unreadableRule.id)) rules.push({ id: unreadableRule.id, describe: describeUnreadable });
  const run = {
    tool: {
      driver: {
        name: "Loss Lens",
        version,
        semanticVersion: version,
        rules: rules.map((rule) => rule.describe()),
      },
    },
    columnKind: "utf16CodeUnits",
    originalUriBaseIds: { ROOT: { uri: `${pathToFileURL(process.cwd()).href}/` } },
    artifacts: files.map(({ source }) => ({ location: locationOf(source.path) })),
    results: files.flatMap((file, index) => {
      const positions = positionsOf(file.source);
      const { spanOf } = positions;
      const told = new Set<readonly Edit[]>();
      return reportedFindings(file).map((finding) => ({
        ruleId: finding.rule,
        ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
        level: levels[finding.severity],
        message: { text: finding.message },
        locations: [
          {
            physicalLocation: {
              artifactLocation: { ...locationOf(file.source.path), index },
              region: regionOf(spanOf(finding.range)),
            },
            ...cellOf(spanOf(finding.range)),
          },
        ],
        ...relatedOf(finding, file.source, positions),
        ...fixesOf(finding, file.source.path, spanOf, told),
      }));
    }),
  };
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [run],
  };
  return `${visibleJson(log, 2)}\n`;
}

function ruleOf({ id, summary, severity, isFoundBy }: ListedRule): object {
  const pages = [...(isFoundBy.reading ? ["rules"] : []), ...(isFoundBy.running ? ["probes"] : [])];
  const page = pages.map((folder) => readFileSync(join(packageFolder, "src", folder, `${id}.md`), "utf8")).join("\n");
  return {
    id,
    shortDescription: { text: summary },
    help: { text: page, markdown: page },
    defaultConfiguration: { level: levels[severity] },
  };
}

function describeUnreadable(): object {
  const { id, summary } = unreadableRule;
  return {
    id,
    shortDescription: { text: summary },
    help: { text: `${summary}.` },
    defaultConfiguration: { level: levels.info },
  };
}

function relatedOf(finding: Finding, source: CheckedFile["source"], positions: Positions) {
  if (finding.related.length === 0) return {};
  const relatedLocations = relatedSpans(finding, source, positions).map(({ path, span, message }) => ({
    physicalLocation: { artifactLocation: locationOf(path), region: regionOf(span) },
    message: { text: message },
  }));
  return { relatedLocations };
}

function fixesOf(
  finding: Finding,
  path: string,
  spanOf: (range: Finding["range"]) => Span,
  told: Set<readonly Edit[]>,
) {
  // What is the same for many findings stands at the first of them.
  const own = finding.fixes.filter(({ edits }) => !told.has(edits));
  for (const { edits } of own) told.add(edits);
  if (own.length === 0) return {};
  const fixes = own.map((fix) => ({
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: locationOf(path),
        replacements: fix.edits.map((edit) => ({
          deletedRegion: regionOf(spanOf(edit.range)),
          insertedContent: { text: edit.newText },
        })),
      },
    ],
  }));
  return { fixes };
}

function regionOf({ line, column, endLine, endColumn }: Span) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** SARIF knows no cells; the place is named in words. */
function cellOf({ cell }: Span) {
  return cell === undefined ? {} : { message: { text: `cell ${cellNumber(cell)}` } };
}

function locationOf(path: string): { uri: string; uriBaseId?: string } {
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return { uri: pathToFileURL(path).href };
  return { uri: wholeCharacters(path).split(sep).map(encodeURIComponent).join("/"), uriBaseId: "ROOT" };
}
