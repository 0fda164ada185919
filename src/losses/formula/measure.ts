/** About how much room a formula takes, in ems: a picture has to say its size before it is drawn. */

import { greekLetters } from "./symbols.ts";
import type { Formula, LossFormula } from "./tree.ts";

export interface Room {
  readonly width: number;
  readonly above: number;
  readonly below: number;
}

/** Fonts for mathematics differ: rather too much room than too little. */
const character = 0.58;
const line = { above: 0.85, below: 0.35 };

function text(length: number): Room {
  return { width: length * character, ...line };
}

function beside(...rooms: readonly Room[]): Room {
  return {
    width: rooms.reduce((sum, { width }) => sum + width, 0),
    above: Math.max(line.above, ...rooms.map(({ above }) => above)),
    below: Math.max(line.below, ...rooms.map(({ below }) => below)),
  };
}

const space = (width: number): Room => ({ width, above: 0, below: 0 });
const brackets = space(0.9);

/** Of one formula, alone on its line. */
export function roomOf(formula: Formula): Room {
  switch (formula.kind) {
    case "number":
    case "words":
    case "code":
      return text(formula.text.length);
    case "symbol": {
      const below = formula.subscripts.join(",").length;
      const room = text(Object.hasOwn(greekLetters, formula.name) ? 1 : formula.name.length);
      return { width: room.width + 0.42 * below + 0.3 * formula.primes, above: 0.95, below: below > 0 ? 0.55 : 0.35 };
    }
    case "sum":
      return beside(
        ...formula.terms.flatMap(({ of }) => [space(0.95), roomOf(of), ...(of.kind === "sum" ? [brackets] : [])]),
      );
    case "product":
      return beside(
        ...formula.factors.flatMap((of) => [
          space(0.25),
          roomOf(of),
          ...(of.kind === "sum" || of.kind === "cases" ? [brackets] : []),
        ]),
      );
    case "fraction": {
      const [above, below] = [roomOf(formula.above), roomOf(formula.below)];
      return {
        width: Math.max(above.width, below.width) + 0.4,
        above: above.above + above.below + 0.45,
        below: below.above + below.below + 0.05,
      };
    }
    case "power": {
      const [base, exponent] = [roomOf(formula.base), roomOf(formula.exponent)];
      const held = formula.base.kind === "symbol" || formula.base.kind === "number" ? space(0) : brackets;
      return {
        width: base.width + 0.75 * exponent.width + held.width,
        above: base.above + 0.55 * (exponent.above + exponent.below),
        below: base.below,
      };
    }
    case "root": {
      const of = roomOf(formula.of);
      return { width: of.width + 1, above: of.above + 0.25, below: of.below };
    }
    case "call":
      return beside(
        text(formula.name.length),
        brackets,
        ...formula.given.flatMap((each) => [space(0.5), roomOf(each)]),
      );
    case "big": {
      const sign: Room = { width: formula.operator === "mean" ? 2.9 : 1.9, above: 1.65, below: 1.35 };
      return beside(sign, roomOf(formula.of), ...(formula.of.kind === "sum" ? [brackets] : []));
    }
    case "relation":
    case "logic":
      return beside(...formula.parts.flatMap((part) => [space(1), roomOf(part)]));
    case "cases": {
      const [value, condition, otherwise] = [
        roomOf(formula.value),
        roomOf(formula.condition),
        roomOf(formula.otherwise),
      ];
      const height = value.above + value.below + otherwise.above + otherwise.below + 0.6;
      const width = Math.max(value.width, otherwise.width) + Math.max(condition.width + 1.2, 5) + 2;
      return { width, above: height / 2 + 0.3, below: height / 2 };
    }
    case "bars":
    case "indicator":
    case "not":
    case "transposed":
    case "element":
      return beside(roomOf(formula.of), brackets, space(0.5));
  }
}

/** Of all its lines under one another. */
export function roomOfLoss({ value, where }: LossFormula): { readonly width: number; readonly height: number } {
  const rooms = [
    { left: 1, of: value },
    ...where.map((each) => ({ left: each.symbol.name.length, of: each.value })),
  ].map(({ left, of }) => beside(text(left), space(1.2), roomOf(of)));
  return {
    width: Math.max(...rooms.map(({ width }) => width)),
    height: rooms.reduce((sum, { above, below }) => sum + above + below + 0.35, 0),
  };
}
