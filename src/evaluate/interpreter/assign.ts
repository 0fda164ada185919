/** Assignment targets: names, attributes, items, and unpacking. */

import type { Expression } from "../../python/ast.ts";
import { Unsupported } from "../failure.ts";
import { list } from "./dict.ts";
import { items } from "./iterate.ts";
import type { Frame } from "./machine.ts";
import { refuseOpaque } from "./module-values.ts";
import { typeError, valueError } from "./raise.ts";
import { bindName, unbindName } from "./scope.ts";
import { deleteAttribute, setAttribute } from "./set-attribute.ts";
import { deleteSubscript, setSubscript } from "./subscript.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Value } from "./values.ts";

/** `target = value`. */
export function assign(target: Expression, value: Value, frame: Frame): void {
  const { machine } = frame;
  switch (target.kind) {
    case "Name":
      bindName(frame, target.id, value);
      machine.watch?.(target, value, true);
      return;
    case "Tuple":
    case "List":
      machine.range = target.range;
      unpack(target.elements, value, frame);
      return;
    case "Attribute": {
      const object = frame.machine.evaluate(target.value, frame);
      machine.range = target.range;
      setAttribute(machine, object, target.attribute, value);
      return;
    }
    case "Subscript": {
      const object = frame.machine.evaluate(target.value, frame);
      const index = frame.machine.evaluate(target.index, frame);
      machine.range = target.range;
      setSubscript(machine, object, index, value);
      return;
    }
    default:
      throw new Unsupported("This cannot be assigned to.");
  }
}

function unpack(targets: readonly Expression[], value: Value, frame: Frame): void {
  refuseOpaque(value);
  const values = unpacked(value, frame);
  const starred = targets.findIndex((each) => each.kind === "Starred");
  if (starred < 0) {
    if (values.length < targets.length) {
      throw valueError(`not enough values to unpack (expected ${targets.length}, got ${values.length})`);
    }
    if (values.length > targets.length) throw valueError(`too many values to unpack (expected ${targets.length})`);
    for (const [index, target] of targets.entries()) assign(target, values[index]!, frame);
    return;
  }
  const after = targets.length - starred - 1;
  if (values.length < starred + after) {
    throw valueError(`not enough values to unpack (expected at least ${starred + after}, got ${values.length})`);
  }
  for (const [index, target] of targets.entries()) {
    if (index < starred) assign(target, values[index]!, frame);
    else if (target.kind === "Starred") assign(target.value, list(values.slice(starred, values.length - after)), frame);
    else assign(target, values[values.length - (targets.length - index)]!, frame);
  }
}

function unpacked(value: Value, frame: Frame): Value[] {
  const { machine } = frame;
  const isIterable = value !== null && (typeof value === "object" || typeof value === "string");
  if (!isIterable) throw typeError(`cannot unpack non-iterable ${lastPart(typeName(value))} object`);
  return items(machine, value);
}

/** `del target`. */
export function remove(target: Expression, frame: Frame): void {
  const { machine } = frame;
  machine.range = target.range;
  switch (target.kind) {
    case "Name":
      unbindName(frame, target.id);
      return;
    case "Tuple":
    case "List":
      for (const element of target.elements) remove(element, frame);
      return;
    case "Attribute":
      deleteAttribute(frame.machine, frame.machine.evaluate(target.value, frame), target.attribute);
      return;
    case "Subscript": {
      const object = frame.machine.evaluate(target.value, frame);
      deleteSubscript(machine, object, frame.machine.evaluate(target.index, frame));
      return;
    }
    default:
      throw new Unsupported("This cannot be deleted.");
  }
}
