import { ownReturns } from "../losses/factory.ts";
import { argumentOf } from "../losses/find-uses.ts";
import { meanOrSum } from "../losses/returns.ts";
import { defineRule } from "../losses/rule.ts";
import type { Call, Expression, FunctionDefinition, Lambda } from "../python/ast.ts";

export const scalarLoss = defineRule({
  id: "scalar-loss",
  severity: "hint",
  summary: "A loss returns one number for the batch, so that sample weights do not reach the samples",

  // Without sample weights, the mean of a mean is the mean.
  concerns: ({ module }) => /\bsample_weight\b|\bclass_weight\b|sample_weight_mode/.test(module.text),

  checkLoss({ loss, flow, resolver, uses, isMetric, source, report }) {
    const { body } = loss;
    if (!flow || !body || isMetric) return;
    // One that takes the weights itself does with them what it wants.
    if (body.parameters.list.some(({ name }) => name === "sample_weight")) return;
    if (!uses.some(({ role }) => role === "loss") && loss.form !== "class") return;
    const call = lastReduction(body, resolver.qualifiedName);
    if (!call || argumentOf(call, "axis", 1) || call.arguments.length !== 1) return;
    const first = call.arguments[0]!;
    const value = flow.valueOf(first.value);
    if (!value?.isWhole || value.connection !== "connected") return;
    const end = first.range.end;
    report(call, `This is one number for the whole batch: 'sample_weight' cannot weigh the samples.`, {
      title: `Reduce the last axis alone: '${source(call.function)}(…, axis=-1)'`,
      edits: [{ range: { start: end, end }, newText: ", axis=-1" }],
    });
  },
});

/** The reduction that a loss returns, where it returns one and nothing else. */
function lastReduction(
  body: FunctionDefinition | Lambda,
  qualifiedName: (expression: Expression) => string | undefined,
): Call | undefined {
  const returns = body.kind === "Lambda" ? [body.body] : ownReturns(body).map(({ value }) => value);
  const value = returns.length === 1 ? returns[0] : undefined;
  return value?.kind === "Call" && meanOrSum.test(qualifiedName(value.function) ?? "") ? value : undefined;
}
