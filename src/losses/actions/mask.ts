/** Targets that are left out: those of a value that says that there is none. */

import type { Binding } from "../../python/bindings.ts";
import { tensorName } from "../fixes/tensor-call.ts";
import { type ActionPlace, asValue, freeName, type LossAction, linesBefore, type Reading, stepOf } from "./action.ts";
import { returnedMeans } from "./returned-mean.ts";
import { addSetting } from "./setting.ts";

/** Undefined where the loss is no mean of one number for each target. */
export function addMask(place: ActionPlace): LossAction | undefined {
  const { loss, names } = place;
  const { module, yTrue } = loss;
  const found = returnedMeans(place);
  const [only] = found?.means ?? [];
  if (found === undefined || only === undefined || found.means.length !== 1 || yTrue === undefined) return undefined;
  const { body, statement, reading } = found;
  // It is compared as it was given: of another type, if need be.
  if (!isAsGiven(names.scopeOpenedBy(body)?.bindings.get(yTrue.name), reading)) return undefined;
  const step = stepOf(module, body);
  const setting = addSetting(place, "mask_value", "None");
  const name = (function_: string) => tensorName(function_, reading);
  const [ones, cast, unequal, sum, most] = ["ones_like", "cast", "not_equal", "sum", "maximum"].map(name);
  const words = [ones, cast, unequal, sum, most];
  if (step === undefined || setting === undefined || words.includes(undefined)) return undefined;
  const taken = new Set<string>();
  const values = freeName("values", body, names, taken);
  const mask = freeName("mask", body, names, taken);
  const axis = only.axis === "last" ? ", axis=-1" : "";
  const average = `${sum}(${mask} * ${values}${axis}) / ${most}(${sum}(${mask}${axis}), 1.0)`;
  const isWhole = statement.value === only.call;
  return {
    kind: "addMask",
    about: "mask_value",
    edits: [
      ...setting.edits,
      linesBefore(module, statement, [
        `${values} = ${asValue(module, only.values.range)}`,
        `${mask} = ${ones}(${values})`,
        `if ${setting.read} is not None:`,
        `${step}${mask} = ${cast}(${unequal}(${yTrue.name}, ${setting.read}), ${values}.dtype) * ${mask}`,
      ]),
      { range: only.call.range, newText: isWhole ? average : `(${average})` },
    ],
  };
}

/** Whether a name means what the caller gave, cast to another type at most. */
function isAsGiven(binding: Binding | undefined, { names, resolver }: Reading): boolean {
  return (
    binding?.sites.every((site) => {
      if (site.kind === "parameter") return true;
      const value = site.kind === "assignment" ? site.value : undefined;
      const first = value?.kind === "Call" ? value.arguments[0]?.value : undefined;
      const isCast =
        value?.kind === "Call" && /\.(?:cast|convert_to_tensor)$/.test(resolver.qualifiedName(value.function) ?? "");
      return isCast && first?.kind === "Name" && names.bindingOf(first) === binding;
    }) === true
  );
}
