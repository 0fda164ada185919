import { lossIdentifiers, lossIdentifiersOfAnyVersion, metricIdentifiersOfAnyVersion } from "../keras/identifiers.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { isMetricName } from "../losses/loss-names.ts";
import { definitionOf } from "../losses/related.ts";
import { defineRule } from "../losses/rule.ts";
import { closeName } from "../python/close-name.ts";

/** What Keras 3 calls the losses that it no longer knows under their old identifiers. */
const renamed: Readonly<Record<string, string>> = {
  kullback_leibler_divergence: "kl_divergence",
  cosine_proximity: "cosine_similarity",
  logcosh: "log_cosh",
};

export const lossAsString = defineRule({
  id: "loss-as-string",
  severity: "error",
  summary: "A loss is named by a string that Keras does not know",

  check({ module, uses, losses, keras, importedAs, report }) {
    let keys: ReadonlySet<string> | undefined;
    let isRegistered: boolean | undefined;
    for (const { value, role } of uses) {
      if (value.kind !== "Constant" || typeof value.value !== "string" || (role !== "loss" && role !== "metric"))
        continue;
      const id = value.value;
      // A text, and no name that anybody mistyped.
      if (id.length > longestIdentifier) continue;
      const known = role === "loss" ? lossIdentifiersOfAnyVersion : metricIdentifiersOfAnyVersion;
      const replace = (newText: string, title: string) => ({ title, edits: [{ range: value.range, newText }] });
      const quoted = (identifier: string): string => {
        const text = module.text.slice(value.range.start, value.range.end);
        return text.replace(id, identifier);
      };
      // `metric-as-loss` speaks of it.
      if (role === "loss" && isMetricName(id) && metricIdentifiersOfAnyVersion.has(id)) continue;
      const own = losses.find(({ name, form }) => name === id && form !== "method");
      // An old name that Keras 3 lacks, and that the file defines itself, is the file's.
      const isOfFile = own !== undefined && role === "loss" && keras.version === "3" && !lossIdentifiers.has(id);
      if (known.has(id) && !isOfFile) {
        const today = keras.version === "3" && role === "loss" && !lossIdentifiers.has(id) ? renamed[id] : undefined;
        if (today && keras.isKnown && !own)
          report(
            value,
            `Keras 3 (${keras.evidence}) has no loss '${id}'; it is '${today}' there.`,
            replace(quoted(today), `Change to '${today}'`),
          );
        continue;
      }
      // Registered under its name, a string finds it in Keras 2.
      keys ??= keysIn(module.text);
      if (keys.has(id)) continue;
      isRegistered ??= uses.some((use) => use.role === "customObject") || registration.test(module.text);
      if (own && isRegistered) continue;
      if (own) {
        const isFactory = own.form === "factory" && own.parameters.every((parameter) => parameter.default);
        report(
          value,
          `Keras looks for a built-in ${role} named '${id}'. Pass the function of this file, without quotes.`,
          own.form === "factory" && !isFactory
            ? []
            : replace(isFactory ? `${id}()` : id, `Replace with '${isFactory ? `${id}()` : id}'`),
          { related: [definitionOf(own)] },
        );
        continue;
      }
      const other = importedAs(id);
      if (other?.kind === "loss" && !isRegistered && !isDecorated(other.loss)) {
        const { form, parameters } = other.loss;
        const text =
          form !== "factory" ? id : parameters.every((parameter) => parameter.default) ? `${id}()` : undefined;
        report(
          value,
          `Keras looks for a built-in ${role} named '${id}'. Pass the function that is imported, without quotes.`,
          text ? replace(text, `Replace with '${text}'`) : [],
          { related: [definitionOf(other.loss, other.module)] },
        );
        continue;
      }
      const close =
        sameLetters(id, known) ??
        closeName(
          id,
          [...known].filter((name) => name.length > 4 && !isBase.test(name)),
        );
      if (close && id.length > 4)
        report(
          value,
          `Keras has no ${role} '${id}'. Did you mean '${close}'?`,
          replace(quoted(close), `Change to '${close}'`),
        );
    }
  },
});

const longestIdentifier = 100;

/** What others are made from: nobody means these. */
const isBase = /^(?:loss|metric|mean_?metric_?wrapper)$/i;

const registration = /register_keras_serializable|custom_object/;

/** It may be known under this name or another. */
function isDecorated({ node }: LossDefinition): boolean {
  return (node.kind === "FunctionDefinition" || node.kind === "ClassDefinition") && node.decorators.length > 0;
}

/** What is registered under a name stands beside it: `{"name": loss}`, `get_custom_objects()["name"]`. */
function keysIn(text: string): ReadonlySet<string> {
  const written = text.matchAll(/["']([^"'\n]*)["']\s*:|\(\)\s*\[["']([^"'\n]*)["']\]/g);
  return new Set(Array.from(written, ([, key, item]) => key ?? item!));
}

/** The identifier that differs in case and underscores alone: `binary_cross_entropy`. */
function sameLetters(id: string, known: ReadonlySet<string>): string | undefined {
  const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const fitting = [...known].filter((name) => bare(name) === bare(id));
  return fitting.find((name) => name === name.toLowerCase()) ?? fitting[0];
}
