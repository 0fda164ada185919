import { describe, expect, test } from "vitest";
import { checkModule } from "../../../src/check/check-module.ts";
import { safeEdits } from "../../../src/check/compose-fixes.ts";
import { applyEdits } from "../../../src/python/edits.ts";
import { parseModule } from "../../../src/python/parse.ts";

/** What `--fix` makes of a text that means Keras 3. */
function fixed(...lines: string[]): string {
  let text = `${lines.join("\n")}\n`;
  for (let round = 0; round < 5; round++) {
    const edits = safeEdits(checkModule(parseModule(text).module, { keras: "3" }));
    if (edits.length === 0) break;
    text = applyEdits(text, edits);
  }
  expect(parseModule(text).module.errors).toEqual([]);
  return text;
}

const loss = ["", "def loss(y_true, y_pred):", "    return K.mean(K.square(y_true - y_pred), axis=-1)"];
const moved = "\ndef loss(y_true, y_pred):\n    return ops.mean(ops.square(y_true - y_pred), axis=-1)\n";

describe("the import of keras.ops", () => {
  test.each([
    ["in the place of the one that falls away", ["from keras import backend as K"], "from keras import ops\n"],
    [
      "behind the setting of the backend, which Keras reads when it is imported",
      ["import os", 'os.environ["KERAS_BACKEND"] = "jax"', "from keras import backend as K"],
      'import os\nos.environ["KERAS_BACKEND"] = "jax"\nfrom keras import ops\n',
    ],
    [
      "before the first use, not behind the last import",
      ["from keras import backend as K", "one = K.ones((1,))", "import sys"],
      "from keras import ops\none = ops.ones((1,))\nimport sys\n",
    ],
    [
      "behind a statement that begins on the import's line and is longer than it",
      ["from keras import backend as K; HELP = '''a", "b'''"],
      "from keras import backend as K; HELP = '''a\nb'''\nfrom keras import ops\n",
    ],
    [
      "behind an import that is tried",
      ["try:", "    from keras import backend as K", "except ImportError:", "    raise", "import sys"],
      "try:\n    from keras import backend as K\nexcept ImportError:\n    raise\nimport sys\nfrom keras import ops\n",
    ],
    [
      "taken from the package that is imported already",
      ["import keras as k", "from keras import backend as K", "k.utils.set_random_seed(1)"],
      "import keras as k\nk.utils.set_random_seed(1)\n",
    ],
  ])("stands %s", (_, head, expected) => {
    const body = expected.includes("import keras as k") ? moved.replaceAll("ops.", "k.ops.") : moved;
    expect(fixed(...head, ...loss)).toBe(expected + body);
  });

  test.each([
    ["a local variable", ["    ops = [1]", "    return K.mean(y_pred) * ops[0]"], []],
    ["a parameter of an outer function", ["    return K.mean(y_pred)"], []],
    ["a name bound further down", ["    return K.mean(y_pred)"], ["", "ops = 3"]],
  ])("is not there, and neither is a fix, where 'ops' is %s", (name, body, tail) => {
    const outer = name.includes("outer") ? ["def make(ops):"] : [];
    const indent = outer.length > 0 ? "    " : "";
    const lines = ["def loss(y_true, y_pred):", ...body].map((line) => indent + line);
    const text = [
      "from keras import backend as K",
      "",
      ...outer,
      ...lines,
      ...(outer.length > 0 ? ["    return loss"] : []),
      ...tail,
    ];
    expect(fixed(...text)).toBe(`${text.join("\n")}\n`);
  });

  test.each([
    ["a notebook's magics", "%matplotlib inline\n!pip install keras\n"],
    ["a cell that is no Python, and blank", "      \n   \n"],
    ["a licence", "# Copyright.\n\n"],
    ["a shebang and an encoding", "#!/usr/bin/env python\n# coding: utf-8\n"],
  ])("stands behind %s where there is no other import", (_, head) => {
    expect(
      fixed(...head.trimEnd().split("\n"), ...(head.endsWith("\n\n") ? [""] : []), ...moved.trim().split("\n")),
    ).toBe(`${head.trimEnd()}\n${head.endsWith("\n\n") ? "\n" : ""}from keras import ops\n${moved}`);
  });

  test("is no import for types alone", () => {
    const text = [
      "from typing import TYPE_CHECKING",
      "from keras import backend as K",
      "if TYPE_CHECKING:",
      "    from keras import ops",
    ];
    expect(fixed(...text, ...loss)).toContain("return K.mean(");
  });

  test("comes with that of keras where random numbers are drawn", () => {
    const body = ["", "def loss(y_true, y_pred):", "    return K.mean(y_pred * K.random_normal((3, 4)))"];
    expect(fixed("from keras import backend as K", ...body)).toBe(
      "import keras\nfrom keras import ops\n\ndef loss(y_true, y_pred):\n    return ops.mean(y_pred * keras.random.normal((3, 4)))\n",
    );
  });
});

describe("the import of keras.backend", () => {
  const named = ["", "def loss(y_true, y_pred):", "    return mean(square(y_true - y_pred), axis=-1)"];

  test.each([
    ["goes when all its names go", "from keras.backend import mean, square", ""],
    [
      "keeps the names that still exist, behind",
      "from keras.backend import mean, square, epsilon",
      "from keras.backend import epsilon\n",
    ],
    [
      "keeps the names that still exist, before",
      "from keras.backend import epsilon, mean, square",
      "from keras.backend import epsilon\n",
    ],
    [
      "keeps the names that still exist, between",
      "from keras.backend import mean, epsilon, square",
      "from keras.backend import epsilon\n",
    ],
    [
      "keeps its trailing comma",
      "from keras.backend import (epsilon, mean, square,)",
      "from keras.backend import (epsilon,)\n",
    ],
  ])("%s: %s", (_, statement, left) => {
    expect(fixed(statement, ...named)).toBe(`${left}from keras import ops\n${moved}`);
  });

  test.each([
    ["a comment stands in it", "from keras.backend import (\n    mean,  # of all\n    square,\n    epsilon,\n)\n"],
    ["a comment stands behind it", "from keras.backend import mean, square  # noqa\n"],
  ])("stays where %s", (_, statement) => {
    expect(fixed(...statement.trimEnd().split("\n"), ...named)).toBe(`${statement}from keras import ops\n${moved}`);
  });

  test("stays where another file may read it from here", () => {
    expect(fixed("from keras import backend as K", '__all__ = ["K", "loss"]', ...loss)).toContain(
      "import backend as K\n",
    );
  });

  test("stays where it is still used", () => {
    expect(fixed("from keras import backend as K", ...loss, "EPSILON = K.epsilon()")).toContain(
      "import backend as K\n",
    );
  });

  test("goes from inside of the function too", () => {
    const inside = [
      "def loss(y_true, y_pred):",
      "    from keras import backend as K",
      "    return K.mean(K.square(y_true - y_pred), axis=-1)",
    ];
    expect(fixed(...inside)).toBe(`from keras import ops\n${moved}`);
  });
});
