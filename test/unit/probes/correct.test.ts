import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import type { KerasMajor } from "../../../src/keras/version.ts";
import { probeText, told } from "./probe-text.ts";

// Losses are run again and again: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 120_000 });

const folder = new URL("../rules/correct/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".py"));

/** A file of another time says so in its first line, as a pin of its project would. */
function kerasOf(text: string): KerasMajor | undefined {
  return /^# Keras ([123])\n/.exec(text)?.[1] as KerasMajor | undefined;
}

test.each(files)("running the losses of a correct file finds nothing: %s", async (name) => {
  const text = readFileSync(new URL(name, folder), "utf8");
  expect(told(await probeText(text, { keras: kerasOf(text) }))).toEqual([]);
});
