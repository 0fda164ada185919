import { conventionalName } from "../keras/import-forms.ts";
import { defineRule } from "../losses/rule.ts";
import type { Name } from "../python/ast.ts";
import { closeName } from "../python/close-name.ts";

export const undefinedNameInLoss = defineRule({
  id: "undefined-name-in-loss",
  severity: "error",
  summary: "A loss reads a name that does not exist, and one with nearly that name does",

  check({ losses, names, resolver, dialect, report }) {
    const inModule = new Map<string, string | undefined>();
    // The module's own names are looked through once for each name that is missing.
    const closest = (name: Name): string | undefined => {
      const visible = names.visibleNames(names.scopeOf(name));
      const inner = [...visible.values()].filter(({ scope }) => scope !== names.moduleScope);
      if (!inModule.has(name.id)) inModule.set(name.id, closeName(name.id, [...names.moduleScope.bindings.keys()]));
      const nearest = [
        closeName(
          name.id,
          inner.map((binding) => binding.name),
        ),
        inModule.get(name.id),
      ];
      return closeName(
        name.id,
        nearest.filter((each) => each !== undefined),
      );
    };
    for (const name of resolver.unboundNames()) {
      if (conventionalName(name.id, dialect) && resolver.isAttributeBase(name)) continue;
      const loss = losses.find(({ range }) => range.start <= name.range.start && name.range.end <= range.end);
      if (!loss) continue;
      const close = closest(name);
      if (!close) continue;
      report(name, `'${name.id}' is not defined. Did you mean '${close}'?`, {
        title: `Change to '${close}'`,
        edits: [{ range: name.range, newText: close }],
      });
    }
  },
});
