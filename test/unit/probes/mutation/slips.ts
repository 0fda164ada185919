/** Slips that people make in correct losses and that only running can find. */

import type { Call, Expression, Node } from "../../../../src/python/ast.ts";
import { applyEdits, type Edit } from "../../../../src/python/edits.ts";
import { walk } from "../../../../src/python/walk.ts";
import type { Base } from "../../rules/mutation/bases.ts";

export interface Slip {
  readonly kind: string;
  /** What it makes of a loss, once for each place; the text of the whole file. */
  plant(base: Base): string[];
}

function nodesIn(base: Base): Node[] {
  const nodes: Node[] = [];
  walk(base.body, (node) => void nodes.push(node));
  return nodes;
}

function planted(base: Base, editsOf: (node: Node, base: Base) => readonly Edit[] | undefined): string[] {
  return nodesIn(base).flatMap((node) => {
    const edits = editsOf(node, base);
    return edits === undefined ? [] : [applyEdits(base.text, edits)];
  });
}

const textOf = ({ text }: Base, { range }: Node): string => text.slice(range.start, range.end);
const nameOf = ({ function: callee }: Call): string => (callee.kind === "Attribute" ? callee.attribute : "");
const replaced = (node: Node, newText: string): Edit[] => [{ range: node.range, newText }];
const isEpsilon = (base: Base, node: Expression): boolean =>
  /^(?:\w+\.)*epsilon\(\)$|^(?:1e-\d+|0\.0+1)$|^_?(?:eps|epsilon|EPS|EPSILON|smooth)$/u.test(textOf(base, node));

export const slips: readonly Slip[] = [
  {
    kind: "an epsilon left out",
    plant: (base) =>
      planted(base, (node) =>
        node.kind === "BinaryOperation" && node.operator === "+" && isEpsilon(base, node.right)
          ? replaced(node, textOf(base, node.left))
          : undefined,
      ),
  },
  {
    kind: "a clip left out",
    plant: (base) =>
      planted(base, (node) =>
        node.kind === "Call" && /^clip(?:_by_value)?$/u.test(nameOf(node)) && node.arguments[0]?.name === undefined
          ? replaced(node, textOf(base, node.arguments[0]!.value))
          : undefined,
      ),
  },
  {
    kind: "a minus left out",
    plant: (base) =>
      planted(base, (node) => {
        if (node.kind !== "Return" || node.value?.kind !== "UnaryOperation" || node.value.operator !== "-")
          return undefined;
        // What stood in brackets may go over several lines.
        return replaced(node.value, `(${textOf(base, node.value.operand)})`);
      }),
  },
  {
    kind: "a square left out",
    plant: (base) =>
      planted(base, (node) => {
        const inner =
          node.kind === "Call" && nameOf(node) === "square" && node.arguments.length === 1
            ? node.arguments[0]!.value
            : node.kind === "BinaryOperation" && node.operator === "**" && textOf(base, node.right) === "2"
              ? node.left
              : undefined;
        const isDifference = inner?.kind === "BinaryOperation" && inner.operator === "-";
        return isDifference ? replaced(node, `(${textOf(base, inner)})`) : undefined;
      }),
  },
  {
    kind: "target and prediction exchanged",
    plant: (base) => {
      const { yTrue, yPred } = base.loss;
      if (!/crossentropy|bce|cce|poisson|nll|log_?loss/iu.test(base.origin) || !yTrue || !yPred) return [];
      const edits = nodesIn(base).flatMap((node) => {
        if (node.kind !== "Name" || (node.id !== yTrue.name && node.id !== yPred.name)) return [];
        return replaced(node, node.id === yTrue.name ? yPred.name : yTrue.name);
      });
      return edits.length === 0 ? [] : [applyEdits(base.text, edits)];
    },
  },
  {
    kind: "keepdims left out",
    plant: (base) =>
      planted(base, (node) => {
        const at = node.kind === "Call" ? node.arguments.findIndex(({ name }) => name === "keepdims") : -1;
        if (node.kind !== "Call" || at < 1) return undefined;
        const before = node.arguments[at - 1]!.value.range.end;
        return [{ range: { start: before, end: node.arguments[at]!.value.range.end }, newText: "" }];
      }),
  },
  {
    kind: "one side squeezed",
    plant: (base) =>
      planted(base, (node) => {
        const { yTrue, yPred } = base.loss;
        if (node.kind !== "BinaryOperation" || node.operator !== "-") return undefined;
        const sides = [node.left, node.right].map((side) => (side.kind === "Name" ? side.id : ""));
        if (!sides.includes(yTrue?.name ?? "?") || !sides.includes(yPred?.name ?? "?")) return undefined;
        const side = [node.left, node.right][sides.indexOf(yPred!.name)]!;
        return replaced(side, `${textOf(base, side)}[:, 0]`);
      }),
  },
  {
    kind: "the axis of the batch",
    plant: (base) =>
      planted(base, (node) => {
        const axis = node.kind === "Call" ? node.arguments.find(({ name }) => name === "axis")?.value : undefined;
        return axis !== undefined && textOf(base, axis) === "-1" ? replaced(axis, "0") : undefined;
      }),
  },
];
