/**
 * Keras gives target and prediction equally many axes before it calls a function, `(N,)` beside `(N, 1)` for one, and does
 * not before it calls a class's `call`. What a class needs to compute what its function did, and whether that is known.
 */

import { functionTraits } from "../../keras/functions/function-traits.ts";
import type { Call, Expression, FunctionDefinition, Lambda, Node, Statement } from "../../python/ast.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { tensorName } from "../fixes/tensor-call.ts";
import type { LossDefinition } from "../loss.ts";
import { isDocstring, type Reading } from "./action.ts";

/** `line`: one that gives the target the prediction's shape where they have not equally many axes. `none`: nothing. */
export type Alignment = "line" | "none";

const flattening = /^(?:keras\.(?:ops|backend)\.(?:flatten|ravel)|tf\.keras\.(?:ops|backend)\.(?:flatten|ravel))$/;
const sparse = /sparse_\w*crossentropy/;
const kerasLoss = /^(?:tf\.)?keras\.losses\.[a-z]\w*$|^(?:tf\.)?keras\.backend\.\w*crossentropy$/;

/** Undefined where what the loss does with its axes is not known. `own` is a statement that aligns them by itself. */
export function alignmentOf(
  { body, yTrue, yPred }: LossDefinition,
  reading: Reading,
  own?: Statement,
): Alignment | undefined {
  if (body === undefined || yTrue === undefined || yPred === undefined) return undefined;
  const { names, module, resolver } = reading;
  const scope = names.scopeOpenedBy(body);
  const isOwn = ({ range }: Node) => own !== undefined && own.range.start <= range.start && range.end <= own.range.end;
  const uses = (name: string) => (scope?.bindings.get(name)?.references ?? []).filter((each) => !isOwn(each));
  const parents = parentsOf(module);
  const callAround = (name: Expression): Call | undefined => {
    const around = parents.get(name);
    return around?.kind === "Call" ? around : undefined;
  };
  const isFlattened = (name: Expression): boolean => {
    const call = callAround(name);
    if (call === undefined || call.arguments[0]?.value !== name) return false;
    const called = resolver.qualifiedName(call.function) ?? "";
    if (flattening.test(called)) return true;
    const shape = call.arguments[1]?.value;
    return /\.reshape$/.test(called) && shape !== undefined && isMinusOne(shape);
  };
  const isOfClasses = (name: Expression): boolean => {
    const call = callAround(name);
    return call !== undefined && sparse.test(resolver.qualifiedName(call.function) ?? "");
  };
  const [ofTarget, ofPrediction] = [uses(yTrue.name), uses(yPred.name)];
  if (ofTarget.length > 0 && ofTarget.every(isOfClasses)) return "none";
  const all = [...ofTarget, ...ofPrediction];
  if (ofTarget.length > 0 && ofPrediction.length > 0 && all.every(isFlattened)) return "none";
  return isElementwise(body, reading, own, new Set()) ? "line" : undefined;
}

function isMinusOne(node: Expression): boolean {
  if (node.kind === "List" || node.kind === "Tuple") return node.elements.length === 1 && isMinusOne(node.elements[0]!);
  return node.kind === "UnaryOperation" && node.operator === "-" && node.operand.kind === "Constant"
    ? node.operand.value === 1n
    : false;
}

/** Whether all that is done is done with each number, or sums numbers up: nothing picks axes out or lays them elsewhere. */
function isElementwise(
  body: FunctionDefinition | Lambda,
  reading: Reading,
  own: Statement | undefined,
  seen: Set<FunctionDefinition | Lambda>,
): boolean {
  if (seen.has(body)) return true;
  seen.add(body);
  let is = true;
  walk(body, (node: Node) => {
    if (node === own) return false;
    switch (node.kind) {
      case "Subscript":
      case "Comprehension":
      case "For":
      case "While":
      case "ErrorExpression":
      case "ErrorStatement":
        is = false;
        break;
      case "BinaryOperation":
        if (node.operator === "@") is = false;
        break;
      case "Call":
        if (!isElementwiseCall(node)) is = false;
        break;
    }
    return is;
  });
  return is;

  function isElementwiseCall({ function: callee }: Call): boolean {
    const { resolver } = reading;
    const name = resolver.qualifiedName(callee);
    if (callee.kind === "Name") {
      const meant = resolver.resolve(callee);
      if (meant?.kind === "function") return isElementwise(meant.node, reading, own, seen);
      if (name !== undefined && /^(?:float|int|len|abs|min|max)$/.test(name)) return true;
    }
    if (name === undefined) return callee.kind === "Attribute" && /^(?:abs|mean|sum|square)$/.test(callee.attribute);
    if (kerasLoss.test(name)) return !sparse.test(name);
    if (/\.(?:epsilon|floatx|cast|convert_to_tensor|constant|stop_gradient|sigmoid|softplus)$/.test(name)) return true;
    const traits = functionTraits(name);
    return traits?.shape === "elementwise" || traits?.shape === "reduced" || traits?.result === "python";
  }
}

/** The lines themselves; undefined where the file has no word for them. */
export function alignmentLines(
  { yTrue, yPred }: LossDefinition,
  reading: Reading,
  step: string,
): readonly string[] | undefined {
  const reshape = tensorName("reshape", reading);
  const shape = tensorName("shape", reading);
  if (reshape === undefined || shape === undefined || yTrue === undefined || yPred === undefined) return undefined;
  const [target, prediction] = [yTrue.name, yPred.name];
  return [
    `if len(${target}.shape) != len(${prediction}.shape):`,
    `${step}${target} = ${reshape}(${target}, ${shape}(${prediction}))`,
  ];
}

/** The statement that these lines are, at the head of a body. */
export function alignmentStatement({ body }: FunctionDefinition, text: string): Statement | undefined {
  const at = isDocstring(body[0]) ? body[1] : body[0];
  if (at?.kind !== "If") return undefined;
  const written = text.slice(at.range.start, at.range.end);
  return /^if len\((\w+)\.shape\) != len\((\w+)\.shape\):\s+\1 = [\w.]+\.reshape\(\1, [\w.]+\.shape\(\2\)\)$/.test(
    written,
  )
    ? at
    : undefined;
}
