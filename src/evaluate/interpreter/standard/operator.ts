/** `operator`. */

import type { BinaryOperator, CompareOperator } from "../../../python/ast.ts";
import { compare } from "../comparisons.ts";
import { tuple } from "../dict.ts";
import { tupleItems } from "../iteration-builtins.ts";
import { native } from "../natives.ts";
import { binary, unary } from "../operators.ts";
import { getSubscript } from "../subscript.ts";
import { isTruthy } from "../truth.ts";
import type { Value } from "../values.ts";

const binaries: Readonly<Record<string, BinaryOperator>> = {
  add: "+",
  sub: "-",
  mul: "*",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "**",
  matmul: "@",
  and_: "&",
  or_: "|",
  xor: "^",
};

const comparisons: Readonly<Record<string, CompareOperator>> = {
  eq: "==",
  ne: "!=",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

export const operatorMembers: readonly (readonly [string, Value])[] = [
  ...Object.entries(binaries).map(([name, operator]): [string, Value] => [
    `operator.${name}`,
    native(name, "a, b, /", ([a, b], machine) => binary(machine, operator, a!, b!)),
  ]),
  ...Object.entries(comparisons).map(([name, operator]): [string, Value] => [
    `operator.${name}`,
    native(name, "a, b, /", ([a, b], machine) => compare(machine, operator, a!, b!)),
  ]),
  ["operator.neg", native("neg", "a, /", ([a], machine) => unary(machine, "-", a!))],
  ["operator.not_", native("not_", "a, /", ([a], machine) => !isTruthy(machine, a!))],
  ["operator.getitem", native("getitem", "a, b, /", ([a, b], machine) => getSubscript(machine, a!, b!))],
  [
    "operator.itemgetter",
    native("itemgetter", "*items", ([wanted]) => {
      const keys = tupleItems(wanted);
      return native("itemgetter", "obj, /", ([object], machine) => {
        const found = keys.map((key) => getSubscript(machine, object!, key));
        return found.length === 1 ? found[0]! : tuple(found);
      });
    }),
  ],
  [
    "operator.attrgetter",
    native("attrgetter", "*attrs", ([wanted]) => {
      const names = tupleItems(wanted).map(String);
      return native("attrgetter", "obj, /", ([object], machine) => {
        const found = names.map((name) =>
          name.split(".").reduce<Value>((value, part) => machine.getAttribute(value, part), object!),
        );
        return found.length === 1 ? found[0]! : tuple(found);
      });
    }),
  ],
];
