/** No pattern of ours takes more than linear time, whatever the text: files of strangers are read with them. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "rolldown/parseAst";
import { analyse } from "scslre";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../../src");

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

function patternsIn(file: string): Pattern[] {
  const found: Pattern[] = [];
  const pending: unknown[] = [parseAst(readFileSync(join(source, file), "utf8"), { lang: "ts" })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } };
    if (type === "Literal" && regex) found.push({ file, source: regex.pattern, flags: regex.flags });
    pending.push(...Object.values(node).filter((child) => child !== null && child !== undefined));
  }
  return found;
}

const patterns = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap(patternsIn);

test("there are patterns to judge, and the judge knows a bad one", () => {
  expect(patterns.length).toBeGreaterThan(300);
  expect(analyse({ source: "^\\s*-\\s+[\"']?([^\"'#]+?)[\"']?\\s*(?:#.*)?$", flags: "" }).reports).not.toEqual([]);
});

test("no pattern goes over a text again and again", () => {
  const slow = patterns.flatMap((pattern) =>
    analyse(pattern, { reportTypes: { Move: true, Self: true, Trade: true } }).reports.map(
      ({ type }) => `${pattern.file}: /${pattern.source}/${pattern.flags} (${type})`,
    ),
  );
  expect(slow).toEqual([]);
});
