/** The parts of the documents that are made from the rules and the operations themselves. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ListedRule, listedRules } from "../../../src/check/all-rules.ts";
import { evaluatedSignatures, supportTable } from "../../../src/evaluate/operations/library/library.ts";
import { sampleSets } from "../../../src/samples/sample-sets.ts";

const root = join(import.meta.dirname, "../../..");

export interface GeneratedFile {
  /** From the checkout's root. */
  readonly path: string;
  /** As it should be: what is written by hand kept, what is generated made anew. */
  readonly text: string;
}

/** Every file with generated parts. */
export function generatedFiles(): GeneratedFile[] {
  return [readme(), packageManifest(), operationTable(), signatureTable()];
}

function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function fill(text: string, name: string, content: string): string {
  const parts = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!parts.test(text)) throw new Error(`There are no marks for '${name}'.`);
  return text.replace(parts, (_, open: string, close: string) => `${open}${content}${close}`);
}

function ruleTable(): string {
  const rows = listedRules.map((rule) => `| ${pageLinks(rule)} | ${rule.severity} | ${cell(rule.summary)} |`);
  return ["| rule | severity | what it finds |", "|---|---|---|", ...rows, ""].join("\n");
}

/** Reading and running have a page each. */
function pageLinks({ id, isFoundBy }: ListedRule): string {
  if (!isFoundBy.reading) return `[\`${id}\`](src/probes/${id}.md)`;
  return `[\`${id}\`](src/rules/${id}.md)${isFoundBy.running ? `, [by running](src/probes/${id}.md)` : ""}`;
}

function readme(): GeneratedFile {
  const samples = sampleSets.map(({ id, title }) => `| \`${id}\` | ${cell(title)} |`);
  const sampleTable = ["| id | data |", "|---|---|", ...samples, ""].join("\n");
  const text = fill(fill(read("README.md"), "rules", ruleTable()), "samples", sampleTable);
  return { path: "README.md", text };
}

/** One line for each rule in the settings, so that the editor completes and checks them. */
function packageManifest(): GeneratedFile {
  const manifest = JSON.parse(read("package.json"));
  const setting = manifest.contributes.configuration
    .map(({ properties }: { properties: Record<string, object> }) => properties["lossLens.rules"])
    .find((found: object | undefined) => found !== undefined);
  setting.properties = Object.fromEntries(
    listedRules.map(({ id, severity, summary }) => [
      id,
      { type: "string", enum: ["error", "warning", "info", "hint", "off"], default: severity, description: summary },
    ]),
  );
  return { path: "package.json", text: `${JSON.stringify(manifest, null, 2)}\n` };
}

function operationTable(): GeneratedFile {
  const rows = [...supportTable()]
    .map(({ names, doc, gradientThrough }) => {
      const gradient = gradientThrough.length === 0 ? "none" : gradientThrough.join(", ");
      return {
        first: names[0]!,
        row: `| ${names.map((name) => `\`${name}\``).join("<br>")} | ${cell(doc)} | ${cell(gradient)} |`,
      };
    })
    .sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0))
    .map(({ row }) => row);
  const head = [
    "# Operations",
    "",
    `What a loss may call and be evaluated: ${supportTable().reduce((sum, { names }) => sum + names.length, 0)} names in ${rows.length} rows.`,
    "Names of `keras.…` hold for `tf.keras.…` too. This list is generated: `npm run generate`.",
    "",
    "| names | what it does | gradient flows through |",
    "|---|---|---|",
  ];
  return { path: "src/evaluate/operations/README.md", text: `${[...head, ...rows].join("\n")}\n` };
}

/** What the editor says of a function without loading what computes it. */
function signatureTable(): GeneratedFile {
  const lines = evaluatedSignatures().map(([name, signature]) => `${name} ${signature}`.trim());
  const text = [
    "/** What Loss Lens evaluates, a name a line, with its signature. This file is generated: `npm run generate`. */",
    `export const signatureLines = \`\n${lines.join("\n")}\n\`;`,
    "",
  ].join("\n");
  return { path: "src/keras/functions/signature-lines.ts", text };
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}
