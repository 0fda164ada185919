/** All rows. */

import { activations } from "./activations.ts";
import { arithmeticRows } from "./arithmetic.ts";
import { control } from "./control.ts";
import { creation } from "./creation.ts";
import { crossentropies } from "./crossentropy.ts";
import { elementwise } from "./elementwise.ts";
import { gathering } from "./gathering.ts";
import { joining } from "./joining.ts";
import { normalizing } from "./normalizing.ts";
import { numpyOperations } from "./numpy/functions.ts";
import type { Operation } from "./operation.ts";
import { products } from "./products.ts";
import { reductions } from "./reduction.ts";
import { selecting } from "./selecting.ts";
import { settings } from "./settings.ts";
import { shaping } from "./shaping.ts";

import { sorting } from "./sorting.ts";

export const operations: readonly Operation[] = [
  ...elementwise,
  ...arithmeticRows,
  ...reductions,
  ...selecting,
  ...shaping,
  ...creation,
  ...joining,
  ...gathering,
  ...products,
  ...activations,
  ...sorting,
  ...normalizing,
  ...control,
  ...crossentropies,
  ...settings,
  ...numpyOperations,
];
