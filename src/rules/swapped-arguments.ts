import { flowAround, meaning } from "../losses/argument-meaning.ts";
import { lossesAround } from "../losses/extent.ts";
import { argumentOf } from "../losses/find-uses.ts";
import { grouped } from "../losses/grouped.ts";
import type { ImportedModule } from "../losses/imported-losses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { isLossName, meaningOf } from "../losses/loss-names.ts";
import { definitionOf } from "../losses/related.ts";
import { defineRule, type RuleContext } from "../losses/rule.ts";
import { distributionOfTarget } from "../losses/unpacked-distribution.ts";
import type { Call, Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

/**
 * Functions of Keras and TensorFlow whose value changes when target and prediction change places, and the names of
 * the two. Those that do not care (mean squared error …) are left alone.
 */
const ordered: readonly { readonly pattern: RegExp; readonly target: string; readonly prediction: string }[] = [
  {
    pattern: /^(?:tf\.)?keras\.ops\.(?:binary|categorical|sparse_categorical)_crossentropy$/,
    target: "target",
    prediction: "output",
  },
  {
    pattern:
      /^(?:tf\.)?keras\.(?:losses|metrics)\.(?:\w*crossentropy|kl_divergence|kld|KLD|kullback_leibler_divergence|bce|BCE|poisson|hinge|squared_hinge|categorical_hinge|mape|mean_absolute_percentage_error|tversky|dice|binary_accuracy|sparse_\w+_accuracy)$/,
    target: "y_true",
    prediction: "y_pred",
  },
  {
    pattern:
      /^tf\.nn\.(?:sparse_)?(?:softmax|sigmoid)_cross_entropy_with_logits$|^tf\.nn\.weighted_cross_entropy_with_logits$/,
    target: "labels",
    prediction: "logits",
  },
];

const lossClass =
  /^(?:tf\.)?keras\.losses\.(?:\w*Crossentropy|KLDivergence|Poisson|Hinge|SquaredHinge|CategoricalHinge|MeanAbsolutePercentageError|Tversky)$/;

export const swappedArguments = defineRule({
  id: "swapped-arguments",
  severity: "error",
  summary: "A loss is called with prediction and target in each other's place",

  check(context) {
    const { source, report } = context;
    const calls = [...orderedCalls(context)];
    const byFunction = grouped(calls, ({ call }) => source(call.function));
    for (const { call, places, loss, module } of calls) {
      const first = argumentOf(call, places.target, 0);
      const second = argumentOf(call, places.prediction, 1);
      if (!first || !second) continue;
      const flow = flowAround(call, context);
      const isSwapped = meaning(first.value, flow) === "pred" && meaning(second.value, flow) === "true";
      if (!isSwapped && !(flow === undefined && isNamedOtherWay(first.value, second.value))) continue;
      // A reverse or symmetric form swaps them on purpose.
      if (/rev(?:erse)?|sym|jensen|swap|dual|inverse|both|cycle/i.test(nameAround(call, context))) continue;
      const others = byFunction.get(source(call.function)) ?? [];
      if (others.some((other) => isOtherOrder(call, other, first.value, second.value, context))) continue;
      report(
        call,
        `${quoted(source(call.function))} takes the target first: ${places.target}, then ${places.prediction}.`,
        {
          title: "Swap the two arguments",
          edits: [
            { range: first.value.range, newText: source(second.value) },
            { range: second.value.range, newText: source(first.value) },
          ],
        },
        { related: loss ? [definitionOf(loss, module)] : [] },
      );
    }
  },

  checkLoss({ loss, isMetric, source, report }) {
    const taken = isMetric ? undefined : distributionOfTarget(loss);
    if (taken === undefined) return;
    report(
      taken,
      `${quoted(source(taken))} takes the spread out of the target: of a likelihood, mean and spread are what is predicted.`,
    );
  },
});

interface OrderedCall {
  readonly call: Call;
  /** The names of the two parameters. */
  readonly places: { readonly target: string; readonly prediction: string };
  /** The loss that is called, where the workspace defines it; and its module, where that is another. */
  readonly loss?: LossDefinition;
  readonly module?: ImportedModule;
}

/** The calls in which the order of target and prediction matters. */
function* orderedCalls({ index, losses, uses, resolver, imported }: RuleContext): Generator<OrderedCall> {
  const own = new Set<Call>();
  for (const { role, call, loss } of uses) {
    if (role !== "call" || !loss) continue;
    own.add(call);
    const { yTrue, yPred, form } = loss;
    if (!yTrue || !yPred || (form !== "function" && form !== "lambda")) continue;
    // Written (y_pred, y_true), it is called so, and `loss-signature` speaks of it where Keras calls it.
    if (yPred.range.start < yTrue.range.start || meaningOf(yTrue.name).meaning !== "true") continue;
    yield { call, places: { target: yTrue.name, prediction: yPred.name }, loss };
  }
  for (const { node: call } of index.calls) {
    if (own.has(call) || call.arguments.length < 2 || !isLossName(lastName(call.function))) continue;
    const other = imported(call.function);
    if (other?.kind !== "loss") continue;
    own.add(call);
    const { yTrue, yPred, form } = other.loss;
    if (!yTrue || !yPred || form !== "function" || yPred.range.start < yTrue.range.start) continue;
    if (meaningOf(yTrue.name).meaning !== "true") continue;
    const places = { target: yTrue.name, prediction: yPred.name };
    yield { call, places, loss: other.loss, module: other.module };
  }
  for (const places of ordered)
    for (const { node: call } of resolver.callsOf(places.pattern)) if (!own.has(call)) yield { call, places };
  for (const { node: call } of index.calls)
    if (isOfSuper(call, losses, resolver)) yield { call, places: { target: "y_true", prediction: "y_pred" } };
  // `keras.losses.BinaryCrossentropy()(y_true, y_pred)`, also through a variable.
  const made = new Set<Expression>(resolver.callsOf(lossClass).map(({ node }) => node));
  if (made.size === 0) return;
  for (const { node: call } of index.calls) {
    if (own.has(call)) continue;
    const callee = call.function;
    const meant = callee.kind === "Name" ? resolver.resolve(callee) : undefined;
    const kept = callee.kind === "Attribute" ? resolver.attribute(callee) : undefined;
    if (made.has(kept ?? (meant?.kind === "value" ? meant.value : callee)))
      yield { call, places: { target: "y_true", prediction: "y_pred" } };
  }
}

/** `super().call(…)` in a class made of one of Keras's. */
function isOfSuper({ function: callee }: Call, losses: readonly LossDefinition[], resolver: RuleContext["resolver"]) {
  if (callee.kind !== "Attribute" || !/^(?:__)?call(?:__)?$/.test(callee.attribute)) return false;
  const { value } = callee;
  if (value.kind !== "Call" || value.function.kind !== "Name" || value.function.id !== "super") return false;
  return lossesAround(losses, callee.range).some(
    ({ node }) =>
      node.kind === "ClassDefinition" &&
      node.bases.some(({ value: base }) => lossClass.test(resolver.qualifiedName(base) ?? "")),
  );
}

/** `kld(a, b) + kld(b, a)`: the same function around the same two, in the other order and in the same loss, on purpose. */
function isOtherOrder(
  call: Call,
  { call: other, places }: OrderedCall,
  first: Expression,
  second: Expression,
  { source, losses }: RuleContext,
): boolean {
  if (other === call) return false;
  if (
    !lossesAround(losses, call.range).some(
      ({ range }) => range.start <= other.range.start && other.range.end <= range.end,
    )
  )
    return false;
  const otherFirst = argumentOf(other, places.target, 0);
  const otherSecond = argumentOf(other, places.prediction, 1);
  if (!otherFirst || !otherSecond) return false;
  return source(otherFirst.value) === source(second) && source(otherSecond.value) === source(first);
}

function lastName(node: Expression): string {
  return node.kind === "Name" ? node.id : node.kind === "Attribute" ? node.attribute : "";
}

/** In a training loop: `loss_fn(logits, labels)`, as PyTorch has it. */
function isNamedOtherWay(first: Expression, second: Expression): boolean {
  return (
    first.kind === "Name" &&
    second.kind === "Name" &&
    /^(?:\w*_)?(?:preds?|predictions?|predicted|logits|yhat|outputs?)(?:_\w*)?$/i.test(first.id) &&
    /^(?:y|y_batch\w*|batch_y|labels?|targets?|(?:batch_|true_)(?:labels?|targets?)|(?:labels?|targets?)_batch|ground_truth)$/i.test(
      second.id,
    )
  );
}

function nameAround(call: Expression, { losses }: RuleContext): string {
  return lossesAround(losses, call.range)
    .map(({ name }) => name)
    .join(" ");
}
