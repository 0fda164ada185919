import { firstSentences, isOfTracing } from "./build-words.ts";
import { defineProbe } from "./probe.ts";
import { failsEverywhere } from "./uneven-batch.ts";

export const failsWhenBuilt = defineProbe({
  id: "fails-when-built",
  severity: "error",
  summary: "Keras raises an error while it builds the training step",

  async ask({ loss, uses, run, quote, report }) {
    const built = await run.build();
    if (built.kind !== "failed" || !isOfTracing(built.error)) return;
    // What fails at one place for data of one rank and at another for others fails all the same.
    if (!built.isCertain && !(await failsEverywhere(run, { fails: isOfTracing }))) return;
    const { exception, message, path, range, expression } = built.error;
    // It is not the loss's text that fails, but what it returns: a stub, a base class.
    if (range === undefined || expression === loss.name) return;
    // The file itself calls it, and may give it what Keras does not.
    const own = uses.filter((use) => use.loss === loss);
    const isHelper = own.some(({ role }) => role === "call") && !own.some(({ role }) => role === "loss");
    // A `__call__` of the person's own is handed the weights of the samples, where there are any.
    const takesWeights = loss.body?.kind === "FunctionDefinition" && loss.body.name === "__call__";
    // Keras itself gives it no more than two.
    const isFunction = loss.form === "function" || loss.form === "method";
    const isGivenMore = isFunction && loss.parameters.some((each) => each.default === undefined);
    if ((isHelper || takesWeights || isGivenMore) && /None/u.test(message)) return;
    const place = { path, range };
    report(place, `\`${quote(place)}\` cannot be built: ${exception}: ${firstSentences(message)}`, {
      shown: [{ specification: built.specification }],
    });
  },
});
