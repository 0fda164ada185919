import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";
import { inspectModule } from "../../../src/rules/check.ts";

const folder = new URL("./correct/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".py"));

describe("correct files have no finding", () => {
  test.each(files)("%s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { module } = parseModule(text);
    const { findings, losses } = inspectModule(module);
    // A file in which no loss is found would prove nothing.
    expect(losses.losses.length).toBeGreaterThan(0);
    expect(module.errors).toEqual([]);
    expect(
      findings.map(
        ({ rule, message, range }) => `${text.slice(0, range.start).split("\n").length}: ${rule}: ${message}`,
      ),
    ).toEqual([]);
  });
});
