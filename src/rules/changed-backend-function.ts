import { flowAround, meaning } from "../losses/argument-meaning.ts";
import { lossesAround } from "../losses/extent.ts";
import { argumentOf } from "../losses/find-uses.ts";
import { expandCondition } from "../losses/fixes/migrate-switch.ts";
import { createRankReader } from "../losses/rank.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import type { Call, Expression } from "../python/ast.ts";
import { appendArgument } from "../python/edits.ts";
import { attributeRange } from "../python/walk.ts";

/** Those that `changedCall` knows. */
const functionOfOps =
  /^(?:tf\.)?keras\.ops\.(?:argmax|argmin|concatenate|cumsum|cumprod|expand_dims|in_top_k|switch|relu|clip)$/;

interface Changed {
  readonly message: string;
  readonly fix: ProposedFix | undefined;
}

export const changedBackendFunction = defineRule({
  id: "changed-backend-function",
  severity: "warning",
  summary: "A keras.ops function is called as keras.backend's of the same name, which does something else",

  check(context) {
    const { losses, resolver, report } = context;
    for (const { node: call } of resolver.callsOf(functionOfOps)) {
      if (call.arguments.some(({ value, isDoubleStarred }) => isDoubleStarred || value.kind === "Starred")) continue;
      const name = resolver.qualifiedName(call.function)!;
      const changed = changedCall(name.slice(name.lastIndexOf(".") + 1), call, context);
      const isInLoss = lossesAround(losses, call.range).length > 0;
      if (changed && isInLoss) report(call, changed.message, changed.fix ?? []);
    }
  },
});

function changedCall(name: string, call: Call, context: RuleContext): Changed | undefined {
  const { source } = context;
  const shown = source(call.function);
  switch (name) {
    case "argmax":
    case "argmin":
      if (call.arguments.length !== 1 || !isWhole(call.arguments[0]!.value, context)) return undefined;
      return {
        message: `'${shown}' without an axis looks at all elements at once, where 'K.${name}' took the last axis.`,
        fix: append(call, "axis=-1"),
      };
    case "concatenate": {
      if (call.arguments.length !== 1) return undefined;
      const parts = call.arguments[0]!.value;
      if (parts.kind !== "List" && parts.kind !== "Tuple") return undefined;
      // Parts of another shape may have one axis alone, and then there is nothing to choose.
      if (!parts.elements.every((part) => isWhole(part, context))) return undefined;
      return {
        message: `'${shown}' without an axis joins along the batch, where 'K.concatenate' joined along the last axis.`,
        fix: append(call, "axis=-1"),
      };
    }
    case "cumsum":
    case "cumprod":
      if (call.arguments.length !== 1 || !isWhole(call.arguments[0]!.value, context)) return undefined;
      return {
        message: `'${shown}' without an axis flattens its argument, where 'K.${name}' ran along axis 0.`,
        fix: append(call, "axis=0"),
      };
    case "expand_dims":
      if (call.arguments.length !== 1) return undefined;
      return {
        message: `'${shown}' requires an axis, where 'K.expand_dims' took the last one.`,
        fix: append(call, "axis=-1"),
      };
    case "in_top_k": {
      const first = argumentOf(call, "targets", 0);
      const second = argumentOf(call, "predictions", 1);
      if (!first || !second) return undefined;
      const flow = flowAround(call, context);
      if (meaning(first.value, flow) !== "pred" || meaning(second.value, flow) !== "true") return undefined;
      return {
        message: `'${shown}' takes the targets first, where 'K.in_top_k' took the predictions.`,
        fix: {
          title: "Swap the two arguments",
          edits: [
            { range: first.value.range, newText: source(second.value) },
            { range: second.value.range, newText: source(first.value) },
          ],
        },
      };
    }
    case "switch": {
      if (call.arguments.length !== 3 || call.arguments[0]!.value.kind !== "Compare") return undefined;
      const functions = call.arguments.slice(1).some(({ value }) => value.kind === "Lambda");
      const to = functions ? "cond" : "where";
      const callee = call.function;
      // `cond` asks once, and each element's condition had its own answer.
      const ranks = createRankReader(context.losses, context.names, context.resolver);
      const expanded =
        callee.kind === "Attribute" && !functions
          ? expandCondition(call, ranks, `${source(callee.value)}.expand_dims`)
          : undefined;
      return {
        message: `'${shown}' chooses a function by number, where 'K.switch' chose by a condition; that is '${to}' now${functions ? ", or 'where' for a condition of each element" : ""}.`,
        fix:
          expanded && callee.kind === "Attribute"
            ? { title: `Change to '${to}'`, edits: [{ range: attributeRange(callee), newText: to }, ...expanded] }
            : undefined,
      };
    }
    case "relu": {
      const odd = call.arguments.find(
        ({ name: keyword }) => keyword === "alpha" || keyword === "max_value" || keyword === "threshold",
      );
      if (!odd) return undefined;
      return {
        message: `'${shown}' takes no '${odd.name}', as 'K.relu' did; 'keras.activations.relu' takes negative_slope, max_value and threshold.`,
        fix: undefined,
      };
    }
    case "clip": {
      const renamed = call.arguments.flatMap(({ name: keyword, nameRange }) => {
        const today = keyword === "min_value" ? "x_min" : keyword === "max_value" ? "x_max" : undefined;
        return today && nameRange ? [{ range: nameRange, newText: today }] : [];
      });
      if (renamed.length === 0) return undefined;
      return {
        message: `'${shown}' takes x_min and x_max, where 'K.clip' took min_value and max_value.`,
        fix: { title: "Rename the arguments", edits: renamed },
      };
    }
    default:
      return undefined;
  }
}

function append(call: Call, text: string): ProposedFix {
  return { title: `Add '${text}'`, edits: [appendArgument(call, text)] };
}

/** A whole batch, something done to each element at most: it has an axis beside the batch's to speak of. */
function isWhole(node: Expression, context: RuleContext): boolean {
  return flowAround(node, context)?.valueOf(node)?.isWhole === true;
}
