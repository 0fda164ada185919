import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { latexOf, latexWithValues } from "../../../../src/losses/formula/latex.ts";
import { mathmlOf, mathmlOfValues } from "../../../../src/losses/formula/mathml.ts";
import { formulaPicture } from "../../../../src/preview/formula.ts";
import { darkTheme } from "../../../../src/preview/plot/theme.ts";
import { imports, snippetText, written } from "./written.ts";

const root = join(import.meta.dirname, "../../../..");
const snippets = Object.entries(
  JSON.parse(readFileSync(join(root, "snippets/keras-losses.json"), "utf8")) as Record<
    string,
    { readonly body: string | readonly string[] }
  >,
).map(([name, { body }]) => ({ name, text: `${imports}${snippetText(body)}` }));

/** The formula of the last loss of a text. */
function latex(body: string, takesOutputFirst = false): string {
  const text = body.includes("def ") ? body : `def my_loss(y_true, y_pred):\n${body.replace(/^/gm, "    ")}\n`;
  const last = written(`${imports}${text}`, takesOutputFirst).at(-1)!;
  return last.formula === undefined ? "—" : latexWithValues(last.formula);
}

test("every snippet's loss and every example's reads as in a textbook", async () => {
  const lines = ["The losses of the snippets and the examples, as Loss Lens writes them.", ""];
  const examples = readdirSync(join(root, "media/examples")).map((name) => ({
    name,
    text: readFileSync(join(root, "media/examples", name), "utf8"),
  }));
  for (const { name, text } of [...snippets, ...examples]) {
    for (const { loss, formula } of written(text)) {
      const shown = formula === undefined ? "—" : `$$${latexWithValues(formula)}$$`;
      lines.push(`**${name}**, \`${loss.name}\`${formula?.isWhole === false ? ", in part" : ""}`, "", shown, "");
    }
  }
  await expect(lines.join("\n")).toMatchFileSnapshot("golden/formulas.md");
});

test("one loss is one formula, whether it is written with keras.ops, the backend or TensorFlow", () => {
  const forms = [
    "return ops.mean(ops.square(y_pred - y_true), axis=-1)",
    "return K.mean(K.square(y_pred - y_true), axis=-1)",
    "return tf.reduce_mean(tf.square(y_pred - y_true), axis=-1)",
    "return tf.reduce_mean(tf.math.squared_difference(y_pred, y_true), -1)",
    "error = y_pred - y_true\nreturn np.mean(error ** 2, axis=-1)",
    "error = tf.cast(y_pred, tf.float32) - tf.cast(y_true, tf.float32)\nreturn K.mean(error * error, axis=-1)",
  ];
  expect(new Set(forms.map((form) => latex(form)))).toEqual(
    new Set(["L = \\frac{1}{n} \\sum_{i=1}^{n} (\\hat{y}_{i} - y_{i})^{2}"]),
  );
});

describe("what is known before the loss runs decides what is written", () => {
  test("a switch at its value is no case", () => {
    expect(
      latex(`def my_loss(y_true, y_pred, from_logits=False, weight=None):
    if from_logits:
        y_pred = ops.sigmoid(y_pred)
    loss = ops.abs(y_true - y_pred)
    if weight is not None:
        loss = loss * weight
    return loss`),
    ).toBe("L = \\left| y - \\hat{y} \\right|");
  });

  test("a condition on data is one", () => {
    expect(latex("e = y_pred - y_true\nreturn ops.where(ops.abs(e) <= 1, 0.5 * e**2, ops.abs(e) - 0.5)")).toBe(
      "L = \\begin{cases} \\frac{1}{2} (\\hat{y} - y)^{2} & \\text{if } \\left| \\hat{y} - y \\right| \\leq 1 \\\\ \\left| \\hat{y} - y \\right| - 0.5 & \\text{otherwise} \\end{cases}",
    );
  });

  test("what only raises is no case either", () => {
    expect(latex("if len(y_pred.shape) != 2:\n    raise ValueError('rank')\nreturn y_pred - y_true")).toBe(
      "L = \\hat{y} - y",
    );
  });
});

