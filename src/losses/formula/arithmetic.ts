/** Sums, products, powers and fractions as a person writes them: signs to the front, halves as fractions, nothing twice. */

import { type Formula, number, one, type Term } from "./tree.ts";

export function sumOf(...terms: readonly Term[]): Formula {
  const flat = terms.flatMap(flatTerm).filter(({ of }) => !isNumber(of, "0"));
  if (flat.length === 0) return number("0");
  const [only] = flat;
  if (flat.length === 1 && !only!.isNegative) return only!.of;
  // A sum that begins with a minus is read better the other way round: 1 − p.
  const first = flat.findIndex(({ isNegative }) => !isNegative);
  const isOfNumbers = flat.every(({ of }) => of.kind === "number" || of.kind === "power");
  if (first > 0 && flat.length === 2 && !isOfNumbers) return { kind: "sum", terms: [flat[1]!, flat[0]!] };
  return { kind: "sum", terms: flat };
}

function flatTerm({ isNegative, of }: Term): Term[] {
  if (of.kind !== "sum") return [{ isNegative, of }];
  // What is taken away stays in its brackets, unless it is only a sign.
  if (isNegative && of.terms.length > 1) return [{ isNegative, of }];
  return of.terms.map((term) => ({ isNegative: term.isNegative !== isNegative, of: term.of }));
}

export function add(left: Formula, right: Formula): Formula {
  return sumOf({ isNegative: false, of: left }, { isNegative: false, of: right });
}

export function subtract(left: Formula, right: Formula): Formula {
  return sumOf({ isNegative: false, of: left }, { isNegative: true, of: right });
}

export function negate(of: Formula): Formula {
  if (of.kind === "sum" && of.terms.length === 1 && of.terms[0]!.isNegative) return of.terms[0]!.of;
  return { kind: "sum", terms: [{ isNegative: true, of }] };
}

/** A sign apart from what it stands before. */
function unsigned(formula: Formula): Term {
  if (formula.kind === "sum" && formula.terms.length === 1) return formula.terms[0]!;
  return { isNegative: false, of: formula };
}

export function multiply(...given: readonly Formula[]): Formula {
  const parts = given.map(unsigned);
  const isNegative = parts.filter((part) => part.isNegative).length % 2 === 1;
  const factors = parts.flatMap(({ of }) => (of.kind === "product" ? of.factors : [of])).map(asHalf);
  const product = productOf(factors);
  return isNegative ? negate(product) : product;
}

function productOf(factors: readonly Formula[]): Formula {
  const kept: Formula[] = [];
  for (const factor of factors) {
    if (isNumber(factor, "1")) continue;
    const last = kept.at(-1);
    // x · x is x².
    if (last !== undefined && last.kind !== "number" && isSame(last, factor))
      kept[kept.length - 1] = powerOf(last, number("2"));
    else kept.push(factor);
  }
  if (kept.length === 0) return one;
  if (kept.length === 1) return kept[0]!;
  // Numbers first, as in 2x.
  const isCoefficient = (each: Formula) => each.kind === "number" || isHalf(each);
  return { kind: "product", factors: [...kept.filter(isCoefficient), ...kept.filter((each) => !isCoefficient(each))] };
}

const half: Formula = { kind: "fraction", above: one, below: number("2") };

function asHalf(formula: Formula): Formula {
  return isNumber(formula, "0.5") ? half : formula;
}

function isHalf(formula: Formula): boolean {
  return formula.kind === "fraction" && formula.above.kind === "number" && formula.below.kind === "number";
}

export function divide(above: Formula, below: Formula): Formula {
  if (isNumber(below, "1")) return above;
  const [top, bottom] = [unsigned(above), unsigned(below)];
  const fraction: Formula = { kind: "fraction", above: top.of, below: bottom.of };
  return top.isNegative === bottom.isNegative ? fraction : negate(fraction);
}

export function powerOf(base: Formula, exponent: Formula): Formula {
  if (isNumber(exponent, "1")) return base;
  if (isNumber(exponent, "0.5")) return { kind: "root", of: base };
  if (base.kind === "power" && isNumber(exponent, "2") && isNumber(base.exponent, "2"))
    return { kind: "power", base: base.base, exponent: number("4") };
  return { kind: "power", base, exponent };
}

export function isNumber(formula: Formula, text: string): boolean {
  return formula.kind === "number" && formula.text === text;
}

/** Equal trees are equal texts. */
export function isSame(a: Formula, b: Formula): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `2`, `0.25`, `10^{-7}`, `3 · 10^{-4}`. */
export function numeral(value: number): Formula {
  if (value < 0 || Object.is(value, -0)) return negate(numeral(-value));
  if (!Number.isFinite(value)) return number(Number.isNaN(value) ? "NaN" : "∞");
  if (value === 0 || (value >= 1e-3 && value < 1e6)) return number(String(Number(value.toPrecision(7))));
  const [mantissa, exponent] = value.toExponential(3).split("e") as [string, string];
  const ten: Formula = { kind: "power", base: number("10"), exponent: signedInteger(Number(exponent)) };
  return Number(mantissa) === 1 ? ten : { kind: "product", factors: [number(String(Number(mantissa))), ten] };
}

function signedInteger(value: number): Formula {
  return value < 0 ? negate(number(String(-value))) : number(String(value));
}
