/** Whole numbers as a loss writes them: literals, constants of its module, its parameters, its object's attributes. */

import { literalOf } from "../evaluate/literal.ts";
import { attributeValues } from "../losses/attribute-values.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { meantBy } from "../losses/stated-values.ts";
import type { Expression } from "../python/ast.ts";
import { parentsOf } from "../python/walk.ts";
import { lossInFile } from "./file-model.ts";
import { startParameters } from "./start-values.ts";

/** Of columns whose number the loss leaves open. */
export const openWidth = 3;

const mostColumns = 1000;
const deepest = 8;

export type WholeReader = (node: Expression | undefined) => number | undefined;

/** `4 * num_classes`, `self.k`, `y_pred.shape[-1]`, which is as many as are left open; `loops`: what names count just now. */
export function createWholeReader(loss: LossDefinition, loops: ReadonlyMap<string, number>): WholeReader {
  let given: Readonly<Record<string, unknown>> | undefined;
  const parameter = (name: string): unknown => {
    const own = loss.parameters.find((each) => each.name === name);
    if (own === undefined) return undefined;
    if (own.default !== undefined) return literalOf(own.default);
    given ??= startParameters(lossInFile(loss));
    return given[name];
  };
  const ofObject = (name: string): Expression | undefined => {
    const { node } = loss;
    const outer = node.kind === "ClassDefinition" ? node : parentsOf(loss.module).get(node);
    return outer?.kind === "ClassDefinition" ? attributeValues(outer).get(name) : undefined;
  };
  const whole = (node: Expression | undefined, depth = 0): number | undefined => {
    if (node === undefined || depth > deepest) return undefined;
    const again = (inner: Expression | undefined): number | undefined => whole(inner, depth + 1);
    if (node.kind === "BinaryOperation") {
      const [left, right] = [again(node.left), again(node.right)];
      if (left === undefined || right === undefined) return undefined;
      return node.operator === "*"
        ? left * right
        : node.operator === "+"
          ? left + right
          : node.operator === "-"
            ? left - right
            : undefined;
    }
    if (node.kind === "UnaryOperation" && node.operator === "-") {
      const value = again(node.operand);
      return value && -value;
    }
    if (node.kind === "Attribute" && node.value.kind === "Name" && node.value.id === "self")
      return again(ofObject(node.attribute));
    if (
      node.kind === "Subscript" &&
      literalOf(node.index) === -1n &&
      /\bshape\b/.test(loss.module.text.slice(node.range.start, node.range.end))
    )
      return openWidth;
    let value: unknown = literalOf(node);
    if (node.kind === "Name") {
      value = loops.get(node.id) ?? parameter(node.id);
      if (value === undefined) {
        const meant = meantBy(node, lossInFile(loss).names);
        return meant === node ? undefined : again(meant);
      }
    }
    const count = typeof value === "bigint" || typeof value === "number" ? Number(value) : Number.NaN;
    return Number.isInteger(count) && Math.abs(count) <= mostColumns ? count : undefined;
  };
  return (node) => whole(node);
}
