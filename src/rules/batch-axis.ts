import { carriesGradient, functionTraits } from "../keras/functions/function-traits.ts";
import { axisOf, integerAt, isReturnedAsItIs, partOfFirstAxis } from "../losses/batch-parts.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { LossFlow } from "../losses/flow.ts";
import { defineRule, type LossContext, type ProposedFix } from "../losses/rule.ts";
import type { Call, Expression, Name, Subscript } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

export const batchAxis = defineRule({
  id: "batch-axis",
  severity: "warning",
  summary: "A loss takes samples for outputs or steps: an index, a slice, a softmax or a reshape along the batch",

  checkLoss(context) {
    const { loss, flow, isMetric, source } = context;
    if (!flow) return;
    // Called by hand, a function may be given one sample, or a list of outputs.
    const isCalledAlone = isOnlyCalled(context);
    for (const node of flow.nodes("Subscript"))
      if (!isCalledAlone || isTensorElsewhere(node.value, context)) checkPart(node, flow, context);
    if (isMetric) return;
    const isOfBatch = saysBatch.test(loss.name) || mentionsBatch(source(loss));
    for (const call of flow.nodes("Call")) {
      const name = context.resolver.qualifiedName(call.function);
      if (name === undefined) continue;
      if (isReshape.test(name)) checkReshape(call, flow, context);
      else if (isSqueeze.test(name) && !isCalledAlone) checkSqueeze(call, flow, context);
      else if (isPlace.test(name) && !isOfBatch && !isCalledAlone) checkPlace(call, name, flow, context);
      else if (!isOfBatch && !saysBatch.test(source(call.function))) checkAxis(call, name, flow, context);
    }
  },
});

/** A constant place or part of the first axis of what is one for each sample. */
function checkPart(node: Subscript, flow: LossFlow, { source, loss, names, report }: LossContext): void {
  const { index, value } = node;
  const whole = flow.valueOf(value);
  if (value.kind !== "Name" || whole?.sort !== "tensor" || !whole.isWhole) return;
  // What a function inside is called with may be a pair, or one sample.
  const isOfInner = names
    .bindingOf(value)
    ?.sites.some((site) => site.kind === "parameter" && site.function !== loss.body);
  if (isOfInner) return;
  const part = whole.fromPred || whole.fromTrue ? partOfFirstAxis(index) : undefined;
  // One that is asked what it is may be a list of outputs.
  if (part === undefined || source(loss).includes(`isinstance(${value.id}`)) return;
  const shown = quoted(source(node));
  report(
    node,
    part === "one"
      ? `The first axis is the batch: ${shown} is one sample of it, and the others are not trained on.`
      : `The first axis is the batch: ${shown} is some of its samples, not of its outputs or steps.`,
    index.kind === "Tuple" ? [] : alongSecond(value, index, flow, source),
  );
}

/** `y_pred[:, 0]` for `y_pred[0]`: the one right answer where the loss says elsewhere that there is a second axis. */
function alongSecond(value: Name, index: Expression, flow: LossFlow, source: LossContext["source"]): ProposedFix {
  const hasSecond = flow
    .nodes("Subscript")
    .some(({ value: other, index: at }) => other.kind === "Name" && other.id === value.id && at.kind === "Tuple");
  return {
    title: `Change to '${source(value)}[:, ${source(index)}]'`,
    edits: [{ range: index.range, newText: `:, ${source(index)}` }],
    isPreferred: hasSecond,
  };
}

/** Statistics of the batch are meant where the loss says so. */
const saysBatch =
  /batch|contrastive|barlow|vicreg|correlation|pearson|spearman|ccc|center|moment|variance|cov|macro|f1|f_?beta|rank|list_?(?:wise|net|mle)|ndcg|cox|surviv|hazard|wasserstein|sinkhorn|ntxent|nt_xent|info_?nce|clip_loss/i;
const isReshape = /^(?:tf|(?:tf\.)?keras\.(?:ops|backend))\.reshape$/;
const isSqueeze = /^(?:tf|(?:tf\.)?keras\.(?:ops|backend))\.squeeze$/;
const isPlace = /^(?:tf|tf\.math|(?:tf\.)?keras\.(?:ops|backend))\.arg(?:max|min)$/;
const isSoftmax = /(?:^|[._])(?:log_)?softmax$/;
const isOrdered = /\.(?:sort|argsort|top_k|gather|take)$/;

function checkAxis(call: Call, name: string, flow: LossFlow, context: LossContext): void {
  const { resolver, loss, report } = context;
  const traits = functionTraits(name);
  const last = name.slice(name.lastIndexOf(".") + 1);
  const isSort = traits !== undefined && last === "sort";
  if (!traits || !(isSort || (carriesGradient(traits) && /^(?:reduced|along)$/.test(traits.shape ?? "")))) return;
  const found = axisOf(call, resolver);
  const value = found && flow.valueOf(found.over);
  if (found?.axis !== 0 || !value?.isWhole || !value.fromPred || value.connection !== "connected") return;
  if (traits.shape === "reduced") {
    if (isReturnedAsItIs(call, loss, flow, resolver))
      report(
        found.at,
        "Axis 0 is the batch: this adds up over the samples and leaves the other axes, so a sample's loss depends on the others.",
      );
    return;
  }
  // A sum along samples that stand in an order is meant, as in a survival model.
  const isCumulative = last === "cumsum" && comparesCumulated(flow, context) && !isSortedElsewhere(flow, context);
  if (isSoftmax.test(name))
    report(
      found.at,
      "Axis 0 is the batch: these probabilities sum to 1 over the samples, not over the outputs of one.",
      alongLast(found.at, call),
    );
  else if (isSort || isCumulative)
    report(
      found.at,
      `Axis 0 is the batch: '${last}' goes from sample to sample here, not along the outputs of one.`,
      alongLast(found.at, call),
    );
}

