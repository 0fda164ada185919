import type { Blame } from "../evaluate/evaluation.ts";
import { epsilonFixes } from "./epsilon-fix.ts";
import { pointOf } from "./evidence-words.ts";
import { gradientSizeAt } from "./observe.ts";
import { defineProbe, type ProbeContext, type ShownRun } from "./probe.ts";
import { safeFormFixes } from "./safe-form-fixes.ts";
import { gradientSentence } from "./sentences.ts";
import { shownPoint } from "./shown-runs.ts";
import { takesWholes } from "./takes-wholes.ts";

export const nonFiniteGradient = defineProbe({
  id: "non-finite-gradient",
  severity: "warning",
  summary: "The loss is a number, and its gradient is NaN or infinite, for predictions and targets that do occur",

  async ask(context) {
    const { run } = context;
    const observed = await run.observed();
    if (observed.kind === "failure") return;
    const { observations } = observed;
    const { isSure } = observations;
    const found = (await run.judged())!.nonFiniteGradient;
    if (found !== null && isSure) {
      const size = gradientSizeAt(found.observation, found.observation.x.indexOf(found.x)) ?? Number.NaN;
      tell(
        context,
        `At ${pointOf(found, observations)}`,
        found.value,
        size,
        found.blame,
        "certain",
        shownPoint(found, observations),
      );
      return;
    }
    const isWhole = isSure || takesWholes(context);
    for (const { case: occasion, evaluation } of await run.degenerate()) {
      if (!isWhole && !occasion.isOfLoss) continue;
      const { value, gradient, blames } = evaluation;
      if (gradient === null || ![...value.data].every(Number.isFinite)) continue;
      const size = [...gradient.data].find((each) => !Number.isFinite(each));
      if (size === undefined) continue;
      const blame = blames.find(({ direction }) => direction === "backward");
      tell(
        context,
        `Where ${occasion.words}`,
        value.data[0] ?? 0,
        size,
        blame,
        isSure || occasion.isOfLoss ? occasion.certainty : "likely",
        { label: `where ${occasion.words}`, batch: occasion.batch },
      );
      return;
    }
  },
});

function tell(
  context: ProbeContext,
  where: string,
  value: number,
  gradient: number,
  blame: Blame | undefined,
  certainty: "certain" | "likely",
  shown: ShownRun,
): void {
  const { loss, module, names, run, quote, report } = context;
  const quoted = blame === undefined ? "" : quote(blame);
  const isOwn = blame?.path === run.subject.source.file.path;
  const fixes = isOwn ? [...epsilonFixes(module, names, blame.range), ...safeFormFixes(context, blame.range)] : [];
  report(blame, gradientSentence({ loss: loss.name, where, value, blame, quoted }, gradient), {
    certainty,
    fixes,
    shown: [shown],
  });
}
