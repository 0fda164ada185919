import { describe, expect, test } from "vitest";
import type { LossSource } from "../../../src/evaluate/evaluation.ts";
import { type CheckedTarget, checkPage, readAnswer, verdict } from "../../../src/preview/check-answer.ts";
import { checkScript } from "../../../src/preview/script/check-script.ts";
import { parseModule } from "../../../src/python/parse.ts";

const source = (text: string, loss: string): LossSource => ({
  file: { path: "/w/losses.py", text },
  imports: [],
  loss,
  keras: { version: "3.15.1", isKnown: true },
  parameters: {},
});
const array = (...data: number[]) => ({ data, shape: [data.length, 1], dtype: "float32" as const });

describe("the script", () => {
  test("has the loss and what it rests on, and nothing else of its file", () => {
    const text =
      "from keras import ops\n\nSCALE = 2.0\n\n\ndef scaled(y_true, y_pred):\n    return SCALE * ops.square(y_true - y_pred)\n\n\nmodel.fit(x, y)\n";
    const script = checkScript(source(text, "scaled"), [{ yTrue: array(1), yPred: array(0.5, 0.25) }])!;
    expect(parseModule(script).module.errors).toEqual([]);
    expect(script).toContain("SCALE = 2.0");
    expect(script).not.toContain("model.fit");
    // Bit for bit: 0.5 and 0.25 as float32.
    expect(script).toContain('_ll_given("AAAAPwAAgD4=", "<f4", (2, 1,))');
  });

  test("comes after what has to come first, and is none for what has no name", () => {
    const future =
      "from __future__ import annotations\nfrom keras import ops\n\n\ndef a_loss(y_true, y_pred):\n    return y_pred\n";
    expect(checkScript(source(future, "a_loss"), [])).toMatch(/^from __future__ import annotations\n/);
    expect(checkScript(source("model.compile(loss=lambda y_true, y_pred: y_pred)\n", "lambda@1"), [])).toBeUndefined();
  });
});

describe("the answer", () => {
  const encoded = (...numbers: number[]) => ({
    shape: [numbers.length],
    data: Buffer.from(new Float32Array(numbers).buffer).toString("base64"),
  });
  const about = { python: "3.13.1", keras: "3.15.1", backend: "tensorflow", library: "2.21.0" };

  test("is read bit for bit, infinities and NaN too", () => {
    const read = readAnswer(
      JSON.stringify({ ...about, batches: [{ value: encoded(0.1, Infinity, NaN), gradient: null }] }),
    );
    expect(read && "batches" in read && [...read.batches[0]!.value.data]).toEqual([Math.fround(0.1), Infinity, NaN]);
    expect(read && "batches" in read && read.batches[0]!.gradient).toBeNull();
  });

  test("is an error in Python's words, or none at all", () => {
    expect(readAnswer('{"error": "NameError: name \'x\' is not defined"}')).toEqual({
      error: "NameError: name 'x' is not defined",
    });
    for (const text of ["", "hello", "[]", '{"keras": 3}']) expect(readAnswer(text)).toBeUndefined();
  });

  const target = (own: CheckedTarget["own"], value = [1, 2]): CheckedTarget => ({
    label: "y_true = 1",
    x: [0, 1],
    keras: { value: array(...value), gradient: array(0.5, -0.5) },
    own,
  });

  test("is the same as far as float32 tells, or differs by so much", () => {
    const same = target({ value: array(1, 2.000001), gradient: array(0.5, -0.5) });
    expect(verdict([same])[0]).toBe("The same, as far as float32 tells.");
    const other = target({ value: array(1, 3), gradient: array(0.5, -0.5) });
    expect(verdict([other])).toEqual([
      "They differ.",
      "Largest difference of the value: 0.333333; of the gradient: 0.",
    ]);
    const unconnected = target({ value: array(1, 2), gradient: null });
    expect(verdict([unconnected])[0]).toBe("They differ.");
    const flat = { ...unconnected, keras: { value: array(1, 2), gradient: array(0, 0) } };
    expect(verdict([flat])[0]).toBe("The same, as far as float32 tells.");
    expect(verdict([target({ value: array(1, Infinity), gradient: array(0.5, -0.5) })])[1]).toContain("Infinity");
    expect(verdict([target({ value: array(1, Infinity), gradient: array(0.5, -0.5) }, [1, Infinity])])[0]).toContain(
      "same",
    );
  });

  test("of a loss that is refused here it is Keras's alone, and says so", () => {
    const page = checkPage({
      loss: "odd_[loss]",
      data: "Regression",
      axis: "y_pred",
      versions: about,
      targets: [target({ refused: "'tf.py_function' is not evaluated." })],
    });
    expect(page).toContain("# odd\\_\\[loss\\]");
    expect(page).toMatch(/Keras's own numbers|Keras\\'s own numbers/);
    expect(page).toContain(
      "| y\\_pred | value, Keras<br>value, Loss Lens |\n|---:|---:|\n| 0 | 1<br>– |\n| 1 | 2<br>– |\n",
    );
    expect(page).toContain(
      "| y\\_pred | gradient, Keras<br>gradient, Loss Lens |\n|---:|---:|\n| 0 | 0.5<br>– |\n| 1 | −0.5<br>– |\n",
    );
  });
});
