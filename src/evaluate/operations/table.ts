/** All rows. */

import { arithmeticRows } from "./arithmetic.ts";
import { creation } from "./creation.ts";
import { crossentropies } from "./crossentropy.ts";
import { elementwise } from "./elementwise.ts";
import { numpyOperations } from "./numpy/functions.ts";
import type { Operation } from "./operation.ts";
import { reductions } from "./reduction.ts";
import { selecting } from "./selecting.ts";
import { settings } from "./settings.ts";
import { shaping } from "./shaping.ts";

export const operations: readonly Operation[] = [
  ...elementwise,
  ...arithmeticRows,
  ...reductions,
  ...selecting,
  ...shaping,
  ...creation,
  ...crossentropies,
  ...settings,
  ...numpyOperations,
];
