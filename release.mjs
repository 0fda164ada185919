// What a release says of itself, from CHANGELOG.md.
//   npm version minor        raises the version, dates what is unreleased in the changelog, commits and tags
//   node release.mjs check   says whether there is something to release, before anything is changed
//   node release.mjs notes 1.2.0   prints what changed in that version
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const file = join(import.meta.dirname, "CHANGELOG.md");
const text = readFileSync(file, "utf8");
const unreleased = /^## Unreleased$/m;
const [command, version = ""] = process.argv.slice(2);

if (command === "check") check();
else if (!/^\d+\.\d+\.\d+$/.test(version)) fail("give a version, such as 1.2.0");
else if (command === "date") date();
else if (command === "notes") process.stdout.write(`${notes()}\n`);
else fail("usage: node release.mjs check | date VERSION | notes VERSION");

function check() {
  if (!unreleased.test(text)) fail("CHANGELOG.md has no section '## Unreleased': what does this version bring?");
}

/** What waits under "Unreleased" becomes what the version brings, and the README shows how to install that. */
function date() {
  check();
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(file, text.replace(unreleased, `## ${version} (${today})`));
  const readme = join(import.meta.dirname, "README.md");
  const named = /(?<=rev: v|loss-lens@v|loss-lens-)\d+\.\d+\.\d+/g;
  writeFileSync(readme, readFileSync(readme, "utf8").replace(named, version));
}

/** The section of a version without its heading. */
function notes() {
  const sections = text.split(/^(?=## )/m);
  const section = sections.find((each) => each.split(/[\s\n]/)[1] === version);
  if (section === undefined) return fail(`CHANGELOG.md has no section for ${version}`);
  return section.slice(section.indexOf("\n")).trim();
}

/** @param {string} reason */
function fail(reason) {
  console.error(reason);
  process.exit(1);
}
