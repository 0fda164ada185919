/** How a formula is laid out, whatever it is printed as: what binds more than what, and where brackets are needed. */

import { greekLetters } from "./symbols.ts";
import type { Big, Formula, Letter, LossFormula, Relation } from "./tree.ts";

/** A language of formulas. All parts come printed. */
export interface Printer {
  number(text: string): string;
  symbol(symbol: Letter): string;
  /** A function's name, upright: `log`, `clip`. */
  functionName(name: string): string;
  code(text: string): string;
  operator(sign: "+" | "−" | "·" | "," | ":" | "∧" | "∨" | "¬" | Relation): string;
  /** A minus that belongs to what follows. */
  negative(of: string): string;
  /** Factors side by side; before a function's name there is some space. */
  readonly nothing: string;
  /** `log x` and `max(a, b)`. */
  applied(name: string, to: string, isBare: boolean): string;
  element(of: string, subscripts: readonly string[]): string;
  row(parts: readonly string[]): string;
  inBrackets(part: string): string;
  fraction(above: string, below: string): string;
  power(base: string, exponent: string): string;
  root(of: string): string;
  bars(form: "absolute" | "norm" | "floor" | "ceiling", of: string): string;
  /** `coefficient` stands in the fraction of a mean. */
  big(big: PrintedBig): string;
  indicator(of: string): string;
  cases(then: string, condition: string, otherwise: string): string;
  transposed(of: string): string;
  /** Lines under one another, aligned at their equals signs. */
  lines(lines: readonly (readonly [string, string])[]): string;
}

export interface PrintedBig {
  readonly operator: Big["operator"];
  /** Empty where no letter runs. */
  readonly index: string;
  /** How many elements the letter runs over. */
  readonly count: string;
  readonly of: string;
  /** What a mean is multiplied with: above and below the line. */
  readonly coefficient: { readonly above: string; readonly below: string };
}

/** How tightly a formula holds together. */
const Binding = { Logic: 0, Relation: 1, Sum: 2, Product: 3, Applied: 4, Power: 5, Atom: 6 } as const;
type Binding = (typeof Binding)[keyof typeof Binding];

function bindingOf(formula: Formula): Binding {
  switch (formula.kind) {
    case "logic":
      return Binding.Logic;
    case "relation":
      return Binding.Relation;
    case "sum":
      return Binding.Sum;
    case "cases":
      return Binding.Sum;
    case "product":
      return Binding.Product;
    case "big":
      return Binding.Product;
    case "call":
      return formula.given.length === 0 || !isBare(formula) ? Binding.Atom : Binding.Applied;
    case "not":
      return Binding.Applied;
    case "power":
    case "transposed":
      return Binding.Power;
    case "fraction":
      return Binding.Product;
    default:
      return Binding.Atom;
  }
}

/** Functions that textbooks write without brackets before something simple: log ŷ. */
const bare = new Set(["log", "sin", "cos", "tan", "tanh", "cosh", "sinh"]);

function isBare(formula: Formula): boolean {
  if (formula.kind !== "call" || !bare.has(formula.name)) return false;
  const [only] = formula.given;
  return formula.given.length === 1 && (only!.kind === "symbol" || only!.kind === "number");
}

export function print(formula: Formula, printer: Printer): string {
  const whole = (each: Formula): string => print(each, printer);
  const held = (each: Formula, least: Binding): string =>
    bindingOf(each) < least ? printer.inBrackets(whole(each)) : whole(each);
  switch (formula.kind) {
    case "number":
      return printer.number(formula.text);
    case "symbol":
      return printer.symbol(formula);
    case "words":
      return printer.functionName(formula.text);
    case "code":
      return printer.code(formula.text);
    case "sum":
      return printer.row(
        formula.terms.flatMap(({ isNegative, of }, at) => {
          const term = held(of, isNegative || of.kind === "cases" ? Binding.Product : Binding.Sum);
          if (at === 0) return isNegative ? [printer.negative(term)] : [term];
          return [printer.operator(isNegative ? "−" : "+"), term];
        }),
      );
    case "product":
      return printProduct(formula.factors, printer);
    case "fraction":
      return printer.fraction(whole(formula.above), whole(formula.below));
    case "power": {
      const { base } = formula;
      if (base.kind === "call" && base.name === "e")
        return printer.power(printer.symbol(eulers), whole(formula.exponent));
      // What is written upon a base already cannot carry another power.
      return printer.power(held(base, Binding.Atom), whole(formula.exponent));
    }
    case "root":
      return printer.root(whole(formula.of));
    case "bars":
      return printer.bars(formula.form, whole(formula.of));
    case "call":
      return printCall(formula, printer, whole);
    case "big":
      return printBig(formula, printer);
    case "relation":
      return printer.row(
        formula.parts.flatMap((part, at) =>
          at === 0
            ? [held(part, Binding.Sum)]
            : [printer.operator(formula.operators[at - 1]!), held(part, Binding.Sum)],
        ),
      );
    case "logic": {
      const sign = printer.operator(formula.operator === "and" ? "∧" : "∨");
      return printer.row(
        formula.parts.flatMap((part, at) => [...(at === 0 ? [] : [sign]), held(part, Binding.Relation)]),
      );
    }
    case "not":
      return printer.row([printer.operator("¬"), held(formula.of, Binding.Applied)]);
    case "indicator":
      return printer.indicator(whole(formula.of));
    case "cases":
      return printer.cases(whole(formula.value), whole(formula.condition), whole(formula.otherwise));
    case "transposed":
      return printer.transposed(held(formula.of, Binding.Atom));
    case "element":
      return printer.element(whole(formula.of), formula.subscripts);
  }
}

