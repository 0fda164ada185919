import { expect, test } from "vitest";
import type { ComparisonId } from "../../../src/preview/comparison-id.ts";
import { isSameComparison } from "../../../src/preview/comparison-id.ts";
import { comparableLosses, comparisonLabels, type OfferedFile } from "../../../src/preview/comparisons.ts";

const at = (file: string, name: string, definition = 0) => ({ file, name, definition });

const files: readonly OfferedFile[] = [
  {
    file: "file:///w/my%23losses.py",
    title: "my#losses.py",
    losses: [
      { reference: at("file:///w/my%23losses.py", "my_loss", 0), place: "line 4" },
      { reference: at("file:///w/my%23losses.py", "my_loss", 1), place: "line 8" },
      { reference: at("file:///w/my%23losses.py", "dice"), place: "line 12" },
    ],
  },
  {
    file: "file:///w/other.py",
    title: "other.py",
    losses: [{ reference: at("file:///w/other.py", "my_loss"), place: "line 1" }],
  },
];
const own = at("file:///w/my%23losses.py", "my_loss", 1);
const loss = (reference: ComparisonId & { kind: "loss" } extends { reference: infer R } ? R : never): ComparisonId => ({
  kind: "loss",
  reference,
});

test("the other definition of a loss is offered beside it, with its line; the loss itself is not", () => {
  const groups = comparableLosses(files, own);
  expect(groups.map(({ group, entries }) => [group, entries.slice(0, 3).map(({ label }) => label)])).toEqual([
    ["my#losses.py", ["dice", "my_loss, line 4"]],
    ["Keras", expect.any(Array)],
    ["other.py", ["my_loss"]],
  ]);
  expect(groups[0]!.entries[1]!.id).toEqual(loss(at("file:///w/my%23losses.py", "my_loss", 0)));
});

test("values that differ from the code are offered as the loss itself", () => {
  const [first] = comparableLosses(files, own, { gamma: 2.00001, alpha: 0.25 });
  expect(first).toEqual({
    group: "This loss",
    entries: [{ id: { kind: "values", values: { gamma: 2.00001, alpha: 0.25 } }, label: "gamma = 2, alpha = 0.25" }],
  });
});

test("a loss that is other than at the last commit is offered as it was then", () => {
  const [first] = comparableLosses(files, own, { gamma: 2 }, true);
  expect(first!.entries.map(({ id }) => id.kind)).toEqual(["committed", "values"]);
  expect(comparableLosses(files, own)[0]!.group).not.toBe("This loss");
  expect(comparisonLabels([{ kind: "committed" }], own, files)).toEqual(["at the last commit"]);
});

test("every curve has a name of its own", () => {
  const ids: ComparisonId[] = [
    loss(at("file:///w/my%23losses.py", "my_loss", 0)),
    loss(at("file:///w/other.py", "my_loss")),
    loss(at("file:///w/gone.py", "my_loss")),
    { kind: "builtIn", name: "dice" },
    loss(at("file:///w/my%23losses.py", "dice")),
    { kind: "values", values: { gamma: 3 } },
  ];
  expect(comparisonLabels(ids, own, files)).toEqual([
    "my_loss, line 4",
    "my_loss, other.py",
    "my_loss, gone.py",
    "dice",
    "dice, my#losses.py",
    "gamma = 3",
  ]);
});

test("what is compared is the same where all of it is", () => {
  const same: ComparisonId[] = [
    { kind: "builtIn", name: "mae" },
    loss(own),
    loss({ ...own, definition: 0 }),
    { kind: "values", values: { a: 1 } },
    { kind: "values", values: { a: 1, b: 2 } },
  ];
  for (const [i, a] of same.entries())
    for (const [j, b] of same.entries()) expect(isSameComparison(a, structuredClone(b))).toBe(i === j);
});
