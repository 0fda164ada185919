import { expect, test } from "vitest";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { type OfferedAction, offeredActions } from "../../../src/editor/offered-actions.ts";
import { readProject } from "../../../src/keras/version.ts";
import { applyEdits } from "../../../src/python/edits.ts";

const head = "from keras import backend as K\n\n\ndef my_loss(y_true, y_pred):\n";
const analyze = (body: string) => {
  const keras = readProject([{ path: "requirements.txt", text: "keras==3.15.1\n" }]);
  const analysis = analyzeFile({ text: head + body, path: "a.py", project: { keras, pyproject: undefined } });
  return { analysis, found: analysis.findings.filter(({ rule }) => rule === "removed-backend-function") };
};
const words = (action: OfferedAction): string =>
  action.kind === "fix" ? action.title : action.kind === "fixAllOfRule" ? `all ${action.count}` : action.kind;

test("one finding has its fixes, then what ignores it; 'Fix all 1' is none", () => {
  const { analysis, found } = analyze("    return K.square(y_true - y_pred)\n");
  expect(found).toHaveLength(1);
  const offered = offeredActions(analysis, found, analysis.findings);
  expect(offered.map(({ kind }) => kind)).not.toContain("fixAllOfRule");
  expect(offered.map(words).slice(-2)).toEqual(["ignoreOnLine", "ignoreInFile"]);
  expect(offered.filter(({ kind }) => kind === "fix").length).toBeGreaterThan(0);
});

test("of two findings of a rule all are fixed from either, and the text has none left", () => {
  const { analysis, found } = analyze("    return K.mean(K.square(y_true - y_pred), axis=-1)\n");
  expect(found).toHaveLength(2);
  for (const shown of found) {
    const offered = offeredActions(analysis, [shown], analysis.findings);
    const all = offered.find(({ kind }) => kind === "fixAllOfRule");
    expect(all).toMatchObject({ count: 2, rule: "removed-backend-function", findings: [shown] });
    const after = analysis.lookAgain(applyEdits(analysis.parsed.module.text, all!.edits));
    expect(after.findings.filter(({ rule }) => rule === "removed-backend-function")).toEqual([]);
  }
});

test("two findings under the cursor are fixed one by one first, and all of their rule is offered once, for both", () => {
  const { analysis, found } = analyze("    return K.mean(K.square(y_true - y_pred), axis=-1)\n");
  const kinds = offeredActions(analysis, found, analysis.findings).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "fixAllOfRule")).toHaveLength(1);
  expect(kinds.indexOf("fixAllOfRule")).toBeGreaterThan(kinds.lastIndexOf("fix"));
  expect(kinds.indexOf("fixAllOfRule")).toBeLessThan(kinds.indexOf("ignoreOnLine"));
});

test("what ignores a finding ignores it, and nothing is offered that would not", () => {
  const { analysis, found } = analyze("    return K.square(y_true - y_pred)\n");
  for (const kind of ["ignoreOnLine", "ignoreInFile"] as const) {
    const action = offeredActions(analysis, found, analysis.findings).find((each) => each.kind === kind)!;
    const after = analysis.lookAgain(applyEdits(analysis.parsed.module.text, action.edits));
    expect(after.findings.filter(({ rule }) => rule === "removed-backend-function")).toEqual([]);
  }
});

test("what running found can be seen again: in the preview where it ran, and as Python, before it is ignored", () => {
  const { analysis, found } = analyze("    return K.square(y_true - y_pred)\n");
  const evidence = { loss: "my_loss", definition: null, samples: "regression", point: null, runs: [] };
  const kindsOf = (samples: string | null): string[] =>
    offeredActions(analysis, [{ ...found[0]!, evidence: { ...evidence, samples } }], analysis.findings)
      .map(({ kind }) => kind)
      .filter((kind) => kind !== "fix");
  expect(kindsOf("regression")).toEqual(["showEvidence", "copyEvidence", "ignoreOnLine", "ignoreInFile"]);
  expect(kindsOf(null)).toEqual(["copyEvidence", "ignoreOnLine", "ignoreInFile"]);
});
