/** What an action that changes how a loss is made changes in the other files that import it. */

import type { Expression } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { parseModule } from "../../python/parse.ts";
import { analyzeNames } from "../../python/scope.ts";
import { walk } from "../../python/walk.ts";
import { findLosses } from "../find-losses.ts";
import type { Occurrence } from "../occurrences.ts";
import { factoryCalls } from "./factory.ts";
import { callsHandedOn, isHandedOnAlone } from "./handed-on.ts";

/** What the loss has become. */
export type ChangedForm =
  | {
      readonly kind: "makeFactory";
      /** Those of the function that it was. */
      readonly parameters: readonly string[];
    }
  | { readonly kind: "makeClass" | "classToFactory"; readonly newName: string }
  /** It returns something else, of which Keras makes the same: nobody else may read it. */
  | { readonly kind: "perSample"; readonly isMade: boolean };

/** `found` are the places in the file that mean the loss. Undefined where one of them has no such form. */
export function editsElsewhere(form: ChangedForm, text: string, found: readonly Occurrence[]): Edit[] | undefined {
  const { module } = parseModule(text);
  const rangesOf = (kind: Occurrence["kind"]) => found.filter((each) => each.kind === kind).map(({ range }) => range);
  const isByName = found.some(({ kind }) => kind === "string");
  if ((isByName && form.kind !== "perSample") || found.some(({ kind }) => kind === "definition")) return undefined;
  const imported = rangesOf("import");
  const starts = new Set(rangesOf("use").map(({ start }) => start));
  const references: Expression[] = [];
  let isRenamed = false;
  walk(module, (node) => {
    if (node.kind === "ImportFrom")
      for (const { asName, nameRange } of node.names)
        if (asName !== undefined && imported.some(({ start }) => start === nameRange.start)) isRenamed = true;
    const at = node.kind === "Name" ? node.range.start : node.kind === "Attribute" ? node.attributeStart : -1;
    if (starts.has(at)) references.push(node as Expression);
  });
  // What is used under another name is not among them.
  if (isRenamed || references.length !== starts.size) return undefined;
  if (form.kind === "makeFactory") return factoryCalls(module, references, form.parameters);
  const names = analyzeNames(module);
  const { uses } = findLosses(module, names);
  if (form.kind === "perSample") return isHandedOnAlone(references, form.isMade, uses, names) ? [] : undefined;
  const isTaken = new RegExp(`\\b${form.newName}\\b`).test(module.text);
  if (isTaken || callsHandedOn(references, uses, names) === undefined) return undefined;
  return [...imported, ...rangesOf("use")].map((range) => ({ range, newText: form.newName }));
}
