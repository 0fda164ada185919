/**
 * Saving and loading: what the rules say of each case, and that what their fixes make of it is loaded again, as
 * `make_golden.py` tried with real Keras.
 */

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import golden from "./golden.json" with { type: "json" };

type Outcome = { readonly raises?: string; readonly loads?: string };
type Tried = { readonly "as written": Outcome; readonly fixed?: Outcome };

const folder = new URL("./", import.meta.url);
const cases = readdirSync(new URL("cases/", folder)).map((name) => name.replace(/\.py$/u, ""));
const rules: ReadonlySet<string> = new Set(["not-reloadable", "loss-subclass"]);

function findingsIn(text: string) {
  const { findings } = analyzeFile({ text, path: "a.py", project: undefined });
  return findings.filter(({ rule }) => rules.has(rule));
}

/** With the first fix of each finding, one after the other. */
function fixed(text: string): string {
  const [finding] = findingsIn(text).filter(({ fixes }) => fixes.length > 0);
  return finding === undefined ? text : fixed(applyEdits(text, finding.fixes[0]!.edits));
}

describe.each(cases)("%s", (name) => {
  const text = readFileSync(new URL(`cases/${name}.py`, folder), "utf8");
  const tried = (golden.cases as Readonly<Record<string, Tried>>)[name]!;

  test("is found where Keras does not load the same loss again, and nowhere else", () => {
    expect(findingsIn(text).length > 0).toBe(tried["as written"].loads !== "the same loss");
  });

  test.runIf(tried["as written"].loads !== "the same loss")("is mended into what Keras loads again", async () => {
    const mended = fixed(text);
    await expect(mended).toMatchFileSnapshot(`fixed/${name}.py`);
    expect(tried.fixed?.loads).toBe("the same loss");
  });
});
