import { describe, expect, test } from "vitest";
import { type LossElsewhere, type Offer, offerValues } from "../../../../src/losses/complete/value-offers.ts";
import { findLosses } from "../../../../src/losses/find-losses.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { analyzeNames } from "../../../../src/python/scope.ts";

const head = `from keras import ops
def my_loss(y_true, y_pred):
    return ops.mean(ops.square(y_pred - y_true), axis=-1)
def focal_loss(gamma, alpha=0.25):
    def loss(y_true, y_pred):
        return ops.mean(gamma * alpha * (y_pred - y_true), axis=-1)
    return loss
`;

/** Losses of other files: one that the file has imported, one that it may import, one whose name is another's here. */
const elsewhere: readonly LossElsewhere[] = [
  { module: "models.losses", loss: { name: "dice_loss", form: "function", parameters: [] } },
  { module: "tools", loss: { name: "TverskyLoss", form: "class", parameters: [{ name: "alpha" }] } },
  { module: "tools", loss: { name: "ops", form: "function", parameters: [] } },
  // By these names nobody can import them.
  { module: "tools", loss: { name: "Trainer.loss", form: "method", parameters: [] } },
  { module: "tools", loss: { name: "lambda@3", form: "lambda", parameters: [] } },
];
const names = new Map([
  ["ops", "keras.ops"],
  ["my_loss", undefined],
  ["dice_loss", "models.losses.dice_loss"],
]);

/** What is offered at the `|`. */
function offersAt(marked: string, keras: "2" | "3"): readonly Offer[] | undefined {
  const whole = head + marked;
  const offset = whole.indexOf("|");
  const text = whole.slice(0, offset) + whole.slice(offset + 1);
  const rules = new Map([
    ["unused-prediction", "y_pred does not reach the result"],
    ["unused-term", "A term is never used"],
  ]);
  const found = offerValues(text, offset, () => {
    const { module } = parseModule(head);
    return { losses: findLosses(module, analyzeNames(module)).losses, elsewhere, names, keras, rules };
  });
  return found?.offers;
}

/** The texts that would be inserted at the `|`. */
function at(marked: string, keras: "2" | "3" = "3"): readonly string[] | undefined {
  return offersAt(marked, keras)?.map(({ newText }) => newText);
}

/** The imports that would come with them. */
function importsAt(marked: string): readonly (string | undefined)[] {
  return offersAt(marked, "3")!.map(({ importing }) => importing);
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

  test("those of other files come after the file's own, each with its import unless it is there", () => {
    expect(at("model.compile(loss=|)")!.slice(2, 4)).toEqual(["dice_loss", "TverskyLoss(alpha=)"]);
    expect(importsAt("model.compile(loss=|)").slice(2, 4)).toEqual([undefined, "from tools import TverskyLoss"]);
    expect(at("model.compile(loss=|)")).not.toContain("ops");
    expect(importsAt("load_model('m', custom_objects={Tv|})")).toEqual(["from tools import TverskyLoss"]);
    // In a string nothing is imported: what is offered has to be there.
    expect(at("load_model('m', custom_objects={'|'})")).toEqual(["my_loss", "focal_loss", "dice_loss"]);
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

test("custom objects are losses by name: a program that loads a model has them from another file", () => {
  expect(at("load_model('m.keras', custom_objects={|})")).toEqual([
    '"my_loss": my_loss',
    '"focal_loss": focal_loss',
    '"dice_loss": dice_loss',
    '"TverskyLoss": TverskyLoss',
  ]);
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
