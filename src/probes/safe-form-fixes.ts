/** Forms that have a value, and a gradient, where the usual ones have none: a norm, a division, both branches of a `where`. */

import type { Call, Expression, Node, Range } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { type Dialect, dialectIn } from "./dialect.ts";
import type { ProbeContext, ProbeFix } from "./probe.ts";

/** For the expression at `range`. That each helps is tried by whoever offers it. */
export function safeFormFixes({ loss, module, names }: ProbeContext, range: Range): readonly ProbeFix[] {
  const dialect = dialectIn(loss, names);
  if (dialect === undefined) return [];
  const around: Node[] = [];
  walk(module, (node) => {
    if (node.range.start <= range.start && node.range.end >= range.end) around.push(node);
  });
  const textOf = (node: Node): string => module.text.slice(node.range.start, node.range.end);
  const own = around.filter((node) => node.range.start === range.start && node.range.end === range.end);
  return [
    ...around.flatMap((node) => bothBranches(node, range, textOf, dialect)),
    ...own.flatMap((node) => [...rootOfSquares(node, textOf, dialect), ...guardedDivision(node, textOf, dialect)]),
  ];
}

type TextOf = (node: Node) => string;

/** `tf.norm(x, axis=-1)` as the root of a sum of squares and an epsilon. */
function rootOfSquares(node: Node, textOf: TextOf, { sqrt, sum, square, epsilon }: Dialect): ProbeFix[] {
  if (node.kind !== "Call" || functionName(node) !== "norm") return [];
  const [vector, ...options] = node.arguments;
  if (vector === undefined || vector.name !== undefined) return [];
  if (options.some(({ name }) => name !== "axis" && name !== "keepdims")) return [];
  const rest = options.map(({ name, value }) => `, ${name}=${textOf(value)}`).join("");
  const newText = `${sqrt}(${sum}(${square}(${textOf(vector.value)})${rest}) + ${epsilon})`;
  return [{ title: `Write the norm as '${sqrt}' with ${epsilon}`, edits: [{ range: node.range, newText }] }];
}

/** `a / b` as `divide_no_nan(a, b)`, which is 0 where b is. */
function guardedDivision(node: Node, textOf: TextOf, { divideNoNan }: Dialect): ProbeFix[] {
  if (node.kind !== "BinaryOperation" || node.operator !== "/" || divideNoNan === undefined) return [];
  const newText = `${divideNoNan}(${textOf(node.left)}, ${textOf(node.right)})`;
  return [{ title: `Change to '${divideNoNan}'`, edits: [{ range: node.range, newText }] }];
}

/**
 * `where(c(x), f(x), g)` as `where(c(x), f(where(c(x), x, ones_like(x))), g)`: the branch that is not taken is computed
 * too, and must be a number, or 0 times infinity is its gradient.
 */
function bothBranches(node: Node, blamed: Range, textOf: TextOf, { where, onesLike }: Dialect): ProbeFix[] {
  if (node.kind !== "Call" || functionName(node) !== "where" || where === undefined) return [];
  const [condition, yes, no] = node.arguments.map(({ value }) => value);
  if (condition === undefined || yes === undefined || no === undefined) return [];
  const branch = [yes, no].find(({ range }) => range.start <= blamed.start && blamed.end <= range.end);
  if (branch === undefined) return [];
  const tested = textOf(condition);
  const names = new Set(plainNames(condition));
  const edits = plainNameNodes(branch)
    .filter(({ id }) => names.has(id))
    .map(({ id, range }) => ({
      range,
      newText:
        branch === yes
          ? `${where}(${tested}, ${id}, ${onesLike}(${id}))`
          : `${where}(${tested}, ${onesLike}(${id}), ${id})`,
    }));
  return edits.length === 0 ? [] : [{ title: "Keep the branch that is not taken finite", edits }];
}

function functionName({ function: callee }: Call): string | undefined {
  return callee.kind === "Attribute" ? callee.attribute : undefined;
}

function plainNames(node: Expression): string[] {
  return plainNameNodes(node).map(({ id }) => id);
}

/** Those of values, not of modules and their functions. */
function plainNameNodes(node: Expression) {
  const modules = new Set<Node>();
  const found: { readonly id: string; readonly range: Range }[] = [];
  walk(node, (each) => {
    if (each.kind === "Attribute") modules.add(each.value);
    if (each.kind === "Name" && !modules.has(each)) found.push(each);
  });
  return found;
}
