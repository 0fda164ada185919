/** What a person's own Keras says of a loss, beside what is computed here. */

import * as z from "zod/mini";
import type { NumericArray } from "../evaluate/evaluation.ts";
import { say } from "../python/say.ts";
import { visibleText } from "../python/visible-text.ts";
import { targetWords } from "../samples/target-words.ts";

const Encoded = z.object({ shape: z.array(z.number()), data: z.string() });

const Answer = z.object({
  python: z.string(),
  keras: z.string(),
  backend: z.string(),
  library: z.string(),
  batches: z.array(
    z.object({
      value: Encoded,
      gradient: z.nullable(Encoded),
      rows: z.optional(z.object({ value: Encoded, gradient: z.nullable(Encoded) })),
    }),
  ),
});

/** What Keras gives for a batch. */
export interface KerasValues {
  readonly value: NumericArray;
  readonly gradient: NumericArray | null;
}

export interface KerasBatch extends KerasValues {
  /** Of each sample alone, where the loss makes one number of the batch and it was asked for. */
  readonly rows?: KerasValues | undefined;
}

export interface KerasAnswer extends Omit<z.output<typeof Answer>, "batches"> {
  readonly batches: readonly KerasBatch[];
}

/** What the script printed; a sentence of Python's where it failed. Undefined for what is no answer. */
export function readAnswer(text: string): KerasAnswer | { readonly error: string } | undefined {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return undefined;
  }
  const failed = z.object({ error: z.string() }).safeParse(read);
  if (failed.success) return failed.data;
  const answer = Answer.safeParse(read);
  if (!answer.success) return undefined;
  const valuesOf = ({ value, gradient }: Pick<z.output<typeof Answer>["batches"][number], "value" | "gradient">) => ({
    value: decoded(value),
    gradient: gradient && decoded(gradient),
  });
  const batches = answer.data.batches.map((batch) => ({
    ...valuesOf(batch),
    rows: batch.rows && valuesOf(batch.rows),
  }));
  return { ...answer.data, batches };
}

function decoded({ shape, data }: z.output<typeof Encoded>): NumericArray {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  return { shape, data: new Float32Array(bytes.buffer, 0, bytes.length >> 2), dtype: "float32" };
}

/** One target, with the points that its predictions are at. */
export interface CheckedTarget {
  readonly label: string;
  readonly x: readonly number[];
  readonly keras: KerasBatch;
  /** Why there is none, where it is refused here. */
  readonly own: { readonly value: NumericArray; readonly gradient: NumericArray | null } | { readonly refused: string };
}

export interface CheckReport {
  readonly loss: string;
  readonly data: string;
  readonly axis: string;
  readonly versions: Pick<KerasAnswer, "python" | "keras" | "backend" | "library">;
  readonly targets: readonly CheckedTarget[];
}

/** Rows of a table that somebody reads. */
const mostRows = 13;

/** `Keras 3.15.1 · tensorflow 2.21.0 · Python 3.13.1` */
export function versionWords({ python, keras, backend, library }: CheckReport["versions"]): string {
  return `Keras ${keras} · ${backend} ${library} · Python ${python}`;
}

/** As a page of Markdown: how far the two differ, the versions, and both side by side. */
export function checkPage({ loss, data, axis, versions, targets }: CheckReport): string {
  const lines = [
    `# ${inMarkdown(say("{0}, checked with your Keras", loss))}`,
    "",
    `${inMarkdown(versionWords(versions))} · ${inMarkdown(data)}`,
    "",
    ...verdict(targets).map((text) => `**${inMarkdown(text)}**\n`),
  ];
  for (const target of targets) {
    const width = Math.max(1, Math.round((target.keras.gradient?.data.length ?? target.x.length) / target.x.length));
    const own = "refused" in target.own ? undefined : target.own;
    const perPoint = target.keras.value.data.length === target.x.length;
    lines.push(`## ${inMarkdown(targetWords(target.label))}`, "");
    const step = Math.max(1, Math.ceil(target.x.length / mostRows));
    const rows = target.x.flatMap((_, at) => (at % step === 0 ? [at] : []));
    const value = (array: NumericArray | undefined) => (at: number) =>
      array === undefined ? "–" : short(array.data[perPoint ? at : 0] ?? Number.NaN);
    const gradient = (array: NumericArray | null | undefined) => (at: number) =>
      array === undefined || array === null ? "–" : short(largestOf(array.data, at * width, width));
    // One below the other, in a table for each: beside each other they would be wider than a column beside the code.
    for (const [ofKeras, ofHere, keras, here] of [
      [say("value, Keras"), say("value, Loss Lens"), value(target.keras.value), value(own?.value)],
      [say("gradient, Keras"), say("gradient, Loss Lens"), gradient(target.keras.gradient), gradient(own?.gradient)],
    ] as const) {
      lines.push(`| ${inMarkdown(axis)} | ${ofKeras}<br>${ofHere} |`);
      lines.push("|---:|---:|");
      for (const at of rows) lines.push(`| ${short(target.x[at]!)} | ${keras(at)}<br>${here(at)} |`);
      lines.push("");
    }
  }
  return lines.join("\n");
}

/** The largest differences, in words; why there are none where the loss is refused here. */
export function verdict(targets: readonly CheckedTarget[]): string[] {
  const refused = targets.flatMap(({ own }) => ("refused" in own ? [own.refused] : []));
  if (refused.length > 0)
    return [say("These are Keras's own numbers: here the loss is not evaluated. {0}", refused[0]!)];
  let value = 0;
  let gradient = 0;
  for (const { keras, own } of targets) {
    if ("refused" in own) continue;
    value = Math.max(value, distance(keras.value, own.value));
    gradient = Math.max(gradient, distance(keras.gradient ?? none, own.gradient ?? none));
  }
  const isSame = value <= closeEnough && gradient <= closeEnough;
  return [
    isSame ? say("The same, as far as float32 tells.") : say("They differ."),
    say("Largest difference of the value: {0}; of the gradient: {1}.", short(value), short(gradient)),
  ];
}

/** Where TensorFlow has no gradient, JAX has zeros. */
const none: NumericArray = { data: [], shape: [0], dtype: "float32" };

/** In parts of the larger of the two, or of 1. */
const closeEnough = 1e-5;

/** The largest of all numbers, each in parts of its size; infinite where one of two alone is a number, or the shapes differ. */
function distance(a: NumericArray, b: NumericArray): number {
  if (a === none || b === none) return [...a.data, ...b.data].some((each) => each !== 0) ? Number.POSITIVE_INFINITY : 0;
  if (a.data.length !== b.data.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let at = 0; at < a.data.length; at++) {
    const [x, y] = [a.data[at]!, b.data[at]!];
    if (Object.is(x, y) || x === y) continue;
    if (!Number.isFinite(x) || !Number.isFinite(y)) return Number.POSITIVE_INFINITY;
    largest = Math.max(largest, Math.abs(x - y) / Math.max(1, Math.abs(x), Math.abs(y)));
  }
  return largest;
}

function largestOf(data: ArrayLike<number>, from: number, count: number): number {
  let largest = 0;
  for (let at = from; at < from + count; at++) {
    const each = data[at] ?? Number.NaN;
    if (Number.isNaN(each) || Math.abs(each) > Math.abs(largest)) largest = each;
  }
  return largest;
}

function short(value: number): string {
  return String(Number(value.toPrecision(6))).replace("-", "−");
}

/** Text of others means itself. */
function inMarkdown(text: string): string {
  return visibleText(text.replace(/\s+/g, " ")).replace(/[!-/:-@[-`{-~]/g, "\\$&");
}
