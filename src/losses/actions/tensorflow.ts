/** A loss that calls TensorFlow as one that calls `keras.ops`: it runs on every backend then, and computes the same. */

import { conventionalName } from "../../keras/import-forms.ts";
import { opsNameOf } from "../../keras/tensorflow-to-ops.ts";
import type { Name, Node } from "../../python/ast.ts";
import type { Edit } from "../../python/edits.ts";
import { insertImport, joinImportEdits, removeFromImport } from "../../python/import-edits.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import { importedNamespaces } from "../fixes/tensor-call.ts";
import { callInOps } from "../fixes/tensorflow-call.ts";
import type { LossDefinition } from "../loss.ts";
import { type ActionPlace, type LossAction, type Reading, readingOf } from "./action.ts";

/** Undefined where it calls nothing of TensorFlow's, or something that has no such form. */
export function writeWithOps(place: ActionPlace): LossAction | undefined {
  const edits = written(place, [place.loss]);
  return edits && { kind: "migrateLoss", about: place.loss.name, edits };
}

/** All losses of the file of which that is so, where this one is not the only one; the others stay as they are. */
export function writeAllWithOps(place: ActionPlace): LossAction | undefined {
  // The others are only looked at where this one is among them.
  if (written(place, [place.loss]) === undefined) return undefined;
  const able = place.losses.filter((loss) => written(place, [loss]) !== undefined);
  // What is in another is written with it.
  const outer = able.filter(({ node }) => !able.some((other) => other.node !== node && isWithin(node, other.node)));
  const edits = outer.length > 1 && outer.includes(place.loss) ? written(place, outer) : undefined;
  return edits && { kind: "migrateLosses", about: outer.map(({ name }) => name).join(", "), edits };
}

function isWithin({ range }: Node, outer: Node): boolean {
  return outer.range.start <= range.start && range.end <= outer.range.end;
}

function written(place: ActionPlace, losses: readonly LossDefinition[]): readonly Edit[] | undefined {
  const { names, keras } = place;
  if (keras.version !== "3") return undefined;
  const { module } = names;
  const reading = readingOf(place);
  const own = importedNamespaces(reading).find(({ namespace }) => namespace === "ops")?.alias;
  if (own === undefined && isNamed(reading, "ops")) return undefined;
  const edits: Edit[] = [];
  const rewritten = new Set<Name>();
  for (const loss of losses) {
    const one = inOps(loss.node, reading, own ?? "ops", rewritten);
    if (one === undefined) return undefined;
    edits.push(...one);
  }
  const removed = withoutLast(reading, rewritten);
  const { statement } = conventionalName("ops", reading.dialect)!;
  return [...edits, ...(own === undefined ? joinImportEdits(insertImport(module, statement), removed) : removed)];
}

/** The edits of one loss; the names that go with them are noted. */
function inOps(loss: Node, { module, resolver }: Reading, ops: string, rewritten: Set<Name>) {
  let parents: ReadonlyMap<Node, Node> = new Map();
  const edits: Edit[] = [];
  let isWhole = true;
  // TensorFlow's mean of whole numbers is one, Keras's is not.
  let hasWholeNumbers = false;
  const isOfTensorFlow = (node: Node | undefined): boolean =>
    node?.kind === "Call" && opsNameOf(resolver.qualifiedName(node.function) ?? "") !== undefined;
  walk(loss, (node) => {
    if (node.kind !== "Name" || !/^tf(?:\.|$)/.test(resolver.qualifiedName(node) ?? "")) return isWhole;
    // Most losses call nothing of TensorFlow's: only now is it asked what is around what.
    parents = parentsOf(module);
    let full: Node = node;
    for (let up = parents.get(full); up?.kind === "Attribute" && up.value === full; up = parents.get(full)) full = up;
    const name = full.kind === "Name" || full.kind === "Attribute" ? resolver.qualifiedName(full) : undefined;
    const around = parents.get(full);
    // Keras through TensorFlow is Keras.
    if (name !== undefined && /^tf\.keras\./.test(name)) return isWhole;
    if (name !== undefined && /^tf\.(?:(?:float|int|uint)\d+|bool)$/.test(name)) {
      // A dtype is written with the call that takes it.
      if (/int/.test(name)) hasWholeNumbers = true;
      if (isOfTensorFlow(around)) rewritten.add(node);
      else isWhole = false;
      return isWhole;
    }
    const opsName = name && opsNameOf(name);
    const isCalled = around?.kind === "Call" && around.function === full;
    const changed =
      isCalled && opsName !== undefined && fits(opsName, around, parents)
        ? callInOps(around, opsName, ops, resolver)
        : undefined;
    if (changed === undefined) isWhole = false;
    else {
      edits.push(...changed);
      rewritten.add(node);
    }
    return isWhole;
  });
  if (!isWhole || edits.length === 0) return undefined;
  return hasWholeNumbers && edits.some(({ newText }) => /\.(?:mean|std|var)$/.test(newText)) ? undefined : edits;
}

function isNamed({ names, module }: Reading, id: string): boolean {
  let is = names.moduleScope.bindings.has(id);
  walk(module, (node) => {
    if (node.kind === "Name" && node.id === id) is = true;
    return !is;
  });
  return is;
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
