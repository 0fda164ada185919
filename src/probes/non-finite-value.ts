import type { Blame } from "../evaluate/evaluation.ts";
import { plainValue, pointOf, resultText } from "./evidence-words.ts";
import { defineProbe, type ProbeContext } from "./probe.ts";

export const nonFiniteValue = defineProbe({
  id: "non-finite-value",
  severity: "warning",
  summary: "The loss is NaN or infinite for predictions and targets that do occur",

  async ask(context) {
    const { run } = context;
    const observed = await run.observed();
    if (observed.kind === "failure") return;
    const { observations } = observed;
    const { nonFinite } = (await run.judged())!;
    if (nonFinite !== null && observations.isSure) {
      tell(context, `At ${pointOf(nonFinite, observations)}`, nonFinite.value, nonFinite.blame, "certain");
      return;
    }
    for (const { case: occasion, evaluation } of await run.degenerate()) {
      if (!observations.isSure && !occasion.isOfLoss) continue;
      const value = [...evaluation.value.data].find((each) => !Number.isFinite(each));
      if (value === undefined) continue;
      const blame = evaluation.blames.find(({ direction }) => direction === "forward");
      tell(context, `Where ${occasion.words}`, value, blame, occasion.certainty);
      return;
    }
  },
});

function tell(
  { loss, quote, report }: ProbeContext,
  where: string,
  value: number,
  blame: Blame | undefined,
  certainty: "certain" | "likely",
): void {
  if (blame === undefined) {
    report(undefined, `${where}, '${loss.name}' is ${plainValue(value)}.`, { certainty });
    return;
  }
  const end = Object.is(Number(blame.value), value) ? "" : `, and the loss is ${plainValue(value)}`;
  report(blame, `${where}, \`${quote(blame)}\` is ${resultText(blame)}${end}.`, { certainty });
}
