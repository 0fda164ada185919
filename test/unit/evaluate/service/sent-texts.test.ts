/** A text crosses the evaluator's border once, whatever is asked of it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultLimits } from "../../../../src/evaluate/evaluation.ts";
import type { Request } from "../../../../src/evaluate/evaluator.ts";
import { createTextReceiver, createTextSender } from "../../../../src/evaluate/service/sent-texts.ts";

const request = (text: string, imports: readonly string[] = []): Request => ({
  kind: "build",
  source: {
    file: { path: "a.py", text },
    imports: imports.map((each, index) => ({ path: `b${index}.py`, text: each })),
    loss: "loss",
    keras: { version: "3", isKnown: false },
    parameters: {},
  },
  specifications: undefined,
  framework: "tensorflow",
  limits: defaultLimits,
});

test("what was sent is called by its number from then on", () => {
  const send = createTextSender();
  expect(send(request("one", ["two", "one"])).texts.map(([, text]) => text)).toEqual(["one", "two"]);
  expect(send(request("one", ["two"])).texts).toEqual([]);
  expect(send(request("three", ["two"])).texts.map(([, text]) => text)).toEqual(["three"]);
  expect(JSON.stringify(send(request("a loss of a file")).request)).not.toContain("a loss of a file");
});

test("what is read is what was asked", () => {
  const texts = fc.constantFrom("a", "b", "c", "d".repeat(3_000_000), "e".repeat(5_000_000), "f".repeat(9_000_000));
  fc.assert(
    fc.property(fc.array(fc.tuple(texts, fc.array(texts, { maxLength: 2 })), { maxLength: 12 }), (asked) => {
      const send = createTextSender();
      const read = createTextReceiver();
      for (const [text, imports] of asked) {
        const sent = request(text, imports);
        expect(read(send(sent))).toEqual(sent);
      }
    }),
    { numRuns: 60 },
  );
});

test("of texts without end only so many are kept, the last ones", () => {
  const send = createTextSender();
  const text = (index: number): string => String(index % 10).repeat(3_000_000 + index);
  const sent = Array.from({ length: 6 }, (_, index) => send(request(text(index))));
  const forgotten = sent.flatMap((each) => each.forgotten);
  expect(forgotten).toEqual([0, 1, 2, 3]);
  expect(send(request(text(5))).texts).toEqual([]);
  expect(send(request(text(0))).texts).toHaveLength(1);
});
