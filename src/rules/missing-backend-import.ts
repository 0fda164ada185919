import { conventionalName } from "../keras/import-forms.ts";
import { defineRule } from "../losses/rule.ts";
import { insertImport } from "../python/import-edits.ts";

export const missingBackendImport = defineRule({
  id: "missing-backend-import",
  severity: "error",
  summary: "A loss uses K, keras, ops, tf or np, and the file never imports it",

  check({ module, losses, resolver, dialect, report }) {
    for (const name of resolver.unboundNames()) {
      const meant = conventionalName(name.id, dialect);
      if (!meant || !resolver.isAttributeBase(name)) continue;
      if (!losses.some(({ range }) => range.start <= name.range.start && name.range.end <= range.end)) continue;
      report(name, `'${name.id}' is used in this loss and never imported.`, {
        title: `Add '${meant.statement}'`,
        edits: [insertImport(module, meant.statement)],
        isSafe: true,
      });
    }
  },
});
