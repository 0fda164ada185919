/** What a finding by running says is what real Keras does: `make_golden.py` ran the evidence of each. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { computed, type Shown, shownEvidence } from "./evidence.ts";
import { digest, writeScripts } from "./scripts.ts";

interface Outcome {
  readonly script: string;
  readonly printed: readonly string[];
  readonly error?: string;
  readonly message?: string;
}

const here = (name: string): URL => new URL(name, import.meta.url);
const shown = await shownEvidence();
writeScripts("scripts.json", shown);
const golden = JSON.parse(readFileSync(here("golden.json"), "utf8")) as Readonly<Record<string, Outcome>>;

test("what was run with real Keras is what the findings of today show", () => {
  const unrun = shown.filter(({ name, script }) => golden[name]?.script !== digest(script)).map(({ name }) => name);
  expect(unrun, "findings to be run with real Keras: test/parity/probes/make_golden.py says how").toEqual([]);
  const run = Object.fromEntries(Object.entries(golden).map(([name, { script }]) => [name, script]));
  expect(run).toEqual(Object.fromEntries(shown.map(({ name, script }) => [name, digest(script)])));
});

/** One call, as the script prints it. */
interface Printed {
  readonly loss: number;
  readonly first: readonly number[];
  readonly hasGradient: boolean;
  readonly notFinite: number;
  readonly from: number;
  readonly to: number;
}

function readPrinted(lines: readonly string[]): Printed[] {
  const found: Printed[] = [];
  for (const line of lines.join("\n").split(/\n(?=.*: loss )/u)) {
    const [, loss, first] = /: loss (\S+), the first values \[([^\]]*)\]/u.exec(line) ?? [];
    if (loss === undefined || first === undefined) continue;
    const [, count] = /gradient: (\d+) of \d+ numbers/u.exec(line) ?? [];
    const [, from, to] = /are from (\S+) to (\S+)/u.exec(line) ?? [];
    found.push({
      loss: numberOf(loss),
      first: first.trim().split(/\s+/u).map(numberOf),
      hasGradient: count !== undefined,
      notFinite: Number(count ?? 0),
      from: numberOf(from ?? "nan"),
      to: numberOf(to ?? "nan"),
    });
  }
  return found;
}

function numberOf(text: string): number {
  if (/^[-+]?inf$/u.test(text)) return text.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return text === "nan" ? Number.NaN : Number(text);
}

function expectClose(found: number, wanted: number, what: string): void {
  if (!Number.isFinite(wanted)) expect(found, what).toBe(wanted);
  else
    expect(Math.abs(found - wanted), `${what}: ${found} for ${wanted}`).toBeLessThan(
      2e-4 * Math.max(1, Math.abs(wanted)),
    );
}

/** What Keras did, held to what the finding claims. */
function expectClaim({ finding: { rule, message } }: Shown, calls: readonly Printed[]): void {
  const [one, other] = calls;
  switch (rule) {
    case "non-finite-value":
    case "lost-epsilon":
      expect(Number.isFinite(one!.loss)).toBe(false);
      return;
    case "non-finite-gradient":
      expect([Number.isFinite(one!.loss), one!.notFinite > 0]).toEqual([true, true]);
      return;
    case "no-gradient":
    case "metric-as-loss":
      expect(one!.hasGradient).toBe(false);
      return;
    case "gradient-vanishes":
      expect(Math.max(Math.abs(one!.from), Math.abs(one!.to))).toBeLessThan(1e-7);
      return;
    case "no-minimum-at-target":
    case "higher-is-better":
      if (message.includes("is as small where the prediction is wrong")) expect(other!.loss).toBe(one!.loss);
      else expect(other!.loss).toBeLessThan(one!.loss);
      return;
    case "swapped-arguments":
      expect(one!.loss).toBeLessThan(other!.loss);
      return;
    case "depends-on-batch":
      expect(Math.abs(one!.first[2]! - other!.first[2]!)).toBeGreaterThan(1e-4);
      return;
    case "parameter-without-effect":
      for (const each of calls) expect({ ...each }).toEqual({ ...one });
      return;
    default:
      expect(["batch-broadcast", "buried-term"], "what Keras prints for this probe needs a case above").toContain(rule);
  }
}

/** The first line, without what a graph calls its tensors and nodes. */
function withoutNames(message: string): string {
  const [line = ""] = message.split("\n");
  return line.replace(/ \([\w/]+:\d\)| for '\{\{node.*|^\{\{function_node \S+\}\} ?| \[Op:\w+\].*/gu, "");
}

test.each(shown.map((each) => [each.name, each] as const))("%s", (name, each) => {
  const outcome = golden[name]!;
  const own = computed(each);
  if (own.some((run) => "kind" in run)) {
    const [failure] = own;
    const words = "kind" in failure! ? failure.message : "";
    expect(words.startsWith(`${outcome.error}: `), `${words} for ${outcome.error}`).toBe(true);
    expect(withoutNames(words)).toContain(withoutNames(outcome.message ?? ""));
    return;
  }
  expect(outcome.error, outcome.message).toBeUndefined();
  const calls = readPrinted(outcome.printed);
  expect(calls).toHaveLength(own.length);
  for (const [at, run] of own.entries()) {
    if ("kind" in run) continue;
    const printed = calls[at]!;
    expectClose(printed.loss, run.loss, "loss");
    for (const [index, value] of printed.first.entries()) expectClose(value, run.first[index]!, `value ${index}`);
    expect(printed.hasGradient).toBe(run.gradient !== null);
    if (run.gradient === null) continue;
    const finite = run.gradient.filter(Number.isFinite);
    expect(printed.notFinite).toBe(run.gradient.length - finite.length);
    if (finite.length === 0) continue;
    expectClose(printed.from, Math.min(...finite), "smallest gradient");
    expectClose(printed.to, Math.max(...finite), "largest gradient");
  }
  expectClaim(each, calls);
});