describe("what a loss calls of its own file", () => {
  test("is written out, with what the call gives it", () => {
    expect(
      latex(`SCALE = 3.0
def penalty(x, power=2):
    return ops.sum(x ** power)
def my_loss(y_true, y_pred):
    return SCALE * penalty(y_pred, power=3) + penalty(x=y_true)`),
    ).toBe("L = 3 \\sum_{i} \\hat{y}_{i}^{3} + \\sum_{i} y_{i}^{2}");
  });

  test("of a class stands with the class's parameters", () => {
    expect(
      latex(`class Scaled(keras.losses.Loss):
    def __init__(self, alpha=0.5, **kwargs):
        super().__init__(**kwargs)
        self.scale = alpha
    def part(self, x):
        return self.scale * x
    def call(self, y_true, y_pred):
        return self.part(ops.abs(y_true - y_pred))`),
    ).toBe("L = \\alpha \\left| y - \\hat{y} \\right| \\qquad \\alpha = 0.5");
  });

  test("is left as it is where it calls itself or cannot be written", () => {
    expect(
      latex(`def power(x, n):
    return x if n == 0 else x * power(x, n - 1)
def my_loss(y_true, y_pred):
    total = 0
    return y_true + other_module.distance(y_pred)`),
    ).toBe("L = y + \\texttt{other\\_module.distance(y\\_pred)}");
  });
});

describe("what would mislead is not written", () => {
  test("a loop", () => {
    expect(latex("total = 0.0\nfor k in range(3):\n    total += y_pred[:, k]\nreturn total")).toBe("—");
  });

  test("every sample against every other has no letter that would pair them", () => {
    const formula = latex("d = y_pred[:, None] - y_pred[None, :]\nreturn ops.sum(ops.square(d))");
    expect(formula).toBe("L = \\operatorname{sum}((\\hat{y} - \\hat{y}^{\\top})^{2})");
  });

  test("a value in place of another one is told from it", () => {
    expect(latex("y_pred = ops.clip(y_pred, 0.1, 1 - 0.1)\nreturn y_pred * ops.log(y_pred)")).toBe(
      "\\begin{aligned} L &= \\hat{y}' \\log \\hat{y}' \\\\ \\hat{y}' &= \\operatorname{clip}(\\hat{y}, 0.1, 1 - 0.1) \\end{aligned}",
    );
  });

  test("the order of an old backend's arguments", () => {
    const body = "return K.binary_crossentropy(y_true, y_pred)";
    const text = `from keras import backend as K\ndef my_loss(y_true, y_pred):\n    ${body}\n`;
    const old = written(text, true)[0]!.formula!;
    const now = written(text)[0]!.formula!;
    expect(latexOf(now)).toBe("L = -(y \\log \\hat{y} + (1 - y) \\log(1 - \\hat{y}))");
    expect(latexOf(old)).toBe("L = -(\\hat{y} \\log y + (1 - \\hat{y}) \\log(1 - y))");
  });
});

test("names and texts of the code are text in every language of formulas", () => {
  const [only] = written(
    `${imports}def my_loss(y_true, y_pred, a_b_c_d=2):\n    return a_b_c_d * y_pred + y_true[f"<x>&{'$'}"]\n`,
  );
  const formula = only!.formula!;
  expect(latexOf(formula)).not.toMatch(/(?<!\\)[$&]/);
  expect(mathmlOf(formula)).not.toContain("<x>");
  expect(mathmlOf(formula)).toContain("&lt;x&gt;&amp;");
  expect(mathmlOfValues(formula)).toContain("a_b_c_d");
});

test("no text of a loss breaks the writer, and each formula is printed in every form, its picture of a size", () => {
  const cases = join(root, "test/parity/losses");
  let count = 0;
  for (const name of readdirSync(cases, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".py") || name.startsWith("make_golden")) continue;
    const text = readFileSync(join(cases, name), "utf8");
    for (const { formula } of written(text)) {
      if (formula === undefined) continue;
      count++;
      expect(latexWithValues(formula)).not.toMatch(/undefined|NaN|#\d/);
      expect(balance(mathmlOf(formula))).toBe(true);
      const { width, height } = formulaPicture(formula, darkTheme);
      expect(width).toBeGreaterThan(100);
      expect(height).toBeGreaterThan(15);
    }
  }
  expect(count).toBeGreaterThan(200);
});

/** Whether every element that is opened is closed, in its order. */
function balance(text: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of text.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (self === "/") continue;
    if (close === "") open.push(name!);
    else if (open.pop() !== name) return false;
  }
  return open.length === 0;
}
