/** Products of NumPy arrays. */

import { numpyResultType } from "../../dtype.ts";
import { PythonError } from "../../failure.ts";
import type { NdArray } from "../../interpreter/array-values.ts";
import { requireProduct } from "../../tape/backend.ts";
import { array, numbers, requireRoom, shapeText } from "./array.ts";

/** `a @ b` for vectors and matrices; stacks of matrices where both have them. */
export function matmulArrays(a: NdArray, b: NdArray): NdArray {
  if (a.shape.length === 0 || b.shape.length === 0)
    throw new PythonError("ValueError", "matmul: Input operand 0 does not have enough dimensions");
  const left = a.shape.length === 1 ? [1, ...a.shape] : a.shape;
  const right = b.shape.length === 1 ? [...b.shape, 1] : b.shape;
  const [rows, inner] = [left.at(-2)!, left.at(-1)!];
  const [same, columns] = [right.at(-2)!, right.at(-1)!];
  const outer = left.length >= right.length ? left.slice(0, -2) : right.slice(0, -2);
  const batches = outer.reduce((product, length) => product * length, 1);
  const isStacked = (shape: readonly number[]) => shape.length > 2;
  if (inner !== same || (isStacked(left) && isStacked(right) && left.slice(0, -2).join() !== right.slice(0, -2).join()))
    throw new PythonError(
      "ValueError",
      `matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size ${same} is different from ${inner}) ${shapeText(a.shape)} ${shapeText(b.shape)}`,
    );
  requireRoom(batches, rows, columns);
  requireProduct(batches * rows * columns * inner);
  const data = numbers(batches * rows * columns, () => 0);
  for (let batch = 0; batch < batches; batch++) {
    const leftAt = isStacked(left) ? batch * rows * inner : 0;
    const rightAt = isStacked(right) ? batch * inner * columns : 0;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        let sum = 0;
        for (let at = 0; at < inner; at++)
          sum += a.data[leftAt + row * inner + at]! * b.data[rightAt + at * columns + column]!;
        data[(batch * rows + row) * columns + column] = sum;
      }
  }
  const shape = [...outer, ...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])];
  return array(data, shape, numpyResultType(a.dtype, b.dtype));
}
