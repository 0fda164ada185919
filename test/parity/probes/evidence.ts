/** What the pages and the cases of the probes rest on: each finding's evidence, as a script and as what is computed here. */

import { readdirSync, readFileSync } from "node:fs";
import { analyzeFile } from "../../../src/check/analyze-file.ts";
import { lossesToProbe, probeLoss } from "../../../src/check/probe-loss.ts";
import { subjectIn } from "../../../src/cli/loss-files.ts";
import type { EvaluationFailure, LossSource, NumericArray } from "../../../src/evaluate/evaluation.ts";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import type { Evidence, EvidenceArray, Finding } from "../../../src/losses/finding.ts";
import { evidenceScript } from "../../../src/preview/script/evidence-script.ts";
import { inThread } from "../../unit/probes/probe-text.ts";
import { readPage } from "../../unit/rules/page.ts";

const pages = new URL("../../../src/probes/", import.meta.url);
const cases = new URL("../../unit/probes/cases/", import.meta.url);

export interface Shown {
  /** `non-finite-value.md:20 log_loss non-finite-value`, once each. */
  readonly name: string;
  readonly finding: Finding & { readonly evidence: Evidence };
  readonly source: LossSource;
  readonly script: string;
}

/** Every finding of what is flagged, with a script. */
export async function shownEvidence(): Promise<readonly Shown[]> {
  const shown = new Map<string, Shown>();
  for (const [file, text] of probeTexts("flagged", ".flagged.py")) {
    const configuration = { rules: new Map(), keras: undefined, probes: undefined };
    const analysis = analyzeFile({ text, path: "a.py", project: undefined, asked: { configuration, problems: [] } });
    for (const loss of lossesToProbe(analysis)) {
      const subjectOf = (looked: typeof analysis, meant: typeof loss) =>
        subjectIn({ ...looked, path: "a.py", imports: [] }, meant);
      const { findings } = await probeLoss({ analysis, loss, evaluator: inThread, subjectOf, triesFixes: false });
      for (const finding of findings) {
        const { evidence } = finding;
        const { source } = subjectOf(analysis, loss);
        const script = evidence && evidenceScript(source, finding, evidence);
        if (evidence === undefined || script === undefined) throw new Error(`${file}: ${loss.name} shows nothing.`);
        const name = `${file} ${loss.name} ${finding.rule}`;
        shown.set(name, { name, finding: { ...finding, evidence }, source, script });
      }
    }
  }
  return [...shown.values()];
}

/** The texts of one role in the pages, and the cases whose names end so, by what they are called. */
export function* probeTexts(role: "flagged" | "not flagged", ending: string): Generator<[string, string]> {
  for (const page of readdirSync(pages).filter((name) => name.endsWith(".md"))) {
    for (const block of readPage(readFileSync(new URL(page, pages), "utf8")))
      if (block.role === role) yield [`${page}:${block.line}`, block.text];
  }
  for (const name of readdirSync(cases).filter((each) => each.endsWith(ending)))
    yield [name, readFileSync(new URL(name, cases), "utf8")];
}

/** What the script prints of a call, computed here. */
export interface Computed {
  readonly loss: number;
  readonly first: readonly number[];
  /** Null: none flows. */
  readonly gradient: readonly number[] | null;
}

export function computed({ source, finding }: Shown): readonly (Computed | EvaluationFailure)[] {
  return finding.evidence.runs.map((run) => {
    if (run.kind === "build") {
      const spec = (shape: readonly (number | null)[]) => ({ shape, dtype: "float32" as const });
      const specifications = [{ yTrue: spec(run.yTrueShape), yPred: spec(run.yPredShape) }];
      const built = answer({ kind: "build", source, specifications, limits: defaultLimits });
      if (built.kind !== "failed") throw new Error(`${source.loss} is built here.`);
      const { exception, message, path, range } = built.error;
      return { kind: "python", message: `${exception}: ${message}`, path, range };
    }
    const changed = { ...source, parameters: { ...source.parameters, ...run.parameters } };
    const asked = { kind: "evaluate", source: changed, limits: defaultLimits } as const;
    const batch = { yTrue: numeric(run.yTrue), yPred: numeric(run.yPred) };
    const direct = answer({ ...asked, ...batch, as: "direct" });
    const reduced = answer({ ...asked, ...batch, as: "keras" });
    if (direct.kind === "failure") return direct.failure;
    if (direct.kind !== "evaluation" || reduced.kind !== "evaluation") throw new Error(`${source.loss} does not run.`);
    const gradient = reduced.gradient === null ? null : [...reduced.gradient.data];
    return { loss: reduced.value.data[0]!, first: [...direct.value.data].slice(0, 4), gradient };
  });
}

function numeric({ data, shape, dtype }: EvidenceArray): NumericArray {
  const isInteger = dtype === "int32";
  return {
    data: isInteger ? Int32Array.from(data) : Float32Array.from(data),
    shape,
    dtype: isInteger ? "int32" : "float32",
  };
}
