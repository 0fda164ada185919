/** The table of functions: each row says what its functions do to a gradient, a dtype and a shape. */

import { alongAxes } from "./along-axes.ts";
import { arranging } from "./arranging.ts";
import { choosing } from "./choosing.ts";
import { creating } from "./creating.ts";
import { elementwise } from "./elementwise.ts";
import type { FunctionRow } from "./function-row.ts";
import { images } from "./images.ts";
import { linearAlgebra } from "./linear-algebra.ts";
import { losses } from "./losses.ts";
import { pairs } from "./pairs.ts";
import { pythonValues } from "./python-values.ts";
import { reducing } from "./reducing.ts";

export const functionTable: readonly FunctionRow[] = [
  ...alongAxes,
  ...arranging,
  ...choosing,
  ...creating,
  ...elementwise,
  ...images,
  ...linearAlgebra,
  ...losses,
  ...pairs,
  ...pythonValues,
  ...reducing,
];
