/** Puts the rules about single losses to the losses of a module; those that are as they were, and had nothing, it passes over. */

import { dependencyPlaces, placeAt } from "../losses/dependencies.ts";
import type { Severity } from "../losses/finding.ts";
import { grouped } from "../losses/grouped.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import type { LossContext, Report, Rule, RuleContext } from "../losses/rule.ts";

type ModuleContext = Omit<RuleContext, "report">;

/** A rule that is on, at the severity that it has here. */
export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
  /** Whether someone chose the severity. */
  readonly isSetByHand: boolean;
}

/** The losses that no rule spoke of. */
export interface QuietLosses {
  /** What all of them rest on. */
  readonly facts: string;
  /** All that each rests on beside that, as `keyOf` writes it. */
  readonly keys: ReadonlySet<string>;
  /** A number for each text of a top-level statement. */
  readonly numbers: ReadonlyMap<string, number>;
}

/** So many places are gone through to know losses again; where thousands rest on thousands, looking anew is faster. */
const mostPlaces = 200_000;

/** Checks the losses that Keras will run. `previous` is the answer for an earlier state of the same file. */
export function checkLosses(
  context: ModuleContext,
  rules: readonly ActiveRule[],
  reporterOf: (rule: ActiveRule) => Report,
  previous: QuietLosses | undefined,
): QuietLosses {
  const { numbers, ofPlaces } = numberStatements(context, previous?.numbers);
  const keys = new Set<string>();
  if (context.kerasLosses.length === 0) return { facts: "", keys, numbers };
  const concerned = rules.filter(({ rule }) => rule.checkLoss && (rule.concerns?.(context) ?? true));
  const facts = factsOf(context, concerned);
  const known = previous?.facts === facts ? previous.keys : undefined;
  const usesOf = grouped(context.uses, ({ loss }) => loss);
  let left = mostPlaces;
  const unboundAt = groupUnbound(context);
  const reporters = concerned.map((active) => ({ rule: active.rule, report: once(reporterOf(active)) }));
  for (const loss of context.kerasLosses) {
    const uses = usesOf.get(loss) ?? [];
    const places = left > 0 ? dependencyPlaces(loss, context.names) : undefined;
    left -= places?.length ?? 0;
    const key = places && keyOf(loss, places, uses, context, ofPlaces, unboundAt);
    if (key !== undefined && known?.has(key)) keys.add(key);
    else if (isQuiet(loss, uses, context, reporters) && key !== undefined) keys.add(key);
  }
  return { facts, keys, numbers };
}

function isQuiet(
  loss: LossDefinition,
  uses: readonly LossUse[],
  context: ModuleContext,
  reporters: readonly { readonly rule: Rule; readonly report: Report }[],
): boolean {
  const { module, names, resolver, keras, dialect, source } = context;
  const shared = { module, names, resolver, keras, dialect, source, loss, uses };
  let isQuiet = true;
  const told: Omit<LossContext, "report"> = { ...shared, flow: context.flowOf(loss), isMetric: context.isMetric(loss) };
  for (const { rule, report } of reporters) {
    rule.checkLoss?.({
      ...told,
      report(...finding) {
        isQuiet = false;
        report(...finding);
      },
    });
  }
  return isQuiet;
}

/** Two losses may share a place: a function and the `partial` of it. */
function once(report: Report): Report {
  const told = new Set<string>();
  return (at, ...finding) => {
    const { start, end } = "range" in at ? at.range : at;
    const place = `${start}-${end}`;
    if (told.has(place)) return;
    told.add(place);
    report(at, ...finding);
  };
}

/** Equal for two states of a file in which the rules would judge all losses alike, as far as the losses are alike. */
function factsOf({ keras, dialect, names }: ModuleContext, concerned: readonly ActiveRule[]): string {
  return JSON.stringify([
    keras,
    dialect,
    concerned.map(({ rule, severity }) => [rule.id, severity]),
    names.starImports.map(({ module }) => module),
  ]);
}

/** All that a rule may rest on when it judges the loss, beside the facts of its file. */
function keyOf(
  loss: LossDefinition,
  places: readonly number[],
  uses: readonly LossUse[],
  { module, isMetric }: ModuleContext,
  numbers: readonly number[],
  unboundAt: ReadonlyMap<number, string>,
): string {
  const own = placeAt(module, loss.range.start);
  const within = loss.range.start - (module.body[own]?.range.start ?? 0);
  const parts = places.map((place) => `${numbers[place]}${unboundAt.get(place) ?? ""}${place === own ? "<" : ""}`);
  return `${within} ${loss.name} ${isMetric(loss)} ${uses.map(({ role }) => role).join()} ${parts.join()}`;
}

/** Numbers the texts of all top-level statements, as before where a text was there before. */
function numberStatements(
  { module: { text, body } }: ModuleContext,
  before: ReadonlyMap<string, number> | undefined,
): { readonly numbers: ReadonlyMap<string, number>; readonly ofPlaces: readonly number[] } {
  const numbers = new Map<string, number>();
  let next = 0;
  for (const number of before?.values() ?? []) if (number >= next) next = number + 1;
  const ofPlaces = body.map(({ range }) => {
    const statement = text.slice(range.start, range.end);
    const number = numbers.get(statement) ?? before?.get(statement) ?? next++;
    numbers.set(statement, number);
    return number;
  });
  return { numbers, ofPlaces };
}

/** The names that nothing binds, in the statements that read them: whether one is bound may change from far away. */
function groupUnbound({ module, resolver }: ModuleContext): ReadonlyMap<number, string> {
  const groups = new Map<number, string>();
  for (const { id, range } of resolver.unboundNames()) {
    const place = placeAt(module, range.start);
    groups.set(place, `${groups.get(place) ?? ""} ${id}`);
  }
  return groups;
}
