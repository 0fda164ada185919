import { describe, expect, test } from "vitest";
import { createLibrary } from "../../../../src/evaluate/operations/library/library.ts";
import { runInScope, toArray } from "../../../../src/evaluate/tape/backend.ts";
import type { Tensor } from "../../../../src/evaluate/tape/tensor.ts";
import { anyKeras, callNamed, evaluated, keras3, tensorOf, testContext } from "./call.ts";

const keras2 = { version: "2.15", isKnown: true };
const keras1 = { version: "1.2", isKnown: true };

describe("names", () => {
  const library = createLibrary();

  test("`keras.backend.mean` is gone where Keras 3 is known, in Python's words", () => {
    expect(() => library.lookup("keras.backend.mean", keras3)).toThrow(
      "module 'keras.backend' has no attribute 'mean'",
    );
  });

  test("`keras.backend.mean` still runs where nothing says which Keras", () => {
    expect(library.lookup("keras.backend.mean", anyKeras)).toMatchObject({ type: "native" });
  });

  test("`tf.keras.backend.mean` runs on every Keras", () => {
    expect(library.lookup("tf.keras.backend.mean", keras3)).toMatchObject({ type: "native" });
  });

  test("`keras.ops` is missing before Keras 3", () => {
    expect(() => library.lookup("keras.ops.mean", keras2)).toThrow("module 'keras' has no attribute 'ops'");
  });

  test("`tf.log` runs under Keras 1 and is an AttributeError otherwise", () => {
    expect(library.lookup("tf.log", keras1)).toMatchObject({ type: "native", name: "tf.math.log" });
    expect(() => library.lookup("tf.log", keras3)).toThrow("module 'tensorflow' has no attribute 'log'");
    expect(library.lookup("tf.compat.v1.log", keras3)).toMatchObject({ type: "native", name: "tf.math.log" });
  });

  test("`K.tf.log` is TensorFlow 1's", () => {
    expect(library.lookup("keras.backend.tf.log", keras1)).toMatchObject({ name: "tf.math.log" });
    expect(() => library.lookup("keras.backend.tf.log", keras3)).toThrow(
      "module 'keras.backend' has no attribute 'tf'",
    );
  });

  test("a Hessian inside a loss is refused by name", () => {
    expect(() => library.lookup("tf.hessians", keras3)).toThrow(
      "`tf.hessians` takes gradients inside the loss, which is not evaluated",
    );
  });

  test("what no table knows is undefined", () => {
    expect(library.lookup("numpy.no_such_thing", keras3)).toBeUndefined();
  });

  test("a name that no version has is missing as in Python", () => {
    expect(() => library.lookup("tf.no_such_thing", anyKeras)).toThrow(
      "module 'tensorflow' has no attribute 'no_such_thing'",
    );
    expect(() => library.lookup("keras.ops.math", anyKeras)).toThrow("module 'keras.ops' has no attribute 'math'");
  });
});

describe("argument order by version", () => {
  const crossentropy = (version: string) =>
    runInScope({}, () => {
      const context = testContext({ version, isKnown: true });
      return toArray(
        callNamed("keras.backend.binary_crossentropy", [tensorOf([1]), tensorOf([0.25])], {}, context) as Tensor,
      ).data[0]!;
    });

  test("up to Keras 2.0.6 the output comes first", () => {
    // -(0.25 log(1 - 1e-7 …) + 0.75 log(1e-7 …)): the target is 0.25 there.
    expect(crossentropy("2.0.6")).toBeGreaterThan(10);
    expect(crossentropy("2.0.7")).toBeCloseTo(-Math.log(0.25), 5);
  });
});

describe("dtypes", () => {
  test("TensorFlow mixes no tensors of two dtypes", () => {
    runInScope({}, () => {
      const ints = callNamed("tf.cast", [tensorOf([1, 2]), "int32"]);
      expect(() => callNamed("tf.multiply", [tensorOf([1, 2]), ints])).toThrow(
        "cannot compute Mul as input #1(zero-based) was expected to be a float tensor but is a int32 tensor [Op:Mul]",
      );
    });
  });

  test("`keras.ops` promotes them", () => {
    runInScope({}, () => {
      const ints = callNamed("tf.cast", [tensorOf([1, 2]), "int32"]);
      expect((callNamed("keras.ops.multiply", [tensorOf([1, 2]), ints]) as Tensor).dtype).toBe("float32");
      expect((callNamed("keras.ops.add", [ints, 0.5]) as Tensor).dtype).toBe("float32");
    });
  });

  test("a Python float beside an int tensor is TensorFlow's TypeError", () => {
    runInScope({}, () => {
      const ints = callNamed("tf.cast", [tensorOf([1, 2]), "int32"]);
      expect(() => callNamed("tf.maximum", [ints, 0])).toThrow("Cannot convert 0.0 to EagerTensor of dtype int32");
    });
  });
});

describe("gradients", () => {
  const prediction = { values: [-1, 0, 2], shape: [3] };

  test("K.sqrt clamps what is below zero, ops.sqrt gives NaN", () => {
    expect(evaluated(prediction, (y) => callNamed("keras.backend.sqrt", [y])).value.data[0]).toBe(0);
    expect(evaluated(prediction, (y) => callNamed("keras.ops.sqrt", [y])).value.data[0]).toBeNaN();
  });

  test("rounding cuts the gradient off, sign gives zeros", () => {
    expect(evaluated(prediction, (y) => callNamed("tf.round", [y])).gradient).toBeNull();
    expect(evaluated(prediction, (y) => callNamed("tf.sign", [y])).gradient).toEqual([0, 0, 0]);
  });

  test("the mean's gradient is shared", () => {
    const { value, gradient } = evaluated(prediction, (y) => callNamed("keras.backend.mean", [y], { axis: -1n }));
    expect(value.data[0]).toBeCloseTo(1 / 3, 6);
    expect(gradient).toEqual([1 / 3, 1 / 3, 1 / 3].map(Math.fround));
  });
});
