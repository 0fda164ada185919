/** Whether what is passed to a function is the target or the prediction. */

import type { Expression } from "../python/ast.ts";
import { lossesAround } from "./extent.ts";
import type { LossFlow } from "./flow.ts";
import { meaningOf } from "./loss-names.ts";
import type { RuleContext } from "./rule.ts";

/** The flow of the loss that the call stands in. */
export function flowAround(
  call: Expression,
  { losses, flowOf }: Pick<RuleContext, "losses" | "flowOf">,
): LossFlow | undefined {
  const [loss] = lossesAround(losses, call.range);
  return loss && flowOf(loss);
}

/** What an argument is: by where it comes from inside a loss, else by its name. */
export function meaning(value: Expression, flow: LossFlow | undefined): "true" | "pred" | undefined {
  const known = flow?.valueOf(value);
  if (known?.fromPred || known?.fromTrue) {
    if (known.fromPred && known.fromTrue) return undefined;
    return known.fromPred ? "pred" : "true";
  }
  if (value.kind !== "Name") return undefined;
  const named = meaningOf(value.id);
  return named.isStrong ? named.meaning : undefined;
}
