import type { Blame } from "../evaluate/evaluation.ts";
import { dependenciesOf } from "../losses/dependencies.ts";
import type { Constant } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import { walk } from "../python/walk.ts";
import type { SampleBatch } from "../samples/sample-sets.ts";
import { pointOf, resultText } from "./evidence-words.ts";
import { defineProbe, type ProbeContext } from "./probe.ts";
import { pointBatch } from "./shown-runs.ts";

/** Half the distance between 1 and the float32 below it: what is smaller leaves 1 as it is. */
const halfStep = 2 ** -25;
/** More numbers than these are no clip. */
const mostCandidates = 8;

export const lostEpsilon = defineProbe({
  id: "lost-epsilon",
  severity: "warning",
  summary: "An epsilon is so small that it rounds away in float32",

  async ask(context) {
    const { run, quote, report } = context;
    const broken = await findBroken(context);
    if (broken === undefined) return;
    const { path } = run.subject.source.file;
    for (const { constant, edit } of candidates(context)) {
      const mended = await run.evaluate(broken.batch, { edits: [edit] });
      if (mended === undefined || !allFinite(mended.value.data)) continue;
      const place = { path, range: constant.range };
      const { blame } = broken;
      const what = blame === undefined ? "the loss is not finite" : `\`${quote(blame)}\` is ${resultText(blame)}`;
      const why =
        Math.fround(Number(constant.value)) === 1
          ? "is exactly 1 in float32"
          : "is so small that it rounds away in float32";
      report(place, `${quote(place)} ${why}: ${broken.where}, ${what}.`, {
        fixes: [{ title: `Change to '${edit.newText}'`, edits: [edit] }],
        shown: [{ label: broken.where, batch: broken.batch }],
      });
      return;
    }
  },
});

interface Broken {
  /** The one batch on which the loss is infinite or NaN. */
  readonly batch: SampleBatch;
  readonly where: string;
  readonly blame: Blame | undefined;
}

async function findBroken({ run }: ProbeContext): Promise<Broken | undefined> {
  const observed = await run.observed();
  if (observed.kind === "failure" || !observed.observations.isSure) return undefined;
  const { nonFinite } = (await run.judged())!;
  if (nonFinite !== null) {
    const batch = pointBatch(nonFinite, observed.observations);
    return { batch, where: `at ${pointOf(nonFinite, observed.observations)}`, blame: nonFinite.blame };
  }
  for (const { case: occasion, evaluation } of await run.degenerate()) {
    if (occasion.certainty !== "certain" || allFinite(evaluation.value.data)) continue;
    const blame = evaluation.blames.find(({ direction }) => direction === "forward");
    return { batch: occasion.batch, where: `where ${occasion.words}`, blame };
  }
  return undefined;
}

/** Numbers of what the loss rests on that float32 cannot tell from 0 beside 1, or from 1, and what they would be. */
function candidates({ loss, module, names }: ProbeContext): { readonly constant: Constant; readonly edit: Edit }[] {
  const epsilon = names.moduleScope.bindings.has("K") ? "K.epsilon()" : "1e-7";
  const found: { constant: Constant; edit: Edit }[] = [];
  for (const statement of dependenciesOf(loss, names)) {
    if (module.body.indexOf(statement) < 0) continue;
    walk(statement, (node) => {
      if (node.kind !== "Constant" || typeof node.value !== "number") return;
      const { value, range } = node;
      const isLost = (value > 0 && value < halfStep) || (value !== 1 && Math.fround(value) === 1);
      if (isLost) found.push({ constant: node, edit: { range, newText: value < 0.5 ? epsilon : `1 - ${epsilon}` } });
    });
  }
  return found.length > mostCandidates ? [] : found;
}

function allFinite(data: Iterable<number>): boolean {
  for (const each of data) if (!Number.isFinite(each)) return false;
  return true;
}
