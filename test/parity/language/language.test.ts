import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { runPython } from "../../unit/evaluate/interpreter/python.ts";

interface Golden {
  readonly text: string;
  readonly result: string;
}

const golden = JSON.parse(readFileSync(new URL("./golden.json", import.meta.url), "utf8")) as Golden[];

describe("Python means here what it means to CPython", () => {
  test("there are snippets of every kind", () => {
    expect(golden.length).toBeGreaterThanOrEqual(150);
  });

  for (const [index, { text, result }] of golden.entries()) {
    test(`snippet ${index + 1}: ${text.trim().split("\n").at(-1)!.slice(0, 60)}`, () => {
      const outcome = runPython(text).result;
      expect(`${text}\n${outcome}`).toBe(`${text}\n${result}`);
    });
  }
});
