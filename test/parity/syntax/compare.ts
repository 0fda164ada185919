/**
 * Reads what `outline.py` prints and says where our tree is another than Python's:
 *
 *     python3.13 test/parity/syntax/outline.py FOLDER… | node test/parity/syntax/compare.ts
 */
import { createInterface } from "node:readline";
import { parseModule } from "../../../src/python/parse.ts";
import { outlineOf } from "./outline.ts";

interface FromPython {
  readonly path: string;
  readonly text: string;
  readonly outline: readonly string[];
}

const counts = { files: 0, nodes: 0, withErrors: 0, different: 0 };
for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const { path, text, outline } = JSON.parse(line) as FromPython;
  const { module } = parseModule(text);
  const ours = outlineOf(module);
  counts.files++;
  counts.nodes += outline.length;
  if (module.errors.length > 0) {
    counts.withErrors++;
    const first = module.errors[0]!;
    console.log(`${path}: parse error at ${JSON.stringify(text.slice(first.start, first.start + 60))}`);
  }
  const theirs = [...outline].sort();
  if (ours.join("\n") === theirs.join("\n")) continue;
  counts.different++;
  const missing = without(theirs, ours);
  const added = without(ours, theirs);
  console.log(`${path}: ${missing.length} of Python's nodes are missing, ${added.length} are added`);
  for (const each of missing.slice(0, 4)) console.log(`  - ${each}`);
  for (const each of added.slice(0, 4)) console.log(`  + ${each}`);
}
console.log(
  `${counts.files} files, ${counts.nodes} nodes: ${counts.withErrors} files with a parse error, ${counts.different} with another tree`,
);
if (counts.files === 0 || counts.withErrors + counts.different > 0) process.exitCode = 1;

/** What is in `all` more often than in `others`. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const each of others) left.set(each, (left.get(each) ?? 0) + 1);
  return all.filter((each) => {
    const count = left.get(each) ?? 0;
    left.set(each, count - 1);
    return count <= 0;
  });
}
