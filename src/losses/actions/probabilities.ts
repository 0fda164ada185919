/** What classification losses of Keras take, for a loss that does not: `label_smoothing`, `from_logits`. */

import type { Call, Expression, FunctionDefinition, Lambda, Name, Parameter } from "../../python/ast.ts";
import { appendArgument } from "../../python/edits.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { tensorName } from "../fixes/tensor-call.ts";
import {
  type ActionPlace,
  functionOf,
  type LossAction,
  linesAtHead,
  type Reading,
  readingOf,
  stepOf,
} from "./action.ts";
import { addSetting } from "./setting.ts";

/** The target drawn a little to the middle, as Keras does it; undefined where the loss asks for whole targets. */
export function addLabelSmoothing(place: ActionPlace): LossAction | undefined {
  const { loss, data } = place;
  const body = functionOf(loss);
  if (body === undefined || data === undefined || loss.yTrue === undefined || loss.yPred === undefined)
    return undefined;
  const reading = readingOf(place);
  if (!isSmooth(body, reading, new Set()) || !isBoundOnce(body, loss.yTrue, reading)) return undefined;
  const cast = tensorName("cast", reading);
  const setting = addSetting(place, "label_smoothing", "0.0");
  if (cast === undefined || setting === undefined) return undefined;
  const { read } = setting;
  const [target, prediction] = [loss.yTrue.name, loss.yPred.name];
  const middle = data === "binary" ? `0.5 * ${read}` : `${read} / ${prediction}.shape[-1]`;
  const line = `${target} = ${cast}(${target}, ${prediction}.dtype) * (1.0 - ${read}) + ${middle}`;
  const added = linesAtHead(loss.module, body, [line]);
  return added && { kind: "addLabelSmoothing", about: "label_smoothing", edits: [...setting.edits, added] };
}

/** The prediction as it is, or made a probability first; undefined where the loss does so already. */
export function addFromLogits(place: ActionPlace): LossAction | undefined {
  const { loss, data } = place;
  const { module, yPred } = loss;
  const body = functionOf(loss);
  if (body === undefined || data === undefined || yPred === undefined) return undefined;
  if (/sigmoid|softmax|logit/.test(module.text.slice(loss.range.start, loss.range.end))) return undefined;
  const reading = readingOf(place);
  const setting = addSetting(place, "from_logits", "False");
  const step = stepOf(module, body);
  if (setting === undefined || step === undefined) return undefined;
  const { read } = setting;
  const call = onlyCrossentropy(body, yPred, reading);
  if (call !== undefined) {
    const edits = [...setting.edits, appendArgument(call, `from_logits=${read}`)];
    return { kind: "addFromLogits", about: "from_logits", edits };
  }
  const activation = tensorName(data === "binary" ? "sigmoid" : "softmax", reading);
  if (activation === undefined) return undefined;
  const made = `${yPred.name} = ${activation}(${yPred.name})`;
  const added = linesAtHead(module, body, [`if ${read}:`, `${step}${made}`]);
  return added && { kind: "addFromLogits", about: "from_logits", edits: [...setting.edits, added] };
}

const takesLogits =
  /^(?:tf\.)?keras\.(?:losses|ops|backend|metrics)\.(?:binary|categorical)_crossentropy$|^(?:tf\.)?keras\.losses\.binary_focal_crossentropy$/;

/** Where the prediction goes to a crossentropy of Keras and nowhere else: it knows how to take logits, and more exactly. */
function onlyCrossentropy(body: FunctionDefinition, yPred: Parameter, { names, module, resolver }: Reading) {
  const binding = names.scopeOpenedBy(body)?.bindings.get(yPred.name);
  const [reference] = binding?.references ?? [];
  if (binding?.sites.length !== 1 || binding.references.length !== 1 || reference === undefined) return undefined;
  const call = parentsOf(module).get(reference);
  if (call?.kind !== "Call" || !takesLogits.test(resolver.qualifiedName(call.function) ?? "")) return undefined;
  const isPlain = call.arguments.length === 2 && call.arguments.every(({ isDoubleStarred }) => !isDoubleStarred);
  return isPlain ? call : undefined;
}

/** Functions in which a target a little off its class is another thing. */
const ofWholeTargets =
  /(?:^|\.)(?:equal|not_equal|greater|greater_equal|less|less_equal|where|switch|argmax|argmin|argsort|top_k|gather|take|take_along_axis|one_hot|boolean_mask|dynamic_partition|round|floor|ceil|sign|logical_\w+|count_nonzero|nonzero|unique|segment_\w+|sparse_\w+|in_top_k|bincount|cond|map_fn|while_loop|xlogy)$/;

/** Whether nothing asks which class a target is, in the loss or in the functions of its file that it calls. */
function isSmooth(body: FunctionDefinition | Lambda, reading: Reading, seen: Set<unknown>): boolean {
  if (seen.has(body)) return true;
  seen.add(body);
  let is = true;
  walk(body, (node) => {
    if (node.kind === "Compare" || node.kind === "Comprehension" || node.kind === "For" || node.kind === "While")
      is = false;
    else if (node.kind === "Call" && !isSmoothCall(node)) is = false;
    return is;
  });
  return is;

  function isSmoothCall({ function: callee, arguments: given }: Call): boolean {
    const { resolver } = reading;
    const meant = callee.kind === "Name" ? resolver.resolve(callee) : undefined;
    if (meant?.kind === "function") return isSmooth(meant.node, reading, seen);
    const name = resolver.qualifiedName(callee);
    if (name === undefined || ofWholeTargets.test(name)) return false;
    // Truncated to whole numbers or truth, the target is a class again.
    return !/(?:^|\.)cast$/.test(name) || !given.some(({ value }) => isWholeType(value));
  }
}

function isWholeType(value: Expression): boolean {
  if (value.kind === "Constant") return typeof value.value === "string" && /int|bool/.test(value.value);
  return value.kind === "Attribute" && /^(?:u?int\d*|bool)/.test(value.attribute);
}

function isBoundOnce(body: FunctionDefinition, { name }: Parameter, { names }: Reading): boolean {
  const references: readonly Name[] = names.scopeOpenedBy(body)?.bindings.get(name)?.references ?? [];
  return references.length > 0;
}
