/** The tensors that a loss is called with where nothing says which: the common ones, in the order of their frequency. */

import type { BuildSpecification, StaticShape } from "../build-question.ts";

function specification(yTrue: StaticShape, yPred: StaticShape): BuildSpecification {
  return { yTrue: { shape: yTrue, dtype: "float32" }, yPred: { shape: yPred, dtype: "float32" } };
}

/** The same shape for targets and predictions. */
const alike = (shape: StaticShape): BuildSpecification => specification(shape, shape);

export const commonSpecifications: readonly BuildSpecification[] = [
  alike([null, 3]),
  alike([null, 1]),
  specification([null, 1], [null, 3]),
  specification([null], [null, 3]),
  alike([null, 2]),
  alike([null, 4]),
  specification([null, 1], [null, 2]),
  specification([null, 2], [null, 1]),
  alike([null, 5, 3]),
  alike([null, 16, 16, 1]),
  alike([null, 16, 16, 3]),
  specification([null, 16, 16, 1], [null, 16, 16, 3]),
  specification([null, 16, 16], [null, 16, 16, 3]),
  alike([null, 6, 6, 6, 2]),
  alike([null, 10]),
  alike([null, 128]),
  alike([null]),
];
