import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluate } from "../../../src/cli/eval.ts";
import { plot } from "../../../src/cli/plot.ts";
import { makeWorkspace, run, type Workspace } from "./run-cli.ts";

let workspace: Workspace;
beforeAll(async () => {
  workspace = await makeWorkspace({
    "losses.py":
      "from keras import ops\n\ndef mse(y_true, y_pred):\n    return ops.mean(ops.square(y_pred - y_true), axis=-1)\n",
    "sales.csv": 'day,"price, net",low,high\n1,10,9,12\n2,20,18,23\n',
    "named.csv": "y_true,y_pred,first model\n1,1,3\n2,2,4\n",
    "bare.csv": "1,5\n2,6\n",
    "words.csv": "name,price\ncat,1\ndog,2\n",
  });
});
afterAll(() => workspace.remove());

const numbers = async (file: string, ...columns: string[]) => {
  const { output } = await run(
    evaluate,
    workspace.path("losses.py"),
    "mse",
    "--data",
    workspace.path(file),
    ...columns,
  );
  return JSON.parse(output).value.data;
};

describe("eval", () => {
  test("takes the columns that are named, several side by side, a comma in a name or not", async () => {
    expect(await numbers("sales.csv", "--target", "price, net", "--prediction", "high")).toEqual([4, 9]);
    expect(await numbers("sales.csv", "--target", "day,day", "--prediction", "low,high")).toEqual([92.5, 348.5]);
    expect(await numbers("sales.csv", "--target", "day", "--target", "day", "--prediction", "low,high")).toEqual([
      92.5, 348.5,
    ]);
  });

  test("takes what looks like it for what is not named", async () => {
    expect(await numbers("named.csv")).toEqual([0, 0]);
    expect(await numbers("named.csv", "--prediction", "first model")).toEqual([4, 4]);
    expect(await numbers("bare.csv", "--target", "column 2")).toEqual([16, 16]);
  });

  test.each([
    ["sales.csv", [], /sales\.csv: name the columns with --target and --prediction: day, price, net, low, high$/],
    ["sales.csv", ["--target", "low"], /name the columns with --target and --prediction/],
    [
      "sales.csv",
      ["--target", "lw"],
      /^--target: \S+sales\.csv has no column 'lw'; it has day, price, net, low, high$/,
    ],
    ["sales.csv", ["--target", "low", "--prediction", "high,low"], /^'low' cannot be both --target and --prediction$/],
    ["words.csv", ["--target", "name", "--prediction", "price"], /line 2 has 'cat' for name, which is not a number$/],
  ])("%s with %j says what is wrong", async (file, columns, problem) => {
    await expect(numbers(file, ...columns)).rejects.toThrow(problem);
  });
});

describe("plot", () => {
  const picture = async (...more: string[]): Promise<string> => {
    const out = workspace.path("out.svg");
    await run(plot, workspace.path("losses.py"), "mse", "-o", out, ...more);
    return readFile(out, "utf8");
  };

  test("draws the rows of the columns that are named", async () => {
    const data = ["--data", workspace.path("sales.csv")];
    const high = await picture(...data, "--target", "price, net", "--prediction", "high");
    expect(high).toContain("their mean loss is 6.5");
    expect(high).toMatch(/>sales\.csv · target price, net · prediction high · Keras/);
    expect(high).not.toBe(await picture(...data, "--target", "price, net", "--prediction", "low"));
  });

  test("names the columns where none looks like a target or a prediction, and wants a file for them", async () => {
    await expect(picture("--data", workspace.path("sales.csv"))).rejects.toThrow(/--target and --prediction: day/);
    await expect(picture("--target", "day")).rejects.toThrow("give it with --data FILE");
  });
});
