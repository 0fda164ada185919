import { expect, test } from "vitest";
import { options as checkOptions } from "../../../src/cli/check.ts";
import { options as diffOptions } from "../../../src/cli/diff.ts";
import { options as evalOptions } from "../../../src/cli/eval.ts";
import { commandNames, helpOf, overview } from "../../../src/cli/help.ts";
import { options as lossesOptions } from "../../../src/cli/losses.ts";
import { options as plotOptions } from "../../../src/cli/plot.ts";

const options = { check: checkOptions, losses: lossesOptions, eval: evalOptions, plot: plotOptions, diff: diffOptions };

test.each(commandNames)("the help of %s names the options that it takes, and no others", (name) => {
  const named = [...helpOf(name).matchAll(/^ {2}(?:-\w, )?--([\w-]+)/gm)].map(([, option]) => option);
  const taken = Object.keys(options[name]);
  expect(named.toSorted()).toEqual([...taken, "help"].toSorted());
});

test.each(commandNames)("the help of %s says how to call it, what its exit codes mean, and fits a terminal", (name) => {
  const text = helpOf(name);
  expect(text).toMatch(new RegExp(`^usage: loss-lens ${name} `));
  expect(text).toMatch(/exit code: 0: /);
  expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(overview()).toContain(`loss-lens ${name}`);
});
