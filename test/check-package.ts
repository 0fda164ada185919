// Looks into the packaged extension: it holds what runs and nothing else, and it is small.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { CHECKOUT } from "./host/checkout.ts";

const SIZE_LIMIT = 1_000_000;

/** What may be in it. VS Code's packager writes the first two, and renames the texts. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/(package\.nls(\.[\w-]+)?\.json|README\.zh-CN\.md|l10n\/bundle\.l10n\.[\w-]+\.json)$/,
  /^extension\/dist\/[\w-]+\.(js|css)$/,
  /^extension\/media\/(?!.*\.(ts|js|py[co])$)/,
  /^extension\/src\/rules\/[\w-]+\.md$/,
];

const file = join(CHECKOUT, process.argv[2] ?? "loss-lens.vsix");
const archive = await readFile(file);
const contents = unzipSync(archive);
const problems = [...sizeProblems(), ...strangers(), ...missing()];
for (const problem of problems) console.error(problem);
console.log(`${file}: ${Math.round(archive.length / 1000)} kB, ${Object.keys(contents).length} files`);
if (problems.length > 0) process.exitCode = 1;

function sizeProblems(): string[] {
  if (archive.length <= SIZE_LIMIT) return [];
  const largest = Object.entries(contents)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 8)
    .map(([name, bytes]) => `  ${name}: ${Math.round(bytes.length / 1000)} kB unpacked`);
  return [`The package has ${archive.length} bytes, more than ${SIZE_LIMIT}. Largest:\n${largest.join("\n")}`];
}

function strangers(): string[] {
  return Object.keys(contents)
    .filter((name) => !ALLOWED.some((pattern) => pattern.test(name)))
    .map((name) => `The package holds ${name}, which does not run.`);
}

/** What the manifest points at, and what the extension starts by name, must be there. */
function missing(): string[] {
  const manifest: unknown = JSON.parse(new TextDecoder().decode(contents["extension/package.json"]));
  const started = ["dist/library.js", "dist/evaluate-worker.js", "dist/tfjs-node.js", "dist/page.js", "dist/cli.js"];
  return [...started, ...pathsIn(manifest)]
    .filter((path) => contents[`extension/${path}`] === undefined)
    .map((path) => `The package lacks ${path}.`);
}

/** Every value of the manifest that names a file or folder of the package. */
function pathsIn(value: unknown): string[] {
  if (typeof value === "string")
    return /^\.?\/?(dist|media)\/[^ ]+\.\w+$/.test(value) ? [value.replace(/^\.?\//, "")] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}
