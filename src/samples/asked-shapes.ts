/** What single expressions of a loss ask of the shapes of its tensors: indices, slices, axes, ranks. */

import { literalOf } from "../evaluate/literal.ts";
import type { Call, Expression, Node } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

/** What is known so far to be asked of one tensor, as `TensorHints` has it. */
export interface Growing {
  leastRank: number;
  rank: number | null;
  writtenRank: number | null;
  leastWidth: number;
  leastSteps: number;
}

/** `mean, scale, shape = tf.unstack(y_pred, axis=-1)`: the last axis has as many. */
export function readUnpacking(
  targets: readonly Expression[],
  value: Expression,
  tensorOf: (node: Expression | undefined) => Growing | undefined,
): void {
  if (value.kind !== "Call" || !/^(?:split|unstack)$/.test(calleeName(value))) return;
  const of = tensorOf(value.arguments[0]?.value);
  const axis = literalOf(
    (value.arguments.find(({ name }) => name === "axis") ?? value.arguments[2])?.value ?? value.function,
  );
  if (of === undefined || axis !== -1n || targets.some((each) => each.kind === "Starred")) return;
  of.leastWidth = Math.max(of.leastWidth, targets.length);
}

const keepsShape =
  /^(?:cast|clip|clip_by_value|convert_to_tensor|identity|sigmoid|softmax|log_softmax|cast_to_floatx|maximum|minimum|float32|exp|log|stop_gradient)$/;

/** The tensor that a value has the shape of. */
export function sameShapeAs(value: Expression, tensorOf: (node: Expression | undefined) => Growing | undefined) {
  const direct = tensorOf(value);
  if (direct !== undefined || value.kind !== "Call") return direct;
  return keepsShape.test(calleeName(value)) ? tensorOf(value.arguments[0]?.value) : undefined;
}

/** The last part of what is called: `clip` of `K.clip(…)`. */
export function calleeName({ function: callee }: Call): string {
  return callee.kind === "Attribute" ? callee.attribute : callee.kind === "Name" ? callee.id : "";
}

/** `y_pred[:, 2]`: so many axes, and the last is so long. */
export function readSubscript(index: Expression, of: Growing): void {
  const elements = index.kind === "Tuple" ? index.elements : [index];
  const isNone = (node: Expression): boolean => node.kind === "Constant" && node.value === null;
  const isEllipsis = (node: Expression): boolean =>
    node.kind === "Constant" &&
    typeof node.value === "object" &&
    node.value !== null &&
    "type" in node.value &&
    node.value.type === "ellipsis";
  if (elements.some((node) => isNone(node) || node.kind === "Attribute")) return;
  const dots = elements.findIndex(isEllipsis);
  const last = elements.at(-1)!;
  if (dots >= 0) {
    of.leastRank = Math.max(of.leastRank, elements.length - 1);
    if (dots < elements.length - 1) of.leastWidth = Math.max(of.leastWidth, reachOf(last));
    return;
  }
  of.leastRank = Math.max(of.leastRank, elements.length);
  if (elements.length < 2) return;
  // The last index that is written is of the last axis where there are no more of them.
  if (elements.length >= 3) {
    of.writtenRank = Math.max(of.writtenRank ?? 0, elements.length);
    of.leastSteps = Math.max(of.leastSteps, reachOf(elements[1]!));
    of.leastWidth = Math.max(of.leastWidth, reachOf(last));
  } else of.leastWidth = Math.max(of.leastWidth, reachOf(last));
}

/** How long an axis must be for an index or a slice of it to hold something. */
function reachOf(node: Expression): number {
  const whole = (value: Expression | undefined): number | undefined => {
    const literal = value && literalOf(value);
    return typeof literal === "bigint" ? Number(literal) : undefined;
  };
  if (node.kind === "Slice") {
    const [lower, upper] = [whole(node.lower), whole(node.upper)];
    const fromLower = lower === undefined ? 1 : lower >= 0 ? lower + 1 : -lower;
    const fromUpper = upper === undefined ? 1 : upper > 0 ? upper : 1 - upper;
    return Math.max(fromLower, fromUpper);
  }
  const index = whole(node);
  return index === undefined ? 1 : index >= 0 ? index + 1 : -index;
}

