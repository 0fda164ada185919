/** `match`: patterns of literals, names, alternatives and sequences; patterns of classes and mappings are refused. */

import type { Expression, Match } from "../../python/ast.ts";
import { parseModule } from "../../python/parse.ts";
import { Unsupported } from "../failure.ts";
import { isEqual, isSame } from "./comparisons.ts";
import { list } from "./dict.ts";
import { items } from "./iterate.ts";
import type { Completion, Frame } from "./machine.ts";
import { bindName } from "./scope.ts";
import type { Value } from "./values.ts";

type Arm = Match["cases"][number];

/** Runs the first case that fits. */
export function executeMatch(node: Match, frame: Frame): Completion {
  const { machine } = frame;
  const subject = machine.evaluate(node.subject, frame);
  for (const arm of node.cases) {
    const pattern = patternOf(arm, frame);
    machine.range = arm.range;
    if (!fits(pattern, subject, frame)) continue;
    if (arm.guard !== undefined && !machine.isTruthy(machine.evaluate(arm.guard, frame))) continue;
    return machine.execute(arm.body, frame);
  }
  return undefined;
}

const patterns = new WeakMap<Arm, Expression>();

/** The patterns that are evaluated read as expressions do; the tree itself keeps only the names that they bind. */
/** Without the `if` at its end, and the brackets that the guard stands in. */
function withoutGuard(head: string): string {
  let end = head.length;
  while (end > 0 && /[\s(]/.test(head[end - 1]!)) end--;
  return /\bif$/.test(head.slice(Math.max(0, end - 3), end)) ? head.slice(0, end - 2) : head;
}

function patternOf(arm: Arm, frame: Frame): Expression {
  const known = patterns.get(arm);
  if (known !== undefined) return known;
  const { text } = frame.module.tree;
  const end = arm.guard?.range.start ?? arm.body[0]?.range.start ?? arm.range.end;
  const head = text.slice(arm.range.start, end);
  const source = (arm.guard === undefined ? head.slice(0, head.lastIndexOf(":")) : withoutGuard(head))
    .replace(/^\s*case\b/, "")
    .trim();
  const { module } = parseModule(`(${source})\n`);
  const [statement, ...rest] = module.body;
  if (module.errors.length > 0 || rest.length > 0 || statement?.kind !== "ExpressionStatement") throw refused();
  patterns.set(arm, statement.value);
  return statement.value;
}

function refused(): Unsupported {
  return new Unsupported("This pattern of a `case` is not evaluated.");
}

function fits(pattern: Expression, subject: Value, frame: Frame): boolean {
  const { machine } = frame;
  switch (pattern.kind) {
    case "Constant": {
      const { value } = pattern;
      if (value === null || typeof value === "boolean") return isSame(subject, value);
      if (typeof value === "object") throw refused();
      return isEqual(machine, subject, value);
    }
    case "UnaryOperation":
    case "Attribute":
      return isEqual(machine, subject, machine.evaluate(pattern, frame));
    case "BinaryOperation":
      if (pattern.operator !== "|") throw refused();
      return fits(pattern.left, subject, frame) || fits(pattern.right, subject, frame);
    case "Name":
      if (pattern.id !== "_") bindName(frame, pattern.id, subject);
      return true;
    case "Tuple":
    case "List":
      return fitsSequence(pattern.elements, subject, frame);
    default:
      throw refused();
  }
}

function fitsSequence(elements: readonly Expression[], subject: Value, frame: Frame): boolean {
  if (subject === null || typeof subject !== "object" || (subject.type !== "list" && subject.type !== "tuple")) {
    if (subject !== null && typeof subject === "object" && subject.type !== "dict" && subject.type !== "set") {
      throw refused();
    }
    return false;
  }
  const values = items(frame.machine, subject);
  const starred = elements.findIndex((element) => element.kind === "Starred");
  if (starred < 0) {
    return values.length === elements.length && elements.every((each, index) => fits(each, values[index]!, frame));
  }
  const after = elements.length - starred - 1;
  if (values.length < starred + after) return false;
  return elements.every((each, index) => {
    if (index < starred) return fits(each, values[index]!, frame);
    if (each.kind === "Starred") {
      return fits(each.value, list(values.slice(starred, values.length - after)), frame);
    }
    return fits(each, values[values.length - (elements.length - index)]!, frame);
  });
}
