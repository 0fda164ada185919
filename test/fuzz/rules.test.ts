/** Whatever the file, checking it ends with findings in it; a fix that is offered mends what it is for and breaks nothing. */
import fc from "fast-check";
import { expect } from "vitest";
import { ruleIds } from "../../src/check/all-rules.ts";
import { analyzeFile, type FileAnalysis } from "../../src/check/analyze-file.ts";
import { fileMigration } from "../../src/check/check-module.ts";
import { fixAll } from "../../src/check/fix-all.ts";
import { withProvenFixes } from "../../src/check/fix-door.ts";
import { readProject } from "../../src/keras/version.ts";
import { applyEdits, type Edit } from "../../src/python/edits.ts";
import { parseModule } from "../../src/python/parse.ts";
import { correctFiles, pageExamples, splinters } from "./python-texts.ts";
import { fuzz, spoiled } from "./target.ts";

const pins = ["keras==1.2", "keras==2.9", "tensorflow==2.15", "keras==3.15", undefined];
const file = fc.record({
  text: spoiled([...pageExamples, ...correctFiles], splinters),
  pin: fc.constantFrom(...pins),
  lineBreak: fc.constantFrom("\n", "\n", "\n", "\r\n", "\r"),
});

function analyze({ text, pin, lineBreak }: typeof file extends fc.Arbitrary<infer T> ? T : never): FileAnalysis {
  const keras = readProject(pin === undefined ? [] : [{ path: "requirements.txt", text: pin }]);
  const written = lineBreak === "\n" ? text : text.replace(/\r\n|\r|\n/g, lineBreak);
  return analyzeFile({ text: written, path: "a.py", project: { keras, pyproject: undefined } });
}

function expectEditsFit(edits: readonly Edit[], text: string): void {
  let end = 0;
  for (const { range } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    expect(range.start).toBeGreaterThanOrEqual(end);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    end = range.end;
  }
  expect(end).toBeLessThanOrEqual(text.length);
}

fuzz(
  "findings stand in the file, none of them where Python cannot read it, and what is offered can be applied",
  { short: 300, long: 8_000, reached: 0.2 },
  file,
  (given) => {
    const { parsed, findings } = analyze(given);
    const { module } = parsed;
    for (const { rule, message, range, fixes, related } of findings) {
      expect(ruleIds.has(rule)).toBe(true);
      expect(message).not.toMatch(/undefined|\[object|NaN,/);
      for (const each of [range, ...related.filter(({ file }) => file === undefined).map((place) => place.range)]) {
        expect(0 <= each.start && each.start <= each.end && each.end <= module.text.length).toBe(true);
      }
      expect(module.errors.some(({ start, end }) => start < range.end && range.start < end)).toBe(false);
      for (const { edits } of fixes) expectEditsFit(edits, module.text);
    }
    return findings.length > 0;
  },
);

fuzz(
  "a fix that is offered takes its finding away, adds none, and leaves what Python reads",
  { short: 100, long: 2_500, reached: 0.1 },
  file,
  (given) => {
    const analysis = analyze(given);
    const { text, errors } = analysis.parsed.module;
    const breaksOf = (each: string) => ({
      windows: /\r\n/.test(each),
      old: /\r(?!\n)/.test(each),
      ours: /(?<!\r)\n/.test(each),
    });
    const before = breaksOf(text);
    let tried = 0;
    for (const { rule, fixes } of withProvenFixes(analysis, analysis.findings)) {
      for (const { edits } of fixes) {
        tried++;
        const after = analysis.lookAgain(applyEdits(text, edits));
        expect(after.parsed.module.errors.length).toBeLessThanOrEqual(errors.length);
        const count = (all: FileAnalysis) => all.findings.filter((each) => each.rule === rule).length;
        expect(count(after)).toBeLessThan(count(analysis));
        const now = breaksOf(after.parsed.module.text);
        // One kind of line break stays one kind.
        if (kinds(before) === 1 && kinds(now) > 0) expect(now).toEqual(before);
      }
    }
    return tried > 0;
  },
);

function kinds(breaks: Readonly<Record<string, boolean>>): number {
  return Object.values(breaks).filter(Boolean).length;
}

fuzz(
  "fixing all leaves nothing safe to fix, and fixing again changes nothing",
  { short: 50, long: 1_000, reached: 0.02 },
  file,
  (given) => {
    const analysis = analyze(given);
    const { text, errors } = analysis.parsed.module;
    const edits = fixAll(analysis, analysis.findings);
    expectEditsFit(edits, text);
    const after = analysis.lookAgain(applyEdits(text, edits));
    expect(after.parsed.module.errors.length).toBeLessThanOrEqual(errors.length);
    expect(fixAll(after, after.findings)).toEqual([]);
    return edits.length > 0;
  },
);

const oldCalls = fc.constantFrom(
  ..."K.mean(x) K.sum(y_pred,axis=-1) K.switch(c,a,b) K.clip(y_pred,0,1) K.cast(x,'float32') K.categorical_crossentropy(y_true,y_pred) K.learning_phase() keras.backend.abs(K.log(p)) K.dot(K.transpose(a),b) K K.epsilon()".split(
    " ",
  ),
);
const withBackend = [...pageExamples, ...correctFiles].filter((text) => /\bbackend\b/.test(text));

fuzz(
  "a file that is migrated is read as before",
  { short: 150, long: 5_000, reached: 0.1 },
  fc.tuple(spoiled(withBackend, fc.oneof(oldCalls, splinters)), fc.constantFrom("1", "2", "3", undefined)),
  ([text, keras]) => {
    const { module } = parseModule(text);
    const migration = fileMigration(module, { keras });
    if (migration === undefined) return false;
    expectEditsFit(migration.edits, text);
    const migrated = applyEdits(text, migration.edits);
    expect(migrated).not.toBe(text);
    // How many errors a broken text has depends on where its reader finds its feet again.
    if (module.errors.length === 0) expect(parseModule(migrated).module.errors).toEqual([]);
    return module.errors.length === 0;
  },
);
