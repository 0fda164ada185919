import { defineRule } from "../losses/rule.ts";

/** Looks at nothing itself: what a suppression has suppressed is known once all other rules have spoken. */
export const unusedSuppression = defineRule({
  id: "unused-suppression",
  severity: "hint",
  summary: "A comment silences a rule that finds nothing there, or one that does not exist",
});
