import { argumentOf } from "../losses/find-uses.ts";
import type { Call, Expression } from "../python/ast.ts";
import { endingOf } from "./model-output.ts";
import { defineRule, type RuleContext } from "./rule.ts";

const probabilityLoss =
  /^(?:tf\.)?keras\.(?:losses|metrics)\.(?:(?:Binary|Categorical|SparseCategorical)(?:Focal)?Crossentropy|(?:binary|categorical|sparse_categorical)(?:_focal)?_crossentropy)$/;
const asString =
  /^(?:(?:binary|categorical|sparse_categorical)_crossentropy|(?:Binary|Categorical|SparseCategorical)Crossentropy|bce|BCE)$/;
const onLogits =
  /^(?:(?:tf\.)?keras\.(?:ops|backend|losses)\.(?:binary|categorical|sparse_categorical)(?:_focal)?_crossentropy|tf\.nn\.(?:sparse_)?(?:softmax|sigmoid)_cross_entropy_with_logits)$/;
const squashing = /^(?:tf\.nn|tf|tf\.math|(?:tf\.)?keras\.(?:activations|ops|backend))\.(sigmoid|softmax)$/;

export const logitsMismatch = defineRule({
  id: "logits-mismatch",
  severity: "warning",
  summary: "Probabilities where a loss expects logits, or the other way round",

  check(context) {
    const { uses, resolver, kerasLosses, flowOf, source, report } = context;
    for (const use of uses) {
      if (use.role !== "loss") continue;
      const { value, call } = use;
      const isOnly = use.argument?.value === value;
      const ending = isOnly ? endingOf(call, context) : undefined;
      if (!ending) continue;
      const made = value.kind === "Call" ? resolver.qualifiedName(value.function) : resolver.qualifiedName(value);
      const isString = value.kind === "Constant" && typeof value.value === "string" && asString.test(value.value);
      if (!isString && !(made && probabilityLoss.test(made))) continue;
      const given = value.kind === "Call" ? argumentOf(value, "from_logits", 0) : undefined;
      const flag = given?.value.kind === "Constant" ? given.value.value : given ? undefined : false;
      if (given && flag === true && ending !== "linear") {
        report(
          given,
          `The model ends in ${ending}, so it gives probabilities, and this loss applies ${ending} once more.`,
          { title: "Change to 'from_logits=False'", edits: [{ range: given.value.range, newText: "False" }] },
          {},
        );
      } else if (flag === false && ending === "linear") {
        report(
          value,
          `The last layer has no activation, so it gives logits, and '${isString ? String((value as { value: unknown }).value) : source(value.kind === "Call" ? value.function : value)}' expects probabilities: set from_logits=True.`,
          value.kind === "Call" && !given ? addFlag(value) : [],
        );
      }
    }

    const told = new Set<Expression>();
    for (const loss of kerasLosses) {
      for (const call of flowOf(loss)?.nodes("Call") ?? []) {
        const name = resolver.qualifiedName(call.function) ?? "";
        if (told.has(call) || !onLogits.test(name)) continue;
        const isOfLogits = name.startsWith("tf.nn.") || isTrue(argumentOf(call, "from_logits", undefined)?.value);
        const prediction = predictionOf(call, name);
        const squashed = isOfLogits && prediction && squashedBy(prediction, context);
        if (!squashed || !prediction) continue;
        told.add(call);
        report(
          prediction,
          `'${source(call.function)}' applies ${/sparse|softmax|categorical/.test(name) ? "softmax" : "sigmoid"} itself: '${source(prediction)}' went through ${squashed} already.`,
        );
      }
    }
  },
});

function isTrue(node: Expression | undefined): boolean {
  return node?.kind === "Constant" && node.value === true;
}

function predictionOf(call: Call, name: string): Expression | undefined {
  const keyword = name.startsWith("tf.nn.") ? "logits" : name.includes(".losses.") ? "y_pred" : "output";
  return argumentOf(call, keyword, 1)?.value;
}

/** `sigmoid(y_pred)`, directly or as the last value of a variable. */
function squashedBy(node: Expression, { resolver }: RuleContext): string | undefined {
  const meant = node.kind === "Name" ? resolver.resolve(node) : undefined;
  const value = meant?.kind === "value" ? meant.value : node;
  if (value.kind !== "Call") return undefined;
  return squashing.exec(resolver.qualifiedName(value.function) ?? "")?.[1];
}

function addFlag(call: Call) {
  const last = call.arguments.at(-1);
  const at = last ? last.range.end : call.argumentsRange.start + 1;
  const newText = last ? ", from_logits=True" : "from_logits=True";
  return { title: "Add 'from_logits=True'", edits: [{ range: { start: at, end: at }, newText }] };
}
