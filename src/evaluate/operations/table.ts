/** All rows. */

import { activations } from "./activations.ts";
import { arithmeticRows } from "./arithmetic.ts";
import { control } from "./control.ts";
import { creation } from "./creation.ts";
import { crossentropies } from "./crossentropy.ts";
import { debugging } from "./debugging.ts";
import { elementwise } from "./elementwise.ts";
import { elementwiseOps } from "./elementwise-ops.ts";
import { gathering } from "./gathering.ts";
import { image } from "./image.ts";
import { joining } from "./joining.ts";
import { linalg } from "./linalg.ts";
import { kerasFunctions } from "./losses/loss-functions.ts";
import { normalizing } from "./normalizing.ts";
import { numpyOperations } from "./numpy/functions.ts";
import type { Operation } from "./operation.ts";
import { products } from "./products.ts";
import { random } from "./random.ts";
import { reductions } from "./reduction.ts";
import { resizing } from "./resizing.ts";
import { selecting } from "./selecting.ts";
import { settings } from "./settings.ts";
import { shaping } from "./shaping.ts";

import { sorting } from "./sorting.ts";
import { specialRows } from "./special.ts";

import { tensorflow1Rows } from "./tensorflow1-rows.ts";

import { various } from "./various.ts";
import { windowed } from "./windowed.ts";

export const operations: readonly Operation[] = [
  ...elementwise,
  ...elementwiseOps,
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
  ...specialRows,
  ...normalizing,
  ...linalg,
  ...image,
  ...resizing,
  ...random,
  ...control,
  ...debugging,
  ...crossentropies,
  ...windowed,
  ...various,
  ...settings,
  ...kerasFunctions,
  ...tensorflow1Rows,
  ...numpyOperations,
];
