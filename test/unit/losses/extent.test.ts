import { expect, test } from "vitest";
import { extentOf } from "../../../src/losses/extent.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

test.each([
  ["my_loss = lambda y_true, y_pred: y_true - y_pred\n", "my_loss = lambda y_true, y_pred: y_true - y_pred"],
  ["x = 1\nmy_loss: object = lambda y_true, y_pred: y_pred\n", "my_loss: object = lambda y_true, y_pred: y_pred"],
  ["def my_loss(y_true, y_pred):\n    return y_pred\n", "def my_loss(y_true, y_pred):\n    return y_pred"],
  ["model.compile(loss=lambda y_true, y_pred: y_pred)\n", "lambda y_true, y_pred: y_pred"],
])("%j reaches from its name to its end", (text, extent) => {
  const { module } = parseModule(text);
  const [loss] = findLosses(module, analyzeNames(module)).losses;
  const { start, end } = extentOf(loss!);
  expect(text.slice(start, end).trimEnd()).toBe(extent);
});
