/** Every rule, in the order of the catalogue. */

import { batchAxis } from "./batch-axis.ts";
import { calledLoss } from "./called-loss.ts";
import { capturedSymbolic } from "./captured-symbolic.ts";
import { changedBackendFunction } from "./changed-backend-function.ts";
import { crossentropyArgumentOrder } from "./crossentropy-argument-order.ts";
import { integerTarget } from "./integer-target.ts";
import { logitsMismatch } from "./logits-mismatch.ts";
import { loopOverBatch } from "./loop-over-batch.ts";
import { lossAsString } from "./loss-as-string.ts";
import { lossSignature } from "./loss-signature.ts";
import { lossSubclass } from "./loss-subclass.ts";
import { lostEpsilon } from "./lost-epsilon.ts";
import { metricAsLoss } from "./metric-as-loss.ts";
import { missingBackendImport } from "./missing-backend-import.ts";
import { missingReturn } from "./missing-return.ts";
import { noGradient } from "./no-gradient.ts";
import { notReloadable } from "./not-reloadable.ts";
import { numpyOnTensor } from "./numpy-on-tensor.ts";
import { removedBackendFunction } from "./removed-backend-function.ts";
import { removedModule } from "./removed-module.ts";
import { removedTensorFlowFunction } from "./removed-tensorflow-function.ts";
import type { Rule } from "./rule.ts";
import { scalarLoss } from "./scalar-loss.ts";
import { swappedArguments } from "./swapped-arguments.ts";
import { tensorAsBool } from "./tensor-as-bool.ts";
import { tensorFlowInOtherBackend } from "./tensorflow-in-other-backend.ts";
import { uncalledLossFactory } from "./uncalled-loss-factory.ts";
import { undefinedLoss } from "./undefined-loss.ts";
import { undefinedNameInLoss } from "./undefined-name-in-loss.ts";
import { unusedPrediction } from "./unused-prediction.ts";
import { unusedTerm } from "./unused-term.ts";
import { workInLoss } from "./work-in-loss.ts";

export const allRules: readonly Rule[] = [
  missingBackendImport,
  undefinedLoss,
  undefinedNameInLoss,
  lossAsString,
  calledLoss,
  uncalledLossFactory,
  lossSignature,
  missingReturn,
  unusedPrediction,
  notReloadable,
  lossSubclass,
  workInLoss,
  unusedTerm,
  capturedSymbolic,
  removedBackendFunction,
  changedBackendFunction,
  crossentropyArgumentOrder,
  removedModule,
  removedTensorFlowFunction,
  tensorFlowInOtherBackend,
  noGradient,
  numpyOnTensor,
  tensorAsBool,
  loopOverBatch,
  lostEpsilon,
  logitsMismatch,
  integerTarget,
  scalarLoss,
  batchAxis,
  swappedArguments,
  metricAsLoss,
];

/** The ids of all rules that read. */
export const ruleIds: ReadonlySet<string> = new Set(allRules.map((rule) => rule.id));
