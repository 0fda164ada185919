/** Which shapes a loss's own text asks of its tensors: the axes that it names, the indices and slices it takes, its constants. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Call, Expression, Node, Parameter } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import {
  addsAxis,
  axesOf,
  axisArguments,
  calleeName,
  type Growing,
  isTransposed,
  isTransposition,
  mentionsAny,
  rankAsked,
  readSubscript,
  readUnpacking,
  sameShapeAs,
} from "./asked-shapes.ts";
import { calledHelper } from "./called-helpers.ts";

/** What is asked of one tensor. */
export interface TensorHints {
  /** Axes with the batch's: at least so many. */
  readonly leastRank: number;
  /** So many, where the loss insists on it. */
  readonly rank: number | null;
  /** As many as it writes indices of, where those are three or more. */
  readonly writtenRank: number | null;
  /** The length of the last axis: at least. */
  readonly leastWidth: number;
  /** The length of axis 1, where it is not the last: at least. */
  readonly leastSteps: number;
}

export interface ShapeHints {
  readonly yTrue: TensorHints;
  readonly yPred: TensorHints;
  /** The lengths of lists of numbers that the loss works with, the most telling first. */
  readonly widths: readonly number[];
  /** Whether an axis is halved. */
  readonly isHalved: boolean;
  /** Reduced over axes 1 and 2, and perhaps more: pictures. */
  readonly isOverPicture: boolean;
  /** A product of whole batches, such as a covariance: samples are vectors. */
  readonly isProduct: boolean;
  /** Predictions lose an axis of one: there is one, and nobody squeezes what has none. */
  readonly isSqueezed: boolean;
}

const mostWidth = 32;

export function shapeHints(loss: LossDefinition): ShapeHints {
  let known = found.get(loss);
  if (known === undefined) {
    known = readHints(loss);
    found.set(loss, known);
  }
  return known;
}

const found = new WeakMap<LossDefinition, ShapeHints>();

