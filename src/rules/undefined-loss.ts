import { closeName } from "./close-name.ts";
import { defineRule } from "./rule.ts";

export const undefinedLoss = defineRule({
  id: "undefined-loss",
  severity: "error",
  summary: "Keras is given a loss or metric that does not exist, and one with nearly that name does",

  check({ losses, uses, resolver, report }) {
    const candidates = losses.filter(({ form, name }) => form !== "method" && !name.includes("@"));
    for (const { value, role } of uses) {
      if (role === "call") continue;
      const name = value.kind === "Call" ? value.function : value;
      if (name.kind !== "Name" || !resolver.isUnbound(name)) continue;
      const close = closeName(
        name.id,
        candidates.map((loss) => loss.name),
      );
      const loss = candidates.find((candidate) => candidate.name === close);
      if (!loss) continue;
      const renamed = resolver.occurrencesOf(loss);
      report(
        name,
        `'${name.id}' is not defined. Did you mean '${loss.name}'?`,
        [
          { title: `Change to '${loss.name}'`, edits: [{ range: name.range, newText: loss.name }] },
          {
            title: `Rename '${loss.name}' to '${name.id}'`,
            edits: renamed.map((range) => ({ range, newText: name.id })),
            isPreferred: false,
          },
        ],
        { related: [{ range: loss.nameRange, message: `'${loss.name}' is defined here.` }] },
      );
    }
  },
});
