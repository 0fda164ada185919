/** Which letter each sum runs over, and which elements stand under it: Σ_i (y_i − ŷ_i)². */

import { type Big, type Formula, hasElements, partsOf, withParts } from "./tree.ts";

const letters = ["i", "j", "k", "l", "m"];

/** A letter, and what it runs over. */
interface Index {
  readonly letter: string;
  readonly over: Big["over"];
}

/** Functions that make a vector of a vector: an element of the result is none of the argument's. */
const ofVectors = new Set(["softmax", "cumsum", "cumprod", "sort", "argsort", "top_k"]);

/** The formula with a letter for each sum, and under the letters the elements that they stand for. */
export function withIndices(formula: Formula, indices: readonly Index[] = [], taken = 0): Formula {
  const inside = (part: Formula): Formula => withIndices(part, indices, taken);
  switch (formula.kind) {
    case "symbol": {
      const { isTensor, subscripts } = formula;
      return isTensor ? { ...formula, subscripts: [...indices.map(({ letter }) => letter), ...subscripts] } : formula;
    }
    case "big":
      return indexed(formula, indices, taken);
    case "call": {
      const last = indices.at(-1);
      if (last === undefined || !ofVectors.has(formula.name)) return withParts(formula, inside);
      const whole = withParts(formula, (part) => withIndices(part, indices.slice(0, -1), taken));
      return { kind: "element", of: whole, subscripts: [last.letter] };
    }
    case "bars": {
      // The length is of the whole vector.
      const outer = formula.form === "norm" ? indices.slice(0, -1) : indices;
      return withParts(formula, (part) => withIndices(part, outer, taken));
    }
    default:
      return withParts(formula, inside);
  }
}

function indexed(formula: Big, indices: readonly Index[], taken: number): Formula {
  // Every element beside every other has two places; which letter is which row is not told.
  if (holds(formula.of, "transposed")) return { ...formula, of: withIndices(formula.of, [], taken) };
  const letter = letters[taken];
  if (letter === undefined || !hasElements(formula.of)) {
    const of = withIndices(formula.of, indices, taken);
    // Of one number the mean, the sum and the largest are itself.
    const isOne = !holds(formula.of, "code") && /^(?:mean|sum|product|maximum|minimum)$/.test(formula.operator);
    return isOne ? of : { ...formula, of };
  }
  const index: Index = { letter, over: formula.over };
  const of = withIndices(formula.of, below(indices, index, formula.keeps), taken + 1);
  return { ...formula, of, index: letter };
}

/** A sum that stands beside each element of what it is over has its own letter in the place of theirs. */
function below(outer: readonly Index[], index: Index, keeps: boolean): readonly Index[] {
  switch (index.over) {
    case "all":
      return [index];
    case "samples":
      return [index, ...outer.filter(({ over }) => over === "own")];
    case "own":
      return [...(keeps ? outer.filter(({ over }) => over !== "own") : outer), index];
  }
}

function holds(formula: Formula, kind: Formula["kind"]): boolean {
  return formula.kind === kind || partsOf(formula).some((part) => holds(part, kind));
}
