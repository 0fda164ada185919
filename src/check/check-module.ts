/** Runs the rules over a module. */

import { eraOfBackendFunction } from "../keras/backend-functions.ts";
import { isPyTorchOnly } from "../keras/other-frameworks.ts";
import { type KerasMajor, type KerasVersion, kerasVersion, type ProjectKeras } from "../keras/version.ts";
import { chosenBackend } from "../losses/chosen-backend.ts";
import { findLosses, type ModuleLosses } from "../losses/find-losses.ts";
import type { Finding, Fix, Severity } from "../losses/finding.ts";
import { backendUses, createMigrator } from "../losses/fixes/migrate-file.ts";
import { analyzeFlow, type LossFlow } from "../losses/flow.ts";
import { type ImportedLosses, importedName } from "../losses/imported-losses.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { indexModule, type ModuleIndex } from "../losses/module-index.ts";
import { createResolver } from "../losses/resolve.ts";
import { createRoles, isMeantForTraining } from "../losses/roles.ts";
import type { ProposedFix, Report, Rule, RuleContext } from "../losses/rule.ts";
import type { Module, Range } from "../python/ast.ts";
import type { JoinedCells } from "../python/cells.ts";
import { closeName } from "../python/close-name.ts";
import { analyzeNames, type ModuleNames } from "../python/scope.ts";
import { unusedSuppression } from "../rules/unused-suppression.ts";
import { probeIds } from "./all-probes.ts";
import { allRules, ruleIds } from "./all-rules.ts";
import { type ActiveRule, checkLosses, type QuietLosses } from "./check-losses.ts";
import { noConfiguration, type RuleConfiguration } from "./configuration.ts";
import { readSuppressions, type Suppressions } from "./suppression.ts";

export interface CheckOptions {
  readonly configuration?: RuleConfiguration;
  /** What the project says about its Keras. */
  readonly project?: ProjectKeras | undefined;
  /** The version asked for, over all evidence. */
  readonly keras?: KerasMajor | undefined;
  readonly path?: string;
  /** Of a notebook, of which the text is. */
  readonly cells?: JoinedCells | undefined;
  /** The losses of other files of the workspace. */
  readonly imports?: ImportedLosses | undefined;
  /** Where the caller has them already. */
  readonly names?: ModuleNames;
  readonly rules?: readonly Rule[];
  /** The losses that had nothing in an earlier state of the file: those that are as they were are not looked at again. */
  readonly quiet?: QuietLosses | undefined;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly keras: KerasVersion;
  readonly losses: ModuleLosses;
  readonly names: ModuleNames;
  /** Whether Keras may train with the loss: not a metric, a helper, or a function that scores predictions afterwards. */
  isForTraining(loss: LossDefinition): boolean;
  /** The backend that the file or its project chooses for Keras, where it is another than TensorFlow. */
  readonly backend: "jax" | "torch" | undefined;
  /** For the next check of the same file. */
  readonly quiet: QuietLosses;
  /** Whether the file is PyTorch's: then nothing of it was looked at, and it has no losses to show. */
  readonly isPyTorch: boolean;
}

/** The findings of all rules, in order of place. Never throws, whatever the text. */
export function checkModule(module: Module, options: CheckOptions = {}): Finding[] {
  return [...inspectModule(module, options).findings];
}

/** `checkModule` with what it found out on the way, for those who show it. */
export function inspectModule(module: Module, options: CheckOptions = {}): CheckResult {
  const configuration = options.configuration ?? noConfiguration;
  const context = readModule(module, options, (index) => kerasOf(module, index, options));
  const { uses, names, keras } = context;
  const isPyTorch = isPyTorchOnly(context.index.imports);
  const losses = isPyTorch ? [] : context.losses;
  const rules = (isPyTorch ? [] : (options.rules ?? allRules)).flatMap((rule): ActiveRule[] => {
    const severity = configuration.rules.get(rule.id) ?? rule.severity;
    return severity === "off" ? [] : [{ rule, severity, isSetByHand: configuration.rules.has(rule.id) }];
  });
  const found: Finding[] = [];
  const isBroken = errorTest(module);
  const reporterOf =
    ({ rule, severity, isSetByHand }: ActiveRule): Report =>
    (at, message, fixes = [], details = {}) => {
      const range = "range" in at ? at.range : at;
      if (isBroken(range)) return;
      found.push({
        rule: rule.id,
        // What someone set by hand is not softened by an assumption.
        severity: isSetByHand ? severity : weaker(severity, details.atMost),
        message,
        range,
        fixes: (Array.isArray(fixes) ? fixes : [fixes]).map(completeFix),
        related: details.related ?? [],
        tag: details.tag,
      });
    };
  for (const active of rules) active.rule.check?.({ ...context, report: reporterOf(active) });
  const quiet = checkLosses(context, rules, reporterOf, options.quiet);
  const suppressions = found.length > 0 || module.text.includes("loss-lens:") ? readSuppressions(module) : undefined;
  const left = found.filter((finding) => !suppressions?.isSuppressed(finding.rule, finding.range));
  if (suppressions !== undefined) left.push(...unusedSuppressions(suppressions, module, rules, reporterOf, found));
  const findings = inOrderOfPlace(left);
  const isForTraining = trainingTest(new Set(context.kerasLosses.filter((loss) => !context.isMetric(loss))), uses);
  const backend = chosenBackend(context)?.backend;
  return { findings, keras, losses: { losses, uses }, names, isForTraining, backend, quiet, isPyTorch };
}

