import { lossesAround } from "../losses/extent.ts";
import { type LateName, lateNames } from "../losses/late-names.ts";
import { isLossName, isMetricName } from "../losses/loss-names.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import type { Expression, FunctionDefinition, Lambda } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

export const lateBinding = defineRule({
  id: "late-binding",
  severity: "warning",
  summary: "A loss made in a loop reads the loop's variable, whose last value all of them see",

  check(context) {
    const { index, names, losses, report } = context;
    const known = new Set(losses.map(({ body }) => body));
    for (const { node } of [...index.lambdas, ...index.functions]) {
      if (!known.has(node) && !looksLikeLoss(node, context)) continue;
      const late = lateNames(node, names);
      for (const { name } of late)
        report(
          name,
          `'${name.id}' is looked up when the loss is called, after the loop: all of them use its last value.`,
          bindAll(node, late),
        );
    }
  },
});

/** Takes two values, and computes with the functions of Keras or TensorFlow. */
function looksLikeLoss(node: Lambda | FunctionDefinition, { resolver, losses }: RuleContext): boolean {
  const needed = node.parameters.list.filter((each) => each.default === undefined);
  if (needed.length !== 2 || needed.some(({ form }) => /^var/.test(form))) return false;
  if (node.kind === "FunctionDefinition" && (isLossName(node.name) || isMetricName(node.name))) return true;
  const isLoss = (at: Expression): boolean => {
    const meant = at.kind === "Name" ? resolver.resolve(at) : undefined;
    return (
      meant?.kind === "function" && lossesAround(losses, meant.node.range).some((loss) => loss.node === meant.node)
    );
  };
  let usesKeras = false;
  for (const statement of node.kind === "Lambda" ? [node.body] : node.body)
    walk(statement, (at) => {
      if (at.kind !== "Call") return;
      usesKeras ||= /^(?:keras|tf)\./.test(resolver.qualifiedName(at.function) ?? "") || isLoss(at.function);
    });
  return usesKeras;
}

/** `q=q` among the parameters: a default has its value from where the function is made. */
function bindAll(node: Lambda | FunctionDefinition, late: readonly LateName[]): readonly ProposedFix[] {
  const { list } = node.parameters;
  const last = list.at(-1);
  if (!last || list.some(({ form }) => form !== "positionalOrKeyword")) return [];
  const newText = late.map(({ name }) => `, ${name.id}=${name.id}`).join("");
  return [
    {
      title: `Bind ${late.map(({ name }) => `'${name.id}'`).join(" and ")} as a default`,
      edits: [{ range: { start: last.range.end, end: last.range.end }, newText }],
    },
  ];
}
