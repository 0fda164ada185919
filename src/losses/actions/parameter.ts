/** A number in a loss as a parameter with that number for its default: where the loss is used, nothing changes. */

import type { Constant, FunctionDefinition, Node, Statement } from "../../python/ast.ts";
import { nodeAt, parentsOf } from "../../python/walk.ts";
import { type ActionPlace, freeName, functionOf, indentOf, type LossAction, wholeLines } from "./action.ts";
import { addParameter, addSetting } from "./setting.ts";

/** Undefined where there is no such number at the cursor, or the loss has no place for a parameter. */
export function makeParameter(place: ActionPlace): LossAction | undefined {
  const { loss, names, range } = place;
  const { module, form } = loss;
  const body = functionOf(loss);
  const takes = form === "function" ? body : form === "factory" ? loss.node : undefined;
  if (body === undefined || (takes?.kind !== "FunctionDefinition" && form !== "class")) return undefined;
  const constant = numberAt(loss.module, range.start);
  if (constant === undefined || constant.range.start < (body.body[0]?.range.start ?? 0)) return undefined;
  if (constant.range.end > body.range.end) return undefined;
  const parents = parentsOf(module);
  const around = parents.get(constant);
  if (around === undefined || !isQuantity(constant, around) || isInDefaults(constant, body, parents)) return undefined;
  const value = module.text.slice(constant.range.start, constant.range.end);
  if (takes?.kind !== "FunctionDefinition") {
    // Kept by the class, and written down.
    const name = freeName(stemOf(constant, around), body, names, new Set(loss.parameters.map((each) => each.name)));
    const setting = addSetting(place, name, value);
    if (setting === undefined) return undefined;
    const { read, edits } = setting;
    return { kind: "makeParameter", about: name, edits: [...edits, { range: constant.range, newText: read }] };
  }
  const local = assignedAlone(around, body, names);
  if (local !== undefined) {
    const added = addParameter(module.text, takes.parameters, `${local}=${value}`);
    // A function of nothing but that line is none without it.
    if (added === undefined || indentOf(module, around as Statement) === undefined) return undefined;
    return {
      kind: "makeParameter",
      about: local,
      edits: [added, { range: wholeLines(module, around.range), newText: "" }],
    };
  }
  const name = freeName(stemOf(constant, around), body, names, new Set(takes.parameters.list.map((each) => each.name)));
  const added = addParameter(module.text, takes.parameters, `${name}=${value}`);
  if (added === undefined) return undefined;
  return { kind: "makeParameter", about: name, edits: [added, { range: constant.range, newText: name }] };
}

function numberAt(module: ActionPlace["loss"]["module"], offset: number): Constant | undefined {
  const node = nodeAt(module, offset);
  if (node.kind !== "Constant") return undefined;
  return typeof node.value === "number" || typeof node.value === "bigint" ? node : undefined;
}

/** Of names of arguments that are no quantities. */
const structural = /^(?:axis|axes|keepdims|dtype|shape|num_classes|depth|k|ord|newshape|repeats|indices|seed)$/;

/** A number that is computed with, not an axis, a shape or an index. */
function isQuantity(constant: Constant, around: Node): boolean {
  switch (around.kind) {
    case "BinaryOperation":
    case "Compare":
      return true;
    case "Assign":
      return around.value === constant;
    case "Call": {
      const argument = around.arguments.find((each) => each.value === constant);
      if (argument === undefined || structural.test(argument.name ?? "")) return false;
      // An axis is a whole number, by its place too.
      return typeof constant.value === "number" || argument.name !== undefined;
    }
    default:
      return false;
  }
}

function isInDefaults(node: Node, body: FunctionDefinition, parents: ReadonlyMap<Node, Node>): boolean {
  for (let at: Node | undefined = node; at !== undefined && at !== body; at = parents.get(at))
    if (at.kind === "FunctionDefinition" || at.kind === "ClassDefinition" || at.kind === "Lambda") return true;
  return false;
}

/** `alpha = 0.25`, given a value nowhere else: the name that the parameter has then. */
function assignedAlone(around: Node, body: FunctionDefinition, names: ActionPlace["names"]): string | undefined {
  if (around.kind !== "Assign" || around.targets.length !== 1 || !body.body.includes(around)) return undefined;
  const [target] = around.targets;
  const binding = target?.kind === "Name" ? names.bindingOf(target) : undefined;
  const isAlone = binding?.sites.length === 1 && binding.scope === names.scopeOpenedBy(body) && body.body.length > 1;
  return isAlone ? binding.name : undefined;
}

function stemOf(constant: Constant, around: Node): string {
  if (around.kind === "Call") {
    const named = around.arguments.find((each) => each.value === constant)?.name;
    if (named !== undefined) return named;
  }
  const size = Math.abs(Number(constant.value));
  if (size > 0 && size <= 1e-3) return "epsilon";
  if (around.kind === "Compare") return "threshold";
  if (around.kind !== "BinaryOperation") return "value";
  const isRight = around.right === constant;
  if (around.operator === "**") return isRight ? "exponent" : "base";
  if (around.operator === "*") return "weight";
  if (around.operator === "/") return isRight ? "divisor" : "numerator";
  return "offset";
}
