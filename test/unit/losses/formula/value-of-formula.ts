/** The number that a formula says, reckoned from the formula alone: what is written must be what the loss computes. */

import { type Formula, type LossFormula, partsOf } from "../../../../src/losses/formula/tree.ts";

export interface FormulaData {
  /** One sample. */
  readonly yTrue: readonly number[];
  readonly yPred: readonly number[];
}

/** A formula that says more than numbers: code, every sample beside every other, a part of a vector. */
export class NotReckoned extends Error {}

type Environment = ReadonlyMap<string, number>;

export function valueOfFormula({ value, where, parameters }: LossFormula, { yTrue, yPred }: FormulaData): number {
  const size = yTrue.length;
  const named = new Map<string, Formula>([
    ...parameters.map(({ symbol, value: given }) => [keyOf(symbol), given] as const),
    ...where.map(({ symbol, value: given }) => [keyOf(symbol), given] as const),
  ]);
  /** The letters of a definition are its own: what it is asked for is one element, or all. */
  const element = (formula: Formula, at: number | undefined): number => reckon(formula, new Map(), at);

  function reckon(formula: Formula, letters: Environment, at: number | undefined): number {
    const inner = (part: Formula): number => reckon(part, letters, at);
    switch (formula.kind) {
      case "number":
        return formula.text === "∞" ? Number.POSITIVE_INFINITY : Number(formula.text);
      case "symbol": {
        if (formula.subscripts.some((each) => !letters.has(each) && !isOwnSubscript(formula))) throw new NotReckoned();
        const indices = formula.subscripts.flatMap((each) => letters.get(each) ?? []);
        const place = indices.at(-1) ?? at;
        const isTarget = formula.name === "y" && formula.primes === 0;
        if (isTarget) {
          if (place === undefined) throw new NotReckoned();
          return (formula.hasHat ? yPred : yTrue)[place]!;
        }
        const given = named.get(keyOf(formula));
        if (given !== undefined) return element(given, place);
        if (formula.name === "epsilon") return 1e-7;
        if (formula.name === "pi") return Math.PI;
        if (formula.name === "N") return 1;
        throw new NotReckoned();
      }
      case "sum":
        return formula.terms.reduce((sum, { isNegative, of }) => sum + (isNegative ? -inner(of) : inner(of)), 0);
      case "product":
        return formula.factors.reduce((product, factor) => product * inner(factor), 1);
      case "fraction":
        return inner(formula.above) / inner(formula.below);
      case "power":
        return formula.base.kind === "call" && formula.base.name === "e"
          ? Math.exp(inner(formula.exponent))
          : inner(formula.base) ** inner(formula.exponent);
      case "root":
        return Math.sqrt(inner(formula.of));
      case "bars": {
        if (formula.form === "absolute") return Math.abs(inner(formula.of));
        if (formula.form === "floor") return Math.floor(inner(formula.of));
        if (formula.form === "ceiling") return Math.ceil(inner(formula.of));
        return Math.hypot(...all(formula.of, letters));
      }
      case "call":
        return called(formula.name, formula.given.map(inner));
      case "big":
        return reduced(formula, letters, at);
      case "indicator":
        return holds(formula.of, letters, at) ? 1 : 0;
      case "cases":
        return inner(holds(formula.condition, letters, at) ? formula.value : formula.otherwise);
      case "relation":
      case "logic":
      case "not":
        return holds(formula, letters, at) ? 1 : 0;
      default:
        throw new NotReckoned();
    }
  }

  function all(formula: Formula, letters: Environment): number[] {
    return yTrue.map((_, at) => reckon(formula, letters, at));
  }

  function reduced(formula: Extract<Formula, { kind: "big" }>, letters: Environment, at: number | undefined): number {
    const { index, operator } = formula;
    if (index === undefined) throw new NotReckoned();
    const count = formula.over === "samples" ? 1 : size;
    const values = Array.from({ length: count }, (_, place) => {
      // Of one sample there is one row, and its letter stands before that of its elements.
      const own = new Map(letters);
      own.set(index, formula.over === "samples" ? ([...letters.values()].at(-1) ?? at ?? 0) : place);
      return reckon(formula.of, own, at);
    });
    const sum = values.reduce((a, b) => a + b, 0);
    const mean = sum / count;
    switch (operator) {
      case "sum":
        return sum;
      case "mean":
        return mean;
      case "product":
        return values.reduce((a, b) => a * b, 1);
      case "maximum":
        return Math.max(...values);
      case "minimum":
        return Math.min(...values);
      case "variance":
        return values.reduce((a, b) => a + (b - mean) ** 2, 0) / count;
      default:
        throw new NotReckoned();
    }
  }

  function holds(formula: Formula, letters: Environment, at: number | undefined): boolean {
    switch (formula.kind) {
      case "relation": {
        const values = formula.parts.map((part) => reckon(part, letters, at));
        return formula.operators.every((operator, place) => compare(values[place]!, operator, values[place + 1]!));
      }
      case "logic":
        return formula.operator === "and"
          ? formula.parts.every((part) => holds(part, letters, at))
          : formula.parts.some((part) => holds(part, letters, at));
      case "not":
        return !holds(formula.of, letters, at);
      default:
        return reckon(formula, letters, at) !== 0;
    }
  }

  return element(value, undefined);
}

function isOwnSubscript({ name }: Extract<Formula, { kind: "symbol" }>): boolean {
  return name !== "y";
}

/** What tells two letters apart, whatever element of them is meant. */
function keyOf({ name, hasHat, primes, subscripts }: Extract<Formula, { kind: "symbol" }>): string {
  return [name, hasHat, primes, ...subscripts.filter((each) => !/^[ijklm]$/.test(each))].join(" ");
}

function compare(a: number, operator: string, b: number): boolean {
  switch (operator) {
    case "=":
      return a === b;
    case "≠":
      return a !== b;
    case "<":
      return a < b;
    case "≤":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

const functions: Readonly<Record<string, (...given: readonly number[]) => number>> = {
  log: Math.log,
  max: Math.max,
  min: Math.min,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  tanh: Math.tanh,
  cosh: Math.cosh,
  sinh: Math.sinh,
  arccos: Math.acos,
  arctan: Math.atan,
  sgn: Math.sign,
  sigmoid: (x = 0) => 1 / (1 + Math.exp(-x)),
  clip: (x = 0, low = 0, high = 0) => Math.min(Math.max(x, low), high),
};

function called(name: string, given: readonly number[]): number {
  const known = functions[name];
  if (known === undefined) throw new NotReckoned();
  return known(...given);
}

/** Whether a formula holds something of a kind. */
export function holdsKind(formula: Formula, kind: Formula["kind"]): boolean {
  return formula.kind === kind || partsOf(formula).some((part) => holdsKind(part, kind));
}
