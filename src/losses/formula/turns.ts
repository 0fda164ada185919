/**
 * Where an axis is put in: `x[:, None]` beside `x[None, :]` has every element meet every other. Alone, either changes
 * nothing that is written; together, those that come first are rows among columns.
 */

import type { Expression, Node } from "../../python/ast.ts";
import { walk } from "../../python/walk.ts";

/** Before all axes, between them, behind them. */
export type Turn = "front" | "middle" | "back";

/** Which of them make rows in a function that has them all; none where there is only one kind. */
export function turnsIn(node: Node, textOf: (node: Expression) => string): ReadonlySet<Turn> {
  const found = new Set<Turn>();
  walk(node, (at) => {
    if (at.kind === "Subscript") {
      const turn = turnOfIndex(at.index);
      if (turn !== undefined) found.add(turn);
    }
    if (at.kind === "Call" && at.function.kind === "Attribute" && at.function.attribute === "expand_dims") {
      const axis = at.arguments.find(({ name }) => name === "axis") ?? at.arguments[1];
      if (axis !== undefined) found.add(turnOfAxis(textOf(axis.value)));
    }
  });
  if (found.size < 2) return new Set();
  const last: Turn = found.has("back") ? "back" : "middle";
  return new Set([...found].filter((turn) => turn !== last));
}

export function turnOfAxis(text: string): Turn {
  if (text === "0") return "front";
  return text === "-1" || text === "2" ? "back" : "middle";
}

/** Undefined where the index puts no axis in. */
export function turnOfIndex(index: Expression): Turn | undefined {
  const parts = index.kind === "Tuple" ? index.elements : [index];
  const at = parts.findIndex(isNewAxis);
  if (at < 0) return undefined;
  if (at === parts.length - 1 && parts.length > 1) return "back";
  return at === 0 ? "front" : "middle";
}

/** `None` or `tf.newaxis`. */
export function isNewAxis(part: Expression): boolean {
  return (
    (part.kind === "Constant" && part.value === null) || (part.kind === "Attribute" && part.attribute === "newaxis")
  );
}
