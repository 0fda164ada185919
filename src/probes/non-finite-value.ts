import type { Blame } from "../evaluate/evaluation.ts";
import { epsilonFixes } from "./epsilon-fix.ts";
import { pointOf } from "./evidence-words.ts";
import { defineProbe, type ProbeContext, type ShownRun } from "./probe.ts";
import { safeFormFixes } from "./safe-form-fixes.ts";
import { valueSentence } from "./sentences.ts";
import { shownPoint } from "./shown-runs.ts";
import { takesWholes } from "./takes-wholes.ts";

export const nonFiniteValue = defineProbe({
  id: "non-finite-value",
  severity: "warning",
  summary: "The loss is NaN or infinite for predictions and targets that do occur",

  async ask(context) {
    const { run } = context;
    const observed = await run.observed();
    if (observed.kind === "failure") return;
    const { observations } = observed;
    const { isSure } = observations;
    const { nonFinite } = (await run.judged())!;
    if (nonFinite !== null && isSure) {
      tell(
        context,
        `At ${pointOf(nonFinite, observations)}`,
        nonFinite.value,
        nonFinite.blame,
        "certain",
        shownPoint(nonFinite, observations),
      );
      return;
    }
    const isWhole = isSure || takesWholes(context);
    for (const { case: occasion, evaluation } of await run.degenerate()) {
      if (!isWhole && !occasion.isOfLoss) continue;
      const value = [...evaluation.value.data].find((each) => !Number.isFinite(each));
      if (value === undefined) continue;
      const blame = evaluation.blames.find(({ direction }) => direction === "forward");
      tell(
        context,
        `Where ${occasion.words}`,
        value,
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
  blame: Blame | undefined,
  certainty: "certain" | "likely",
  shown: ShownRun,
): void {
  const { loss, module, names, run, quote, report } = context;
  const quoted = blame === undefined ? "" : quote(blame);
  const isOwn = blame?.path === run.subject.source.file.path;
  const fixes = isOwn ? [...epsilonFixes(module, names, blame.range), ...safeFormFixes(context, blame.range)] : [];
  report(blame, valueSentence({ loss: loss.name, where, value, blame, quoted }), { certainty, fixes, shown: [shown] });
}
