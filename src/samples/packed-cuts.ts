/** How a loss cuts its tensors into columns: followed through names, calls that keep columns, and the file's own functions. */

import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { Call, Comprehension, Expression, FunctionDefinition, Lambda, Node } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { axesOf, calleeName, mentionsAny } from "./asked-shapes.ts";
import { calledHelper } from "./called-helpers.ts";
import { columnsAt, columnsFromTheEnd } from "./column-index.ts";
import type { Cut, CutTensor, LossCuts } from "./cut.ts";
import { createWholeReader, openWidth } from "./whole-reader.ts";

interface Ref {
  readonly of: CutTensor;
  readonly cut: Cut;
}

const keepsColumns =
  /^(?:cast|reshape|expand_dims|squeeze|clip|clip_by_value|maximum|minimum|convert_to_tensor|identity|stop_gradient|float32|flatten)$/;
const asksShape = /^(?:shape|int_shape|ndim|rank|size|len|zeros_like|ones_like|dtype)$/;
const deepest = 3;
const mostParts = 64;

const known = new WeakMap<LossDefinition, LossCuts | undefined>();

/** Undefined where the loss has no body or no two tensors. */
export function lossCuts(loss: LossDefinition): LossCuts | undefined {
  if (!known.has(loss)) known.set(loss, readCuts(loss));
  return known.get(loss);
}

