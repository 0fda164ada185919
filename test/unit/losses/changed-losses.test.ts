import { expect, test } from "vitest";
import { type FileLosses, pairLosses } from "../../../src/losses/changed-losses.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

function read(text: string): FileLosses {
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  return { losses: findLosses(module, names).losses, names };
}

const paired = (before: string, after: string) =>
  pairLosses(read(before), read(after)).map(({ kind, before: a, after: b }) => `${(b ?? a)!.name} ${kind}`);

const loss = (name: string, body: string) => `def ${name}(y_true, y_pred):\n    return ${body}\n`;

test("a constant that it reads changes a loss, one that it does not leaves it", () => {
  const text = (a: number, b: number) => `A = ${a}\nB = ${b}\n${loss("scaled", "A * (y_true - y_pred) ** 2")}`;
  expect(paired(text(1, 1), text(2, 1))).toEqual(["scaled changed"]);
  expect(paired(text(1, 1), text(1, 2))).toEqual(["scaled same"]);
});

test.each([
  ["(y_true - y_pred) ** 2", "(y_true-y_pred)**2  # squared", "same"],
  ["(y_true - y_pred) ** 2", "((y_true - y_pred) ** 2)", "same"],
  ["y_true - y_pred", "y_pred - y_true", "changed"],
  ["1 * y_pred", "1.0 * y_pred", "changed"],
  ["1e999 * y_pred", "-1e999 * y_pred", "changed"],
  ["y_pred * y_true", "y_pred + y_true", "changed"],
])("%s → %s is %s", (before, after, kind) => {
  expect(paired(loss("a_loss", before), loss("a_loss", after))).toEqual([`a_loss ${kind}`]);
});

test("of several of one name, what stayed as it was is the same", () => {
  const [a, b] = [loss("a_loss", "y_pred - y_true"), loss("a_loss", "y_pred * y_true")];
  expect(paired(`${a}${b}`, b)).toEqual(["a_loss same", "a_loss gone"]);
  expect(paired(b, `${a}${b}`)).toEqual(["a_loss new", "a_loss same"]);
});
