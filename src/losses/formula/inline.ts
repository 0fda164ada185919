/** Names that are used once, or stand for little, give way to what they stand for; the others are said below. */

import { add, divide, isNumber, multiply, negate, powerOf, sumOf } from "./arithmetic.ts";
import { asNumber, big, squareRoot } from "./functions.ts";
import { type Formula, hasElements, type Letter, partsOf, sizeOf, withParts } from "./tree.ts";

/** What an assignment gave a name, under a name of its own. */
export type Definitions = ReadonlyMap<string, { readonly symbol: Letter; readonly value: Formula }>;

/** So much is read at a glance, however often it stands there: y − ŷ, |x|. */
const small = 4;
/** More is not one formula any more. */
const largest = 400;

export interface Inlined {
  readonly value: Formula;
  readonly where: readonly { readonly symbol: Letter; readonly value: Formula }[];
}

export function inlined(value: Formula, definitions: Definitions): Inlined | undefined {
  const uses = new Map<string, number>();
  const count = (formula: Formula): void => {
    if (formula.kind === "symbol") {
      const known = definitions.get(formula.name);
      if (known === undefined) return;
      const before = uses.get(formula.name) ?? 0;
      uses.set(formula.name, before + 1);
      if (before === 0) count(known.value);
      return;
    }
    partsOf(formula).forEach(count);
  };
  count(value);

  const written = new Map<string, Formula>();
  const kept = new Map<string, { readonly symbol: Letter; readonly value: Formula }>();
  const write = (formula: Formula): Formula => {
    if (formula.kind !== "symbol") return rebuilt(withParts(formula, write));
    const known = definitions.get(formula.name);
    if (known === undefined) return formula;
    const done = written.get(formula.name);
    if (done !== undefined) return withSubscripts(done, formula.subscripts);
    const full = write(known.value);
    const isInlined = (uses.get(formula.name) === 1 || sizeOf(full) <= small) && canCarry(full, formula.subscripts);
    const shown = isInlined ? full : { ...known.symbol, isTensor: hasElements(full) };
    if (!isInlined) kept.set(formula.name, { symbol: known.symbol, value: full });
    written.set(formula.name, shown);
    return withSubscripts(shown, formula.subscripts);
  };
  const whole = write(value);
  const size = [whole, ...[...kept.values()].map((each) => each.value)].reduce((sum, each) => sum + sizeOf(each), 0);
  // What is said below is in the order in which it is read: the last that was found rests on those before it.
  return size > largest ? undefined : { value: whole, where: [...kept.values()].reverse() };
}

function canCarry(formula: Formula, subscripts: readonly string[]): boolean {
  return subscripts.length === 0 || formula.kind === "symbol";
}

function withSubscripts(formula: Formula, subscripts: readonly string[]): Formula {
  if (subscripts.length === 0 || formula.kind !== "symbol") return formula;
  return { ...formula, subscripts: [...formula.subscripts, ...subscripts] };
}

/** Put together anew, now that its parts are others: −(−a) is a. */
function rebuilt(given: Formula): Formula {
  const formula = isArithmetic(given) ? withParts(given, asNumber) : given;
  switch (formula.kind) {
    case "relation": {
      // A name that turned out to hold or not hold needs no comparison with 0.
      const [left, right] = formula.parts;
      const isAgainstZero = formula.operators.length === 1 && formula.operators[0] === "≠" && isNumber(right!, "0");
      return isAgainstZero && asNumber(left!) !== left
        ? left!
        : left!.kind === "indicator" && isAgainstZero
          ? left!.of
          : formula;
    }
    case "sum":
      return formula.terms.length === 1 && formula.terms[0]!.isNegative
        ? negated(formula.terms[0]!.of)
        : sumOf(...formula.terms);
    case "product":
      return multiply(...formula.factors);
    case "fraction":
      return divide(formula.above, formula.below);
    case "power":
      return powerOf(formula.base, formula.exponent);
    case "root":
      return squareRoot(formula.of);
    case "big":
      return big(formula.operator, formula.of, formula.over, formula.keeps);
    default:
      return formula;
  }
}

function isArithmetic({ kind }: Formula): boolean {
  return kind === "sum" || kind === "product" || kind === "fraction" || kind === "power";
}

/** −(a − b) is b − a. */
function negated(of: Formula): Formula {
  if (of.kind === "sum" && of.terms.length === 2 && of.terms[0]!.isNegative !== of.terms[1]!.isNegative) {
    const [first, second] = of.terms as [(typeof of.terms)[number], (typeof of.terms)[number]];
    return add(first.isNegative ? first.of : second.of, negate(first.isNegative ? second.of : first.of));
  }
  return negate(of);
}