function readCuts(loss: LossDefinition): LossCuts | undefined {
  const { body, yTrue, yPred } = loss;
  if (body === undefined || body.kind === "Lambda" || yTrue === undefined || yPred === undefined) return undefined;
  const loops = new Map<string, number>();
  const whole = createWholeReader(loss, loops);
  const total = openWidth + columnsFromTheEnd(body, whole);
  const tensor = (): CutTensor => ({ whole: newCut(0, null, 0), cuts: new Map(), total, isWholeUsed: false });
  const tensors = [tensor(), tensor()] as const;
  let reduced = 0;
  let depthOfClasses: number | undefined;

  const cutOf = (of: CutTensor, start: number, end: number | null, between: number): Ref => {
    const key = `${start}:${end ?? ""}`;
    const cut = of.cuts.get(key) ?? newCut(start, end, between);
    of.cuts.set(key, cut);
    return { of, cut };
  };

  const run = (
    code: FunctionDefinition | Lambda,
    names: Map<string, Ref | readonly (Ref | undefined)[]>,
    depth: number,
  ) => {
    const noted = new Set<Node>();
    let returned: readonly (Ref | undefined)[] | undefined;

    const refOf = (node: Expression | undefined): Ref | undefined => {
      if (node?.kind === "Name") {
        const ref = names.get(node.id);
        return ref !== undefined && "of" in ref ? ref : undefined;
      }
      if (node?.kind === "Subscript") {
        if (node.value.kind === "Name") {
          const list = names.get(node.value.id);
          if (list !== undefined && !("of" in list)) return list[whole(node.index) ?? -1];
        }
        const ref = refOf(node.value);
        if (ref === undefined || ref.cut !== ref.of.whole) return ref;
        const part = columnsAt(node.index, whole, ref.of.total);
        return part && cutOf(ref.of, part.start, part.end, part.between);
      }
      // `logits / temperature`
      if (node?.kind === "BinaryOperation" && node.operator === "/" && refOf(node.right) === undefined)
        return node.right.kind === "Call" ? undefined : refOf(node.left);
      if (node?.kind === "UnaryOperation" && node.operator === "-") return refOf(node.operand);
      if (node?.kind !== "Call" || !keepsColumns.test(calleeName(node))) return undefined;
      // `tf.clip_by_value(x, 0, 1)`, `tf.minimum(1e6, x)`
      return refOf(node.arguments[0]?.value) ?? refOf(node.arguments[1]?.value);
    };

    const partsOf = (node: Expression, count: number): readonly (Ref | undefined)[] | undefined => {
      if (node.kind === "Tuple" || node.kind === "List") return node.elements.map(refOf);
      if (node.kind === "Name") {
        const list = names.get(node.id);
        return list === undefined || "of" in list ? undefined : list;
      }
      if (node.kind === "Comprehension") return listed(node);
      if (node.kind !== "Call") return undefined;
      const callee = calleeName(node);
      if (callee !== "split" && callee !== "unstack") return called(node);
      const ref = refOf(node.arguments[0]?.value);
      const axis = axesOf(node) ?? [whole(node.arguments[2]?.value)];
      if (ref === undefined || ref.cut !== ref.of.whole || (axis[0] !== -1 && axis[0] !== 1)) return undefined;
      const sizes = (
        node.arguments.find(({ name }) => /sections|splits|^num/.test(name ?? "")) ??
        node.arguments.slice(1, 2).find(({ name }) => name === undefined)
      )?.value;
      const given = sizes?.kind === "Tuple" || sizes?.kind === "List" ? sizes.elements.map(whole) : undefined;
      const widths = given ?? new Array<number>(Math.max(1, whole(sizes) ?? count)).fill(1);
      let next = 0;
      return widths.map((width) => {
        const start = next;
        next += width ?? openWidth;
        return cutOf(ref.of, start, next, 0);
      });
    };

    // `[y_pred[:, i * k : (i + 1) * k] for i in range(3)]`
    const listed = ({ element, clauses }: Comprehension): readonly (Ref | undefined)[] | undefined => {
      const [{ target, iterable }] = clauses as [Comprehension["clauses"][number]];
      const isRange = iterable.kind === "Call" && calleeName(iterable) === "range" && iterable.arguments.length === 1;
      const count = isRange ? (whole(iterable.arguments[0]!.value) ?? 0) : 0;
      if (target.kind !== "Name" || count < 1 || count > mostParts) return undefined;
      return Array.from({ length: count }, (_, index) => {
        loops.set(target.id, index);
        const ref = refOf(element);
        loops.delete(target.id);
        return ref;
      });
    };

    const called = (call: Call): readonly (Ref | undefined)[] | undefined => {
      const helper = depth < deepest ? calledHelper(call, loss) : undefined;
      if (helper === undefined) return undefined;
      const inner = new Map<string, Ref>();
      for (const [{ name }, value] of helper.given) {
        const ref = refOf(value);
        if (ref !== undefined) inner.set(name, ref);
      }
      return inner.size === 0 ? undefined : run(helper.node, inner, depth + 1);
    };

    const sign = (node: Expression, text: string): Ref | undefined => {
      const ref = refOf(node);
      ref?.cut.signs.add(text);
      return ref;
    };
    const hold = (refs: readonly (Ref | undefined)[]): void => {
      for (const one of refs)
        for (const other of refs)
          if (one !== undefined && other !== undefined && one.of !== other.of) one.cut.against.add(other.cut);
    };

    const note = (node: Node): void => {
      if (noted.has(node)) return;
      noted.add(node);
      switch (node.kind) {
        case "Assign": {
          walk(node.value, note);
          bind(node.targets[0]!, node.value);
          return;
        }
        case "Return":
          if (node.value !== undefined) returned = partsOf(node.value, 1);
          return;
        case "Name": {
          const ref = refOf(node);
          if (ref !== undefined && ref.cut === ref.of.whole) ref.of.isWholeUsed = true;
          return;
        }
        case "Subscript":
        case "Attribute":
          if (node.value.kind === "Name") noted.add(node.value);
          if (node.kind === "Subscript") refOf(node);
          return;
        case "BinaryOperation": {
          const { left, operator, right } = node;
          if (operator === "-" && literalOf(left)?.toString() === "1") sign(right, "1-");
          else if (operator === "/") sign(right, "divisor");
          else if (operator === "*")
            for (const [one, other] of [[left, right], [right, left]] as const) // biome-ignore format: two ways
              sign(
                one,
                other.kind === "Call" && calleeName(other) === "log"
                  ? "beside"
                  : one.kind === "Subscript"
                    ? "factor"
                    : "*",
              );
          hold([refOf(left), refOf(right)]);
          return;
        }
        case "Compare":
          if (node.comparisons.some(({ right }) => literalOf(right) !== undefined)) sign(node.left, "compared");
          return;
        case "Call":
          noteCall(node);
      }
    };

    const noteCall = (node: Call): void => {
      const callee = calleeName(node);
      const isHelper = called(node) !== undefined || calledHelper(node, loss) !== undefined;
      const refs = node.arguments.map(({ value }) => refOf(value));
      if (isHelper || asksShape.test(callee) || keepsColumns.test(callee) || /^(?:split|unstack)$/.test(callee))
        for (const { value } of node.arguments) if (value.kind === "Name") noted.add(value);
      const axes = axesOf(node)?.sort() ?? [];
      if (axes.every((axis, index) => axis === index + 1)) reduced = Math.max(reduced, axes.length);
      if (/equal$/.test(callee) && node.arguments.some(({ value }) => literalOf(value) !== undefined))
        for (const ref of refs) ref?.cut.signs.add("compared");
      if (callee === "one_hot")
        depthOfClasses = whole((node.arguments.find(({ name }) => name === "depth") ?? node.arguments[1])?.value);
      if (callee === "cast") {
        if (/int/.test(textOf(node.arguments[1]?.value, loss))) refs[0]?.cut.signs.add("index");
      } else if (callee === "reshape") {
        const shape = node.arguments[1]?.value;
        const dims = shape?.kind === "List" || shape?.kind === "Tuple" ? shape.elements.map(whole) : [];
        const [first, ...others] = dims;
        if (refs[0] !== undefined && first === -1 && others.every((each) => each !== undefined))
          refs[0].cut.reshaped ??= others as number[];
      } else if (!keepsColumns.test(callee)) {
        const isOfLogits = /from_logits\s*=\s*True|_with_logits/.test(textOf(node, loss));
        for (const ref of refs) ref?.cut.signs.add(fullName(node)).add(isOfLogits ? "logits" : callee);
        // What stands within a logarithm.
        if (callee === "log")
          walk(node, (inner) => {
            if (inner.kind === "Name" || inner.kind === "Subscript") sign(inner, "log");
          });
        hold(refs);
      }
    };

    const bind = (target: Expression, value: Expression): void => {
      if (target.kind === "Name") {
        const ref = refOf(value);
        const list = ref === undefined ? partsOf(value, 1) : undefined;
        if (ref !== undefined && ref.cut.name === "") ref.cut.name = target.id;
        if (ref ?? list) names.set(target.id, ref ?? list!);
        else names.delete(target.id);
      } else if (target.kind === "Tuple" || target.kind === "List") {
        const parts = partsOf(value, target.elements.length) ?? [];
        for (const [index, each] of target.elements.entries()) {
          if (each.kind !== "Name") continue;
          const ref = parts[index];
          if (ref !== undefined && ref.cut.name === "") ref.cut.name = each.id;
          if (ref === undefined) names.delete(each.id);
          else names.set(each.id, ref);
        }
      }
    };

    for (const part of code.kind === "Lambda" ? [code.body] : code.body) walk(part, note);
    return returned;
  };

  run(body, new Map([[yTrue.name, { of: tensors[0], cut: tensors[0].whole }], [yPred.name, { of: tensors[1], cut: tensors[1].whole }]]), 0); // biome-ignore format: one line
  return {
    yTrue: tensors[0],
    yPred: tensors[1],
    isTargetUsed: mentionsAny(body, new Map([[yTrue.name, true]])),
    depth: depthOfClasses,
    reduced,
  };
}

function newCut(start: number, end: number | null, between: number): Cut {
  return { start, end, name: "", between, signs: new Set(), against: new Set() };
}

function textOf(node: Node | undefined, { module }: LossDefinition): string {
  return node === undefined ? "" : module.text.slice(node.range.start, node.range.end);
}

/** `softmax_loss.compute` of `self.softmax_loss.compute(…)`. */
function fullName({ function: callee }: Call): string {
  if (callee.kind === "Name") return callee.id;
  if (callee.kind !== "Attribute") return callee.kind === "Call" ? fullName(callee) : "";
  return `${callee.value.kind === "Attribute" ? callee.value.attribute : ""}.${callee.attribute}`;
}
