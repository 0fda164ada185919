import type { LossFlow } from "../losses/flow.ts";
import type { Expression, Statement } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { defineRule, type ProposedFix, type RuleContext } from "./rule.ts";
import { importedNamespaces } from "./tensor-call.ts";

export const tensorAsBool = defineRule({
  id: "tensor-as-bool",
  severity: "error",
  summary: "A tensor decides an if, a while, an and, an or or a not",

  check(context) {
    const { kerasLosses, flowOf, keras, dialect, resolver, report } = context;
    const told = new Set<Expression>();
    for (const loss of kerasLosses) {
      const flow = flowOf(loss);
      const { body } = loss;
      if (!flow || !body) continue;
      // AutoGraph turns `if` and `and` on tensors into graph operations: in tf.keras of Keras 2, and under tf.function.
      const hasAutograph =
        (dialect === "tf.keras" && keras.isKnown && keras.version !== "3") ||
        (body.kind === "FunctionDefinition" &&
          body.decorators.some((decorator) =>
            /^tf\.(?:function|autograph\.)/.test(
              resolver.qualifiedName(decorator.kind === "Call" ? decorator.function : decorator) ?? "",
            ),
          ));
      if (hasAutograph) continue;
      const test = (node: Expression, where: string): void => {
        if (told.has(node) || !isTensor(node, flow)) return;
        told.add(node);
        report(node, `A tensor has no truth value while Keras builds the loss, so it cannot decide ${where}.`);
      };
      const visit = (node: Statement | Expression): void => {
        if (node.kind === "If") test(node.test, "an 'if'; use 'where' or 'cond'");
        else if (node.kind === "While") test(node.test, "a 'while'");
        else if (node.kind === "Assert") test(node.test, "an 'assert'");
        else if (node.kind === "Conditional") test(node.test, "a conditional expression; use 'where'");
        else if (node.kind === "BooleanOperation") {
          const tensor = node.values.find((value) => isTensor(value, flow));
          if (!tensor || told.has(node)) return;
          told.add(node);
          report(
            node,
            `'${node.operator}' asks a tensor for its truth value; use 'logical_${node.operator}'.`,
            logical(`logical_${node.operator}`, node, node.values, context),
          );
        } else if (node.kind === "UnaryOperation" && node.operator === "not") {
          if (!isTensor(node.operand, flow) || told.has(node)) return;
          told.add(node);
          report(
            node,
            "'not' asks a tensor for its truth value; use 'logical_not'.",
            logical("logical_not", node, [node.operand], context),
          );
        } else if (node.kind === "Compare" && node.comparisons.length > 1 && flow.valueOf(node)) {
          const parts = [node.left, ...node.comparisons.map(({ right }) => right)];
          // The operand in the middle is compared twice, and `and` joins the two.
          if (!parts.some((part) => isTensor(part, flow)) || told.has(node)) return;
          if (node.comparisons.some(({ operator }) => /is|in/.test(operator))) return;
          told.add(node);
          const { source } = context;
          const pairs = node.comparisons.map(
            ({ operator, right }, index) => `${source(parts[index]!)} ${operator} ${source(right)}`,
          );
          report(
            node,
            "A chained comparison asks a tensor for its truth value; join two comparisons with 'logical_and'.",
            pairs.length === 2 ? written("logical_and", node, pairs, context) : [],
          );
        }
      };
      if (body.kind === "Lambda") walk(body.body, (node) => visit(node as Expression));
      else for (const statement of body.body) walk(statement, (node) => visit(node as Statement));
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
  context: RuleContext,
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
  context: RuleContext,
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
