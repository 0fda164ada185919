import { describe, expect, test } from "vitest";
import { kerasDialect } from "../../../../src/keras/import-forms.ts";
import { kerasVersion } from "../../../../src/keras/version.ts";
import { expandedBody, lossSnippets, moduleOf } from "../../../../src/losses/complete/loss-snippets.ts";
import {
  importsFor,
  type OfferingFile,
  offerSnippets,
  snippetsOfFile,
} from "../../../../src/losses/complete/snippet-offers.ts";
import { findLosses } from "../../../../src/losses/find-losses.ts";
import { indexModule } from "../../../../src/losses/module-index.ts";
import { applyEdits } from "../../../../src/python/edits.ts";
import { parseModule } from "../../../../src/python/parse.ts";
import { analyzeNames } from "../../../../src/python/scope.ts";

function fileOf(text: string): OfferingFile {
  const { module } = parseModule(text);
  const { imports } = indexModule(module);
  return { module, names: analyzeNames(module), keras: kerasVersion({ module, imports }), home: kerasDialect(imports) };
}

/** What is offered at the `|`: titles; "waits" where there is nothing yet, undefined where there is nothing. */
function offered(marked: string): readonly string[] | "waits" | undefined {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const offers = offerSnippets(text, offset, () => fileOf(text));
  return offers?.snippets.length === 0 ? "waits" : offers?.snippets.map(({ title }) => title);
}

const keras = "import keras\nfrom keras import ops\n\n\n";
const backend = "from tensorflow.keras import backend as K\n\n\n";
const tensorFlow = "import tensorflow as tf\n\n\n";

/** Lines as one writes them, each of which is typed letter by letter. */
const everyday = `import os
import loss
from losses import focal
from keras import losses
x = loss
x = focal
x = train
return loss
return dice
class Loss
class Focal
def focal
@loss
x.loss
x.focal
else
pass
continue
break
try
finally
assert loss
raise huber
del loss
print(loss
model.fit(loss
global mse
yield hinge
lambda loss
if loss
while focal
for loss
not loss
with loss
# loss
# focal
"loss
'''loss`.split("\n");

describe("nothing is offered while one types", () => {
  test.each(everyday)("%j", (line) => {
    for (const head of [keras, backend, tensorFlow, "", "import torch\n"])
      for (let length = 1; length <= line.length; length++) {
        const found = offered(`${head}${line.slice(0, length)}|`);
        expect(found === undefined || found === "waits", line.slice(0, length)).toBe(true);
      }
  });

  test.each(["losses|", "loss_fn|", "lossy|", "focus|", "mean_value|", "diceware|", "loss |", "loss =|"])(
    "what only begins like a snippet is not taken for one: %s",
    (line) => expect(offered(`${keras}${line}`)).toBeUndefined(),
  );

  test.each([
    "loss = 1\nloss|",
    "for loss in losses:\n    pass\nloss|",
    "def step(batch):\n    loss = batch\n    loss|",
    "def step(loss):\n    loss|",
    "dice_coefficient = 1\ndice|",
    "def huber_of(x):\n    pass\nhub|",
    "from keras.losses import *\nfoc|",
  ])("a name of the file means that: %j", (text) => {
    const found = offered(`${keras}${text}`);
    expect(found === undefined || found === "waits").toBe(true);
  });

  test("a file without Keras has only what is called by its whole prefix", () => {
    for (const head of ["", "import numpy as np\n", "import torch\n"]) {
      expect(offered(`${head}loss|`)).toBeUndefined();
      expect(offered(`${head}focal|`)).toBeUndefined();
      expect(offered(`${head}loss-foc|`)).toContain("Focal loss, binary");
    }
  });

  test("with code behind it on the line there is nothing", () => {
    expect(offered(`${keras}loss| = 1`)).toBeUndefined();
  });
});

