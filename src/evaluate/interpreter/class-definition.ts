/** `class`: its bases, its body run as a scope, its methods. */

import type { ClassDefinition } from "../../python/ast.ts";
import { Unsupported } from "../failure.ts";
import { abstractBase } from "./abstract-base.ts";
import { scopeNames } from "./bindings.ts";
import { isBuiltinType } from "./builtin-types.ts";
import { objectClass, resolutionOrder } from "./classes.ts";
import { items } from "./iterate.ts";
import type { Frame } from "./machine.ts";
import { refuseOpaque } from "./module-values.ts";
import { typeError } from "./raise.ts";
import { typeName } from "./type-names.ts";
import type { ClassValue, NativeClass, Value } from "./values.ts";

/** The class that a `class` statement makes, before its decorators. */
export function defineClass(node: ClassDefinition, frame: Frame): ClassValue {
  const { machine } = frame;
  const bases = evaluateBases(node, frame);
  const prefix =
    frame.kind === "module" ? "" : `${frame.qualifiedName}.${frame.kind === "function" ? "<locals>." : ""}`;
  const inner: Frame = {
    machine,
    kind: "class",
    module: frame.module,
    names: scopeNames(node),
    variables: new Map(),
    parent: frame,
    function: undefined,
    qualifiedName: `${prefix}${node.name}`,
    result: null,
  };
  frame.machine.execute(node.body, inner);
  machine.range = node.nameRange;
  const made: ClassValue = {
    type: "class",
    name: node.name,
    node,
    bases,
    attributes: inner.variables,
    path: frame.module.path,
  };
  inner.madeClass = made;
  // Computes the order now, so that bases that do not fit are refused here as in Python.
  resolutionOrder(made);
  return made;
}

function evaluateBases(node: ClassDefinition, frame: Frame): (ClassValue | NativeClass)[] {
  const { machine } = frame;
  const bases: (ClassValue | NativeClass)[] = [];
  for (const argument of node.bases) {
    machine.range = argument.range;
    if (argument.name === "metaclass") {
      const metaclass = frame.machine.evaluate(argument.value, frame);
      machine.range = argument.range;
      refuseMetaclass(metaclass);
      if (
        metaclass !== null &&
        typeof metaclass === "object" &&
        metaclass.type === "nativeClass" &&
        metaclass.name === "abc.ABCMeta"
      ) {
        bases.push(abstractBase);
      }
      continue;
    }
    if (argument.name !== undefined || argument.isDoubleStarred) {
      throw new Unsupported("Keyword arguments of a class statement are not evaluated.");
    }
    const values =
      argument.value.kind === "Starred"
        ? items(machine, frame.machine.evaluate(argument.value.value, frame))
        : [frame.machine.evaluate(argument.value, frame)];
    for (const base of values) {
      machine.range = argument.range;
      bases.push(asBase(base));
    }
  }
  return bases.filter((base) => base !== objectClass && base.name !== "typing");
}

function refuseMetaclass(metaclass: Value): void {
  refuseOpaque(metaclass);
  const isPlain =
    metaclass !== null &&
    typeof metaclass === "object" &&
    metaclass.type === "nativeClass" &&
    (metaclass.name === "type" || metaclass.name === "abc.ABCMeta");
  if (!isPlain) throw new Unsupported("A metaclass is not evaluated.");
}

function asBase(base: Value): ClassValue | NativeClass {
  refuseOpaque(base);
  if (base !== null && typeof base === "object") {
    if (base.type === "class") return base;
    if (base.type === "nativeClass") {
      if (isBuiltinType(base)) throw new Unsupported(`A class derived from \`${base.name}\` is not evaluated.`);
      return base;
    }
  }
  throw typeError(`bases must be types, not ${typeName(base)}`);
}
