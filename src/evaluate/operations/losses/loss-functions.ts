/** Every built-in loss, metric and activation function of Keras as rows. */

import type { Operation } from "../calls/operation.ts";
import { accuracyMetrics } from "./accuracy.ts";
import { activations } from "./activations.ts";
import { correlationMetrics } from "./correlation.ts";
import { embeddingLosses } from "./embedding.ts";
import { entropyLosses } from "./entropy.ts";
import { marginLosses } from "./margin.ts";
import { overlapLosses } from "./overlap.ts";
import { regressionLosses } from "./regression.ts";

/** Functions of `keras.losses`; most are in `keras.metrics` too. */
export const lossFunctions: readonly Operation[] = [
  ...regressionLosses,
  ...marginLosses,
  ...entropyLosses,
  ...overlapLosses,
  ...embeddingLosses,
];

/** All of them, for the table of operations. */
export const kerasFunctions: readonly Operation[] = [
  ...lossFunctions,
  ...accuracyMetrics,
  ...correlationMetrics,
  ...activations,
];
