/** A loss that calls TensorFlow as one that calls `keras.ops`: it runs on every backend then, and computes the same. */

import { conventionalName } from "../../keras/import-forms.ts";
import { opsNameOf } from "../../keras/tensorflow-to-ops.ts";
import type { Name, Node } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { insertImport, joinImportEdits, removeFromImport } from "../../python/import-edits.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { importedNamespaces } from "../fixes/tensor-call.ts";
import { callInOps } from "../fixes/tensorflow-call.ts";
import { type ActionPlace, type LossAction, type Reading, readingOf } from "./action.ts";

/** Undefined where it calls nothing of TensorFlow's, or something that has no such form. */
export function writeWithOps(place: ActionPlace): LossAction | undefined {
  const { loss, names, keras } = place;
  if (keras.version !== "3") return undefined;
  const { module } = loss;
  const reading = readingOf(place);
  const { resolver, dialect } = reading;
  const own = importedNamespaces(reading).find(({ namespace }) => namespace === "ops")?.alias;
  if (own === undefined && mentions(module, "ops")) return undefined;
  let parents: ReadonlyMap<Node, Node> = new Map();
  const edits: Edit[] = [];
  const rewritten = new Set<Name>();
  let isWhole = true;
  // TensorFlow's mean of whole numbers is one, Keras's is not.
  let hasWholeNumbers = false;
  walk(loss.node, (node) => {
    if (node.kind !== "Name" || !/^tf(?:\.|$)/.test(resolver.qualifiedName(node) ?? "")) return isWhole;
    // Most losses call nothing of TensorFlow's: only now is it asked what is around what.
    parents = parentsOf(module);
    let full: Node = node;
    for (let up = parents.get(full); up?.kind === "Attribute" && up.value === full; up = parents.get(full)) full = up;
    const name = full.kind === "Name" || full.kind === "Attribute" ? resolver.qualifiedName(full) : undefined;
    // Keras through TensorFlow is Keras, and a dtype is written with the call that takes it.
    if (name === undefined) isWhole = false;
    else if (/^tf\.keras\./.test(name)) return isWhole;
    else if (/^tf\.(?:(?:float|int|uint)\d+|bool)$/.test(name)) {
      if (/int/.test(name)) hasWholeNumbers = true;
      if (parents.get(full)?.kind === "Call") rewritten.add(node);
      else isWhole = false;
    } else {
      const call = parents.get(full);
      const opsName = opsNameOf(name);
      const isCalled = call?.kind === "Call" && call.function === full;
      const changed =
        isCalled && opsName !== undefined && fits(opsName, call, parents)
          ? callInOps(call, opsName, own ?? "ops", resolver)
          : undefined;
      if (changed === undefined) isWhole = false;
      else {
        edits.push(...changed);
        rewritten.add(node);
      }
    }
    return isWhole;
  });
  if (!isWhole || edits.length === 0) return undefined;
  if (hasWholeNumbers && edits.some(({ newText }) => /\.(?:mean|std|var)$/.test(newText))) return undefined;
  const removed = withoutLast(reading, rewritten);
  const { statement } = conventionalName("ops", dialect)!;
  const imports = own === undefined ? joinImportEdits(insertImport(module, statement), removed) : removed;
  return { kind: "migrateLoss", about: loss.name, edits: [...edits, ...imports] };

  function mentions(root: Node, id: string): boolean {
    let is = names.moduleScope.bindings.has(id);
    walk(root, (node) => {
      if (node.kind === "Name" && node.id === id) is = true;
      return !is;
    });
    return is;
  }
}

/** A shape is a tuple in Keras: of one, only what is picked from it is the same. */
function fits(name: string, call: Node, parents: ReadonlyMap<Node, Node>): boolean {
  if (name !== "shape") return true;
  const around = parents.get(call);
  return around?.kind === "Subscript" && around.value === call && around.index.kind !== "Slice";
}

/** Takes the import away of which the last use is among those rewritten. */
function withoutLast({ names, module }: Reading, rewritten: ReadonlySet<Name>): readonly Edit[] {
  const [first] = rewritten;
  const binding = first && names.bindingOf(first);
  const site = binding?.sites.length === 1 ? binding.sites[0] : undefined;
  if (binding === undefined || (site?.kind !== "import" && site?.kind !== "importFrom")) return [];
  if (names.exported?.includes(binding.name) || !binding.references.every((name) => rewritten.has(name))) return [];
  return removeFromImport(module, site.node, new Set([site.alias])) ?? [];
}
