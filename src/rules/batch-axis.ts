import { carriesGradient, functionTraits, placeOf } from "../keras/functions/function-traits.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { LossFlow } from "../losses/flow.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { defineRule, type RuleContext } from "../losses/rule.ts";
import type { Call, Expression, Name } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

export const batchAxis = defineRule({
  id: "batch-axis",
  severity: "warning",
  summary: "A loss looks at the first sample of the batch alone, or adds up over the batch",

  checkLoss({ loss, flow, resolver, isMetric, source, report }) {
    if (!flow) return;
    for (const node of flow.nodes("Subscript")) {
      const { index, value } = node;
      // y_pred may be a list of outputs: only a tensor that something was done with, or a parameter that is
      // treated as a tensor elsewhere, is certain.
      const whole = flow.valueOf(value);
      if (whole?.sort !== "tensor" || !whole.isWhole || value.kind !== "Name") continue;
      if (
        !(whole.fromPred || whole.fromTrue) ||
        !(
          isTensorElsewhere(value, flow, resolver) ||
          takesFirstOfBoth(loss, flow) ||
          (index.kind === "Tuple" && takesOneSample(value, flow))
        )
      )
        continue;
      // One that may be a list of outputs is asked what it is.
      if (source(loss).includes(`isinstance(${value.id}`)) continue;
      const first = index.kind === "Tuple" ? index.elements[0] : index;
      if (first?.kind !== "Constant" || typeof first.value !== "bigint") continue;
      const axis =
        index.kind === "Tuple"
          ? []
          : [
              {
                title: `Change to '${source(value)}[:, ${source(index)}]'`,
                edits: [{ range: index.range, newText: `:, ${source(index)}` }],
                isPreferred: false,
              },
            ];
      report(
        node,
        `The first axis is the batch: ${quoted(source(node))} is one sample of it, and the others are not trained on.`,
        axis,
      );
    }
    if (isMetric) return;
    for (const node of flow.nodes("Call")) {
      const traits = functionTraits(resolver.qualifiedName(node.function) ?? "");
      if (traits?.shape !== "reduced" || !carriesGradient(traits)) continue;
      const axis = argumentOf(node, "axis", placeOf(traits, "axis"));
      const over = argumentOf(node, traits.parameters[0]?.name ?? "", 0);
      const value = over && flow.valueOf(over.value);
      if (!axis || !value?.isWhole || !value.fromPred || value.connection !== "connected") continue;
      if (!reducesBatchAlone(axis.value)) continue;
      // Statistics of the batch are meant where the loss says so.
      if (
        /batch|contrastive|barlow|vicreg|correlation|ccc|center|moment|variance|cov|macro|f1|f_?beta/i.test(
          `${loss.name} ${source(node.function)}`,
        )
      )
        continue;
      if (mentionsBatch(source(loss))) continue;
      report(
        axis,
        `Axis 0 is the batch: this adds up over the samples and leaves the other axes, so a sample's loss depends on the others.`,
      );
    }
  },
});

/** `axis=0` or `axis=[0]`. */
function reducesBatchAlone(axis: Expression): boolean {
  const axes = axis.kind === "List" || axis.kind === "Tuple" ? axis.elements : [axis];
  const numbers = axes.map((element) => {
    if (element.kind === "Constant" && typeof element.value === "bigint") return Number(element.value);
    if (
      element.kind === "UnaryOperation" &&
      element.operand.kind === "Constant" &&
      typeof element.operand.value === "bigint"
    )
      return -Number(element.operand.value);
    return undefined;
  });
  return numbers.length === 1 && numbers[0] === 0;
}

function mentionsBatch(text: string): boolean {
  const isInComment = text.split("\n").some((line) => {
    const at = line.indexOf("#");
    return at >= 0 && /\b(?:batch|per[- ]class|per output|axis 0)/i.test(line.slice(at));
  });
  const quoted = text.split('"""').slice(1);
  return isInComment || quoted.some((part) => /\b(?:batch|per[- ]class)/i.test(part.split('"', 1)[0]!));
}

/** `y_true[0]` beside `y_pred[0]`, and no other part of either: not a list of outputs, whose parts would all be used. */
function takesFirstOfBoth({ yTrue, yPred }: LossDefinition, flow: LossFlow): boolean {
  const taken = new Map<string, Set<bigint | undefined>>();
  for (const { value, index } of flow.nodes("Subscript")) {
    if (value.kind !== "Name") continue;
    const at = index.kind === "Constant" && typeof index.value === "bigint" ? index.value : undefined;
    taken.set(value.id, (taken.get(value.id) ?? new Set()).add(at));
  }
  return [yTrue, yPred].every((parameter) => {
    const places = parameter && taken.get(parameter.name);
    return places?.size === 1 && places.has(0n);
  });
}

/** `y_true[0, :, :3]`, which no list has, and no other sample: a batch of three may be meant as a triplet. */
function takesOneSample(name: Name, flow: LossFlow): boolean {
  const taken = flow.nodes("Subscript").flatMap(({ value, index }) => {
    if (value.kind !== "Name" || value.id !== name.id) return [];
    const first = index.kind === "Tuple" ? index.elements[0] : index;
    return [first?.kind === "Constant" ? first.value : undefined];
  });
  return new Set(taken).size === 1;
}

/** Whether the same name is used as a tensor: in arithmetic, or with a slice of all samples. */
function isTensorElsewhere(name: Name, flow: LossFlow, resolver: RuleContext["resolver"]): boolean {
  const isName = (node: Expression): boolean => node.kind === "Name" && node.id === name.id;
  if (flow.nodes("BinaryOperation").some(({ left, right }) => isName(left) || isName(right))) return true;
  // What no one calls with a list of tensors.
  const isTensorFunction = ({ function: callee }: Call): boolean => {
    const shape = functionTraits(resolver.qualifiedName(callee) ?? "")?.shape;
    return shape === "elementwise" || shape === "along" || shape === "reduced" || shape === "flat";
  };
  if (flow.nodes("Call").some((call) => isTensorFunction(call) && call.arguments.some(({ value }) => isName(value))))
    return true;
  return flow.nodes("Subscript").some(({ value, index }) => {
    const first = index.kind === "Tuple" ? index.elements[0] : index;
    return isName(value) && first?.kind === "Slice";
  });
}
