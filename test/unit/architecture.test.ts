import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const source = join(import.meta.dirname, "../../src");

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .sort();

const imports: Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), "utf8");
  const statement =
    /^(?:import|export)\s+[^"';]*?from\s*["']([^"']+)["']|^import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm;
  return [...text.matchAll(statement)].map((match) => {
    const target = (match[1] ?? match[2] ?? match[3])!;
    const to = target.startsWith(".") ? relative(source, join(source, dirname(from), target)) : target;
    return { from, to };
  });
});

const room = (path: string): string => (path.includes("/") ? path.split("/")[0]! : path);

/** The rooms that each room may look down to. */
const below: Record<string, readonly string[]> = {
  python: [],
  keras: ["python"],
  losses: ["python", "keras"],
  rules: ["python", "keras", "losses"],
  evaluate: ["python", "keras", "losses"],
  samples: ["python", "keras", "losses", "evaluate"],
  probes: ["python", "keras", "losses", "evaluate", "samples"],
  check: ["python", "keras", "losses", "rules", "evaluate", "samples", "probes"],
  preview: ["python", "keras", "losses", "evaluate", "samples", "probes"],
  editor: ["python", "keras", "losses", "check", "evaluate", "samples", "probes", "preview"],
  cli: ["python", "keras", "losses", "check", "evaluate", "samples", "probes", "preview"],
  "extension.ts": ["python", "keras", "losses", "check", "evaluate", "samples", "probes", "preview", "editor"],
};

const isOurs = ({ to }: Import) => to.endsWith(".ts");
const show = ({ from, to }: Import) => `${from} → ${to}`;

test("there are imports to judge, from every room", () => {
  expect(new Set(files.map(room))).toEqual(new Set(Object.keys(below)));
  expect(imports.length).toBeGreaterThan(100);
});

test("tests stand in the folders of what they need: nothing, Keras's values, VS Code, a browser, time", () => {
  const folders = readdirSync(join(source, "../test"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).filter((name) => !name.startsWith("."));
  expect(names.sort()).toEqual(["bench", "editor", "fuzz", "host", "page", "parity", "unit"]);
});

test("imports point down the floors, never up, and rules and evaluate do not know each other", () => {
  const wrong = imports.filter(isOurs).filter(({ from, to }) => {
    return room(from) !== room(to) && !below[room(from)]?.includes(room(to));
  });
  expect(wrong.map(show)).toEqual([]);
});

test("a rule is a file and its page, and rules/ holds nothing else", () => {
  const names = readdirSync(join(source, "rules")).sort();
  const ids = names.filter((name) => name.endsWith(".ts")).map((name) => name.slice(0, -".ts".length));
  expect(names).toEqual(ids.flatMap((id) => [`${id}.md`, `${id}.ts`]).sort());
  for (const id of ids)
    expect(readFileSync(join(source, "rules", `${id}.ts`), "utf8"), id).toMatch(new RegExp(`^  id: "${id}",$`, "m"));
});

test("rules do not know each other", () => {
  const wrong = imports.filter(({ from, to }) => room(from) === "rules" && room(to) === "rules");
  expect(wrong.map(show)).toEqual([]);
});

/** The floors inside `evaluate/`, each over those before it: a folder, or the files of `evaluate/` itself. */
const evaluateFloors = ["", "tape", "kernels", "interpreter", "operations", "loading", "build", "run", "service"];

/** The same inside `evaluate/operations/`: rows rest on what they are made of, and the library on the rows. */
const operationFloors = ["calls", "arrays", "numpy", "", "losses", "library"];

test.each([
  { folder: "evaluate", floors: evaluateFloors },
  { folder: "evaluate/operations", floors: operationFloors },
])("inside $folder imports point down its own floors", ({ folder, floors }) => {
  const floorOf = (path: string): string => {
    const inner = path.slice(folder.length + 1);
    return inner.includes("/") ? inner.split("/")[0]! : "";
  };
  const inside = imports.filter(isOurs).filter((each) => isIn(folder, each.from) && isIn(folder, each.to));
  expect(new Set(inside.map(({ from }) => floorOf(from)))).toEqual(new Set(floors));
  const heightOf = (path: string): number => floors.indexOf(floorOf(path));
  expect(inside.filter(({ from, to }) => heightOf(from) < heightOf(to)).map(show)).toEqual([]);
});

const isIn = (folder: string, path: string): boolean => path.startsWith(`${folder}/`);

test("no file imports itself in a circle, not even by a type", () => {
  const graph = new Map<string, string[]>();
  for (const { from, to } of imports.filter(isOurs)) graph.set(from, [...(graph.get(from) ?? []), to]);
  const finished = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (finished.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    finished.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

/** Who alone may import a package. */
const reserved: readonly { readonly name: RegExp; readonly by: (file: string) => boolean }[] = [
  { name: /^vscode$/, by: (file) => file.startsWith("editor/") || file === "extension.ts" },
  { name: /^@lezer\//, by: (file) => file === "python/parse.ts" },
  { name: /^@tensorflow\//, by: (file) => file.startsWith("evaluate/") },
  { name: /^node:/, by: (file) => file.startsWith("cli/") || /\/node-[\w-]+\.ts$/.test(file) },
];

test.each(reserved)("packages $name are imported only where they belong", ({ name, by }) => {
  const wrong = imports.filter((each) => name.test(each.to) && !by(each.from));
  expect(wrong.map(show)).toEqual([]);
});

test("only the page touches the DOM", () => {
  const wrong = files.filter((file) => {
    if (file.startsWith("preview/")) return false;
    const code = readFileSync(join(source, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|"[^"\n]*"/g, "");
    return /\b(?:document|window)\.(?:createElement|querySelector|getElementById|addEventListener|body|documentElement)\b/.test(
      code,
    );
  });
  expect(wrong).toEqual([]);
});

/** Everything below the editor and the command line is pure: no clock, no chance, no input or output, no code made from text. */
const impure =
  /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(|\bprocess\.(?:env|cwd|argv)\b|\bfetch\(|\beval\(|\bnew Function\(|\bsetTimeout\(/;
const pureRooms = ["python", "keras", "losses", "rules", "check", "evaluate", "samples", "probes"];

test("below the editor and the command line nothing reads a clock, chance, the environment or the network", () => {
  const wrong = files.flatMap((file) => {
    // A worker's entry is where the outside is handed in.
    if (!pureRooms.includes(room(file)) || /(^|\/)(worker|node-[\w-]+|web-[\w-]+)\.ts$/.test(file)) return [];
    const code = readFileSync(join(source, file), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|"[^"\n]*"/g, "");
    const match = impure.exec(code);
    return match === null ? [] : [`${file}: ${match[0]}`];
  });
  expect(wrong).toEqual([]);
});
