import { expect, test } from "vitest";
import { dialectOf, lastReleaseOf } from "../../../src/evaluate/dialect.ts";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";

test("a major version alone means its last release", () => {
  const known = (version: "1" | "2" | "3", release?: number[]) =>
    dialectOf({ version, release, isKnown: true, evidence: "" } as Parameters<typeof dialectOf>[0]);
  expect(known("2").version).toBe("2.15.0");
  expect(known("2", [2, 0, 6]).version).toBe("2.0.6");
  expect(lastReleaseOf("3")).toBe("3.15.1");
  expect(lastReleaseOf("2.3")).toBe("2.3");
});

test("under Keras 2 without a release, K.binary_crossentropy takes (target, output)", () => {
  const text = `from keras import backend as K
def loss(y_true, y_pred):
    return K.mean(K.binary_crossentropy(y_true, y_pred), axis=-1)
`;
  const ask = (version: string) =>
    answer({
      kind: "evaluate",
      source: {
        file: { path: "a.py", text },
        imports: [],
        loss: "loss",
        keras: { version: lastReleaseOf(version), isKnown: true },
        parameters: {},
      },
      yTrue: { data: [1], shape: [1, 1], dtype: "float32" },
      yPred: { data: [0.5], shape: [1, 1], dtype: "float32" },
      as: "direct",
      limits: defaultLimits,
    });
  const result = ask("2");
  expect(result.kind === "evaluation" && result.value.data[0]).toBeCloseTo(Math.log(2), 6);
  const old = ask("2.0.6");
  expect(old.kind === "evaluation" && old.value.data[0]).not.toBeCloseTo(Math.log(2), 2);
});
