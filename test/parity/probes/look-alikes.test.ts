/** What looks like a fault and is none has none in real Keras either: `make_golden.py` ran what would show it. */

import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import type { Evaluation } from "../../../src/evaluate/evaluation.ts";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { faultless, onPurpose, refused, unrunHere } from "./faultless.ts";
import { besideRow, type LookAlike, type LookAlikeCall, lookAlikes } from "./look-alikes.ts";
import { digest, writeScripts } from "./scripts.ts";
import { type Outcome, readOutcome, type ShownCall } from "./shown-calls.ts";

// Some hundred losses, each on all that its probe looks at.
vi.setConfig({ testTimeout: 240_000 });

const { run: shown, unrun } = await lookAlikes();
writeScripts("look-alike-scripts.json", shown);
const golden = JSON.parse(readFileSync(new URL("golden-look-alikes.json", import.meta.url), "utf8")) as Readonly<
  Record<string, Outcome>
>;

test("what was run with real Keras is what the look-alikes of today are", () => {
  const wanted = Object.fromEntries(shown.map(({ name, script }) => [name, digest(script)]));
  expect(Object.keys(wanted)).toHaveLength(shown.length);
  const run = Object.fromEntries(Object.entries(golden).map(([name, { script }]) => [name, script]));
  expect(run, "to be run with real Keras: test/parity/probes/make_golden.py says how").toEqual(wanted);
});

test("all are run but those that no sample data are for", () => {
  expect([...unrun].sort()).toEqual([...unrunHere].sort());
});

test("what is known to do it on purpose is there", () => {
  const names = shown.map(({ name }) => name);
  expect([...onPurpose.keys()].filter((name) => !names.includes(name))).toEqual([]);
});

function evaluated(
  { source }: LookAlike,
  { batch, parameters = {} }: LookAlikeCall,
  as: "direct" | "keras",
): Evaluation {
  const changed = { ...source, parameters: { ...source.parameters, ...parameters } };
  const evaluation = answer({ kind: "evaluate", source: changed, ...batch, as, limits: defaultLimits });
  if (evaluation.kind !== "evaluation") throw new Error(`${source.loss} does not run.`);
  return evaluation;
}

function expectClose(found: number, wanted: number, what: string): void {
  if (!Number.isFinite(wanted)) expect(found, what).toBe(wanted);
  else
    expect(Math.abs(found - wanted), `${what}: ${found} for ${wanted}`).toBeLessThan(
      2e-4 * Math.max(1, Math.abs(wanted)),
    );
}

function expectSame(each: LookAlike, call: LookAlikeCall, printed: ShownCall): void {
  const reduced = evaluated(each, call, "keras");
  const { value } = evaluated(each, call, "direct");
  expect(printed.label).toBe(call.label);
  expect(printed.shape).toEqual(value.shape);
  expectClose(printed.loss, reduced.value.data[0]!, `loss ${call.label}`);
  const rows = value.shape[0] ?? 1;
  const width = value.data.length / rows;
  for (const [row, found] of printed.first.entries()) {
    let sum = 0;
    for (let at = 0; at < width; at++) sum += value.data[row * width + at]!;
    expectClose(found, sum / width, `row ${row} ${call.label}`);
  }
  expect(printed.gradient === null, `no gradient ${call.label}`).toBe(reduced.gradient === null);
  if (printed.gradient === null || reduced.gradient === null) return;
  const numbers = [...reduced.gradient.data];
  const finite = numbers.filter(Number.isFinite);
  expect(printed.gradient.notFinite, call.label).toBe(numbers.length - finite.length);
  if (finite.length === 0) return;
  const largest = finite.reduce((most, number) => Math.max(most, Math.abs(number)), 0);
  const ends = [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
  for (const [at, found] of [printed.gradient.from, printed.gradient.to].entries())
    expect(Math.abs(found! - ends[at]!), `gradient ${call.label}: ${found} for ${ends[at]}`).toBeLessThan(
      2e-4 * Math.max(1, largest),
    );
}

test.each(shown.map((each) => [each.name, each] as const))("%s", (name, each) => {
  const { fits, calls, error } = readOutcome(golden[name]!);
  expect(error).toBe(refused.has(name) ? "ValueError: No gradients provided for any variable." : undefined);
  expect(fits.length > 0).toBe(!refused.has(name));
  expect(calls).toHaveLength(each.calls.length);
  for (const [at, call] of each.calls.entries()) expectSame(each, call, calls[at]!);
  // A compiled step may round what is next to a logarithm's 0 otherwise.
  for (const fit of fits.slice(0, 1))
    expect(Math.abs(fit.loss - calls[0]!.loss)).toBeLessThan(0.02 * Math.max(1, Math.abs(calls[0]!.loss)));
  expect(fits.map((fit) => fit.isFinite)).not.toContain(false);
  expect(faultless(each, calls, besideRow)).toBe(!onPurpose.has(name));
});
