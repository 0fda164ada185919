/** What is found of a loss is what is said of it: one sentence in the problems, the lens, the hover, the page and `losses`. */

import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { analyzeFile, type FileAnalysis } from "../../../src/check/analyze-file.ts";
import { lossesToProbe, probeLoss } from "../../../src/check/probe-loss.ts";
import { toldFacts } from "../../../src/check/told-facts.ts";
import { subjectIn } from "../../../src/cli/loss-files.ts";
import { factLines } from "../../../src/editor/fact-lines.ts";
import { withCodeInMarkdown } from "../../../src/editor/plain-sentence.ts";
import { shownFacts } from "../../../src/editor/preview/shown-facts.ts";
import type { Subject } from "../../../src/editor/preview/subject.ts";
import { remarkOn } from "../../../src/editor/remark.ts";
import { rememberAnswers } from "../../../src/evaluate/service/remembered.ts";
import type { Finding } from "../../../src/losses/finding.ts";
import type { LossDefinition } from "../../../src/losses/loss.ts";
import { type LossFact, worstFact } from "../../../src/probes/facts.ts";
import { observeLoss } from "../../../src/probes/fitting-set.ts";
import { speakIn } from "../../../src/python/say.ts";
import type { SampleSet } from "../../../src/samples/sample-set.ts";
import { readPage } from "../rules/page.ts";
import { inThread } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

/** The questions that facts answer, and who asks them of a loss as well. */
const asking = [
  ["no-minimum-at-target", "higher-is-better"],
  ["no-gradient", "gradient-vanishes", "metric-as-loss"],
  ["batch-broadcast", "depends-on-batch"],
  ["non-finite-value", "lost-epsilon"],
  ["non-finite-gradient"],
];

interface Told {
  readonly name: string;
  readonly findings: readonly Finding[];
  /** Of the lens, the hover and `losses`. */
  readonly facts: readonly LossFact[];
  readonly ofPage: readonly LossFact[];
}

function* flaggedTexts(): Generator<[string, string, "1" | "2" | "3" | undefined]> {
  const pages = new URL("../../../src/probes/", import.meta.url);
  for (const name of readdirSync(pages).filter((each) => each.endsWith(".md")))
    for (const { role, line, text, keras } of readPage(readFileSync(new URL(name, pages), "utf8")))
      if (role === "flagged") yield [`${name}:${line}`, text, keras];
  const cases = new URL("./cases/", import.meta.url);
  for (const name of asking.flat().map((id) => `${id}.flagged.py`))
    yield [name, readFileSync(new URL(name, cases), "utf8"), undefined];
}

function analyzed(text: string, keras?: "1" | "2" | "3"): FileAnalysis {
  const configuration = { rules: new Map(), keras, probes: undefined };
  return analyzeFile({ text, path: "a.py", project: undefined, asked: { configuration, problems: [] } });
}

/** Undefined where it does not run. */
async function toldOf(analysis: FileAnalysis, loss: LossDefinition, name: string): Promise<Told | undefined> {
  const subjectOf = (looked: FileAnalysis, meant: LossDefinition) =>
    subjectIn({ ...looked, path: "a.py", imports: [] }, meant);
  const subject = subjectOf(analysis, loss);
  const evaluator = rememberAnswers(inThread);
  const known = await observeLoss(subject, evaluator);
  if (known.kind === "failure") return undefined;
  const { observations } = known;
  const { findings } = await probeLoss({ analysis, loss, evaluator, subjectOf, known, triesFixes: false });
  const choice = { set: observations.set as SampleSet, isSure: observations.isSure };
  const page = { analysis, loss } as unknown as Subject;
  const { signal } = new AbortController();
  const shown = await shownFacts(page, subject, choice as never, { evaluator, background: evaluator }, signal);
  const ofPage = await shown.explain!(signal);
  return { name, findings, facts: toldFacts(analysis, loss, observations, findings, "a.py"), ofPage };
}

const told: Told[] = [];
beforeAll(async () => {
  for (const [file, text, keras] of flaggedTexts()) {
    const analysis = analyzed(text, keras);
    for (const loss of lossesToProbe(analysis)) {
      const each = await toldOf(analysis, loss, `${file} ${loss.name}`);
      if (each !== undefined) told.push(each);
    }
  }
}, 600_000);

/** What was found, where a fact answers the same question: the first of those that do. */
function answers({ findings }: Told): Finding[] {
  return asking.flatMap((ids) => ids.flatMap((id) => findings.find(({ rule }) => rule === id) ?? []).slice(0, 1));
}