/** Put once all other rules have spoken: a suppression of a rule that is on and has found nothing there, or of none. */
function unusedSuppressions(
  suppressions: Suppressions,
  module: Module,
  rules: readonly ActiveRule[],
  reporterOf: (active: ActiveRule) => Report,
  found: Finding[],
): Finding[] {
  const own = rules.find(({ rule }) => rule.id === unusedSuppression.id);
  // In a broken file there may be more to find.
  if (own === undefined || module.errors.length > 0) return [];
  const before = found.length;
  const active = new Set(rules.map(({ rule }) => rule.id));
  const report = reporterOf(own);
  const meantBy = new Map<string, string | undefined>();
  for (const { rule, range, removal, covers } of suppressions.unused()) {
    // Running the loss may find it there.
    if (probeIds.has(rule)) continue;
    const away = { title: "Remove it", edits: [removal] };
    if (active.has(rule)) {
      report(range, `'${rule}' finds nothing here.`, away, { tag: "unnecessary" });
      continue;
    }
    if (!meantBy.has(rule)) meantBy.set(rule, ruleIds.has(rule) ? undefined : closeName(rule, ruleIds));
    const meant = meantBy.get(rule);
    if (meant === undefined) continue;
    // What running the loss may find there, nothing here has looked for.
    const isNeeded =
      probeIds.has(meant) || found.slice(0, before).some((finding) => finding.rule === meant && covers(finding.range));
    const right = { title: `Change to '${meant}'`, edits: [{ range, newText: meant }] };
    // Where the right name would silence nothing either, the comment can only go.
    const fixes = isNeeded ? [right, { ...away, isPreferred: false }] : away;
    report(range, `There is no rule '${rule}'. Did you mean '${meant}'?`, fixes);
  }
  return found.splice(before).filter(({ rule, range }) => !suppressions.isSuppressed(rule, range));
}

/** Made apart from the rest, so that it holds on to nothing else. */
function trainingTest(candidates: ReadonlySet<LossDefinition>, uses: readonly LossUse[]) {
  return (loss: LossDefinition): boolean => candidates.has(loss) && isMeantForTraining(loss, uses);
}

function kerasOf(module: Module, index: ModuleIndex, options: CheckOptions): KerasVersion {
  const setting = options.keras ?? options.configuration?.keras;
  const { imports, attributes, calls } = index;
  const { project, path, cells } = options;
  return kerasVersion({ module, imports, attributes, calls, project, setting, path, cells });
}

/**
 * "Migrate this file to keras.ops": every call of `keras.backend` that has a form there, also those of
 * `tensorflow.keras`, which still run and so have no finding. Undefined where there is none. `meant` is the Keras that
 * the code was written for, which says in what order old functions took their arguments; `within` is the part that moves.
 */
export function fileMigration(
  module: Module,
  options: CheckOptions = {},
  meant?: KerasVersion,
  within: Range = module.range,
): Fix | undefined {
  const read = readModule(module, options, ({ imports }) =>
    kerasVersion({ module, imports, project: options.project, setting: "3" }),
  );
  const context = { ...read, report: () => {} };
  const uses = backendUses(context).filter(
    ({ name, node: { range } }) =>
      eraOfBackendFunction(name) !== "keras3" && within.start <= range.start && range.end <= within.end,
  );
  const fix =
    uses.length === 0
      ? undefined
      : createMigrator(context, meant ?? kerasOf(module, read.index, options)).fixForAll(uses);
  return fix && completeFix(fix);
}

/** All that reading the module finds out, for rules and fixes. */
function readModule(
  module: Module,
  { project, imports, names = analyzeNames(module) }: CheckOptions,
  kerasFor: (index: ModuleIndex) => KerasVersion,
): Omit<RuleContext, "report"> {
  const index = indexModule(module);
  const resolver = createResolver(names, index);
  const { losses, uses } = findLosses(module, names, index, resolver);
  const flows = new Map<LossDefinition, LossFlow | undefined>();
  const roles = createRoles(losses, uses, index, resolver);
  return {
    module,
    names,
    index,
    resolver,
    losses,
    uses,
    keras: kerasFor(index),
    project,
    imported(node) {
      const name = imports && resolver.qualifiedName(node);
      return name === undefined || /^(?:keras|tf|numpy)\./.test(name) ? undefined : imports?.find(name);
    },
    importedAs(name) {
      const sites = imports && names.moduleScope.bindings.get(name)?.sites;
      const [site] = sites ?? [];
      if (sites?.length !== 1 || site?.kind !== "importFrom") return undefined;
      return imports?.find(importedName(site));
    },
    dialect: resolver.dialect,
    flowOf(loss) {
      if (!flows.has(loss)) flows.set(loss, analyzeFlow(loss, resolver));
      return flows.get(loss);
    },
    kerasLosses: losses.filter((loss) => roles.isForKeras(loss)),
    isMetric: roles.isMetric,
    source: ({ range }) => module.text.slice(range.start, range.end),
  };
}

/** Whether a range touches a place where the grammar gave up. */
function errorTest({ errors }: Module): (range: Range) => boolean {
  if (errors.length === 0) return () => false;
  // They stand in order; of those that begin before the range ends, one may reach further than those after it.
  let last = -1;
  const furthest = errors.map(({ end }) => (last = Math.max(last, end)));
  return ({ start, end }) => {
    let low = 0;
    let high = errors.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (errors[middle]!.start <= end) low = middle + 1;
      else high = middle;
    }
    return low > 0 && start <= furthest[low - 1]!;
  };
}

function completeFix(fix: ProposedFix): Fix {
  return { title: fix.title, edits: fix.edits, isPreferred: fix.isPreferred ?? true, isSafe: fix.isSafe ?? false };
}

const order: readonly Severity[] = ["hint", "info", "warning", "error"];

function weaker(severity: Severity, atMost: Severity | undefined): Severity {
  return atMost && order.indexOf(atMost) < order.indexOf(severity) ? atMost : severity;
}

export function inOrderOfPlace(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end || compareText(a.rule, b.rule),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
