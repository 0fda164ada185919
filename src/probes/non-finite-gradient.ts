import type { Blame } from "../evaluate/evaluation.ts";
import { computedText, plainValue, pointOf } from "./evidence-words.ts";
import { gradientSizeAt } from "./observe.ts";
import { defineProbe, type ProbeContext } from "./probe.ts";

export const nonFiniteGradient = defineProbe({
  id: "non-finite-gradient",
  severity: "warning",
  summary: "The loss is a number, and its gradient is NaN or infinite, for predictions and targets that do occur",

  async ask(context) {
    const { run } = context;
    const observed = await run.observed();
    if (observed.kind === "failure") return;
    const { observations } = observed;
    const found = (await run.judged())!.nonFiniteGradient;
    if (found !== null && observations.isSure) {
      const size = gradientSizeAt(found.observation, found.observation.x.indexOf(found.x)) ?? Number.NaN;
      tell(context, `At ${pointOf(found, observations)}`, found.value, size, found.blame, "certain");
      return;
    }
    for (const { case: occasion, evaluation } of await run.degenerate()) {
      if (!observations.isSure && !occasion.isOfLoss) continue;
      const { value, gradient, blames } = evaluation;
      if (gradient === null || ![...value.data].every(Number.isFinite)) continue;
      const size = [...gradient.data].find((each) => !Number.isFinite(each));
      if (size === undefined) continue;
      const blame = blames.find(({ direction }) => direction === "backward");
      tell(context, `Where ${occasion.words}`, value.data[0] ?? 0, size, blame, occasion.certainty);
      return;
    }
  },
});

function tell(
  { loss, quote, report }: ProbeContext,
  where: string,
  value: number,
  gradient: number,
  blame: Blame | undefined,
  certainty: "certain" | "likely",
): void {
  const both = `the loss is ${plainValue(value)} and its gradient ${plainValue(gradient)}`;
  if (blame === undefined) {
    report(undefined, `${where}, ${both} ('${loss.name}').`, { certainty });
    return;
  }
  const computed = computedText(blame);
  const why =
    computed === undefined
      ? `through \`${quote(blame)}\``
      : `\`${quote(blame)}\` is ${computed}, and its derivative there ${plainValue(Number(blame.value))}`;
  report(blame, computed === undefined ? `${where}, ${both}, ${why}.` : `${where}, ${both}: ${why}.`, { certainty });
}
