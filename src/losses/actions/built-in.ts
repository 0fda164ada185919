/** A loss's own code replaced by a call of Keras's loss, under the name that it has: what uses it stays as it is. */

import { insertImport } from "../../python/import-edits.ts";
import { type ActionPlace, functionOf, indentOf, isDocstring, type LossAction, readingOf } from "./action.ts";

/** Undefined where the loss is no function of target and prediction alone, or `keras` means something else in its file. */
export function useBuiltIn(place: ActionPlace, name: string): LossAction | undefined {
  const { loss, names } = place;
  const { module, form, node } = loss;
  const body = functionOf(loss);
  if (body === undefined || form !== "function" || node !== body || body.parameters.list.length !== 2) return undefined;
  if (loss.yTrue === undefined || loss.yPred === undefined) return undefined;
  const [first] = body.body;
  const [start] = isDocstring(first) ? body.body.slice(1) : body.body;
  const last = body.body.at(-1);
  if (start === undefined || last === undefined || indentOf(module, start) === undefined) return undefined;
  const { resolver, dialect } = readingOf(place);
  const scope = names.scopeOpenedBy(body);
  const binding = scope && names.lookUp("keras", scope);
  const site = binding?.sites.length === 1 ? binding.sites[0] : undefined;
  const used = binding?.references[0];
  const isKeras =
    used !== undefined
      ? resolver.qualifiedName(used) === dialect
      : site?.kind === "import" || site?.kind === "importFrom"
        ? /^(?:keras|tensorflow)$/.test(site.module)
        : false;
  if (binding !== undefined && !isKeras) return undefined;
  const statement = dialect === "keras" ? "import keras" : "from tensorflow import keras";
  const call = `return keras.losses.${name}(${loss.yTrue.name}, ${loss.yPred.name})`;
  return {
    kind: "useBuiltIn",
    about: name,
    edits: [
      { range: { start: start.range.start, end: last.range.end }, newText: call },
      ...(binding === undefined ? [insertImport(module, statement, body.range.start)] : []),
    ],
  };
}
