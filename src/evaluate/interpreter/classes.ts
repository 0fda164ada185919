/** Classes: the method resolution order, what a class is a subclass of, and its attributes through it. */

import { typeError } from "./raise.ts";
import { lastPart } from "./type-names.ts";
import type { ClassValue, Instance, NativeClass, Value } from "./values.ts";

export type AnyClass = ClassValue | NativeClass;

/** `object`: at the end of every order. */
export const objectClass: NativeClass = {
  type: "nativeClass",
  name: "object",
  bases: [],
  construct: () => ({ type: "instance", class: objectClass, attributes: new Map() }),
  attributes: new Map(),
  isInstance: () => true,
};

const orders = new WeakMap<AnyClass, readonly AnyClass[]>();

/** Python's C3 linearization, `object` last. */
export function resolutionOrder(cls: AnyClass): readonly AnyClass[] {
  const known = orders.get(cls);
  if (known) return known;
  const lists = [...cls.bases.map((base) => [...resolutionOrder(base)]), [...cls.bases]];
  const order: AnyClass[] = [cls, ...merge(lists, cls)].filter((each) => each !== objectClass);
  order.push(objectClass);
  orders.set(cls, order);
  return order;
}

function merge(lists: AnyClass[][], cls: AnyClass): AnyClass[] {
  const merged: AnyClass[] = [];
  for (;;) {
    const rest = lists.filter((each) => each.length > 0);
    if (rest.length === 0) return merged;
    const next = rest.map((each) => each[0]!).find((head) => rest.every((each) => each.indexOf(head) <= 0));
    if (next === undefined) {
      const names = cls.bases.map((base) => lastPart(base.name)).join(", ");
      throw typeError(`Cannot create a consistent method resolution\norder (MRO) for bases ${names}`);
    }
    merged.push(next);
    for (const each of rest) if (each[0] === next) each.shift();
  }
}

/** Whether the class is, or derives from, the other. Library classes are compared by name too: `Loss` has several. */
export function isSubclass(cls: AnyClass, other: AnyClass): boolean {
  if (other === objectClass) return true;
  return resolutionOrder(cls).some(
    (each) =>
      each === other || (each.type === "nativeClass" && other.type === "nativeClass" && each.name === other.name),
  );
}

/** An attribute as a class has it, unbound, and the class in the order that holds it. */
export function findInClass(
  cls: AnyClass,
  name: string,
  after?: AnyClass,
): { readonly value: Value; readonly owner: AnyClass } | undefined {
  const order = resolutionOrder(cls);
  const start = after === undefined ? 0 : order.indexOf(after) + 1;
  for (let index = start; index < order.length; index++) {
    const owner = order[index]!;
    const value = owner.attributes.get(name);
    if (value !== undefined) return { value, owner };
  }
  return undefined;
}

/** A dunder method that the instance's class defines itself (not `object`'s), unbound. */
export function findMethod(instance: Instance, name: string): Value | undefined {
  const found = findInClass(instance.class, name);
  return found === undefined || found.owner === objectClass ? undefined : found.value;
}