function readHints(loss: LossDefinition): ShapeHints {
  const nothing = (): Growing => ({ leastRank: 0, rank: null, writtenRank: null, leastWidth: 1, leastSteps: 1 });
  const [yTrue, yPred] = [nothing(), nothing()];
  const both = [yTrue, yPred];
  let names = new Map<string, Growing>();
  const name = (parameter: Parameter | undefined, of: Growing): void => {
    if (parameter !== undefined) names.set(parameter.name, of);
  };
  name(loss.yTrue, yTrue);
  name(loss.yPred, yPred);
  const widths: number[] = [];
  let isHalved = false;
  let isOverPicture = false;
  let isProduct = false;
  let isSqueezed = false;
  const tensorOf = (node: Expression | undefined): Growing | undefined =>
    node?.kind === "Name" ? names.get(node.id) : undefined;

  const atLeast = (rank: number): void => {
    for (const each of both) each.leastRank = Math.max(each.leastRank, rank);
  };
  const visit = (node: Node): void => {
    switch (node.kind) {
      case "Assign": {
        // `p = K.clip(y_pred, …)` has the shape of what it is made of.
        const [target] = node.targets;
        // `low, share = 0.1, 0.5` is no list of two numbers.
        if (target?.kind === "Tuple") axesLists.add(node.value);
        if (target?.kind === "Tuple" || target?.kind === "List") readUnpacking(target.elements, node.value, tensorOf);
        const of = target?.kind === "Name" ? sameShapeAs(node.value, tensorOf) : undefined;
        if (of !== undefined && target?.kind === "Name" && !names.has(target.id)) names.set(target.id, of);
        return;
      }
      case "Subscript": {
        const of = tensorOf(node.value);
        if (of !== undefined) readSubscript(node.index, of);
        // `z[:, None, :]`: every vector beside every other.
        const parts = node.index.kind === "Tuple" ? node.index.elements : [];
        if (of !== undefined && parts.length === 3 && isNewAxis(parts[1]!)) isProduct = true;
        return;
      }
      case "Compare": {
        const of = rankAsked(node.left, tensorOf);
        const [first] = node.comparisons;
        const value = first && literalOf(first.right);
        if (of !== undefined && typeof value === "bigint" && (first!.operator === "==" || first!.operator === "!="))
          of.rank = Number(value);
        return;
      }
      case "BinaryOperation":
        if (node.operator === "@" && isTransposition(node.right)) isProduct = true;
        return;
      case "Call": {
        const callee = calleeName(node);
        readHelper(node);
        const axes = axesOf(node);
        const isOfTensor = (): boolean => mentionsAny(node, names) && !addsAxis(node);
        if (axes !== undefined && isOfTensor()) {
          const most = Math.max(...axes);
          if (most >= 0) atLeast(most + 1);
          if (axes.includes(1) && axes.includes(2)) isOverPicture = true;
        }
        if (callee === "squeeze" && tensorOf(node.arguments[0]?.value) === yPred) isSqueezed = true;
        if (callee === "batch_dot" || (/^(?:dot|matmul)$/.test(callee) && isTransposed(node))) isProduct = true;
        if (callee === "split" && isOfTensor()) {
          const parts = node.arguments[1] && literalOf(node.arguments[1].value);
          if (parts === 2n && axes?.every((axis) => axis === -1 || axis === 1)) isHalved = true;
        }
        if (callee === "assert_rank" || callee === "ensure_rank") {
          const of = tensorOf(node.arguments[0]?.value);
          const rank = node.arguments[1] && literalOf(node.arguments[1].value);
          if (of !== undefined && typeof rank === "bigint") of.rank = Number(rank);
        }
        if (callee === "range" || callee === "arange" || callee === "one_hot" || callee === "eye") {
          const at = callee === "one_hot" ? 1 : 0;
          const argument =
            node.arguments.find((each) => /^(?:depth|num_classes|limit)$/.test(each.name ?? "")) ?? node.arguments[at];
          const value = argument && literalOf(argument.value);
          const length = Number(value);
          if ((typeof value === "bigint" || typeof value === "number") && Number.isInteger(length) && isWidth(length))
            widths.push(length);
        }
        return;
      }
      case "List":
      case "Tuple":
        if (isNumberList(node) && !isAxes(node)) widths.push(node.elements.length);
        return;
    }
  };
  const axesLists = new Set<Node>();
  const isAxes = (node: Node): boolean => axesLists.has(node);
  const helpers = new Set<Node | undefined>();
  const read = (body: LossDefinition["body"]): void => {
    helpers.add(body);
    const nodes: readonly Node[] = body === undefined ? [] : body.kind === "Lambda" ? [body.body] : body.body;
    for (const part of nodes)
      walk(part, (node) => {
        if (node.kind === "Call") for (const each of axisArguments(node)) axesLists.add(each);
        if (node.kind === "Subscript") axesLists.add(node.index);
        visit(node);
      });
  };
  const readHelper = (call: Call): void => {
    const helper = calledHelper(call, loss);
    if (helper === undefined || helpers.has(helper.node)) return;
    const inner = new Map<string, Growing>();
    for (const [parameter, value] of helper.given) {
      const of = tensorOf(value);
      if (of !== undefined) inner.set(parameter.name, of);
    }
    if (inner.size === 0) return;
    const outer = names;
    names = inner;
    read(helper.node);
    names = outer;
  };
  read(loss.body);
  for (const { default: given } of loss.parameters)
    if (given !== undefined && (given.kind === "List" || given.kind === "Tuple") && isNumberList(given))
      widths.push(given.elements.length);
  return { yTrue, yPred, widths: [...new Set(widths)], isHalved, isOverPicture, isProduct, isSqueezed };
}

function isNumberList(node: Expression): boolean {
  if (node.kind !== "List" && node.kind !== "Tuple") return false;
  if (!isWidth(node.elements.length)) return false;
  const values = node.elements.map((each) => literalOf(each));
  return (
    values.every((value) => typeof value === "bigint" || typeof value === "number") &&
    values.some((value) => typeof value === "number")
  );
}

function isNewAxis(node: Expression): boolean {
  return (
    (node.kind === "Constant" && node.value === null) || (node.kind === "Attribute" && node.attribute === "newaxis")
  );
}

const isWidth = (length: number): boolean => length >= 2 && length <= mostWidth;
