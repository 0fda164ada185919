import { expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import { dialectOf } from "../../../src/evaluate/dialect.ts";
import { defaultLimits } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";
import { factsOf, worstFact } from "../../../src/probes/facts.ts";
import { observeLoss } from "../../../src/probes/fitting-set.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { startParameters } from "../../../src/samples/start-values.ts";

interface Told {
  readonly set: string;
  readonly facts: readonly string[];
  readonly worst: string | undefined;
}

async function told(code: string, name?: string): Promise<Told> {
  const text = `import keras\nfrom keras import ops\n${code}`;
  const { module } = parseModule(text);
  const { losses, names, keras, isForTraining } = inspectModule(module);
  const loss = losses.losses.find((each) => name === undefined || each.name === name)!;
  const source = {
    file: { path: "a.py", text },
    imports: [],
    loss: loss.name,
    keras: dialectOf(keras),
    parameters: startParameters({ loss, uses: losses.uses, names }),
  };
  const evaluator = { ask: async (request: Parameters<typeof answer>[0]) => answer(request) };
  const result = await observeLoss({ loss, module, source, limits: defaultLimits }, evaluator);
  if (result.kind === "failure") throw new Error(result.failure.message);
  const facts = factsOf(result.observations, loss, isForTraining(loss));
  return { set: result.observations.set.id, facts: facts.map((each) => each.text), worst: worstFact(facts)?.text };
}

const sound = (body: string, head = "def my_loss(y_true, y_pred):"): string => `${head}\n    return ${body}\n`;

test.each([
  ["squared error", sound("ops.mean(ops.square(y_true - y_pred), axis=-1)")],
  [
    "clipped crossentropy",
    `def bce_loss(y_true, y_pred):
    p = ops.clip(y_pred, 1e-7, 1 - 1e-7)
    return -ops.mean(y_true * ops.log(p) + (1 - y_true) * ops.log(1 - p), axis=-1)
`,
  ],
  [
    "a Dice loss",
    `def dice_loss(y_true, y_pred):
    overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
    total = ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3])
    return 1 - (2 * overlap + 1) / (total + 1)
`,
  ],
  [
    "a quantile loss, which is smallest at the target for one sample",
    `def pinball(q):
    def loss(y_true, y_pred):
        e = y_true - y_pred
        return ops.mean(ops.maximum(q * e, (q - 1) * e), axis=-1)
    return loss
model.compile(loss=pinball(0.9))
`,
  ],
  ["a hinge loss", sound("ops.mean(ops.maximum(1 - y_true * y_pred, 0), axis=-1)", "def hinge_loss(y_true, y_pred):")],
])("nothing is held against %s", async (_, code) => {
  const { facts, worst } = await told(code);
  expect(worst).toBeUndefined();
  expect(facts).toContain("has a gradient");
});

test.each([
  [
    "a logarithm of 0, with its expression and its place",
    sound(
      "-ops.mean(y_true * ops.log(y_pred) + (1 - y_true) * ops.log(1 - y_pred), axis=-1)",
      "def bce_loss(y_true, y_pred):",
    ),
    /^NaN at y_pred = [01] for y_true = [01]: y_true \* ops\.log\(y_pred\)|^(?:NaN|infinite) at y_pred/,
  ],
  ["a bare difference", sound("ops.mean(y_pred - y_true, axis=-1)"), /^not smallest at the target: falls on beyond/],
  [
    "a score that is trained with",
    `def dice_loss(y_true, y_pred):
    overlap = ops.sum(y_true * y_pred, axis=[1, 2, 3])
    return (2 * overlap + 1) / (ops.sum(y_true, axis=[1, 2, 3]) + ops.sum(y_pred, axis=[1, 2, 3]) + 1)
model.compile(loss=dice_loss)
`,
    /^rewards wrong predictions: largest at the target, smallest at overlap = .*$/,
  ],
  ["a loss without a gradient", sound("ops.mean(ops.square(y_true - ops.round(y_pred)), axis=-1)"), /^no gradient/],
  ["a sign", sound("ops.mean(ops.sign(y_pred - y_true), axis=-1)"), /^gradient 0 everywhere$|^not smallest/],
  ["a square root at 0", sound("ops.sqrt(ops.sum(ops.square(y_true - y_pred), axis=-1))"), /^gradient not finite at/],
])("it is said of %s", async (_, code, expected) => {
  expect((await told(code)).worst).toMatch(expected);
});

test("a margin that is kept wherever the picture looks is told of, and not held against the loss", async () => {
  const { facts, worst } = await told(`def triplet_loss(y_true, y_pred, alpha=0.2):
    anchor, positive, negative = y_pred[:, 0], y_pred[:, 1], y_pred[:, 2]
    near = ops.sum(ops.square(anchor - positive), axis=-1)
    far = ops.sum(ops.square(anchor - negative), axis=-1)
    return ops.maximum(near - far + alpha, 0.0)
`);
  expect(facts).toContain("gradient 0 everywhere");
  expect(worst).toBeUndefined();
});

test("what is only watched need not be smallest at the target, nor have a gradient", async () => {
  const accuracy = `def hits(y_true, y_pred):
    return ops.mean(ops.cast(ops.equal(y_true, ops.round(y_pred)), "float32"), axis=-1)
model.compile(loss="mse", metrics=[hits])
`;
  const { worst, facts } = await told(accuracy);
  expect(worst).toBeUndefined();
  expect(facts.join()).not.toContain("gradient");
});

test("one value for the batch, and a sample that depends on its batch, are told apart from one value per sample", async () => {
  expect((await told(sound("ops.mean(ops.square(y_true - y_pred))"))).facts).toContain("one value for the whole batch");
  expect((await told(sound("ops.mean(ops.square(y_true - y_pred), axis=-1)"))).facts).toContain("one value per sample");
  const centred = sound("ops.mean(ops.square(y_pred - ops.mean(y_pred, axis=0) - y_true), axis=-1)");
  expect((await told(centred)).facts).toContain("a sample's loss depends on its batch");
});
