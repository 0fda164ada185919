import { describe, expect, test } from "vitest";
import { offerValues } from "../../../src/complete/value-offers.ts";
import { findLosses } from "../../../src/losses/find-losses.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { analyzeNames } from "../../../src/python/scope.ts";

const head = `from keras import ops
def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)
def focal_loss(gamma, alpha=0.25):
    def loss(y_true, y_pred):
        return ops.mean(gamma * alpha * (y_pred - y_true), axis=-1)
    return loss
`;

/** What is offered at the `|`, and the texts that would be inserted. */
function at(marked: string, keras: "2" | "3" = "3"): readonly string[] | undefined {
  const whole = head + marked;
  const offset = whole.indexOf("|");
  const text = whole.slice(0, offset) + whole.slice(offset + 1);
  const rules = new Map([
    ["unused-prediction", "y_pred does not reach the result"],
    ["unused-term", "A term is never used"],
  ]);
  const found = offerValues(text, offset, () => {
    const { module } = parseModule(head);
    return { losses: findLosses(module, analyzeNames(module)).losses, keras, rules };
  });
  return found?.offers.map(({ newText }) => newText);
}

describe("where Keras takes a loss", () => {
  test.each([
    'model.compile(loss="|")',
    'model.compile("adam", "|")',
    "model.compile(loss=['mse', '|'])",
    'model.compile(loss={"out": "|"})',
    'keras.losses.get("|")',
  ])("in the string of %s stand its identifiers", (text) =>
    expect(at(text)).toEqual(expect.arrayContaining(["mse", "mean_squared_error", "huber", "dice"])),
  );

  test("an older Keras has no newer ones", () => {
    expect(at('model.compile(loss="|")', "2")).not.toContain("dice");
    expect(at('model.compile(loss="|")', "2")).toContain("logcosh");
    expect(at('model.compile(loss="|")', "3")).not.toContain("logcosh");
  });

  test("without a string, the file's own come first, factories as calls", () => {
    expect(at("model.compile(loss=|)")!.slice(0, 2)).toEqual(["my_loss", "focal_loss(gamma=)"]);
    expect(at("model.compile(loss=|)")).toContain('"mse"');
    expect(at("model.compile(loss=my|)")).toEqual(["my_loss"]);
  });

  test("what is whole already is left as it is", () => {
    expect(at("model.compile(loss=my_loss|)")).toBeUndefined();
  });
});

test("metrics are offered where metrics go", () => {
  expect(at("model.compile(metrics=['|'])")!.slice(0, 1)).toEqual(["accuracy"]);
  expect(at("model.compile(loss='mse', weighted_metrics=['|'])")).toContain("recall");
  expect(at('model.compile(loss="|")')).not.toContain("accuracy");
});

test("custom objects are the losses of the file, by name", () => {
  expect(at("load_model('m.keras', custom_objects={|})")).toEqual(['"my_loss": my_loss', '"focal_loss": focal_loss']);
  expect(at("load_model('m.keras', custom_objects={'|'})")).toEqual(["my_loss", "focal_loss"]);
});

test("a factory's parameters that are not given yet", () => {
  expect(at("model.compile(loss=focal_loss(|))")).toEqual(["gamma=", "alpha="]);
  expect(at("model.compile(loss=focal_loss(gamma=2, al|))")).toEqual(["alpha="]);
  expect(at("print(|)")).toBeUndefined();
});

test("the signature of a new loss", () => {
  expect(at("def dice_loss(|")).toEqual(["y_true, y_pred"]);
  expect(at("def dice_loss(y_t|")).toEqual(["y_true, y_pred"]);
  expect(at("def dice_loss(y_true|")).toBeUndefined();
  expect(at("def dice_loss(y_true, y|")).toBeUndefined();
  expect(at("def train(|")).toBeUndefined();
  expect(at("class L(Loss):\n    def call(self, |")).toEqual(["y_true, y_pred"]);
});

test("rule ids in a directive", () => {
  expect(at("x = 1  # loss-lens: ignore[|")).toEqual(["unused-prediction", "unused-term"]);
  expect(at("x = 1  # loss-lens: ignore[unused-t|]")).toEqual(["unused-term"]);
  expect(at("# loss-lens: ignore-file[unused-term, |]")).toEqual(["unused-prediction"]);
  expect(at("# something else [|")).toBeUndefined();
});

test.each([
  'x = "|"',
  "f('|')",
  "x = [|]",
  "x = |",
  "return |",
  "model.fit(x, |)",
  "model.fit(loss|)",
  'compile("|")',
  're.compile("a", "|")',
  'compile("a", "|")',
])("nothing in %s", (text) => expect(at(text)).toBeUndefined());
