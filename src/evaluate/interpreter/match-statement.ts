/** `match`: patterns of literals, names, alternatives, sequences, mappings and classes. */

import type { Call, Dict, Expression, Match } from "../../python/ast.ts";
import { parseModule } from "../../python/parse.ts";
import { Unsupported } from "../failure.ts";
import { isInstance } from "./attribute-builtins.ts";
import { findAttribute } from "./attributes.ts";
import { isEqual, isSame } from "./comparisons.ts";
import { getItem, hashKey, list } from "./dict.ts";
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

/** Without the `if` at its end, and the brackets that the guard stands in. */
function withoutGuard(head: string): string {
  let end = head.length;
  while (end > 0 && /[\s(]/.test(head[end - 1]!)) end--;
  return /\bif$/.test(head.slice(Math.max(0, end - 3), end)) ? head.slice(0, end - 2) : head;
}

/** A quoted text, or the `as` of a pattern outside of one. */
const textOrAs = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\bas\b/g;

/**
 * Patterns read as expressions do, `P as name` written as `P is name`, which binds as loosely; the tree itself keeps only
 * the names that they bind.
 */
function patternOf(arm: Arm, frame: Frame): Expression {
  const known = patterns.get(arm);
  if (known !== undefined) return known;
  const { text } = frame.module.tree;
  const end = arm.guard?.range.start ?? arm.body[0]?.range.start ?? arm.range.end;
  const head = text.slice(arm.range.start, end);
  const source = (arm.guard === undefined ? head.slice(0, head.lastIndexOf(":")) : withoutGuard(head))
    .replace(/^\s*case\b/, "")
    .replace(textOrAs, (found) => (found === "as" ? "is" : found))
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
    case "Compare": {
      const name = pattern.comparisons[0]?.right;
      if (pattern.comparisons.length > 1 || name?.kind !== "Name") throw refused();
      if (!fits(pattern.left, subject, frame)) return false;
      bindName(frame, name.id, subject);
      return true;
    }
    case "Dict":
      return fitsMapping(pattern, subject, frame);
    case "Call":
      return fitsClass(pattern, subject, frame);
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

/** `{"mode": mode, **rest}`. */
function fitsMapping({ entries }: Dict, subject: Value, frame: Frame): boolean {
  if (subject === null || typeof subject !== "object" || subject.type !== "dict") return false;
  const rest = new Map(subject.entries);
  for (const { key, value } of entries) {
    if (key === undefined) {
      if (value.kind !== "Name") throw refused();
      bindName(frame, value.id, { type: "dict", entries: rest });
      continue;
    }
    const wanted = frame.machine.evaluate(key, frame);
    const found = getItem(subject, wanted);
    if (found === undefined || !fits(value, found, frame)) return false;
    rest.delete(hashKey(wanted));
  }
  return true;
}

/** Classes whose one pattern by position is for the subject itself. */
const plainTypes = new Set("bool bytearray bytes dict float frozenset int list set str tuple".split(" "));

/** `str()`, `int(count)`, `Settings(power=2)`. */
function fitsClass({ function: callee, arguments: parts }: Call, subject: Value, frame: Frame): boolean {
  const { machine } = frame;
  const expected = machine.evaluate(callee, frame);
  if (!isInstance(machine, subject, expected)) return false;
  const isPlain = callee.kind === "Name" && plainTypes.has(callee.id);
  const matchArguments = (): readonly Value[] => {
    const names = findAttribute(machine, expected, "__match_args__");
    return names === undefined ? [] : items(machine, names);
  };
  let position = 0;
  return parts.every(({ name, value }) => {
    if (name === undefined && isPlain) return fits(value, subject, frame);
    const attribute = name ?? matchArguments()[position++];
    if (typeof attribute !== "string") throw refused();
    const found = findAttribute(machine, subject, attribute);
    return found !== undefined && fits(value, found, frame);
  });
}
