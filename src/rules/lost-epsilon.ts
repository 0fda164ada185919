import { importedNamespaces } from "../losses/fixes/tensor-call.ts";
import { defineRule, type LossContext } from "../losses/rule.ts";
import type { BinaryOperation, Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";

export const lostEpsilon = defineRule({
  id: "lost-epsilon",
  severity: "warning",
  summary: "An epsilon is so small that it rounds away in float32",

  // Who computes in float64 has room for it.
  concerns: ({ module }) => !module.text.includes("float64"),

  checkLoss(context) {
    const { loss, flow, source, report } = context;
    if (!loss.body || !flow) return;
    const look = (node: BinaryOperation): void => {
      const lost = lostIn(node, context);
      if (!lost) return;
      report(
        node,
        `In float32, ${quoted(source(node))} is exactly ${lost.whole}: ${source(lost.epsilon)} rounds away.`,
        fixFor(lost.epsilon, context),
      );
    };
    for (const node of flow.nodes("BinaryOperation")) look(node);
    for (const { default: value } of loss.body.parameters.list) if (value?.kind === "BinaryOperation") look(value);
  },
});

/** `1 - 1e-15`, `1.0 + EPS`: a whole number in which the small one has no place. */
function lostIn(
  node: BinaryOperation,
  context: LossContext,
): { readonly whole: string; readonly epsilon: Expression } | undefined {
  if (node.operator !== "-" && node.operator !== "+") return undefined;
  const left = numberOf(node.left, context);
  const right = numberOf(node.right, context);
  for (const [whole, epsilon, expression] of [
    [left, right, node.right],
    [right, left, node.left],
  ] as const) {
    if (whole === undefined || epsilon === undefined || epsilon === 0) continue;
    if (node.operator === "-" && expression === node.left) continue;
    if (!Number.isInteger(whole) || whole === 0 || Math.abs(epsilon) > 1e-5) continue;
    const exact = node.operator === "-" ? whole - epsilon : whole + epsilon;
    if (Math.fround(exact) === whole) return { whole: String(whole), epsilon: expression };
  }
  return undefined;
}

/** A number as it is written, or a name that stands for one. */
function numberOf(
  node: Expression,
  { names, resolver }: Pick<LossContext, "names" | "resolver">,
  depth = 0,
): number | undefined {
  if (node.kind === "Constant") {
    if (typeof node.value === "number") return node.value;
    return typeof node.value === "bigint" ? Number(node.value) : undefined;
  }
  if (node.kind === "UnaryOperation" && node.operator === "-") {
    const value = numberOf(node.operand, { names, resolver }, depth);
    return value === undefined ? undefined : -value;
  }
  if (depth > 4) return undefined;
  const given = node.kind === "Attribute" ? resolver.attribute(node) : undefined;
  if (given) return numberOf(given, { names, resolver }, depth + 1);
  if (node.kind !== "Name") return undefined;
  const binding = names.bindingOf(node);
  if (binding?.sites.length !== 1) return undefined;
  const [site] = binding.sites;
  if (site?.kind === "parameter" && site.parameter.default)
    return numberOf(site.parameter.default, { names, resolver }, depth + 1);
  if (site?.kind === "assignment" && site.value) return numberOf(site.value, { names, resolver }, depth + 1);
  return undefined;
}

/** The dialect's own epsilon, 1e-7, which float32 can tell from 1. */
function fixFor(epsilon: Expression, context: LossContext) {
  const backend = backendAlias(context);
  const newText = backend ? `${backend}.epsilon()` : "1e-7";
  return { title: `Change to '${newText}'`, edits: [{ range: epsilon.range, newText }] };
}

/** What the file calls `keras.backend`, whose `epsilon` every version has; else the way through `keras`. */
function backendAlias(context: LossContext): string | undefined {
  const { names, resolver } = context;
  for (const [alias, binding] of names.moduleScope.bindings) {
    const reference = binding.references[0];
    const qualified = reference && resolver.qualifiedName(reference);
    if (qualified === "keras.backend" || qualified === "tf.keras.backend") return alias;
  }
  const through = importedNamespaces(context).find(({ alias }) => alias.endsWith(".ops"));
  return through ? `${through.alias.slice(0, -".ops".length)}.backend` : undefined;
}
