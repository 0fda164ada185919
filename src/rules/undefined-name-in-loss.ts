import { conventionalName } from "../keras/import-forms.ts";
import { lossesAround } from "../losses/extent.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import type { Name } from "../python/ast.ts";
import type { Binding } from "../python/bindings.ts";
import { closeNames } from "../python/close-name.ts";

export const undefinedNameInLoss = defineRule({
  id: "undefined-name-in-loss",
  severity: "error",
  summary: "A loss reads a name that nothing in the file defines",

  check(context) {
    const { losses, resolver, dialect, module, report } = context;
    const closest = createClosest(context);
    for (const name of resolver.unboundNames()) {
      if (conventionalName(name.id, dialect) && resolver.isAttributeBase(name)) continue;
      const [loss] = lossesAround(losses, name.range);
      if (!loss) continue;
      const byLetters = closest(name);
      const unread = unreadKin(name, loss, context);
      const [only] = unread;
      // What was worked out and is read nowhere is meant to be read: the closest letters would run, and be wrong.
      if (only !== undefined && unread.length === 1 && !(byLetters.length === 1 && byLetters[0] === only)) {
        const others = byLetters.filter((each) => each !== only);
        report(
          name,
          `'${name.id}' is not defined. Did you mean '${only}', which is never read${others.length > 0 ? `, or ${listed(others)}` : ""}?`,
          changeTo(name, only, others.length === 0),
        );
      } else if (byLetters.length > 0) {
        report(
          name,
          `'${name.id}' is not defined. Did you mean ${listed(byLetters)}?`,
          byLetters.map((each) => changeTo(name, each, byLetters.length === 1)),
        );
      } else if (module.errors.length === 0 && !isPartOfNotebook(module.text)) {
        // In a text that is broken elsewhere, what defines it may be what could not be read.
        report(name, `'${name.id}' is not defined anywhere in this file.`);
      }
    }
  },
});

function changeTo({ range }: Name, newText: string, isPreferred: boolean): ProposedFix {
  return { title: `Change to '${newText}'`, edits: [{ range, newText }], isPreferred };
}

function listed(names: readonly string[]): string {
  return names.map((name) => `'${name}'`).join(" or ");
}

/** The names that are as close as the closest one: those of the functions around it, else those of the module. */
function createClosest({ names }: RuleContext): (name: Name) => readonly string[] {
  const inModule = new Map<string, readonly string[]>();
  return (name) => {
    const inner = names.innerNames(names.scopeOf(name)).keys();
    // The module's own names are looked through once for each name that is missing.
    if (!inModule.has(name.id)) inModule.set(name.id, closeNames(name.id, [...names.moduleScope.bindings.keys()]));
    const nearest = new Set([...closeNames(name.id, inner), ...inModule.get(name.id)!]);
    return closeNames(name.id, nearest);
  };
}

/** Names of the loss that are given a value before the missing one is read, are read nowhere, and share a part with it. */
function unreadKin(name: Name, loss: LossDefinition, { names }: RuleContext): readonly string[] {
  if (!loss.body) return [];
  const found: string[] = [];
  for (const [each, binding] of names.innerNames(names.scopeOf(name))) {
    if (each.startsWith("_")) continue;
    if (isUnread(binding, name) && sharesPart(each, name.id)) found.push(each);
  }
  return found;
}

function isUnread({ references, sites }: Binding, { range }: Name): boolean {
  return (
    references.length === 0 &&
    sites.length > 0 &&
    sites.every((site) => site.kind === "assignment" && site.range.end <= range.start)
  );
}

/** `cos_t` and `cos_theta`, `kl` and `kl_loss`: a word of theirs is the same, or one begins the other. */
function sharesPart(a: string, b: string): boolean {
  if (a.startsWith(b) || b.startsWith(a)) return true;
  const words = new Set(
    a
      .toLowerCase()
      .split("_")
      .filter((word) => word.length > 1),
  );
  return b
    .toLowerCase()
    .split("_")
    .some((word) => words.has(word));
}

/** A page out of a notebook may go on from the ones before it. */
function isPartOfNotebook(text: string): boolean {
  return /^(?:In \[|>>> |# In\[)/m.test(text);
}
