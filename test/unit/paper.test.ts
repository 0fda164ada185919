import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const source = join(root, "src");
const lines = readFileSync(join(source, "README.md"), "utf8").split("\n");

const isPath = (code: string): boolean => /^[\w./-]+(?:\/|\.(?:ts|md|json|mjs))$/.test(code);
const nameOf = (code: string): string | undefined => /^(\w+)\(\)$/.exec(code)?.[1];

/** Where the path leads: the paper's own folder, or for its neighbours the root. */
const whereIs = (path: string): string | undefined =>
  [join(source, path), join(root, path)].find((place) => existsSync(place));

/** Whether a function of this name is written here, and not only called. */
function isDefinedIn(text: string, name: string): boolean {
  const declared = `\\b(?:function|const) ${name}\\b`;
  const method = `^\\s+(?:async )?${name}\\([^;=]*\\)(?:: [^;=]*)? \\{$`;
  return new RegExp(`${declared}|${method}`, "m").test(text);
}

interface Named {
  readonly name: string;
  /** The file named last before it. */
  readonly file: string | undefined;
}

const codes = lines.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
const paths = codes.filter(isPath);
const named: Named[] = [];
let last: string | undefined;
for (const code of codes) {
  if (isPath(code)) last = code;
  const name = nameOf(code);
  if (name !== undefined) named.push({ name, file: last });
}

test("the paper names enough to lead through the house", () => {
  expect(paths.length).toBeGreaterThan(60);
  expect(named.length).toBeGreaterThan(50);
});

test("every file and folder that the paper names is there", () => {
  expect(paths.filter((path) => whereIs(path) === undefined)).toEqual([]);
});

test("every function that the paper names stands in the file before it", () => {
  const wrong = named.filter(({ name, file }) => {
    const place = file?.endsWith(".ts") ? whereIs(file) : undefined;
    return place === undefined || !isDefinedIn(readFileSync(place, "utf8"), name);
  });
  expect(wrong.map(({ name, file }) => `${name} in ${file}`)).toEqual([]);
});

test("the paper names functions as such, so that each is held to its file", () => {
  expect(codes.filter((code) => /^[a-z]\w*[A-Z]\w*$/.test(code))).toEqual([]);
});

test("a function that is only called, or is not there, does not pass for one that is written here", () => {
  const text =
    "export function one(): void {\n  two();\n  three(() => {\n  });\n}\nconst four = () => {};\n  five(a) {\n  }\n";
  expect(["one", "two", "three", "four", "five", "six"].filter((name) => isDefinedIn(text, name))).toEqual([
    "one",
    "four",
    "five",
  ]);
});
