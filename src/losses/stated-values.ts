/** What the code says a parameter of a loss is: its default, or what the loss is given where it is made. */

import type { Argument, Call, Expression } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { parentsOf } from "../python/walk.ts";
import type { LossDefinition, LossParameter, LossUse } from "./loss.ts";

/** How often a name may stand for another before it is given up. */
const deepest = 8;

/**
 * The expression that gives the parameter its value, through names that stand for one value: the default, else the
 * argument at the first place that makes or calls the loss. Undefined where the file says nothing certain.
 */
export function statedValue(
  parameter: LossParameter,
  loss: LossDefinition,
  uses: readonly LossUse[],
  names: ModuleNames,
): Expression | undefined {
  if (parameter.default !== undefined) return meantBy(parameter.default, names);
  // Where it is handed to Keras counts before where it is called for any other reason.
  const own = uses.filter((use) => use.loss === loss);
  const ordered = [...own.filter(({ role }) => role === "loss"), ...own.filter(({ role }) => role !== "loss")];
  for (const use of ordered) {
    const call = isOfOwner(parameter, loss)
      ? makerOfOwner(use.value, names)
      : use.value.kind === "Call"
        ? use.value
        : use.role === "call"
          ? use.call
          : undefined;
    const value = call && valueAtCall(parameter, loss, call, names);
    if (value) return value;
  }
  return undefined;
}

/** Whether a method's parameter is one of its object: of its class's `__init__`. */
export function isOfOwner({ parameter }: LossParameter, { form, node }: LossDefinition): boolean {
  return form === "method" && "parameters" in node && !node.parameters.list.includes(parameter);
}

/** `Weighted(2.0)` of `Weighted(2.0).loss`, or of `w.loss` where `w` is that. */
function makerOfOwner(value: Expression, names: ModuleNames): Call | undefined {
  const made = value.kind === "Attribute" ? meantBy(value.value, names) : undefined;
  return made?.kind === "Call" ? made : undefined;
}

/** The expression that a call of the loss, its factory or its class gives the parameter; undefined where it gives none. */
export function valueAtCall(
  parameter: LossParameter,
  loss: LossDefinition,
  call: Call,
  names: ModuleNames,
): Expression | undefined {
  const given = argumentFor(parameter, loss, call);
  return given && meantBy(given.value, names);
}

/** The expression itself, or the one value of the name that it is; undefined for a name that may have several. */
export function meantBy(expression: Expression, names: ModuleNames): Expression | undefined {
  let meant = expression;
  for (let depth = 0; meant.kind === "Name"; depth++) {
    const sites = names.bindingOf(meant)?.sites ?? [];
    const [site] = sites;
    if (depth > deepest || sites.length !== 1 || !site) return undefined;
    const value =
      site.kind === "assignment" ? site.value : site.kind === "parameter" ? site.parameter.default : undefined;
    if (value === undefined) return undefined;
    meant = value;
  }
  return meant;
}

/** The argument of a call of the loss, its factory or its class that the parameter gets; nothing where `*args` could shift it. */
function argumentFor(parameter: LossParameter, loss: LossDefinition, call: Call): Argument | undefined {
  const keyword = call.arguments.find(({ name }) => name === parameter.name);
  if (keyword || parameter.parameter.form === "keywordOnly") return keyword;
  const position = isOfOwner(parameter, loss) ? positionInOwner(parameter, loss) : positionOf(parameter, loss);
  if (position < 0) return undefined;
  const before = call.arguments.slice(0, position + 1);
  const isPlain = before.every(
    ({ name, value, isDoubleStarred }) => name === undefined && !isDoubleStarred && value.kind !== "Starred",
  );
  return isPlain ? before[position] : undefined;
}

function positionInOwner({ parameter }: LossParameter, { node, module }: LossDefinition): number {
  const owner = parentsOf(module).get(node);
  if (owner?.kind !== "ClassDefinition") return -1;
  for (const at of owner.body)
    if (at.kind === "FunctionDefinition" && at.name === "__init__") return at.parameters.list.indexOf(parameter) - 1;
  return -1;
}

function positionOf({ parameter }: LossParameter, { form, node, body }: LossDefinition): number {
  const owner =
    form === "class" && node.kind === "ClassDefinition"
      ? node.body.find((at) => at.kind === "FunctionDefinition" && at.name === "__init__")
      : form === "factory"
        ? node
        : body;
  if (owner === undefined || !("parameters" in owner)) return -1;
  const { list } = owner.parameters;
  const isBound = list[0]?.name === "self" || list[0]?.name === "cls";
  return list.indexOf(parameter) - (isBound ? 1 : 0);
}
