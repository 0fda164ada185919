/** `numpy.*` functions, in double precision on constants; a tensor among their arguments is read. */

import type { CallArguments, Context, Value } from "../../interpreter/values.ts";
import { bindFor, callOf, type Operation } from "../calls/operation.ts";
import { numpyCreation } from "./creation.ts";
import { numpyElementwise } from "./elementwise.ts";
import { numpyGrids } from "./grids.ts";
import { numpyInfo } from "./info.ts";
import { numpyJoining } from "./joining.ts";
import { numpyMatrices } from "./matrices.ts";
import { numpyOrdering } from "./ordering.ts";
import { numpyReductions } from "./reductions.ts";
import { numpyShaping } from "./shaping.ts";
import { numpyStatistics } from "./statistics.ts";

export const numpyOperations: readonly Operation[] = [
  ...numpyElementwise,
  ...numpyReductions,
  ...numpyCreation,
  ...numpyShaping,
  ...numpyInfo,
  ...numpyGrids,
  ...numpyOrdering,
  ...numpyJoining,
  ...numpyStatistics,
  ...numpyMatrices,
];

/** By last name, for the methods of arrays. */
export const numpyFunctions: ReadonlyMap<string, (args: CallArguments, context: Context) => Value> = new Map(
  numpyOperations.flatMap((row) =>
    row.names.map(
      (name) =>
        [
          name.slice("numpy.".length),
          (args: CallArguments, context: Context) => {
            const bound = bindFor(row, name, args);
            return row.compute(callOf(name, bound, context), ...bound.values);
          },
        ] as const,
    ),
  ),
);
