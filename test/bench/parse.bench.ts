/** A keystroke in a file of 2,000 lines: reading it and resolving its names have 3 ms. */
import { expect, test } from "vitest";
import { type ParsedModule, parseModule } from "../../src/python/parse.ts";
import { analyzeNames } from "../../src/python/scope.ts";

const loss = (number: number): string => `
@keras.saving.register_keras_serializable(package="losses")
def focal_${number}(y_true, y_pred, gamma=2., alpha=.25):
    """Focal loss, number ${number}."""
    y_true = ops.cast(y_true, y_pred.dtype)  # labels come as integers
    p = ops.clip(y_pred, K.epsilon(), 1. - K.epsilon())
    cross_entropy = -(y_true * ops.log(p) + (1. - y_true) * ops.log(1. - p))
    weight = alpha * y_true + (1 - alpha) * (1 - y_true)
    if gamma > 0 and not isinstance(gamma, str):
        weight = weight * ops.power(ops.abs(y_true - p), gamma)
    return ops.mean(weight * cross_entropy, axis=-1)


class Dice${number}(keras.losses.Loss):
    def __init__(self, smooth=1., name=f"dice_{${number}}"):
        super().__init__(name=name)
        self.smooth = smooth

    def call(self, y_true, y_pred):
        overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
        total = ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3])
        return 1. - (2. * overlap + self.smooth) / (total + self.smooth)

`;
const text = `import keras\nfrom keras import backend as K, ops\n${Array.from({ length: 80 }, (_, number) => loss(number)).join("")}`;

/** Types and deletes a letter at the place by turns, each time from what the last parse gave. */
function typist(at: number): () => void {
  const typed = `${text.slice(0, at)}x${text.slice(at)}`;
  let parsed: ParsedModule = parseModule(text);
  return () => {
    parsed = parseModule(parsed.module.text === text ? typed : text, parsed);
    analyzeNames(parsed.module);
  };
}

const keystrokes: readonly (readonly [string, number])[] = [
  ["in a name near the start", text.indexOf("cross_entropy = ")],
  ["in a name in the middle", text.indexOf("cross_entropy = ", text.length >> 1)],
  ["in a name near the end", text.lastIndexOf("cross_entropy = ")],
  ["that breaks a statement in the middle", text.indexOf("(weight", text.length >> 1)],
];

test.for(keystrokes)("a keystroke %s takes no more than 3 ms", async ([name, at], { bench }) => {
  const { latency } = await bench(name, typist(at)).run();
  expect(latency.p50).toBeLessThan(3);
});

test("the whole file", async ({ bench }) => {
  const { module } = parseModule(text);
  await bench.compare(
    bench("parsed anew", () => {
      parseModule(text);
    }),
    bench("names alone", () => {
      analyzeNames(module);
    }),
  );
});
