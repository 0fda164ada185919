import { expect, test } from "vitest";
import { isDue, type Occasion, type RunMode } from "../../../src/editor/run-mode.ts";

const occasions: readonly Occasion[] = ["opened", "typed", "saved", "asked"];

test.each<[RunMode, Occasion[]]>([
  ["onType", ["opened", "typed", "saved", "asked"]],
  ["onSave", ["opened", "saved", "asked"]],
  ["manual", ["asked"]],
])("%s shows squiggles when a file is %j", (run, due) => {
  expect(occasions.filter((occasion) => isDue(run, occasion))).toEqual(due);
});
