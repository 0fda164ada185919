/** Of one file so many losses are run, and for so long; what is left is said. */
import { expect, test } from "vitest";
import { createRunBudget, workingTime } from "../../../src/cli/run-budget.ts";

async function runAll(losses: number, milliseconds: number, evaluators = 1) {
  let clock = 0;
  const budget = createRunBudget(losses, evaluators, () => clock);
  let run = 0;
  for (let index = 0; index < losses; index++) {
    await budget.spend(async () => {
      clock += milliseconds;
      run++;
    });
  }
  return { run, remark: budget.remark() };
}

test("a file as people write them is run whole", async () => {
  expect(await runAll(290, 100)).toEqual({ run: 290, remark: undefined });
});

test("too many losses", async () => {
  expect(await runAll(1_200, 10)).toEqual({
    run: 1_000,
    remark: "of its 1200 losses the first 1000 were run; the others were only read",
  });
});

test("losses that run too long", async () => {
  expect(await runAll(100, 2_500)).toEqual({
    run: 12,
    remark: "of its 100 losses the first 12 were run, which took 30 seconds; the others were only read",
  });
  expect((await runAll(100, 2_500, 4)).run).toBe(48);
});

test("what fails is paid for too", async () => {
  let clock = 0;
  const budget = createRunBudget(2, 1, () => clock);
  const failing = budget.spend(async () => {
    clock += 100_000;
    throw new Error("gone");
  });
  await expect(failing).rejects.toThrow("gone");
  expect(await budget.spend(async () => "run")).toBeUndefined();
});

test("on a busy machine processors' time counts, and a quarter of the clock's", () => {
  const seconds = (clock: number, processors: number, evaluators: number) =>
    workingTime(
      evaluators,
      () => clock * 1000,
      () => processors * 1000,
    ) / 1000;
  expect(seconds(30, 30, 1)).toBe(30);
  expect(seconds(30, 60, 2)).toBe(30);
  expect(seconds(60, 20, 1)).toBe(20);
  // A native evaluator is another process.
  expect(seconds(120, 1, 1)).toBe(30);
});
