/** A formula as a tree: what is written, before it is LaTeX or MathML. */

export type Formula =
  /** As printed: `2`, `0.25`; `exponent` for `10^{-7}`. */
  | { readonly kind: "number"; readonly text: string }
  | Letter
  /** Upright words: a name of several letters. */
  | { readonly kind: "words"; readonly text: string }
  /** What has no form of its own stands as it is in the code. */
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "sum"; readonly terms: readonly Term[] }
  | { readonly kind: "product"; readonly factors: readonly Formula[] }
  | { readonly kind: "fraction"; readonly above: Formula; readonly below: Formula }
  | { readonly kind: "power"; readonly base: Formula; readonly exponent: Formula }
  | { readonly kind: "root"; readonly of: Formula }
  | { readonly kind: "bars"; readonly form: "absolute" | "norm" | "floor" | "ceiling"; readonly of: Formula }
  /** `\log x`, `\max(a, b)`. */
  | { readonly kind: "call"; readonly name: string; readonly given: readonly Formula[] }
  | Big
  | { readonly kind: "relation"; readonly parts: readonly Formula[]; readonly operators: readonly Relation[] }
  | { readonly kind: "logic"; readonly operator: "and" | "or"; readonly parts: readonly Formula[] }
  | { readonly kind: "not"; readonly of: Formula }
  /** 1 where it holds, else 0. */
  | { readonly kind: "indicator"; readonly of: Formula }
  | { readonly kind: "cases"; readonly condition: Formula; readonly value: Formula; readonly otherwise: Formula }
  | { readonly kind: "transposed"; readonly of: Formula }
  /** One element of what a function makes of a whole vector: softmax(ŷ)_i. */
  | { readonly kind: "element"; readonly of: Formula; readonly subscripts: readonly string[] };

export interface Term {
  readonly isNegative: boolean;
  readonly of: Formula;
}

export interface Letter {
  readonly kind: "symbol";
  /** `y`, `gamma`, `smooth`. */
  readonly name: string;
  readonly hasHat: boolean;
  /** How often it was given a new value before: as many primes. */
  readonly primes: number;
  readonly subscripts: readonly string[];
  /** Whether it has elements, over which a sum runs. */
  readonly isTensor: boolean;
}

/** Over the elements of what it is of. */
export interface Big {
  readonly kind: "big";
  readonly operator:
    | "sum"
    | "mean"
    | "product"
    | "maximum"
    | "minimum"
    | "argmax"
    | "argmin"
    | "variance"
    | "deviation";
  /** Over all elements, over the samples of the batch, or over each sample's own. */
  readonly over: "all" | "samples" | "own";
  /** Whether its result stands in the place of each element that it was made of. */
  readonly keeps: boolean;
  readonly of: Formula;
  /** The letter that runs, once it is chosen. */
  readonly index?: string;
}

export type Relation = "=" | "≠" | "<" | "≤" | ">" | "≥";

/** What is said of a loss: its formula, and what stands for what in it. */
export interface LossFormula {
  readonly value: Formula;
  /** In the order in which they are read. */
  readonly where: readonly { readonly symbol: Letter; readonly value: Formula }[];
  readonly parameters: readonly { readonly symbol: Letter; readonly value: Formula }[];
  /** Whether all of it could be written. */
  readonly isWhole: boolean;
}

export const number = (text: string): Formula => ({ kind: "number", text });
export const one = number("1");
export const zero = number("0");

export function symbol(name: string, more: Partial<Letter> = {}): Letter {
  return { kind: "symbol", name, hasHat: false, primes: 0, subscripts: [], isTensor: false, ...more };
}

export function call(name: string, ...given: readonly Formula[]): Formula {
  return { kind: "call", name, given };
}

/** The parts directly below, in order. */
export function partsOf(formula: Formula): readonly Formula[] {
  switch (formula.kind) {
    case "number":
    case "symbol":
    case "words":
    case "code":
      return [];
    case "sum":
      return formula.terms.map(({ of }) => of);
    case "product":
      return formula.factors;
    case "fraction":
      return [formula.above, formula.below];
    case "power":
      return [formula.base, formula.exponent];
    case "call":
      return formula.given;
    case "relation":
    case "logic":
      return formula.parts;
    case "cases":
      return [formula.condition, formula.value, formula.otherwise];
    default:
      return [formula.of];
  }
}

/** The same with other parts in the places of its own. */
export function withParts(formula: Formula, change: (part: Formula) => Formula): Formula {
  switch (formula.kind) {
    case "number":
    case "symbol":
    case "words":
    case "code":
      return formula;
    case "sum":
      return { ...formula, terms: formula.terms.map((term) => ({ ...term, of: change(term.of) })) };
    case "product":
      return { ...formula, factors: formula.factors.map(change) };
    case "fraction":
      return { ...formula, above: change(formula.above), below: change(formula.below) };
    case "power":
      return { ...formula, base: change(formula.base), exponent: change(formula.exponent) };
    case "call":
      return { ...formula, given: formula.given.map(change) };
    case "relation":
    case "logic":
      return { ...formula, parts: formula.parts.map(change) };
    case "cases":
      return {
        ...formula,
        condition: change(formula.condition),
        value: change(formula.value),
        otherwise: change(formula.otherwise),
      };
    default:
      return { ...formula, of: change(formula.of) };
  }
}

/** How much there is to read. */
export function sizeOf(formula: Formula): number {
  return partsOf(formula).reduce((sum, part) => sum + sizeOf(part), 1);
}

/** Whether it has elements of its own, and not one value made of them. */
export function hasElements(formula: Formula): boolean {
  if (formula.kind === "symbol") return formula.isTensor;
  if (formula.kind === "code") return true;
  if (formula.kind === "big") return (formula.keeps || formula.over === "samples") && hasElements(formula.of);
  if (formula.kind === "bars" && formula.form === "norm") return false;
  return partsOf(formula).some(hasElements);
}
