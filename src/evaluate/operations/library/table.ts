/** All rows. */

import { activations } from "../activations.ts";
import { arithmeticRows } from "../arithmetic.ts";
import { bitwiseRows } from "../bitwise.ts";
import type { Operation } from "../calls/operation.ts";
import { casting } from "../casting.ts";
import { control } from "../control.ts";
import { counting } from "../counting.ts";
import { creation } from "../creation.ts";
import { crossentropies } from "../crossentropy.ts";
import { crossentropiesOfLogits } from "../crossentropy-of-logits.ts";
import { debugging } from "../debugging.ts";
import { differences } from "../differences.ts";
import { elementwise } from "../elementwise.ts";
import { elementwiseOps } from "../elementwise-ops.ts";
import { flipping } from "../flipping.ts";
import { focalCrossentropies } from "../focal-crossentropy.ts";
import { gathering } from "../gathering.ts";
import { graphGradients } from "../gradient-tape.ts";
import { imageColours } from "../image-colours.ts";
import { imageEdges } from "../image-edges.ts";
import { imageSimilarity } from "../image-similarity.ts";
import { joining } from "../joining.ts";
import { linalg } from "../linalg.ts";
import { kerasFunctions } from "../losses/loss-functions.ts";
import { mapping } from "../mapping.ts";
import { normalizing } from "../normalizing.ts";
import { numpyOperations } from "../numpy/functions.ts";
import { oneHots } from "../one-hot.ts";
import { ownGradients } from "../own-gradients.ts";
import { padding } from "../padding.ts";
import { passing } from "../passing.ts";
import { products } from "../products.ts";
import { pythonCode } from "../python-code.ts";
import { random } from "../random.ts";
import { reading } from "../reading.ts";
import { reductions } from "../reduction.ts";
import { repeating } from "../repeating.ts";
import { resizing } from "../resizing.ts";
import { scattering } from "../scattering.ts";
import { scopes } from "../scopes.ts";
import { segmentRows } from "../segments.ts";
import { selecting } from "../selecting.ts";
import { settings } from "../settings.ts";
import { shapeAssertions } from "../shape-assertions.ts";
import { shapeQueries } from "../shape-queries.ts";
import { shaping } from "../shaping.ts";
import { slicing } from "../slicing.ts";
import { sorting } from "../sorting.ts";
import { sparsemax } from "../sparsemax.ts";
import { specialRows } from "../special.ts";
import { spectral } from "../spectral.ts";
import { statistics } from "../statistics.ts";
import { tensorflow1Rows } from "../tensorflow1-rows.ts";
import { windowed } from "../windowed.ts";

export const operations: readonly Operation[] = [
  ...elementwise,
  ...elementwiseOps,
  ...arithmeticRows,
  ...reductions,
  ...selecting,
  ...shaping,
  ...shapeQueries,
  ...casting,
  ...repeating,
  ...flipping,
  ...padding,
  ...passing,
  ...differences,
  ...creation,
  ...joining,
  ...gathering,
  ...oneHots,
  ...scattering,
  ...slicing,
  ...counting,
  ...statistics,
  ...products,
  ...activations,
  ...sparsemax,
  ...sorting,
  ...specialRows,
  ...bitwiseRows,
  ...spectral,
  ...normalizing,
  ...linalg,
  ...segmentRows,
  ...imageSimilarity,
  ...imageEdges,
  ...imageColours,
  ...resizing,
  ...random,
  ...control,
  ...mapping,
  ...graphGradients,
  ...ownGradients,
  ...pythonCode,
  ...scopes,
  ...debugging,
  ...shapeAssertions,
  ...crossentropies,
  ...focalCrossentropies,
  ...crossentropiesOfLogits,
  ...windowed,
  ...reading,
  ...settings,
  ...kerasFunctions,
  ...tensorflow1Rows,
  ...numpyOperations,
];