describe("what fits is offered", () => {
  test("`loss` gives the forms first, then the losses, all in the file's dialect", () => {
    expect(offered(`${keras}loss|`)!.slice(0, 7)).toEqual([
      "Loss function",
      "Loss factory",
      "Loss class",
      "Compile with a custom loss",
      "Load a model with a custom loss",
      "Mean squared error",
      "Mean absolute error",
    ]);
    for (const [head, dialect] of [
      [keras, "ops"],
      [backend, "K"],
      [tensorFlow, "tf"],
    ] as const) {
      const offset = head.length + 4;
      const found = offerSnippets(`${head}loss`, offset, () => fileOf(`${head}loss`))!.snippets;
      expect(found.length).toBeGreaterThan(15);
      expect(found.every((each) => each.dialect === dialect || each.dialect === undefined)).toBe(true);
      expect(found.slice(0, 4).map(({ form }) => form)).toEqual(["function", "factory", "class", "compile"]);
    }
  });

  test("in a body, after a statement that has ended, and before the last line", () => {
    expect(offered(`${keras}def f():\n    loss|`)).toContain("Loss function");
    expect(offered(`${keras}model.compile(\n    loss=1,\n)\nloss|\n\nprint(1)\n`)).toContain("Loss function");
  });

  test("the beginning of a name gives those of that name", () => {
    expect(offered(`${keras}foc|`)).toEqual([
      "Focal loss, binary",
      "Focal loss of logits",
      "Focal loss, categorical",
      "Focal Tversky loss",
    ]);
    expect(offered(`${keras}mean_sq|`)).toEqual(["Mean squared error", "Mean squared logarithmic error"]);
    expect(offered(`${keras}loss-dice|`)).toEqual(["Dice loss"]);
    expect(offered(`${backend}loss-mse|`)).toEqual(["Mean squared error"]);
  });

  test("while a name is too short to mean anything, the editor is to ask again", () => {
    expect(offered(`${keras}l|`)).toBe("waits");
    expect(offered(`${keras}fo|`)).toBe("waits");
  });

  test("no snippet that would call something else than it means", () => {
    const file = fileOf("import keras\nimport operator as ops\n");
    expect(snippetsOfFile(file).some(({ needs }) => needs.includes("ops"))).toBe(false);
  });

  test("`keras.backend` of Keras 3 is no dialect to write in", () => {
    expect(offered("import keras\nfrom keras import backend as K\nfrom keras import ops\nmse|")).toEqual([
      "Mean squared error",
    ]);
    const file = fileOf("import keras\nfrom keras import backend as K\n");
    expect(snippetsOfFile(file).every(({ dialect }) => dialect !== "K")).toBe(true);
  });
});

describe("imports come along", () => {
  function withImports(head: string, title: string): string {
    const text = `${head}loss-x`;
    const file = fileOf(text);
    const snippet = snippetsOfFile(file).find((each) => each.title === title)!;
    const edit = importsFor(snippet, file, head.length);
    return applyEdits(text, edit === undefined ? [] : [edit]);
  }

  test("none where all is there", () => {
    expect(withImports(keras, "Mean squared error")).toBe(`${keras}loss-x`);
  });

  test("after those that are there, in the file's own form", () => {
    expect(withImports("import keras\n\n", "Mean squared error")).toBe("import keras\nfrom keras import ops\n\nloss-x");
    expect(withImports("from tensorflow.keras import layers\n", "Mean squared error")).toBe(
      "from tensorflow.keras import layers\nfrom tensorflow.keras import backend as K\nloss-x",
    );
  });

  test("before the snippet where there are none", () => {
    expect(withImports("", "Mean absolute percentage error")).toBe("import keras\nfrom keras import ops\n\nloss-x");
  });
});

test("each snippet of a loss has a module in which it is found", () => {
  for (const snippet of lossSnippets) {
    const text = moduleOf(snippet);
    if (text === undefined) continue;
    const { module } = parseModule(text);
    expect(module.errors, snippet.title).toEqual([]);
    expect(findLosses(module, analyzeNames(module)).losses.length, snippet.title).toBeGreaterThan(0);
    expect(expandedBody(snippet)).not.toContain("$");
  }
});
