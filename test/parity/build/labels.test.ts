/** Labels that are whole numbers, in Keras 2: a build says what its `fit` said (`labels/make_golden.py`). */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildLoss } from "../../../src/evaluate/build/build-loss.ts";
import { type DType, defaultLimits } from "../../../src/evaluate/evaluation.ts";

type Outcome = { readonly error: string; readonly message: string } | null;

const read = (name: string): string => readFileSync(new URL(`labels/${name}`, import.meta.url), "utf8");
const text = read("losses.py");
const golden = JSON.parse(read("golden.json")) as Readonly<Record<string, Readonly<Record<string, Outcome>>>>;

test.each(
  Object.entries(golden).flatMap(([loss, outcomes]) =>
    Object.entries(outcomes).map(([dtype, outcome]) => [loss, dtype as DType, outcome] as const),
  ),
)("%s of labels of %s", (loss, dtype, outcome) => {
  const built = buildLoss({
    kind: "build",
    source: {
      file: { path: "losses.py", text },
      imports: [],
      loss,
      keras: { version: "2.15.0", isKnown: true },
      parameters: {},
    },
    specifications: [{ yTrue: { shape: [null, 1], dtype }, yPred: { shape: [null, 1], dtype: "float32" } }],
    limits: defaultLimits,
  });
  if (built.kind === "notBuilt") throw new Error(built.failure.message);
  const said = built.kind === "failed" ? { error: built.error.exception, message: built.error.message } : null;
  expect(said).toEqual(outcome);
});
