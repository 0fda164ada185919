import { memory } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { LimitExceeded } from "../../../../src/evaluate/failure.ts";
import { add, divide, maximum, multiply } from "../../../../src/evaluate/kernels/arithmetic.ts";
import { greater, select } from "../../../../src/evaluate/kernels/comparison.ts";
import { zerosLike } from "../../../../src/evaluate/kernels/create.ts";
import { mean, sum } from "../../../../src/evaluate/kernels/reduction.ts";
import { abs, log, round, sign } from "../../../../src/evaluate/kernels/unary.ts";
import { read, runInScope } from "../../../../src/evaluate/tape/backend.ts";
import { constant, gradientOf, stopGradient, watch } from "../../../../src/evaluate/tape/tape.ts";
import type { Tensor } from "../../../../src/evaluate/tape/tensor.ts";

function gradientAt(values: number[], loss: (x: Tensor) => Tensor): number[] | null {
  return runInScope({}, () => {
    const x = watch(values, [values.length], "float32");
    const { gradient } = gradientOf(loss(x), x);
    return gradient === undefined ? null : Array.from(gradient.dataSync());
  });
}

describe("gradientOf", () => {
  test("sums what arrives over several ways", () => {
    expect(gradientAt([2, 3], (x) => add(multiply(x, x), x))).toEqual([5, 7]);
  });

  test("sums over what was broadcast", () => {
    expect(gradientAt([2], (x) => multiply(x, constant([1, 2, 3], [3], "float32")))).toEqual([6]);
  });

  test("is none, not zeros, where y_pred is not used or only through what has no gradient", () => {
    expect(gradientAt([1], () => constant(1, [], "float32"))).toBeNull();
    expect(gradientAt([1], round)).toBeNull();
    expect(gradientAt([1], stopGradient)).toBeNull();
    expect(gradientAt([1], sign)).toEqual([0]);
  });

  test("of |x| at 0 is 0, and a tie of maximum goes to the first argument", () => {
    expect(gradientAt([-2, 0, 2], abs)).toEqual([-1, 0, 1]);
    expect(gradientAt([0], (x) => maximum(x, zerosLike(x)))).toEqual([1]);
    expect(gradientAt([0], (x) => maximum(zerosLike(x), x))).toEqual([0]);
  });

  test("shows the trap of a logarithm behind a where", () => {
    const gradient = gradientAt([0, 2], (x) => select(greater(x, zerosLike(x)), log(x), zerosLike(x)));
    expect(gradient).toEqual([Number.NaN, 0.5]);
  });

  test("blames the first step that made a finite gradient infinite", () => {
    const place = { path: "loss.py", range: { start: 3, end: 9 } };
    const blame = runInScope({ place: () => place }, () => {
      const x = watch([1, 0], [2], "float32");
      return gradientOf(mean(log(x)), x, { blame: true }).blame;
    });
    expect(blame).toEqual({ place, value: "Infinity", computed: { kernel: "log", operands: [0] } });
  });

  test("does not overflow the stack on a long chain", () => {
    const gradient = gradientAt([1], (x) => {
      let total = x;
      for (let count = 0; count < 5000; count++) total = add(total, x);
      return total;
    });
    expect(gradient).toEqual([5001]);
  });
});

describe("runInScope", () => {
  test("refuses a broadcast that is too large before computing it", () => {
    const attempt = (): unknown =>
      runInScope(
        {},
        () => multiply(constant(1, [100_000, 1], "float32"), constant(1, [1, 100_000], "float32")).data.shape,
      );
    expect(attempt).toThrow(LimitExceeded);
  });

  test("counts all tensors of an evaluation", () => {
    const attempt = (): unknown =>
      runInScope({ limits: { elements: 100, totalElements: 250 } }, () => {
        const x = constant(1, [100], "float32");
        return read(sum(add(add(x, x), x))).length;
      });
    expect(attempt).toThrow("exceed the limit of 250 elements in all");
  });

  test("disposes of everything, also when the evaluation fails", () => {
    const before = memory().numTensors;
    const fail = () => {
      const x = watch([1, 2], [2], "float32");
      gradientOf(sum(multiply(x, x)), x);
      throw new Error("on purpose");
    };
    expect(() => runInScope({}, fail)).toThrow("on purpose");
    expect(memory().numTensors).toBe(before);
  });

  test("tells the observer each result with its inputs", () => {
    const seen: string[] = [];
    runInScope({ observe: ({ kernel, inputs }) => seen.push(`${kernel} of ${inputs.length}`) }, () => {
      const x = watch([1], [1], "float32");
      return read(divide(log(x), x))[0];
    });
    expect(seen).toEqual(["log of 1", "divide of 2"]);
  });
});
