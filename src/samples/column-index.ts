/** Which columns an index of a tensor is of. */

import type { Expression, FunctionDefinition } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import type { WholeReader } from "./whole-reader.ts";

/** How many columns a loss counts from the last one backward: 12 of `y[:, :, :-12]` and `y[:, :, -12:-8]`. */
export function columnsFromTheEnd(body: FunctionDefinition, whole: WholeReader): number {
  let most = 1;
  walk(body, (node) => {
    if (node.kind !== "Subscript" || node.index.kind !== "Tuple") return;
    const last = node.index.elements.at(-1);
    for (const bound of last?.kind === "Slice" ? [last.lower, last.upper] : [last])
      most = Math.max(most, -(whole(bound) ?? 0));
  });
  return most;
}

/**
 * The last index of `y[:, 0:1]`, `y[:, 2]`, `y[:, 2:]`, `y[..., 1]`, `y[:, :, 4 * n:]`; all before it are whole axes.
 * `y[:, :-1]` beside `y[:, -1]` is of columns whose number is open.
 */
export function columnsAt(index: Expression, whole: WholeReader, total: number) {
  if (index.kind !== "Tuple" || index.elements.length < 2 || index.elements.length > 4) return undefined;
  const before = index.elements.slice(0, -1);
  const last = index.elements.at(-1)!;
  const isWhole = (node: Expression): boolean =>
    node.kind === "Slice" && node.lower === undefined && node.upper === undefined && node.step === undefined;
  const between = before.length - 1;
  if (between > 0 && !before.every(isWhole)) return undefined;
  const place = (node: Expression | undefined): number | undefined => {
    const at = whole(node);
    return at !== undefined && at < 0 ? total + at : at;
  };
  if (last.kind !== "Slice") {
    const at = place(last);
    return at === undefined ? undefined : { start: at, end: at + 1, between };
  }
  if (last.step !== undefined || isWhole(last)) return undefined;
  const start = last.lower === undefined ? 0 : place(last.lower);
  // What begins so many columns before the last ends with it.
  const isToTheEnd = last.upper === undefined && (whole(last.lower) ?? 0) < 0;
  const end = isToTheEnd ? total : last.upper === undefined ? null : place(last.upper);
  if (start === undefined || end === undefined || (end !== null && end <= start)) return undefined;
  return { start, end, between };
}
