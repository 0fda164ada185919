import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import type { KerasMajor } from "../../../src/keras/version.ts";
import { parseModule } from "../../../src/python/parse.ts";

const folder = new URL("./correct/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".py"));

/** A file of another time says so in its first line, as a pin of its project would. */
function kerasOf(text: string): KerasMajor | undefined {
  return /^# Keras ([123])\n/.exec(text)?.[1] as KerasMajor | undefined;
}

describe("correct files have no finding", () => {
  test("there are many of them, of every kind", () => {
    expect(files.length).toBeGreaterThanOrEqual(100);
    const texts = files.map((name) => readFileSync(new URL(name, folder), "utf8"));
    const isKind = (pattern: RegExp): number => texts.filter((text) => pattern.test(text)).length;
    for (const kind of [/^# Keras 1$/m, /^# Keras 2$/m, /\bimport torch\b/, /\bGradientTape\b/, /^import numpy/m])
      expect(isKind(kind)).toBeGreaterThan(1);
    const losses = texts.map((text) => inspectModule(parseModule(text).module, { rules: [] }).losses.losses.length);
    // Files in which no loss is found prove nothing about losses: they must be few.
    expect(losses.filter((count) => count > 0).length).toBeGreaterThan(files.length * 0.8);
  });

  test.each(files)("%s", (name) => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const { module } = parseModule(text);
    const { findings } = inspectModule(module, { keras: kerasOf(text) });
    expect(module.errors).toEqual([]);
    expect(
      findings.map(
        ({ rule, message, range }) => `${text.slice(0, range.start).split("\n").length}: ${rule}: ${message}`,
      ),
    ).toEqual([]);
  });
});
