import type { Evaluation } from "../evaluate/evaluation.ts";
import type { Expression } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { walk } from "../python/walk.ts";
import { batchOf } from "../samples/sample-sets.ts";
import { plainNumber } from "./evidence-words.ts";
import { defineProbe, type ProbeContext } from "./probe.ts";

/** A part of the whole gradient of which float32 keeps one digit. */
const least = 1e-6;

export const buriedTerm = defineProbe({
  id: "buried-term",
  severity: "info",
  summary: "A term of the loss is so small beside the others that it trains nothing",

  async ask(context) {
    const { isSurelyLoss, run, quote, report } = context;
    const terms = termsOf(context);
    if (terms.length < 2 || !isSurelyLoss) return;
    const observed = await run.observed();
    if (observed.kind === "failure" || !observed.observations.isSure) return;
    const batch = batchOf(observed.observations.set, { size: 6 });
    const whole = await run.evaluate(batch);
    if (whole?.gradient === null || whole === undefined) return;
    const { path } = run.subject.source.file;
    for (const term of terms) {
      const others = terms.filter((each) => each !== term);
      const alone = await run.evaluate(batch, { edits: others.flatMap(withoutTerm) });
      const part = alone === undefined ? undefined : largestPart(alone, whole);
      if (part === undefined || part > least) continue;
      const place = { path, range: term.range };
      report(
        place,
        `\`${quote(place)}\` is buried: nowhere is its gradient more than ${plainNumber(part)} of that of the whole loss.`,
        { shown: [{ label: "some samples", batch }] },
      );
    }
  },
});

/** Of the one sum that the loss returns. */
function termsOf({ loss }: ProbeContext): readonly Expression[] {
  const { body } = loss;
  if (body === undefined) return [];
  if (body.kind === "Lambda") return summands(body.body);
  const returned: Expression[] = [];
  walk(body, (node) => {
    if (node.kind === "Return" && node.value !== undefined) returned.push(node.value);
  });
  return returned.length === 1 ? summands(returned[0]!) : [];
}

function summands(node: Expression): readonly Expression[] {
  if (node.kind !== "BinaryOperation" || (node.operator !== "+" && node.operator !== "-")) return [node];
  return [...summands(node.left), ...summands(node.right)];
}

/** Keeps its shape. */
function withoutTerm({ range: { start, end } }: Expression): Edit[] {
  return [
    { range: { start, end: start }, newText: "0.0 * (" },
    { range: { start: end, end }, newText: ")" },
  ];
}

/** Wherever the term has a gradient; undefined where it has none, and trains nothing on purpose. */
function largestPart(term: Evaluation, whole: Evaluation): number | undefined {
  let part: number | undefined;
  const all = whole.gradient?.data ?? [];
  for (const [at, each] of (term.gradient?.data ?? []).entries()) {
    if (!Number.isFinite(each) || !Number.isFinite(all[at])) return undefined;
    if (each !== 0) part = Math.max(part ?? 0, Math.abs(each / all[at]!));
  }
  return part;
}
