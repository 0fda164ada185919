import { importedNamespaces } from "../losses/fixes/tensor-call.ts";
import type { LossFlow } from "../losses/flow.ts";
import { defineRule, type LossContext, type ProposedFix } from "../losses/rule.ts";
import type { Expression } from "../python/ast.ts";

export const tensorAsBool = defineRule({
  id: "tensor-as-bool",
  severity: "error",
  summary: "A tensor decides an if, a while, an and, an or or a not",

  checkLoss(context) {
    const { loss, flow, keras, dialect, resolver, report } = context;
    const { body } = loss;
    if (!flow || !body) return;
    // AutoGraph turns `if` and `and` on tensors into graph operations: in tf.keras of Keras 2, and under tf.function.
    const hasAutograph =
      (dialect === "tf.keras" && keras.isKnown && keras.version !== "3") ||
      (body.kind === "FunctionDefinition" &&
        body.decorators.some((decorator) =>
          /^tf\.(?:function|autograph\.)/.test(
            resolver.qualifiedName(decorator.kind === "Call" ? decorator.function : decorator) ?? "",
          ),
        ));
    if (hasAutograph) return;
    // AutoGraph reaches the losses of tf.keras before Keras 3; which one is meant is not known.
    const isAssumed = dialect === "tf.keras" && !keras.isKnown;
    const tell = (node: Expression, message: string, fix: ProposedFix | readonly ProposedFix[] = []): void => {
      if (isAssumed) report(node, message.replace(/\.$/, " (Keras 3 assumed)."), fix, { atMost: "info" });
      else report(node, message, fix);
    };
    const test = (node: Expression, where: string): void => {
      if (!isTensor(node, flow)) return;
      tell(node, `A tensor has no truth value while Keras builds the loss, so it cannot decide ${where}.`);
    };
    for (const node of flow.nodes("If")) test(node.test, "an 'if'; use 'where' or 'cond'");
    for (const node of flow.nodes("While")) test(node.test, "a 'while'");
    for (const node of flow.nodes("Assert")) test(node.test, "an 'assert'");
    for (const node of flow.nodes("Conditional")) test(node.test, "a conditional expression; use 'where'");
    for (const node of flow.nodes("BooleanOperation")) {
      if (!node.values.some((value) => isTensor(value, flow))) continue;
      tell(
        node,
        `'${node.operator}' asks a tensor for its truth value; use 'logical_${node.operator}'.`,
        logical(`logical_${node.operator}`, node, node.values, context),
      );
    }
    for (const node of flow.nodes("UnaryOperation")) {
      if (node.operator !== "not" || !isTensor(node.operand, flow)) continue;
      const fix = logical("logical_not", node, [node.operand], context);
      tell(node, "'not' asks a tensor for its truth value; use 'logical_not'.", fix);
    }
    for (const node of flow.nodes("Compare")) {
      if (node.comparisons.length < 2) continue;
      const parts = [node.left, ...node.comparisons.map(({ right }) => right)];
      if (node.comparisons.some(({ operator }) => /is|in/.test(operator))) continue;
      // The operand in the middle is compared twice, and `and` joins the two.
      if (!parts.some((part) => isTensor(part, flow))) continue;
      const pairs = node.comparisons.map(
        ({ operator, right }, index) => `${context.source(parts[index]!)} ${operator} ${context.source(right)}`,
      );
      tell(
        node,
        "A chained comparison asks a tensor for its truth value; join two comparisons with 'logical_and'.",
        pairs.length === 2 ? written("logical_and", node, pairs, context) : [],
      );
    }
  },
});

function isTensor(node: Expression, flow: LossFlow): boolean {
  const value = flow.valueOf(node);
  return value !== undefined && value.sort === "tensor" && (value.fromPred || value.fromTrue);
}

function logical(
  name: string,
  node: Expression,
  values: readonly Expression[],
  context: LossContext,
): ProposedFix | readonly ProposedFix[] {
  return values.length > 2
    ? []
    : written(
        name,
        node,
        values.map((value) => context.source(value)),
        context,
      );
}

function written(
  name: string,
  node: Expression,
  parts: readonly string[],
  context: LossContext,
): ProposedFix | readonly ProposedFix[] {
  const found = importedNamespaces(context).find(({ namespace }) => namespace !== "K");
  if (!found) return [];
  const called = `${found.alias}.${name}`;
  return {
    title: `Replace with '${called}'`,
    edits: [{ range: node.range, newText: `${called}(${parts.map(unwrapped).join(", ")})` }],
  };
}

/** Without the parentheses that held the operand together. */
function unwrapped(text: string): string {
  const inner = /^\(([^()]*)\)$/.exec(text);
  return inner ? inner[1]! : text;
}
