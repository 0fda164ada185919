import { expect, test } from "vitest";
import { isNews, patienceFor, type Waiting, waitBeforeShowing } from "../../../../src/editor/preview/when-to-show.ts";

const drawn: Waiting = { hasProblem: true, isDrawn: true, isBehind: false, sinceEdit: 100 };

test("a good picture is shown at once, and a first one whatever it is", () => {
  expect(waitBeforeShowing({ ...drawn, hasProblem: false })).toBe(0);
  expect(waitBeforeShowing({ ...drawn, hasProblem: false, isBehind: true })).toBe(0);
  expect(waitBeforeShowing({ ...drawn, isDrawn: false })).toBe(0);
  expect(waitBeforeShowing({ ...drawn, isDrawn: false, isBehind: true })).toBe(0);
});

test("an error in code that is being typed waits until typing has rested, from the last edit on", () => {
  expect(waitBeforeShowing({ ...drawn, sinceEdit: 0 })).toBe(800);
  expect(waitBeforeShowing(drawn)).toBe(700);
  expect(waitBeforeShowing({ ...drawn, sinceEdit: 800 })).toBe(0);
  expect(waitBeforeShowing({ ...drawn, sinceEdit: 5_000 })).toBe(0);
});

test("an error of a text that is no longer the newest is not told", () => {
  expect(waitBeforeShowing({ ...drawn, isBehind: true, sinceEdit: 5_000 })).toBeUndefined();
});

test("an unwanted drawing may take twice as long as the last one, within bounds", () => {
  expect([0, 100, 125, 200, 1_000, 60_000].map(patienceFor)).toEqual([250, 250, 250, 400, 2_000, 2_000]);
});

test("an unfinished picture is shown where it has numbers, where nothing is drawn, or where work is shown", () => {
  expect(isNews({ hasQuestion: false, isDrawn: true, isBusyShown: false })).toBe(false);
  expect(isNews({ hasQuestion: true, isDrawn: true, isBusyShown: false })).toBe(true);
  expect(isNews({ hasQuestion: false, isDrawn: false, isBusyShown: false })).toBe(true);
  expect(isNews({ hasQuestion: false, isDrawn: true, isBusyShown: true })).toBe(true);
});
