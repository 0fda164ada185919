/** Every rule, in the order of the catalogue, and every id that a finding may have. */

import type { Severity } from "../losses/finding.ts";
import type { Rule } from "../losses/rule.ts";
import { batchAxis } from "../rules/batch-axis.ts";
import { calledLoss } from "../rules/called-loss.ts";
import { capturedSymbolic } from "../rules/captured-symbolic.ts";
import { changedBackendFunction } from "../rules/changed-backend-function.ts";
import { crossentropyArgumentOrder } from "../rules/crossentropy-argument-order.ts";
import { integerTarget } from "../rules/integer-target.ts";
import { lateBinding } from "../rules/late-binding.ts";
import { logitsMismatch } from "../rules/logits-mismatch.ts";
import { loopOverBatch } from "../rules/loop-over-batch.ts";
import { lossAsString } from "../rules/loss-as-string.ts";
import { lossSignature } from "../rules/loss-signature.ts";
import { lossSubclass } from "../rules/loss-subclass.ts";
import { lostEpsilon } from "../rules/lost-epsilon.ts";
import { metricAsLoss } from "../rules/metric-as-loss.ts";
import { missingBackendImport } from "../rules/missing-backend-import.ts";
import { missingReturn } from "../rules/missing-return.ts";
import { noGradient } from "../rules/no-gradient.ts";
import { notReloadable } from "../rules/not-reloadable.ts";
import { numpyOnTensor } from "../rules/numpy-on-tensor.ts";
import { removedBackendFunction } from "../rules/removed-backend-function.ts";
import { removedModule } from "../rules/removed-module.ts";
import { removedTensorFlowFunction } from "../rules/removed-tensorflow-function.ts";
import { repeatedSlice } from "../rules/repeated-slice.ts";
import { scalarLoss } from "../rules/scalar-loss.ts";
import { swappedArguments } from "../rules/swapped-arguments.ts";
import { tensorAsBool } from "../rules/tensor-as-bool.ts";
import { tensorFlowInOtherBackend } from "../rules/tensorflow-in-other-backend.ts";
import { uncalledLossFactory } from "../rules/uncalled-loss-factory.ts";
import { undefinedLoss } from "../rules/undefined-loss.ts";
import { undefinedNameInLoss } from "../rules/undefined-name-in-loss.ts";
import { unknownFunction } from "../rules/unknown-function.ts";
import { unreducedLoss } from "../rules/unreduced-loss.ts";
import { untrainedVariable } from "../rules/untrained-variable.ts";
import { unusedPrediction } from "../rules/unused-prediction.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";
import { unusedTerm } from "../rules/unused-term.ts";
import { workInLoss } from "../rules/work-in-loss.ts";
import { allProbes } from "./all-probes.ts";

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
  repeatedSlice,
  untrainedVariable,
  capturedSymbolic,
  removedBackendFunction,
  changedBackendFunction,
  crossentropyArgumentOrder,
  removedModule,
  removedTensorFlowFunction,
  tensorFlowInOtherBackend,
  unknownFunction,
  lateBinding,
  noGradient,
  numpyOnTensor,
  tensorAsBool,
  loopOverBatch,
  lostEpsilon,
  logitsMismatch,
  integerTarget,
  scalarLoss,
  unreducedLoss,
  batchAxis,
  swappedArguments,
  metricAsLoss,
  unusedSuppression,
];

/** What the settings, the command line and the documents list: a mistake has one id, whether reading or running finds it. */
export interface ListedRule {
  readonly id: string;
  readonly severity: Severity;
  readonly summary: string;
  readonly isFoundBy: { readonly reading: boolean; readonly running: boolean };
}

const readIds: ReadonlySet<string> = new Set(allRules.map(({ id }) => id));
const runIds: ReadonlySet<string> = new Set(allProbes.map(({ id }) => id));

export const listedRules: readonly ListedRule[] = [...allRules, ...allProbes.filter(({ id }) => !readIds.has(id))].map(
  ({ id, severity, summary }) => ({
    id,
    severity,
    summary,
    isFoundBy: { reading: readIds.has(id), running: runIds.has(id) },
  }),
);

/** The ids of all of them. */
export const ruleIds: ReadonlySet<string> = new Set([...readIds, ...runIds]);
