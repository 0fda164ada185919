import { firstSentences, isOfTracing } from "./build-words.ts";
import { defineProbe } from "./probe.ts";

export const failsWhenBuilt = defineProbe({
  id: "fails-when-built",
  severity: "error",
  summary: "Keras raises an error while it builds the training step",

  async ask({ loss, uses, run, quote, report }) {
    const built = await run.build();
    if (built.kind !== "failed" || !built.isCertain || !isOfTracing(built.error)) return;
    const { exception, message, path, range, expression } = built.error;
    // It is not the loss's text that fails, but what it returns: a stub, a base class.
    if (range === undefined || expression === loss.name) return;
    // The file itself calls it, and may give it what Keras does not.
    const own = uses.filter((use) => use.loss === loss);
    const isHelper = own.some(({ role }) => role === "call") && !own.some(({ role }) => role === "loss");
    // A `__call__` of the person's own is handed the weights of the samples, where there are any.
    const takesWeights = loss.body?.kind === "FunctionDefinition" && loss.body.name === "__call__";
    if ((isHelper || takesWeights) && /None/u.test(message)) return;
    const place = { path, range };
    report(place, `\`${quote(place)}\` cannot be built: ${exception}: ${firstSentences(message)}`, {
      shown: [{ specification: built.specification }],
    });
  },
});
