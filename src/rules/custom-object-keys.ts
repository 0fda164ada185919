/** `custom_objects` for what a factory returns: Keras asks for the inner function, by the inner function's name. */

import type { Expression } from "../python/ast.ts";
import type { Edit } from "./finding.ts";
import type { RuleContext } from "./rule.ts";

/** Reports the key that Keras never asks for, and the factory that is not called. */
export function checkCustomObjects({ uses, resolver, source, report }: RuleContext): void {
  for (const { role, loss, value, argument, call } of uses) {
    if (role !== "customObject" || loss?.form !== "factory" || loss.body?.kind !== "FunctionDefinition") continue;
    const { node, body } = loss;
    if (node.kind !== "FunctionDefinition" || ![node, body].every((at) => resolver.isPlainlyDecorated(at))) continue;
    // A name that is given: `loss.__name__ = "focal"`.
    if (
      /__name__/.test(source(node)) ||
      call.arguments.some(({ name, value: given }) => name === "compile" && isFalse(given))
    )
      continue;
    const entries = argument ? entriesOf(argument.value, resolver) : [];
    const entry = entries.find((each) => each.value === value);
    const key = entry?.key?.kind === "Constant" ? entry.key.value : undefined;
    if (entry?.key === undefined || typeof key !== "string") continue;
    const isUncalled = resolver.meansDirectly(value, loss);
    if (!isUncalled && !(value.kind === "Call" && resolver.meansDirectly(value.function, loss))) continue;
    const isThere = entries.some(({ key: other }) => other?.kind === "Constant" && other.value === body.name);
    const made = uses.find((use) => use.role === "loss" && use.loss === loss && use.value.kind === "Call");
    const needsNothing = loss.parameters.every((parameter) => parameter.default);
    const called = made ? source(made.value) : needsNothing ? `${source(value)}()` : undefined;
    const calling: Edit[] | undefined = !isUncalled
      ? []
      : called === undefined
        ? undefined
        : [{ range: value.range, newText: called }];
    if (key === loss.name && key !== body.name && !isThere) {
      report(
        entry.key,
        `Keras looks for the name of the function that '${loss.name}' returns, '${body.name}', when the model is loaded.`,
        calling
          ? {
              title: `Pass it as '${body.name}'`,
              edits: [{ range: entry.key.range, newText: source(entry.key).replace(key, body.name) }, ...calling],
            }
          : [],
        { related: [{ range: body.nameRange, message: `'${body.name}' is defined here.` }] },
      );
    } else if (key === body.name && isUncalled) {
      report(
        value,
        `'${source(value)}' returns the loss: Keras wants the loss itself here.`,
        calling ? { title: `Replace with '${called}'`, edits: calling } : [],
      );
    }
  }
}

type Entries = Extract<Expression, { kind: "Dict" }>["entries"];

/** Of the dictionary itself, or of the one that a name stands for. */
function entriesOf(value: Expression, resolver: RuleContext["resolver"]): Entries {
  if (value.kind === "Dict") return value.entries;
  const meant = value.kind === "Name" ? resolver.resolve(value) : undefined;
  return meant?.kind === "value" && meant.value.kind === "Dict" ? meant.value.entries : [];
}

function isFalse(value: Expression): boolean {
  return value.kind === "Constant" && value.value === false;
}
