/** A small number added where a logarithm, a root or a division meets 0. That it helps is tried by whoever offers it. */

import type { ProposedFix } from "../losses/rule.ts";
import type { Expression, Module, Node, Range } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { walk } from "../python/walk.ts";

const withPole = /^(?:log\d{0,2}|sqrt|rsqrt|pow|power|reciprocal)$/u;
/** What binds looser than a sum would be torn apart by one. */
const isWhole: ReadonlySet<Expression["kind"]> = new Set([
  "Name",
  "Attribute",
  "Subscript",
  "Call",
  "BinaryOperation",
  "UnaryOperation",
  "Constant",
]);

/** For the expression at `range`; nothing where it is none of these. */
export function epsilonFixes(module: Module, names: ModuleNames, range: Range): readonly ProposedFix[] {
  const node = expressionAt(module, range);
  const operand = node && operandOf(node);
  if (operand === undefined || !isWhole.has(operand.kind)) return [];
  const epsilon = names.moduleScope.bindings.has("K") ? "K.epsilon()" : "1e-7";
  const { start, end } = operand.range;
  const text = module.text.slice(start, end);
  const isOpen = node!.kind === "BinaryOperation" && !isInParentheses(module.text, operand.range);
  const edits = isOpen
    ? [{ range: operand.range, newText: `(${text} + ${epsilon})` }]
    : [{ range: { start: end, end }, newText: ` + ${epsilon}` }];
  return [{ title: `Add ${epsilon} to '${text.replace(/\s+/gu, " ")}'`, edits }];
}

function expressionAt(module: Module, { start, end }: Range): Node | undefined {
  let found: Node | undefined;
  walk(module, (node) => {
    if (node.range.start === start && node.range.end === end) found = node;
  });
  return found;
}

function operandOf(node: Node): Expression | undefined {
  if (node.kind === "BinaryOperation" && node.operator === "**") return node.left;
  if (node.kind === "BinaryOperation") return node.operator === "/" ? node.right : undefined;
  if (node.kind !== "Call" || node.function.kind !== "Attribute" || !withPole.test(node.function.attribute))
    return undefined;
  const [first] = node.arguments;
  return first?.name === undefined ? first?.value : undefined;
}

function isInParentheses(text: string, { start, end }: Range): boolean {
  return /\(\s*$/u.test(text.slice(Math.max(0, start - 20), start)) && /^\s*\)/u.test(text.slice(end, end + 20));
}