/** `squeeze(y_true, axis=0)`, of which only a batch of one sample has a right result. */
function checkSqueeze(call: Call, flow: LossFlow, { report }: LossContext): void {
  const given = argumentOf(call, "axis", 1);
  if (!given || !isOfSamples(call.arguments[0]?.value, flow)) return;
  const axes = given.value.kind === "List" || given.value.kind === "Tuple" ? given.value.elements : [given.value];
  if (axes.some((axis) => integerAt(axis) === 0))
    report(given, "Axis 0 is the batch: only a batch of a single sample can lose it, any other raises an error.");
}

/** `argmax(y_true, axis=0)`; TensorFlow's own goes along axis 0 where none is given. */
function checkPlace(call: Call, name: string, flow: LossFlow, { report }: LossContext): void {
  if (!isOfSamples(call.arguments[0]?.value, flow)) return;
  const given = argumentOf(call, "axis", 1);
  const axis = given ? integerAt(given.value) : /^tf\.(?!keras)/.test(name) ? 0 : undefined;
  if (axis !== 0) return;
  const at = given ?? call;
  const unsaid = given ? "" : ", where none is given";
  report(
    at,
    `Axis 0 is the batch${unsaid}: this is the place of a sample in its batch, not of an output of one.`,
    alongLast(at, call),
  );
}

/** What has one row for each sample. */
function isOfSamples(node: Expression | undefined, flow: LossFlow): boolean {
  const value = node && flow.valueOf(node);
  return value !== undefined && value.sort === "tensor" && value.isWhole && (value.fromPred || value.fromTrue);
}

/** With the last axis, where one is written. */
function alongLast(at: { readonly range: Expression["range"] }, call: Call): readonly ProposedFix[] {
  const argument = call.arguments.find((each) => each === at);
  if (!argument) {
    const { end } = call.arguments.at(-1)!.range;
    return call.arguments.length === 1 && call.arguments[0]!.name === undefined
      ? [{ title: "Add 'axis=-1'", edits: [{ range: { start: end, end }, newText: ", axis=-1" }], isPreferred: false }]
      : [];
  }
  return argument.value.kind === "Constant"
    ? [{ title: "Change to axis -1", edits: [{ range: argument.value.range, newText: "-1" }], isPreferred: false }]
    : [];
}

/** Of target and prediction both: two distributions are compared, each along its own axis. */
function comparesCumulated(flow: LossFlow, { resolver }: LossContext): boolean {
  const summed = flow
    .nodes("Call")
    .filter(({ function: callee }) => /\.cumsum$/.test(resolver.qualifiedName(callee) ?? ""))
    .map((call) => flow.valueOf(call.arguments[0]?.value ?? call));
  return summed.some((value) => value?.fromTrue) && summed.some((value) => value?.fromPred);
}

function isSortedElsewhere(flow: LossFlow, { resolver }: LossContext): boolean {
  return flow.nodes("Call").some(({ function: callee }) => isOrdered.test(resolver.qualifiedName(callee) ?? ""));
}

/** `reshape(y_pred, (3, -1))`: rows of another number than there are samples, each of several samples' outputs. */
function checkReshape(call: Call, flow: LossFlow, { source, report }: LossContext): void {
  const value = call.arguments[0] && flow.valueOf(call.arguments[0].value);
  if (!value?.isWhole || !(value.fromPred || value.fromTrue)) return;
  const shape = (argumentOf(call, "shape", 1) ?? argumentOf(call, "newshape", undefined))?.value;
  if (shape?.kind !== "Tuple" && shape?.kind !== "List") return;
  const sizes = shape.elements.map(integerAt);
  // One row of everything is a sum over everything, and so is a single axis.
  if (shape.elements.length < 2 || sizes[0] === undefined || sizes[0] < 2) return;
  report(
    shape,
    `The first axis is the batch: ${quoted(source(shape))} makes ${sizes[0]} rows of however many samples there are.`,
  );
}

/** Called in this file, and handed to Keras nowhere in it. */
function isOnlyCalled({ uses }: LossContext): boolean {
  return uses.some(({ role }) => role === "call") && !uses.some(({ role }) => role === "loss" || role === "metric");
}

function mentionsBatch(text: string): boolean {
  const isInComment = text.split("\n").some((line) => {
    const at = line.indexOf("#");
    return at >= 0 && /\b(?:batch|per[- ]class|per output|axis 0)/i.test(line.slice(at));
  });
  const docstrings = text.split('"""').slice(1);
  return isInComment || docstrings.some((part) => /\b(?:batch|per[- ]class)/i.test(part.split('"', 1)[0]!));
}

/** Whether the same name is used as a tensor: in arithmetic, or with a slice of all samples. */
function isTensorElsewhere(name: Expression, { flow, resolver }: LossContext): boolean {
  if (name.kind !== "Name" || !flow) return false;
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
    return isName(value) && first?.kind === "Slice" && partOfFirstAxis(index) === undefined;
  });
}
