/** What a rule is: data, and the one thing that it looks for. */

import type { KerasDialect } from "../keras/import-forms.ts";
import type { KerasVersion, ProjectKeras } from "../keras/version.ts";
import type { Expression, Module, Range } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";
import type { ModuleNames } from "../python/scope.ts";
import type { Finding, RelatedPlace, Severity } from "./finding.ts";
import type { LossFlow } from "./flow.ts";
import type { Imported } from "./imported-losses.ts";
import type { LossDefinition, LossUse } from "./loss.ts";
import type { ModuleIndex } from "./module-index.ts";
import type { Resolver } from "./resolve.ts";

/** A fix as a rule states it: preferred and not safe unless it says otherwise. */
export interface ProposedFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly isPreferred?: boolean;
  readonly isSafe?: boolean;
}

export interface ReportDetails {
  /** At most this severity: a finding that rests on an assumption. */
  readonly atMost?: Severity;
  readonly related?: readonly RelatedPlace[];
  readonly tag?: Finding["tag"];
}

export type Report = (
  at: Range | { readonly range: Range },
  message: string,
  fixes?: ProposedFix | readonly ProposedFix[],
  details?: ReportDetails,
) => void;

/** Everything that reading a module has found out; rules look, and find nothing out twice. */
export interface RuleContext {
  readonly module: Module;
  readonly names: ModuleNames;
  readonly index: ModuleIndex;
  readonly resolver: Resolver;
  readonly losses: readonly LossDefinition[];
  readonly uses: readonly LossUse[];
  readonly keras: KerasVersion;
  /** The loss that a name or attribute means, of another file of the workspace; or that the file lacks it. */
  imported(node: Expression): Imported | undefined;
  /** The same for a name that the module imports, whether it is used or not. */
  importedAs(name: string): Imported | undefined;
  /** What the project's own files say. */
  readonly project: ProjectKeras | undefined;
  readonly dialect: KerasDialect;
  /** The data flow inside a loss, worked out once. */
  flowOf(loss: LossDefinition): LossFlow | undefined;
  /** The losses that Keras itself will run on tensors: used as one, or written with Keras's or TensorFlow's functions. */
  readonly kerasLosses: readonly LossDefinition[];
  /** Whether a loss is only ever watched: used as a metric, or named as one and not used as a loss. */
  isMetric(loss: LossDefinition): boolean;
  /** The source text of a node. */
  source(node: { readonly range: Range }): string;
  readonly report: Report;
}

/**
 * One loss, and what a rule may rest on when it judges it: the loss itself, what its names lead to, its own uses, and the
 * file's Keras. Nothing else of the file, since a loss of which all this is unchanged is not looked at again.
 */
export interface LossContext
  extends Pick<RuleContext, "module" | "names" | "resolver" | "keras" | "dialect" | "source" | "report"> {
  readonly loss: LossDefinition;
  readonly flow: LossFlow | undefined;
  readonly isMetric: boolean;
  /** The places that use this loss. */
  readonly uses: readonly LossUse[];
}

/** A rule looks at the module, at each loss that Keras will run, or at both. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** One line, as the settings and the rule table show it. */
  readonly summary: string;
  check?(context: RuleContext): void;
  /** Speaks of one place once, though two losses may share it. */
  checkLoss?(context: LossContext): void;
  /** Whether `checkLoss` has anything to say in this file. */
  concerns?(context: Omit<RuleContext, "report">): boolean;
}

/** States a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