const eulers: Letter = { kind: "symbol", name: "e", hasHat: false, primes: 0, subscripts: [], isTensor: false };

function printCall(formula: Extract<Formula, { kind: "call" }>, printer: Printer, whole: (each: Formula) => string) {
  const { name, given } = formula;
  const written = given.map(whole);
  const called = printer.functionName(name);
  if (isBare(formula)) return printer.applied(called, written[0]!, true);
  const listed = written.flatMap((each, at) => (at === 0 ? [each] : [printer.operator(","), each]));
  return printer.applied(called, printer.inBrackets(printer.row(listed)), false);
}

/** Side by side; with a dot where two numbers, or words, would run into one another. */
function printProduct(factors: readonly Formula[], printer: Printer): string {
  const [number, mean] = factors;
  if (factors.length === 2 && mean?.kind === "big" && mean.operator === "mean" && mean.index !== undefined) {
    const coefficient = coefficientOf(number!, printer);
    if (coefficient !== undefined) return printBig(mean, printer, coefficient);
  }
  const parts: string[] = [];
  for (const [at, factor] of factors.entries()) {
    const isLast = at === factors.length - 1;
    // Whatever follows a sum's sign belongs to it.
    const opens = factor.kind === "big" && !isLast;
    const isClosed = factor.kind === "fraction" || factor.kind === "big" || bindingOf(factor) >= Binding.Applied;
    const text = print(factor, printer);
    const before = factors[at - 1];
    if (before !== undefined) parts.push(needsDot(before, factor) ? printer.operator("·") : printer.nothing);
    parts.push(opens || !isClosed ? printer.inBrackets(text) : text);
  }
  return printer.row(parts.filter((part) => part !== ""));
}

/** A number before a mean stands in its fraction: 100/n, 1/2n. */
function coefficientOf(factor: Formula, printer: Printer): PrintedBig["coefficient"] | undefined {
  if (factor.kind === "number") return { above: print(factor, printer), below: "" };
  if (factor.kind !== "fraction" || factor.above.kind !== "number" || factor.below.kind !== "number") return undefined;
  return { above: print(factor.above, printer), below: print(factor.below, printer) };
}

function needsDot(left: Formula, right: Formula): boolean {
  const startsWithNumber = right.kind === "number" || (right.kind === "power" && right.base.kind === "number");
  const isWord = (each: Formula): boolean =>
    each.kind === "code" ||
    (each.kind === "symbol" && each.name.length > 1 && !each.hasHat && !Object.hasOwn(greekLetters, each.name));
  return startsWithNumber || isWord(left) || isWord(right);
}

/** How many elements a letter runs over: over everything, N. */
const counts: Readonly<Record<string, string>> = { i: "n", j: "m", k: "l", l: "r", m: "s" };

function printBig(
  formula: Big,
  printer: Printer,
  coefficient: PrintedBig["coefficient"] = { above: printer.number("1"), below: "" },
): string {
  const { operator, index = "", over, of } = formula;
  const count = over === "own" ? (counts[index] ?? "n") : "N";
  const text = print(of, printer);
  const isHeld = index !== "" && bindingOf(of) < Binding.Product;
  return printer.big({ operator, index, count, of: isHeld ? printer.inBrackets(text) : text, coefficient });
}

/** The loss with all that stands for something in it: `L = …`, and below where … = … */
export function printLoss({ value, where }: LossFormula, printer: Printer): string {
  const loss: Letter = { ...eulers, name: "L" };
  const lines = [{ symbol: loss, value }, ...where].map(
    (line) => [print(line.symbol, printer), print(line.value, printer)] as const,
  );
  return printer.lines(lines);
}

/** `γ = 2`, each of them. */
export function printParameters({ parameters }: LossFormula, printer: Printer): string[] {
  return parameters.map(({ symbol, value }) =>
    printer.row([print(symbol, printer), printer.operator("="), print(value, printer)]),
  );
}
