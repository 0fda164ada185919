import { importedNamespaces } from "../losses/fixes/tensor-call.ts";
import type { LossFlow } from "../losses/flow.ts";
import { defineRule, type LossContext } from "../losses/rule.ts";
import type { BinaryOperation, Expression } from "../python/ast.ts";
import { quoted } from "../python/quoted.ts";
import { walk } from "../python/walk.ts";

export const lostEpsilon = defineRule({
  id: "lost-epsilon",
  severity: "warning",
  summary: "An epsilon is so small that it rounds away in float32",

  // Who computes in float64 has room for it.
  concerns: ({ module }) => !module.text.includes("float64"),

  checkLoss(context) {
    const { loss, flow, source, report } = context;
    if (!loss.body || !flow || !takesDistanceFromOne(flow, context)) return;
    const precision = precisionOf(source(loss));
    const look = (node: BinaryOperation): void => {
      const lost = lostIn(node, precision, context);
      if (!lost) return;
      report(
        node,
        `In ${precision.name}, ${quoted(source(node))} is exactly ${lost.whole}: ${source(lost.epsilon)} rounds away.`,
        fixFor(lost.epsilon, precision, context),
      );
    };
    for (const node of flow.nodes("BinaryOperation")) look(node);
    for (const { default: value } of loss.body.parameters.list) if (value?.kind === "BinaryOperation") look(value);
  },
});

interface Precision {
  readonly name: "float32" | "float16" | "bfloat16";
  /** Half the distance from 1 to the next number below it: what is not larger leaves 1 as it is when it is subtracted. */
  readonly halfStep: number;
  /** A small number that is told from 1. */
  readonly epsilon: string;
}

/** IEEE 754's binary32 and binary16, and bfloat16: 24, 11 and 8 bits of significand. */
const float32: Precision = { name: "float32", halfStep: 2 ** -25, epsilon: "1e-7" };
const narrower: readonly Precision[] = [
  { name: "bfloat16", halfStep: 2 ** -9, epsilon: "1e-2" },
  { name: "float16", halfStep: 2 ** -12, epsilon: "1e-3" },
];

/** What the loss casts to, where it casts to one type alone. Keras itself hands tensors of float32 on. */
function precisionOf(text: string): Precision {
  const named = new Set(text.match(/\bb?float(?:16|32)\b|\bhalf\b|\bfloatx\b/g));
  if (named.size !== 1 || !/\b(?:cast|astype|convert_to_tensor)\b/.test(text)) return float32;
  return narrower.find(({ name }) => named.has(name)) ?? float32;
}

const singularAtOne =
  /(?:^|\.)(?:log|log2|log10|log1p|atanh|arctanh|acos|arccos|asin|arcsin|logit|erfinv|ndtri|rsqrt)$/;

/**
 * Whether anything takes what is infinite at 1: a logarithm of `1 - p`, a division by it, `atanh(p)`. Where nothing does, a
 * bound that rounds to 1 does no harm. A function of the file may do it unseen.
 */
function takesDistanceFromOne(flow: LossFlow, context: LossContext): boolean {
  const { resolver } = context;
  const isOfData = (node: Expression): boolean => {
    const value = flow.valueOf(node);
    return value !== undefined && (value.fromPred || value.fromTrue);
  };
  if (flow.nodes("BinaryOperation").some(({ operator, right }) => operator === "/" && leavesOne(right, context)))
    return true;
  return flow.nodes("Call").some((call) => {
    const name = resolver.qualifiedName(call.function);
    const given = call.arguments.filter(({ value }) => isOfData(value));
    if (given.length === 0) return false;
    if (name === undefined) return call.function.kind !== "Attribute" || isOwn(call.function, resolver);
    if (!singularAtOne.test(name)) return false;
    return !/(?:^|\.)(?:log|log2|log10|rsqrt)$/.test(name) || given.some(({ value }) => leavesOne(value, context));
  });
}

function isOwn(callee: Expression, resolver: LossContext["resolver"]): boolean {
  return callee.kind === "Attribute" && resolver.method(callee) !== undefined;
}

/** Whether something is subtracted from a number in what the expression is worked out from. */
function leavesOne(node: Expression, context: LossContext): boolean {
  const { resolver } = context;
  const seen = new Set<Expression>();
  const look = (at: Expression): boolean => {
    if (seen.has(at) || seen.size > 200) return false;
    seen.add(at);
    let found = false;
    walk(at, (each) => {
      if (found) return false;
      if (each.kind === "BinaryOperation" && each.operator === "-")
        found ||= isNumber(each.left, context) && !isNumber(each.right, context);
      // `subtract(1.0, p)`
      if (each.kind === "Call" && /subtract$/.test(resolver.qualifiedName(each.function) ?? ""))
        found ||= each.arguments[0] !== undefined && isNumber(each.arguments[0].value, context);
      if (each.kind === "Name") {
        const meant = resolver.resolve(each);
        if (meant?.kind === "value") found ||= look(meant.value);
      }
      return !found;
    });
    return found;
  };
  return look(node);
}

/** A number, or a tensor of ones. */
function isNumber(node: Expression, context: LossContext): boolean {
  if (node.kind === "BinaryOperation") return isNumber(node.left, context) && isNumber(node.right, context);
  if (node.kind === "Call")
    return /\.ones(?:_like)?$|\.constant$|\.cast$/.test(context.resolver.qualifiedName(node.function) ?? "");
  return numberOf(node, context) !== undefined;
}

/** `1 - 1e-15`, `1.0 + EPS`: a whole number in which the small one has no place. */
function lostIn(
  node: BinaryOperation,
  { halfStep }: Precision,
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
    if (!Number.isInteger(whole) || whole === 0 || Math.abs(epsilon) > 1e-2) continue;
    if (isLost(whole, node.operator === "-" ? -epsilon : epsilon, halfStep))
      return { whole: String(whole), epsilon: expression };
  }
  return undefined;
}

/** Whether `whole + small` is rounded to `whole`, to even where it lies just between two numbers. */
function isLost(whole: number, small: number, halfStep: number): boolean {
  const power = 2 ** Math.floor(Math.log2(Math.abs(whole)));
  // Towards 0 from a power of two, numbers lie twice as near.
  const isTowardsZero = Math.sign(small) !== Math.sign(whole) && Math.abs(whole) === power;
  return Math.abs(small) <= power * halfStep * (isTowardsZero ? 1 : 2);
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
  if (node.kind === "Call" && /(?:^|\.)(?:backend|config)\.epsilon$/.test(resolver.qualifiedName(node.function) ?? ""))
    return 1e-7;
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

/** The dialect's own epsilon, 1e-7, which float32 can tell from 1; a larger one for what is narrower. */
function fixFor(epsilon: Expression, precision: Precision, context: LossContext) {
  const backend = precision === float32 ? backendAlias(context) : undefined;
  const newText = backend ? `${backend}.epsilon()` : precision.epsilon;
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
