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

/** `new RegExp(…)`, as the syntax tree has it. */
interface Built {
  readonly callee: { readonly name?: string };
  readonly arguments: readonly {
    readonly type: string;
    readonly value?: unknown;
    readonly quasis?: readonly { readonly value: { readonly cooked: string } }[];
  }[];
}

/** What is put into a pattern is a name, or escaped: a word stands for it. */
function patternOf({ arguments: [text, flags] }: Built, file: string): Pick<Pattern, "source" | "flags"> {
  const source =
    text?.type === "TemplateLiteral" ? text.quasis?.map(({ value }) => value.cooked).join("word") : text?.value;
  if (typeof source !== "string") throw new Error(`${file}: a pattern that is not written where it is made`);
  return { source, flags: typeof flags?.value === "string" ? flags.value : "" };
}

function patternsIn(file: string): Pattern[] {
  const found: Pattern[] = [];
  const pending: unknown[] = [parseAst(readFileSync(join(source, file), "utf8"), { lang: "ts" })];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const { type, regex } = node as { type?: string; regex?: { pattern: string; flags: string } };
    if (type === "Literal" && regex) found.push({ file, source: regex.pattern, flags: regex.flags });
    const built = node as Built;
    if (type === "NewExpression" && built.callee.name === "RegExp") found.push({ file, ...patternOf(built, file) });
    pending.push(...Object.values(node).filter((child) => child !== null && child !== undefined));
  }
  return found;
}

const patterns = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .flatMap(patternsIn);

test("there are patterns to judge, and the judge knows a bad one", () => {
  expect(patterns.length).toBeGreaterThan(300);
  expect(patterns.filter(({ source }) => source.includes("word")).length).toBeGreaterThanOrEqual(5);
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
