/** Values that are the library's: tensors, arrays, shapes, dtypes. */

import type { Tensor } from "../tape/tensor.ts";
import type { DTypeValue, NdArray, ShapeValue, SymbolicTensor } from "./array-values.ts";
import type { Value } from "./values.ts";

/** Whether the library's rules apply: a tensor, ndarray, shape or dtype. */
export function isLibraryValue(value: Value): value is Tensor | SymbolicTensor | NdArray | ShapeValue | DTypeValue {
  return (
    value !== null &&
    typeof value === "object" &&
    (value.type === "tensor" ||
      value.type === "symbolic" ||
      value.type === "ndarray" ||
      value.type === "shape" ||
      value.type === "dtype")
  );
}
