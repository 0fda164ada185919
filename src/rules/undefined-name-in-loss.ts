import { conventionalName } from "../keras/import-forms.ts";
import { defineRule } from "../losses/rule.ts";
import { closeName } from "../python/close-name.ts";

export const undefinedNameInLoss = defineRule({
  id: "undefined-name-in-loss",
  severity: "error",
  summary: "A loss reads a name that does not exist, and one with nearly that name does",

  check({ losses, names, resolver, dialect, report }) {
    for (const name of resolver.unboundNames()) {
      if (conventionalName(name.id, dialect) && resolver.isAttributeBase(name)) continue;
      const loss = losses.find(({ range }) => range.start <= name.range.start && name.range.end <= range.end);
      if (!loss) continue;
      const visible = [...names.visibleNames(names.scopeOf(name)).keys()];
      const close = closeName(name.id, visible);
      if (!close) continue;
      report(name, `'${name.id}' is not defined. Did you mean '${close}'?`, {
        title: `Change to '${close}'`,
        edits: [{ range: name.range, newText: close }],
      });
    }
  },
});