/** What is given as axes, by name. */
export function axisArguments({ arguments: given }: Call): Expression[] {
  return given
    .filter(({ name }) => /^(?:axis|axes|dim|reduction_indices|perm)$/.test(name ?? ""))
    .map(({ value }) => value);
}

const reductions =
  /^(?:reduce_)?(?:sum|mean|max|min|prod|std|var|any|all|logsumexp|argmax|argmin|cumsum|softmax|l2_normalize|norm)$/;

/** The whole numbers of an `axis`; undefined where the call has none that can be read. */
export function axesOf(call: Call): number[] | undefined {
  const [named] = axisArguments(call);
  const second =
    reductions.test(calleeName(call)) && call.arguments[1]?.name === undefined ? call.arguments[1]?.value : undefined;
  const value = named ?? second;
  const literal = value && literalOf(value);
  const list = typeof literal === "bigint" ? [literal] : Array.isArray(literal) ? literal : tupleOf(literal);
  return list !== undefined && list.length > 0 && list.every((each) => typeof each === "bigint")
    ? list.map(Number)
    : undefined;
}

function tupleOf(literal: unknown): readonly unknown[] | undefined {
  return typeof literal === "object" && literal !== null && "tuple" in literal
    ? (literal.tuple as unknown[])
    : undefined;
}

/** `len(y.shape)`, `y.shape.rank`, `y.shape.ndims`, `K.ndim(y)`, `tf.rank(y)`, `y.ndim`. */
export function rankAsked(node: Expression, tensorOf: (node: Expression | undefined) => Growing | undefined) {
  const ofShape = (each: Expression | undefined): Growing | undefined =>
    each?.kind === "Attribute" && each.attribute === "shape"
      ? tensorOf(each.value)
      : each?.kind === "Call" && each.function.kind === "Attribute" && each.function.attribute === "get_shape"
        ? tensorOf(each.function.value)
        : each?.kind === "Call" && /^(?:int_shape|shape)$/.test(calleeName(each))
          ? tensorOf(each.arguments[0]?.value)
          : undefined;
  if (node.kind === "Call") {
    const callee = calleeName(node);
    if (callee === "len") return ofShape(node.arguments[0]?.value);
    return callee === "ndim" || callee === "rank" ? tensorOf(node.arguments[0]?.value) : undefined;
  }
  if (node.kind !== "Attribute") return undefined;
  if (node.attribute === "ndim") return tensorOf(node.value);
  return node.attribute === "rank" || node.attribute === "ndims" ? ofShape(node.value) : undefined;
}

/** Whether one of the names stands in it. */
export function mentionsAny(node: Node, names: ReadonlyMap<string, unknown>): boolean {
  let is = false;
  walk(node, (at) => {
    if (at.kind === "Name" && names.has(at.id)) is = true;
  });
  return is;
}

/** `y_pred[:, :, None]`: what is reduced then has more axes than the tensor. */
export function addsAxis(node: Node): boolean {
  let is = false;
  walk(node, (at) => {
    const parts = at.kind === "Subscript" && at.index.kind === "Tuple" ? at.index.elements : [];
    if (parts.some((part) => (part.kind === "Constant" && part.value === null) || part.kind === "Attribute")) is = true;
    if (at.kind === "Call" && calleeName(at) === "expand_dims") is = true;
  });
  return is;
}

/** `matmul(a, b, transpose_a=True)`, `K.dot(K.transpose(a), b)`. */
export function isTransposed({ arguments: given }: Call): boolean {
  return given.some(({ name, value }) => /^transpose_[ab]$/.test(name ?? "") || isTransposition(value));
}

/** `K.transpose(a)` */
export function isTransposition(node: Expression): boolean {
  return node.kind === "Call" && calleeName(node) === "transpose";
}
