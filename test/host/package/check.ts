// Looks into the packaged extension: it holds what runs and nothing else, what its texts show and link to is there, it is
// small, and to pack it again gives the same bytes.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { unzipSync } from "fflate";
import { CHECKOUT } from "../checkout.ts";

const SIZE_LIMIT = 1_000_000;

/** What may be in it. VS Code's packager writes the first two, and renames the texts. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt|(CONTRIBUTING|SECURITY|README\.zh-CN)\.md)$/i,
  /^extension\/(package\.nls(\.[\w-]+)?\.json|media\/l10n\/bundle\.l10n\.[\w-]+\.json)$/,
  /^extension\/dist\/((extension|library|evaluate-worker|tfjs-node|page)\.js|ThirdPartyNotices\.txt)$/,
  /^extension\/media\/(?!.*\.(ts|js|py[co])$)/,
  /^extension\/src\/(?:rules|probes)\/[\w-]+\.md$/,
];

const file = join(CHECKOUT, process.argv[2] ?? "loss-lens.vsix");
const archive = await readFile(file);
const contents = unzipSync(archive);
const problems = [...sizeProblems(), ...strangers(), ...missing(), ...deadLinks(), ...(await differences())];
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
  const started = ["dist/library.js", "dist/evaluate-worker.js", "dist/tfjs-node.js", "dist/page.js"];
  const texts = ["dist/ThirdPartyNotices.txt"];
  return (
    [...started, ...texts, ...pathsIn(manifest)]
      // What the command line is started by is in its own package.
      .filter((path) => path !== "dist/cli.js")
      .filter((path) => contents[`extension/${path}`] === undefined)
      .map((path) => `The package lacks ${path}.`)
  );
}

/** Every value of the manifest that names a file or folder of the package. */
function pathsIn(value: unknown): string[] {
  if (typeof value === "string")
    return /^\.?\/?(dist|media)\/[^ ]+\.\w+$/.test(value) ? [value.replace(/^\.?\//, "")] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}

/** What the texts that VS Code shows link to or picture lies in the package, and the headings that they jump to exist. */
function deadLinks(): string[] {
  return ["readme.md", "README.zh-CN.md", "changelog.md"].flatMap((text) => {
    const markdown = textOf(text) ?? "";
    const targets = [...markdown.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    return targets
      .filter((target) => !/^https?:/.test(target) && !isThere(target, markdown))
      .map((target) => `${text} points to ${target}, which the package does not hold.`);
  });
}

function isThere(target: string, markdown: string): boolean {
  const [path = "", anchor] = target.split("#");
  const linked = path === "" ? markdown : textOf(posix.normalize(path));
  return linked !== undefined && (anchor === undefined || anchorsOf(linked).includes(anchor));
}

/** The anchors that a Markdown page gives its headings. */
function anchorsOf(markdown: string): string[] {
  const headings = [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** VS Code's packager writes some names in small letters. */
function textOf(path: string): string | undefined {
  const name = Object.keys(contents).find((each) => each.toLowerCase() === `extension/${path}`.toLowerCase());
  return name === undefined ? undefined : new TextDecoder().decode(contents[name]);
}

/** Packed once more, on another day's clock, with other permissions: not a byte may depend on them. */
async function differences(): Promise<string[]> {
  const scratch = await mkdtemp(join(tmpdir(), "loss-lens-again-"));
  const before = process.umask(0o077);
  try {
    const again = join(scratch, "again.vsix");
    const child = spawn(process.execPath, [join(CHECKOUT, "test/host/package/pack.ts"), again], {
      env: { ...process.env, TZ: "Pacific/Kiritimati" },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const [code] = await once(child, "close");
    if (code !== 0) return ["To pack it again failed."];
    return archive.equals(await readFile(again)) ? [] : ["To pack it again gives other bytes."];
  } finally {
    process.umask(before);
    await rm(scratch, { recursive: true, force: true });
  }
}
