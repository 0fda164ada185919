import { expect, test } from "vitest";
import type { DType } from "../../../../src/evaluate/evaluation.ts";
import { PythonError, Unsupported } from "../../../../src/evaluate/failure.ts";
import { add, divide, multiply, subtract } from "../../../../src/evaluate/kernels/arithmetic.ts";
import { cast } from "../../../../src/evaluate/kernels/create.ts";
import { diag } from "../../../../src/evaluate/kernels/diagonal.ts";
import { erfinvOf } from "../../../../src/evaluate/kernels/functions.ts";
import { booleanMask } from "../../../../src/evaluate/kernels/gather.ts";
import { matmul } from "../../../../src/evaluate/kernels/matmul.ts";
import { mean, sum } from "../../../../src/evaluate/kernels/reduction.ts";
import { index } from "../../../../src/evaluate/kernels/slice.ts";
import { floorDivide } from "../../../../src/evaluate/kernels/whole-division.ts";
import { read, runInScope } from "../../../../src/evaluate/tape/backend.ts";
import { constant, watch } from "../../../../src/evaluate/tape/tape.ts";
import type { Tensor } from "../../../../src/evaluate/tape/tensor.ts";

function valuesOf(make: () => Tensor): number[] {
  return runInScope({}, () => Array.from(read(make())));
}

function scalar(value: number, dtype: DType = "float32"): Tensor {
  return constant(value, [], dtype);
}

test("numbers are float32: 1 - 1e-15 is 1", () => {
  expect(valuesOf(() => subtract(scalar(1), scalar(1e-15)))).toEqual([1]);
  expect(valuesOf(() => add(scalar(0.1), scalar(0.2)))).toEqual([Math.fround(Math.fround(0.1) + Math.fround(0.2))]);
});

test("a long sum does not drift", () => {
  const [total] = valuesOf(() => sum(constant(0.1, [1_000_000], "float32")));
  expect(Math.abs((total as number) - 1_000_000 * Math.fround(0.1))).toBeLessThan(0.05);
  expect(valuesOf(() => mean(constant(0.1, [1_000_000], "float32")))).toEqual([Math.fround(0.1)]);
});

test("types do not mix, in TensorFlow's words", () => {
  const mix = () => valuesOf(() => multiply(scalar(1, "int64"), scalar(1)));
  expect(mix).toThrow("Input 'y' of 'Mul' Op has type float32 that does not match type int64 of argument 'x'.");
});

test("shapes that do not broadcast are refused, in TensorFlow's words", () => {
  const clash = () => valuesOf(() => add(constant(1, [2, 3], "float32"), constant(1, [4], "float32")));
  expect(clash).toThrow("Incompatible shapes: [2,3] vs. [4]");
});

test("integers wrap around in 32 bits, and are refused beyond them where Keras has more", () => {
  expect(valuesOf(() => add(scalar(2_147_483_647, "int32"), scalar(1, "int32")))).toEqual([-2_147_483_648]);
  expect(valuesOf(() => add(scalar(250, "uint8"), scalar(10, "uint8")))).toEqual([4]);
  const wide = () => valuesOf(() => multiply(scalar(100_000, "int64"), scalar(100_000, "int64")));
  expect(wide).toThrow(Unsupported);
});

test("integers divide to float64, and by zero not at all", () => {
  const quotient = runInScope({}, () => divide(scalar(1, "int32"), scalar(4, "int32")).dtype);
  expect(quotient).toBe("float64");
  expect(() => valuesOf(() => floorDivide(scalar(1, "int32"), scalar(0, "int32")))).toThrow("Integer division by zero");
});

test("types that are not computed as Keras does are refused by name", () => {
  expect(() => valuesOf(() => cast(scalar(1), "complex64"))).toThrow("Tensors of complex64 are not evaluated.");
});

test("a float64 that float32 cannot hold is refused, not infinite", () => {
  expect(() => valuesOf(() => scalar(1e300, "float64"))).toThrow("float64 values beyond float32's range");
  expect(valuesOf(() => scalar(1e300, "float32"))).toEqual([Number.POSITIVE_INFINITY]);
  expect(valuesOf(() => scalar(Number.POSITIVE_INFINITY, "float64"))).toEqual([Number.POSITIVE_INFINITY]);
});

test("an index outside is an error at its number", () => {
  const outside = () => valuesOf(() => index(constant(1, [3], "float32"), [{ kind: "index", at: 5 }]));
  expect(outside).toThrow(PythonError);
  expect(outside).toThrow("slice index 5 of dimension 0 out of bounds.");
  const at = (place: number) => () =>
    valuesOf(() => index(constant([4, 5, 6], [3], "float32"), [{ kind: "index", at: place }]));
  expect(at(3)).toThrow("slice index 3 of dimension 0 out of bounds.");
  expect(at(-4)).toThrow("slice index -4 of dimension 0 out of bounds.");
  expect([at(0)(), at(2)(), at(-3)()]).toEqual([[4], [6], [4]]);
});

test("a mask without axes is no mask", () => {
  const scalarMask = () => valuesOf(() => booleanMask(constant(1, [3], "float32"), constant(1, [], "bool")));
  expect(scalarMask).toThrow("mask cannot be scalar.");
});

test("a diagonal stands on the main one where no other is asked for", () => {
  expect(valuesOf(() => diag(constant([7, 8], [2], "float32")))).toEqual([7, 0, 0, 8]);
  expect(valuesOf(() => diag(constant([7], [1], "float32"), 1))).toEqual([0, 7, 0, 0]);
  expect(valuesOf(() => diag(constant([7], [1], "float32"), -1))).toEqual([0, 0, 7, 0]);
});

test("the inverse of erf is nothing outside of its range", () => {
  expect([-1.5, -1, 1, 1.5, Number.NaN].map(erfinvOf)).toEqual([
    Number.NaN,
    -Infinity,
    Infinity,
    Number.NaN,
    Number.NaN,
  ]);
});

test("matrices that do not fit are refused with their shapes", () => {
  const misfit = () => valuesOf(() => matmul(constant(1, [2, 3], "float32"), constant(1, [2, 3], "float32")));
  expect(misfit).toThrow("Matrix size-incompatible: In[0]: [2,3], In[1]: [2,3]");
});

test("an array that was given is left as it was", () => {
  const given = Float32Array.of(1e-40, 2);
  valuesOf(() => watch(given, [2], "float32"));
  expect(given).toEqual(Float32Array.of(1e-40, 2));
});
