/** Whether findings name a slip: by what they are about, or by the expression that it changed. */

import type { Finding } from "../../../../src/losses/finding.ts";
import type { Expression, Range } from "../../../../src/python/ast.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { walk } from "../../../../src/python/walk.ts";

export type Told = Pick<Finding, "rule" | "range" | "severity">;

/** What a finding is called that says what the slip does, wherever it stands. */
const namedBy: Readonly<Record<string, readonly string[]>> = {
  "an epsilon left out": ["non-finite-value", "non-finite-gradient"],
  "a clip left out": ["non-finite-value", "non-finite-gradient"],
  "a minus left out": ["no-minimum-at-target", "higher-is-better"],
  // The differences of what sums to the same cancel: nothing is left.
  "a square left out": ["no-minimum-at-target", "higher-is-better", "gradient-vanishes"],
  "target and prediction exchanged": ["swapped-arguments", "crossentropy-argument-order"],
  "keepdims left out": ["batch-broadcast", "depends-on-batch", "fails-when-built", "fails-when-run"],
  "one side squeezed": ["batch-broadcast", "depends-on-batch", "fails-when-built", "fails-when-run"],
  "the axis of the batch": ["batch-axis", "batch-broadcast", "depends-on-batch", "fails-when-built", "fails-when-run"],
};

/** What has changed, in the text as it is after. */
export function changedRange(before: string, after: string): Range {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < most - start && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { start, end: after.length - tail };
}

/** Those of which one names it; what is said of the correct loss too says nothing of the slip. */
export function naming<T extends Told>(
  kind: string,
  findings: readonly T[],
  ofCorrect: readonly Told[],
  texts: { readonly before: string; readonly after: string },
): T[] {
  const changed = changedRange(texts.before, texts.after);
  const names = namesAssignedAt(texts.after, changed);
  return findings.filter(({ rule, range }) => {
    if (ofCorrect.some((each) => each.rule === rule)) return false;
    if (namedBy[kind]!.includes(rule)) return true;
    const quoted = texts.after.slice(range.start, range.end);
    // The name of the loss, of which a finding says that something is wrong with it.
    if (/^\w+$/u.test(quoted)) return false;
    return (
      (range.start <= changed.end && changed.start <= range.end) ||
      names.some((name) => new RegExp(`\\b${name}\\b`, "u").test(quoted))
    );
  });
}

/** What a value that the slip changed is called. */
function namesAssignedAt(text: string, { start, end }: Range): string[] {
  const names: string[] = [];
  const add = (target: Expression): void => {
    if (target.kind === "Name") names.push(target.id);
    if (target.kind === "Tuple") target.elements.forEach(add);
  };
  walk(parseModule(text).module, (node) => {
    if (node.kind === "Assign" && node.range.start <= start && end <= node.range.end) node.targets.forEach(add);
  });
  return names;
}
