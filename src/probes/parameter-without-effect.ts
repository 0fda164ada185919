import type { Evaluation } from "../evaluate/evaluation.ts";
import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import { batchOf, type SampleBatch } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import { defineProbe, type ProbeContext } from "./probe.ts";

/** What weighs, sharpens or bends a loss. An epsilon, a smoothing, a count or an axis may well change nothing here. */
const shaping =
  /^_?(?:alpha|beta|gamma|lambda_?\w*|lam|w\d?|weight|weights?_\w+|\w+_weight|\w*(?:temperature|penalty|coeff?|scale|factor|power|exponent|strength|ratio)\w*|q|tau|theta|kappa|focus\w*)_?$/iu;

export const parameterWithoutEffect = defineProbe({
  id: "parameter-without-effect",
  severity: "info",
  summary: "A parameter of the loss changes neither its value nor its gradient",

  async ask(context) {
    const { loss, isSurelyLoss, run, report } = context;
    const observed = await run.observed();
    if (observed.kind === "failure" || !observed.observations.isSure || !isSurelyLoss) return;
    const judged = (await run.judged())!;
    if (!judged.isConnected || judged.zeroGradient > 0.9) return;
    const batches = [1, 2].map((seed) => batchOf(observed.observations.set as SampleSet, { size: 6, seed }));
    for (const { name, value, range } of shapingParameters(loss)) {
      const tried = triedValues(value);
      if (await isWithoutEffect(context, name, tried, batches)) {
        const values = tried.map(plainNumber).join(", ");
        report(
          { path: run.subject.source.file.path, range },
          `'${name}' changes nothing: with ${values} in place of ${plainNumber(value)}, '${loss.name}' has the same values and the same gradient.`,
          {
            shown: [
              { label: "as it is", batch: batches[0]! },
              ...tried.map((each) => ({
                label: `${name} = ${plainNumber(each)}`,
                batch: batches[0]!,
                parameters: { [name]: each },
              })),
            ],
          },
        );
      }
    }
  },
});

export function shapingParameters({ parameters, module }: LossDefinition) {
  return parameters.flatMap(({ name, default: given, parameter }) => {
    const value = given && literalOf(given);
    const isNumber = typeof value === "number" || typeof value === "bigint";
    if (!isNumber || !shaping.test(name)) return [];
    const { start } = parameter.range;
    // The name alone, without its type and its default.
    const end = start + name.length;
    const range = module.text.slice(start, end) === name ? { start, end } : parameter.range;
    return [{ name, value: Number(value), range }];
  });
}

export function triedValues(value: number): readonly number[] {
  return value === 0 ? [0.5, 1, 2] : [value * 0.25, value * 0.5, value * 1.5, value * 3];
}

async function isWithoutEffect(
  { run }: ProbeContext,
  name: string,
  values: readonly number[],
  batches: readonly SampleBatch[],
): Promise<boolean> {
  for (const batch of batches) {
    const before = await run.evaluate(batch);
    if (before === undefined) return false;
    for (const value of values) {
      const after = await run.evaluate(batch, { parameters: { [name]: value } });
      if (after === undefined || !isSame(before, after)) return false;
    }
  }
  return true;
}

function isSame(one: Evaluation, other: Evaluation): boolean {
  const pairs = [
    [one.value.data, other.value.data],
    [one.gradient?.data ?? [], other.gradient?.data ?? []],
  ] as const;
  return pairs.every(([a, b]) => a.length === b.length && a.every((each, at) => Object.is(each, b[at])));
}
