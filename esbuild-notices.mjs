// What the bundles hold of others, and under which licence: dist/ThirdPartyNotices.txt, from the bundles' own metadata.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** @typedef {{ name: string, version: string, licence: string, address: string | undefined, text: string }} Notice */

/** Packages that name Apache's licence and bring no copy of it: the licence itself is the same for all. */
const APACHE = { spdx: "Apache-2.0", copyIn: "long" };

/**
 * The packages that a bundle took anything from.
 * @param {import("esbuild").Metafile} metafile
 * @returns {string[]}
 */
export function bundledPackages({ outputs }) {
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  // Resolved through a plugin or not: what stands behind the last `node_modules/` is the package.
  const packages = inputs.map(([path]) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(packages)].filter((name) => name !== undefined).sort();
}

/**
 * The text that goes with the bundles: each licence once, below the packages that are under it.
 * @param {readonly string[]} packages
 * @param {string} root the folder that holds `node_modules`
 * @throws if a package says no licence, or brings no text of it
 */
export async function thirdPartyNotices(packages, root) {
  const notices = await Promise.all(packages.map((name) => noticeOf(name, root)));
  /** @type {Map<string, Notice[]>} */
  const byText = new Map();
  for (const notice of notices) byText.set(notice.text, [...(byText.get(notice.text) ?? []), notice]);
  const sections = [...byText].map(([text, under]) => `${under.map(headingOf).join("\n")}\n\n${text}\n`);
  const head = "Loss Lens contains the following third-party software, each under its own licence.\n";
  return [head, ...sections].join(`\n${"=".repeat(80)}\n\n`);
}

/**
 * @param {string} name
 * @param {string} root
 * @returns {Promise<Notice>}
 */
async function noticeOf(name, root) {
  const folder = join(root, "node_modules", name);
  const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const licence = manifest.license;
  if (typeof licence !== "string") throw new Error(`${name} is bundled, and its package.json says no licence.`);
  const repository = typeof manifest.repository === "string" ? manifest.repository : manifest.repository?.url;
  const text =
    (await licenceText(folder)) ??
    (licence === APACHE.spdx ? await licenceText(join(root, "node_modules", APACHE.copyIn)) : undefined);
  if (text === undefined) throw new Error(`${name} is bundled, and brings no text of its licence (${licence}).`);
  return {
    name,
    version: manifest.version,
    licence,
    address: (manifest.homepage ?? repository)?.replace(/^git\+/, ""),
    text,
  };
}

/** @param {Notice} notice */
function headingOf({ name, version, licence, address }) {
  return `${name} ${version} (${licence})${address === undefined ? "" : `, ${address}`}`;
}

/**
 * Its file, or the section of its README.
 * @param {string} folder
 * @returns {Promise<string | undefined>}
 */
async function licenceText(folder) {
  const files = await readdir(folder);
  const file = files.find((each) => /^(licen[cs]e|copying)\b/i.test(each));
  if (file !== undefined) return normalized(await readFile(join(folder, file), "utf8"));
  const readme = files.find((each) => /^readme\b/i.test(each));
  if (readme === undefined) return undefined;
  const lines = normalized(await readFile(join(folder, readme), "utf8")).split("\n");
  const start = lines.findIndex((line) => /^(#+ *)?licen[cs]e\b/i.test(line));
  const text = start < 0 ? "" : lines.slice(start).join("\n");
  // A section that only names the licence is no copy of it.
  return /copyright/i.test(text) && text.length > 500 ? text : undefined;
}

/** @param {string} text */
function normalized(text) {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}
