/** What kind of value a loss takes for a parameter, by what it does with it: a function, a list, a whole number. */

import type { GivenValue } from "../evaluate/evaluation.ts";
import { literalOf } from "../evaluate/literal.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { isOfOwner } from "../losses/stated-values.ts";
import type { Call, Expression, Node } from "../python/ast.ts";
import { parentsOf, walk } from "../python/walk.ts";
import { modelOutput } from "./file-model.ts";
import { usualStart } from "./parameter-ranges.ts";
import { shapeHints } from "./shape-hints.ts";

/** Of a list of one number a class, where nothing says how many classes there are. */
const usualWidth = 3;
const usualCount = 3n;

interface Use {
  /** Names by which it is asked for parts: `config["alpha"]`, `params.alpha`. */
  readonly keys: Set<string>;
  readonly attributes: Set<string>;
  called: Call | undefined;
  isList: boolean;
  isWhole: boolean;
  isConstant: boolean;
  length: number;
}

/** A value of the kind that the loss's use of the parameter asks for; undefined where any number will do. */
export function valueByUse(loss: LossDefinition, parameter: string): GivenValue | undefined {
  const use = useOf(loss, parameter);
  if (/^(?:bounding_)?box_?format$/i.test(parameter)) return "xyxy";
  if (use.called !== undefined) return functionFor(use.called, loss);
  const isPlural =
    /(?:weights|alphas|gammas|thresholds|quantiles|levels|taus|factors|scales|coefs|coefficients|costs)$/i.test(
      parameter,
    );
  if (use.isList || (use.isConstant && isPlural)) {
    const width = widthOf(loss, use);
    if (/quantile|tau|level|percentile/i.test(parameter))
      return Array.from({ length: width }, (_, index) => (index + 1) / (width + 1));
    return new Array<number>(width).fill(1);
  }
  if (use.keys.size > 0) return { code: settings(use.keys) };
  if (use.attributes.size > 0 && [...use.attributes].every(isSetting))
    return { code: `type("Settings", (), ${settings(use.attributes)})` };
  return use.isWhole ? usualCount : undefined;
}

/** A dictionary of what such parameters usually are, as Python writes it. */
function settings(names: ReadonlySet<string>): string {
  return `{${[...names].map((name) => `${JSON.stringify(name)}: ${usual(name)}`).join(", ")}}`;
}

function usual(name: string): string {
  const start = usualStart(name);
  return typeof start === "boolean" ? (start ? "True" : "False") : String(start);
}

/** What an object of settings has: no attribute of a tensor or a number, and none that is called. */
function isSetting(attribute: string): boolean {
  return usualStart(attribute) !== usualStart("something") && !ofTensors.has(attribute);
}

const ofTensors = new Set(["shape", "dtype", "ndim", "size", "rank", "name", "T", "numpy", "real"]);

function widthOf(loss: LossDefinition, { length }: Use): number {
  if (length > 1) return length;
  const { yPred, yTrue, widths } = shapeHints(loss);
  const asked = Math.max(yPred.leastWidth, yTrue.leastWidth);
  return modelOutput(loss)?.units ?? widths.find((width) => width >= asked) ?? (asked > 1 ? asked : usualWidth);
}

/** What a function must take is what the loss calls it with: two tensors are compared, one stays as it is. */
function functionFor({ arguments: given }: Call, { yTrue, yPred }: LossDefinition): GivenValue | undefined {
  const isOf = (node: Node, name: string | undefined): boolean => {
    let is = false;
    walk(node, (at) => {
      if (at.kind === "Name" && at.id === name) is = true;
    });
    return is;
  };
  const both =
    given.some(({ value }) => isOf(value, yTrue?.name)) && given.some(({ value }) => isOf(value, yPred?.name));
  if (both) return { code: "keras.losses.mean_squared_error" };
  return given.length === 1 ? { code: "keras.activations.linear" } : undefined;
}

/** Where the parameter is used: an object's is, in all of its class. */
export function scopeOf(loss: LossDefinition, parameter: string): Node {
  const own = loss.parameters.find(({ name }) => name === parameter);
  const owner = own && isOfOwner(own, loss) ? parentsOf(loss.module).get(loss.node) : undefined;
  return owner ?? loss.node;
}

function useOf(loss: LossDefinition, parameter: string): Use {
  const node = scopeOf(loss, parameter);
  const use: Use = {
    keys: new Set(),
    attributes: new Set(),
    called: undefined,
    isList: false,
    isWhole: false,
    isConstant: false,
    length: 0,
  };
  const names = new Set([parameter]);
  const attributes = new Set<string>();
  const isIt = (at: Expression | undefined): boolean =>
    (at?.kind === "Name" && names.has(at.id)) ||
    (at?.kind === "Attribute" && at.value.kind === "Name" && at.value.id === "self" && attributes.has(at.attribute));
  /** The parameter itself, or made of it and whole numbers. */
  const isCountOf = (bound: Expression): boolean =>
    isIt(bound) || (bound.kind === "BinaryOperation" && (isCountOf(bound.left) || isCountOf(bound.right)));
  walk(node, (at) => {
    if (at.kind !== "Assign" || !isIt(at.value)) return;
    const [target] = at.targets;
    if (target?.kind === "Attribute" && target.value.kind === "Name" && target.value.id === "self")
      attributes.add(target.attribute);
    else if (target?.kind === "Name") names.add(target.id);
  });
  walk(node, (at) => {
    switch (at.kind) {
      case "Call":
        readCall(at, isIt, use);
        return;
      case "Subscript": {
        // `y_true[:, :4 * anchors]`
        walk(at.index, (part) => {
          if (part.kind === "Slice")
            for (const bound of [part.lower, part.upper])
              if (bound !== undefined && isCountOf(bound)) use.isWhole = true;
        });
        if (!isIt(at.value)) return;
        const index = literalOf(at.index);
        if (typeof index === "string") {
          use.keys.add(index);
          return;
        }
        use.isList = true;
        if (typeof index === "bigint" && index >= 0n) use.length = Math.max(use.length, Number(index) + 1);
        return;
      }
      case "Attribute":
        if (isIt(at.value)) use.attributes.add(at.attribute);
        return;
      case "For":
        if (isIt(at.iterable)) use.isList = true;
        return;
      case "Comprehension":
        if (at.clauses.some(({ iterable }) => isIt(iterable))) use.isList = true;
        return;
      case "Assign": {
        const [target] = at.targets;
        if (!isIt(at.value) || (target?.kind !== "Tuple" && target?.kind !== "List")) return;
        use.isList = true;
        use.length = Math.max(use.length, target.elements.length);
        return;
      }
    }
  });
  return use;
}

function readCall(call: Call, isIt: (node: Expression | undefined) => boolean, use: Use): void {
  const { function: callee, arguments: given } = call;
  if (isIt(callee)) {
    use.called ??= call;
    return;
  }
  const name = callee.kind === "Attribute" ? callee.attribute : callee.kind === "Name" ? callee.id : "";
  const at = given.findIndex(({ value }) => isIt(value));
  if (at < 0) return;
  const isBuiltin = callee.kind === "Name";
  if (isBuiltin && /^(?:len|sum|zip|enumerate|sorted|list|tuple|any|all|iter)$/.test(name)) use.isList = true;
  if (isBuiltin && name === "range") use.isWhole = true;
  if (/^(?:constant|convert_to_tensor|array|asarray|variable|Variable|gather|take|tensordot)$/.test(name) && at === 0)
    use.isConstant = true;
  if (given[at]!.name === "depth" || given[at]!.name === "num_classes" || (name === "one_hot" && at === 1))
    use.isWhole = true;
}
