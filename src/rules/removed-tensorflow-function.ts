import {
  castsOfTensorFlow1,
  removedKeyword,
  removedTensorFlowNames,
  withRemovedKeyword,
} from "../keras/tensorflow1.ts";
import { defineRule, type RuleContext } from "../losses/rule.ts";
import type { Argument, Attribute, Call, Expression, Range } from "../python/ast.ts";
import { attributeRange } from "../python/walk.ts";

export const removedTensorFlowFunction = defineRule({
  id: "removed-tensorflow-function",
  severity: "error",
  summary: "A name of TensorFlow 1 that TensorFlow 2 lacks, or an argument that Keras 3 refuses",

  check(context) {
    const { index, keras, resolver, report } = context;
    // Which TensorFlow there is, is assumed where nothing names a version.
    const sureness = keras.isKnown ? {} : ({ atMost: "info" } as const);
    if (context.losses.length > 0 && !meansTensorFlow1(context)) {
      for (const node of index.attributes) checkName(node, context);
      for (const { node: call } of resolver.callsOf(withRemovedKeyword)) {
        for (const argument of call.arguments) {
          const { name, nameRange } = argument;
          const removed = name && removedKeyword(resolver.qualifiedName(call.function) ?? "", name);
          if (!removed || !nameRange) continue;
          const { today } = removed;
          const gone = today === undefined ? withoutArgument(call, argument, context.module.text) : undefined;
          report(
            nameRange,
            `${library(keras)} has no argument '${name}' here${today ? `; it is '${today}'` : ""}.`,
            today
              ? { title: `Change to '${today}'`, edits: [{ range: nameRange, newText: today }], isSafe: true }
              : gone
                ? { title: `Remove '${name}'`, edits: [{ range: gone, newText: "" }], isSafe: true }
                : [],
            sureness,
          );
        }
      }
    }
    if (keras.version !== "3") return;
    const ofClasses = context.losses.flatMap(({ node }) =>
      node.kind === "ClassDefinition" ? node.body.flatMap((at) => (at.kind === "FunctionDefinition" ? [at] : [])) : [],
    );
    for (const { name, parameters } of ofClasses)
      for (const parameter of name === "__init__" ? parameters.list : [])
        if (parameter.name === "reduction" && parameter.default) checkReduction(parameter.default, context);
    const supers = index.calls.filter(
      ({ node }) => node.function.kind === "Attribute" && node.function.attribute === "__init__",
    );
    for (const { node: call } of new Set([...resolver.callsOf(/^(?:tf\.)?keras\.losses\.[A-Z]/), ...supers])) {
      for (const { name, value } of call.arguments) {
        if (name !== "reduction") continue;
        checkReduction(value, context);
      }
    }
  },
});

/** `"auto"`, as an argument or as the default of one. */
function checkReduction(value: Expression, { keras, resolver, report }: RuleContext): void {
  const isText = value.kind === "Constant" && (value.value === "auto" || value.value === "AUTO");
  const isMember =
    value.kind === "Attribute" &&
    value.attribute === "AUTO" &&
    /^(?:tf\.)?keras\.(?:losses|utils\.losses_utils)\.(?:Reduction|ReductionV2)$/.test(
      resolver.qualifiedName(value.value) ?? "",
    );
  if (!isText && !isMember) return;
  report(
    value,
    keras.isKnown
      ? `Keras 3 (${keras.evidence}) refuses reduction 'auto'; its default is 'sum_over_batch_size'.`
      : "Keras 3, which is assumed here, refuses reduction 'auto'; its default is 'sum_over_batch_size'.",
    {
      title: "Change to 'sum_over_batch_size'",
      edits: [{ range: value.range, newText: '"sum_over_batch_size"' }],
      isSafe: keras.isKnown,
    },
    keras.isKnown ? {} : { atMost: "info" },
  );
}

/** The argument with the comma before it; with a comment between the two, the argument and the comma behind it. */
function withoutArgument(call: Call, argument: Argument, text: string): Range | undefined {
  const before = call.arguments[call.arguments.indexOf(argument) - 1];
  if (!before) return undefined;
  const { start, end } = argument.range;
  if (!text.slice(before.range.end, start).includes("#")) return { start: before.range.end, end };
  return { start, end: end + (/^[ \t]*,[ \t]*/.exec(text.slice(end))?.[0].length ?? 0) };
}

function checkName(node: Attribute, { index, keras, resolver, source, report }: RuleContext): void {
  if (!removedTensorFlowNames.has(node.attribute) || resolver.qualifiedName(node.value) !== "tf") return;
  // Not where it is asked for first: `if hasattr(tf, "log")`.
  const today = removedTensorFlowNames.get(node.attribute);
  const base = source(node.value);
  const cast = castsOfTensorFlow1[node.attribute];
  const call = cast ? index.calls.find((placed) => placed.node.function === node)?.node : undefined;
  const first = call?.arguments[0];
  const shown = today ? `'${base}.${today}'` : cast ? `'${base}.cast(x, ${base}.${cast})'` : undefined;
  report(
    node,
    `${library(keras)} has no '${source(node)}'${shown ? `; it is ${shown} there` : ""}.`,
    today
      ? {
          title: `Change to '${base}.${today}'`,
          edits: [{ range: attributeRange(node), newText: today }],
          isSafe: true,
        }
      : cast && first && call?.arguments.length === 1 && first.name === undefined
        ? {
            title: `Change to '${base}.cast'`,
            edits: [
              { range: attributeRange(node), newText: "cast" },
              { range: { start: first.range.end, end: first.range.end }, newText: `, ${base}.${cast}` },
            ],
            isSafe: true,
          }
        : [],
    keras.isKnown ? { tag: "deprecated" } : { tag: "deprecated", atMost: "info" },
  );
}

function library({ isKnown }: RuleContext["keras"]): string {
  return isKnown ? "TensorFlow 2" : "TensorFlow 2, which is assumed here,";
}

/** What only a file for TensorFlow 1 calls. */
const ofTensorFlow1 = /^(?:placeholder|contrib|Session|InteractiveSession|global_variables_initializer)$/;

/** The file runs on TensorFlow 1: by what it means, by what it calls, or because it asks which one there is. */
function meansTensorFlow1({ keras, index, module, resolver }: RuleContext): boolean {
  if (keras.isKnown && keras.version !== "3") return true;
  const isCalled = ({ attribute, value }: Attribute): boolean =>
    ofTensorFlow1.test(attribute) && resolver.qualifiedName(value) === "tf";
  if (!keras.isKnown && index.attributes.some(isCalled)) return true;
  if (/\btf\.__version__|compat\.v1|disable_v2_behavior|hasattr\(tf[.,]|tf\.VERSION/.test(module.text)) return true;
  return index.imports.some(
    (statement) => statement.kind === "Import" && statement.names.some(({ name }) => /compat\.v1|contrib/.test(name)),
  );
}
