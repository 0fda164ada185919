import { expect, test } from "vitest";
import { untilExplained } from "../../../../src/editor/preview/facts-until-explained.ts";
import type { Fact } from "../../../../src/preview/messages.ts";

const smallest: Fact = { state: "ok", text: "smallest at the target", message: null, place: null };
const finite: Fact = { state: "ok", text: "finite", message: null, place: null };
const infinite: Fact = { state: "warn", text: "infinite at 0", message: "At y_pred = 0, it is inf.", place: null };
const rare: Fact = { state: "warn", text: "not finite for some batches", message: "Where all are 0.", place: null };

test("what is known at once is shown where nothing was explained before", () => {
  expect(untilExplained(undefined, { key: "1", atOnce: [finite] })).toEqual([finite]);
});

test("of the same values it is shown as it was explained", () => {
  const last = { key: "1", atOnce: [smallest, finite], shown: [smallest, rare] };
  expect(untilExplained(last, { key: "1", atOnce: [smallest, finite] })).toEqual([smallest, rare]);
});

test("of other values a sentence keeps its room and is not shown: its numbers were those of the values before", () => {
  const last = { key: "1", atOnce: [finite, infinite], shown: [infinite, rare] };
  expect(untilExplained(last, { key: "2", atOnce: [finite, infinite] })).toEqual([infinite, { ...rare, isOld: true }]);
});

test("where the picture says something else, that is shown", () => {
  const last = { key: "1", atOnce: [finite], shown: [rare] };
  expect(untilExplained(last, { key: "2", atOnce: [infinite] })).toEqual([infinite]);
});
