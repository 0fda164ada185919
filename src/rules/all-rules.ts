/** Every rule, in the order of the catalogue. */

import { calledLoss } from "./called-loss.ts";
import { missingBackendImport } from "./missing-backend-import.ts";
import { missingReturn } from "./missing-return.ts";
import type { Rule } from "./rule.ts";
import { uncalledLossFactory } from "./uncalled-loss-factory.ts";
import { undefinedLoss } from "./undefined-loss.ts";

export const allRules: readonly Rule[] = [
  missingBackendImport,
  undefinedLoss,
  calledLoss,
  uncalledLossFactory,
  missingReturn,
];

/** The ids of all rules that read. */
export const ruleIds: ReadonlySet<string> = new Set(allRules.map((rule) => rule.id));
