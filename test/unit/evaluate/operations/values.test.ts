import { describe, expect, test } from "vitest";
import type { NdArray } from "../../../../src/evaluate/interpreter/array-values.ts";
import type { Value } from "../../../../src/evaluate/interpreter/values.ts";
import { isArray } from "../../../../src/evaluate/operations/calls/convert.ts";
import { createLibrary } from "../../../../src/evaluate/operations/library/library.ts";
import { runInScope, toArray } from "../../../../src/evaluate/tape/backend.ts";
import { constant } from "../../../../src/evaluate/tape/tape.ts";
import type { Tensor } from "../../../../src/evaluate/tape/tensor.ts";
import { callNamed, tensorOf, testContext } from "./call.ts";

const library = createLibrary();

describe("notes", () => {
  test("NumPy reading a tensor is noted, and the result is an array", () => {
    runInScope({}, () => {
      const context = testContext();
      const result = callNamed("numpy.mean", [tensorOf([1, 2, 6])], {}, context);
      expect(isArray(result) && result.data[0]).toBe(3);
      expect(context.notes.join()).toContain("Cannot convert a symbolic tf.Tensor to a numpy array");
    });
  });

  test("float64 is noted, because it is computed in float32", () => {
    runInScope({}, () => {
      const context = testContext();
      expect((callNamed("tf.cast", [tensorOf([1]), "float64"], {}, context) as Tensor).dtype).toBe("float64");
      expect(context.notes).toHaveLength(1);
    });
  });

  test("random numbers are noted and the same in each evaluation", () => {
    const draw = () =>
      runInScope({}, () => {
        const context = testContext();
        const shape: Value = { type: "tuple", items: [3n] };
        const values = [...toArray(callNamed("tf.random.normal", [shape], {}, context) as Tensor).data];
        return { values, notes: context.notes.length };
      });
    expect(draw()).toEqual(draw());
    expect(draw().notes).toBe(1);
  });
});

describe("tf.print", () => {
  test("writes tensors as TensorFlow does, three at each end of an axis", () => {
    runInScope({}, () => {
      const context = testContext();
      callNamed("tf.print", ["loss:", tensorOf([1, 2.5, 3, 4, 5, 6, 7, 8])], {}, context);
      callNamed(
        "tf.print",
        [
          "a",
          tensorOf([
            [1, 2],
            [3, 4],
          ]),
        ],
        { sep: "|" },
        context,
      );
      expect(context.lines).toEqual(["loss: [1 2.5 3 ... 6 7 8]", "a|[[1 2]\n [3 4]]"]);
    });
  });
});

describe("text", () => {
  test("repr of a tensor", () => {
    runInScope({}, () => {
      expect(library.text(tensorOf([1, 0.5]), "repr", testContext())).toBe(
        "<tf.Tensor: shape=(2,), dtype=float32, numpy=array([1., 0.5], dtype=float32)>",
      );
      expect(library.text(tensorOf(2), "str", testContext())).toBe("tf.Tensor(2.0, shape=(), dtype=float32)");
      expect(library.text({ type: "shape", dimensions: [2, null] }, "repr", testContext())).toBe(
        "TensorShape([2, None])",
      );
    });
  });
});

describe("subscripts", () => {
  const array = (): NdArray => ({ type: "ndarray", dtype: "float64", shape: [2, 2], data: [1, 2, 3, 4] });

  test("an array's element is set in place", () => {
    const target = array();
    library.setSubscript(target, { type: "tuple", items: [0n, 1n] }, 9, testContext());
    expect(target.data).toEqual([1, 9, 3, 4]);
  });

  test("a tensor's is not, in Python's words", () => {
    runInScope({}, () => {
      expect(() => library.setSubscript(tensorOf([1]), 0n, 2, testContext())).toThrow(
        "'tensorflow.python.framework.ops.EagerTensor' object does not support item assignment",
      );
    });
  });

  test("writing into a part of an array, which in NumPy writes into the whole, is refused", () => {
    const row = library.subscript(array(), 0n, testContext());
    expect(() => library.setSubscript(row, 0n, 5, testContext())).toThrow("Writing into a part of another array");
  });

  test("an array's index out of bounds is NumPy's IndexError", () => {
    expect(() => library.subscript(array(), 2n, testContext())).toThrow(
      "index 2 is out of bounds for axis 0 with size 2",
    );
  });
});

describe("shapes", () => {
  test("concatenate, compare and slice as TensorShape does", () => {
    const shape: Value = { type: "shape", dimensions: [2, 3] };
    const joined = library.binary("+", shape, { type: "list", items: [1n] }, testContext());
    expect(joined).toEqual({ type: "shape", dimensions: [2, 3, 1] });
    expect(library.compare("==", shape, { type: "tuple", items: [2n, 3n] }, testContext())).toBe(true);
    expect(library.subscript(shape, -1n, testContext())).toBe(3n);
  });
});

describe("dtypes", () => {
  test("equal their names and one another", () => {
    const float: Value = { type: "dtype", dtype: "float32" };
    expect(library.compare("==", float, "float32", testContext())).toBe(true);
    expect(library.compare("!=", float, { type: "dtype", dtype: "int32" }, testContext())).toBe(true);
    expect(library.attribute(float, "is_floating", testContext())).toBe(true);
  });
});

describe("conversion", () => {
  test("ragged lists and mixed types are refused in TensorFlow's words", () => {
    runInScope({}, () => {
      const list = (...items: Value[]): Value => ({ type: "list", items });
      expect(() => callNamed("tf.constant", [list(list(1n), list(1n, 2n))])).toThrow("non-rectangular Python sequence");
      expect(() => callNamed("tf.constant", [list(true, 1n)])).toThrow("Python sequence with mixed types");
    });
  });

  test("lists that hold tensors are stacked", () => {
    runInScope({}, () => {
      const made = callNamed("tf.convert_to_tensor", [{ type: "list", items: [tensorOf(1), 2n] }]) as Tensor;
      expect([...toArray(made).data]).toEqual([1, 2]);
    });
  });

  test("an int tensor in place of an axis is read", () => {
    runInScope({}, () => {
      const sum = callNamed("tf.reduce_sum", [
        tensorOf([
          [1, 2],
          [3, 4],
        ]),
        constant(0, [], "int32"),
      ]) as Tensor;
      expect([...toArray(sum).data]).toEqual([4, 6]);
    });
  });
});
