import { ownReturns } from "../losses/factory.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { meanOrSum } from "../losses/returns.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import type { Call, Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

export const unreducedLoss = defineRule({
  id: "unreduced-loss",
  severity: "info",
  summary: "A tape takes the gradient of one number for each sample, which is that of their sum",

  check(context) {
    const { index, module, source, report } = context;
    // Shared out over devices, the sum is divided by hand.
    if (/Strategy\b|compute_average_loss|global_batch_size/i.test(module.text)) return;
    for (const { node } of index.calls) {
      const target =
        node.function.kind === "Attribute" && isGradientOfTape(node) ? node.arguments[0]?.value : undefined;
      const computed = target && computedBy(target, context);
      if (target === undefined || computed === undefined || !isForEachSample(computed, context)) continue;
      report(
        target,
        `${quoted(source(target))} is one number for each sample: this is the gradient of their sum, as many times that of their mean as there are samples. 'fit' takes the mean.`,
        takeMean(target, context),
      );
    }
  },
});

function isGradientOfTape({ function: callee }: Call): boolean {
  return (
    callee.kind === "Attribute" &&
    callee.attribute === "gradient" &&
    callee.value.kind === "Name" &&
    /tape$/i.test(callee.value.id)
  );
}

/** The call whose result it is, and nothing else. */
function computedBy(target: Expression, { resolver }: RuleContext): Call | undefined {
  if (target.kind === "Call") return target;
  const meant = target.kind === "Name" ? resolver.resolve(target) : undefined;
  return meant?.kind === "value" && meant.value.kind === "Call" ? meant.value : undefined;
}

/** Keras's functions of losses give one number for each sample, its objects only where they are asked for them. */
const lossFunction = /^(?:tf\.)?keras\.losses\.(?!get$|serialize$|deserialize$)[a-z]\w*$/;
const lossObject = /^(?:tf\.)?keras\.losses\.[A-Z]\w*$/;

function isForEachSample(call: Call, context: RuleContext): boolean {
  const { resolver, uses } = context;
  if (call.arguments.length < 2) return false;
  if (lossFunction.test(resolver.qualifiedName(call.function) ?? "")) return true;
  const meant = call.function.kind === "Name" ? resolver.resolve(call.function) : undefined;
  const made = meant?.kind === "value" ? meant.value : call.function;
  if (made.kind === "Call" && lossObject.test(resolver.qualifiedName(made.function) ?? ""))
    return isUnreduced(argumentOf(made, "reduction", undefined)?.value, context);
  const own = uses.find((use) => use.role === "call" && use.call === call)?.loss;
  return own?.form === "function" && reducesLastAxis(own, context);
}

function isUnreduced(reduction: Expression | undefined, { source }: RuleContext): boolean {
  if (reduction === undefined) return false;
  if (reduction.kind === "Constant") return reduction.value === null || reduction.value === "none";
  return /\bReduction\.NONE$/.test(source(reduction));
}

/** Whatever way it returns, it reduces the last axis and no other. */
function reducesLastAxis({ body }: LossDefinition, { resolver, source }: RuleContext): boolean {
  if (body?.kind !== "FunctionDefinition") return false;
  const returned = ownReturns(body);
  return (
    returned.length > 0 &&
    returned.every(({ value }) => {
      if (value?.kind !== "Call" || !meanOrSum.test(resolver.qualifiedName(value.function) ?? "")) return false;
      const axis = argumentOf(value, "axis", 1)?.value;
      return axis !== undefined && source(axis) === "-1";
    })
  );
}

function takeMean(target: Expression, { names, source }: RuleContext): readonly ProposedFix[] {
  const site = names.moduleScope.bindings.get("tf")?.sites[0];
  if (site?.kind !== "import" || site.module !== "tensorflow") return [];
  const newText = `tf.reduce_mean(${source(target)})`;
  return [{ title: `Change to '${newText}'`, edits: [{ range: target.range, newText }] }];
}
