/** Whether all that is made by a name is only ever handed to Keras as a loss: then its form is nobody else's business. */

import type { Call, Expression, Module } from "../../python/ast.ts";
import type { Binding } from "../../python/bindings.ts";
import type { ModuleNames } from "../../python/scope.ts";
import { parentsOf, walk } from "../../python/walk.ts";
import type { LossUse } from "../loss.ts";

/**
 * The calls `focal(gamma=2.0)` of a factory or a class; undefined where one of its uses is something else, or where what
 * a call makes is called, compared, or handed to something that is not Keras's `loss`.
 */
export function callsHandedOn(
  references: readonly Expression[],
  uses: readonly LossUse[],
  names: ModuleNames,
): readonly Call[] | undefined {
  const parents = parentsOf(names.module);
  const handed = new Set<Expression>();
  for (const { role, value } of uses) if (role === "loss") handed.add(value);
  for (const { role, value } of uses) if (role !== "loss") handed.delete(value);
  const isHandedOn = (value: Expression): boolean => {
    if (handed.has(value)) return true;
    const around = parents.get(value);
    if (around?.kind !== "Assign" || around.value !== value || around.targets.length !== 1) return false;
    const [target] = around.targets;
    const binding: Binding | undefined = target?.kind === "Name" ? names.bindingOf(target) : undefined;
    if (binding === undefined || binding.sites.length !== 1 || names.exported?.includes(binding.name)) return false;
    return binding.references.length > 0 && binding.references.every((name) => handed.has(name));
  };
  const calls: Call[] = [];
  for (const reference of references) {
    const call = parents.get(reference);
    if (call?.kind !== "Call" || call.function !== reference || !isHandedOn(call)) return undefined;
    calls.push(call);
  }
  return calls;
}

/** Whether nobody calls the loss, or what makes it, to go on with its number. `isMade` says that a call makes it. */
export function isHandedOnAlone(
  references: readonly Expression[],
  isMade: boolean,
  uses: readonly LossUse[],
  { module }: ModuleNames,
): boolean {
  const parents = parentsOf(module);
  const handed = new Set<Expression>();
  for (const { role, value } of uses) if (role !== "call" && role !== "addLoss") handed.add(value);
  return references.every((reference) => {
    const call = parents.get(reference);
    return handed.has(isMade && call?.kind === "Call" && call.function === reference ? call : reference);
  });
}

/** Whether a string in the file says exactly the name: `loss="focal"`, a key of `custom_objects`, `__all__`. */
export function namedInStrings(module: Module, name: string): boolean {
  let isNamed = false;
  walk(module, (node) => {
    if (node.kind === "Constant" && node.value === name) isNamed = true;
    return !isNamed;
  });
  return isNamed;
}

/** `FocalLoss` for `focal_loss`. */
export function classNameOf(name: string): string {
  const words = name.split("_").filter((word) => word !== "");
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join("");
}

/** `focal_loss` for `FocalLoss`, `focal_bce` for `FocalBCE`. */
export function functionNameOf(name: string): string {
  return name
    .replace(/(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, "_")
    .replace(/_{2,}/g, "_")
    .toLowerCase();
}