describe.each(asking.flat())("%s", (id) => {
  test("the sentence of the finding is that of the fact, the lens, the hover and the page", () => {
    const own = told.flatMap((each) =>
      answers(each).flatMap((finding) => (finding.rule === id ? [{ ...each, finding }] : [])),
    );
    // A metric without a gradient is first of all a loss without one.
    if (id !== "metric-as-loss") expect(own.length).toBeGreaterThanOrEqual(10);
    for (const { name, finding, facts, ofPage } of own) {
      const { message } = finding;
      const isSevere = finding.severity === "error" || finding.severity === "warning";
      expect(facts, name).toContainEqual(expect.objectContaining({ id, message }));
      expect(facts.find((fact) => fact.id === id)!.state, name).toBe(isSevere ? "warn" : "info");
      expect(factLines(facts), name).toContainEqual(expect.stringContaining(withCodeInMarkdown(message)));
      expect(factLines(facts, new Set([message])).join("\n"), name).not.toContain(withCodeInMarkdown(message));
      expect(ofPage, name).toContainEqual(expect.objectContaining({ id, message }));
      const worst = worstFact(facts);
      const remark = remarkOn({ range: { start: 0, end: 0 } }, { result: undefined, facts }, []);
      if (worst?.id === id) expect(remark, name).toMatchObject({ kind: "fact", message });
    }
  });
});

test("a fact says nothing else than the finding of the same loss does: no other sentence, and no praise beside it", () => {
  for (const each of told) {
    for (const ids of asking) {
      const [finding] = answers(each).filter(({ rule }) => ids.includes(rule));
      if (finding === undefined) continue;
      const of = each.facts.filter(({ id }) => ids.includes(id));
      expect(
        of.map(({ message }) => message),
        each.name,
      ).toEqual([finding.message]);
      expect(
        of.map(({ state }) => state),
        each.name,
      ).not.toContain("ok");
    }
  }
});

const logLoss = `from keras import ops

def log_loss(y_true, y_pred):
    return -ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)
`;
const percentage = `from keras import ops

def percentage_loss(y_true, y_pred):
    return ops.mean(ops.abs((y_true - y_pred) / y_true), axis=-1)
`;

async function factsOfText(text: string): Promise<readonly LossFact[]> {
  const analysis = analyzed(text);
  return (await toldOf(analysis, analysis.losses[0]!, "a.py"))!.facts;
}

test("a fact by the picture has a sentence without a finding too, and the place of what is blamed", async () => {
  const facts = await factsOfText(logLoss.replace("axis=-1)", "axis=-1)  # loss-lens: ignore"));
  expect(facts.at(-1)).toMatchObject({
    id: "non-finite-value",
    state: "warn",
    text: "infinite at y_pred = 0 for y_true = 1: ops.log(y_pred)",
    message: "At y_true = 1, y_pred = 0, `ops.log(y_pred)` is log(0) = -inf, and the loss is inf.",
  });
});

test("what only a batch shows is said in a few words as well, and of a loss whose finding is silenced nowhere", async () => {
  const [place] = [percentage.indexOf("(y_true - y_pred) / y_true")];
  expect((await factsOfText(percentage)).at(-1)).toEqual({
    about: "finite",
    id: "non-finite-value",
    state: "warn",
    text: "not finite for some batches: (y_true - y_pred) / y_true",
    message: "Where y_true of a sample is 0, `(y_true - y_pred) / y_true` is -0.42 / 0 = -inf, and the loss is inf.",
    place: { path: "a.py", range: { start: place, end: place! + "(y_true - y_pred) / y_true".length } },
  });
  const silenced = percentage.replace("axis=-1)", "axis=-1)  # loss-lens: ignore");
  expect((await factsOfText(silenced)).find(({ about }) => about === "finite")).toMatchObject({
    state: "ok",
    text: "finite",
  });
});

describe("in another language", () => {
  beforeAll(() => speakIn({ "not finite for some batches": "对某些批次不是有限值" }));
  afterAll(() => speakIn({}));

  test("the fact is in it, and its sentence in the words of the problem", async () => {
    expect((await factsOfText(percentage)).at(-1)).toMatchObject({
      text: "对某些批次不是有限值: (y_true - y_pred) / y_true",
      message: expect.stringMatching(/^Where y_true of a sample is 0, /),
    });
  });
});
