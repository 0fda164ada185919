/** A formula as LaTeX, for papers and notebooks. */

import { type Printer, printLoss, printParameters } from "./print.ts";
import { greekLetters } from "./symbols.ts";
import type { Big, Letter, LossFormula } from "./tree.ts";

const operators: Readonly<Record<string, string>> = {
  "+": "+",
  "−": "-",
  "·": "\\cdot",
  ",": ",",
  ":": ":",
  "∧": "\\land",
  "∨": "\\lor",
  "¬": "\\lnot",
  "=": "=",
  "≠": "\\neq",
  "<": "<",
  "≤": "\\leq",
  ">": ">",
  "≥": "\\geq",
};

/** Functions that LaTeX has a command for. */
const known = new Set(["log", "exp", "max", "min", "sin", "cos", "tan", "tanh", "cosh", "sinh", "arccos", "arctan"]);
const named: Readonly<Record<string, string>> = { sigmoid: "\\sigma", Gamma: "\\Gamma" };

const bars = {
  absolute: ["\\left|", "\\right|"],
  norm: ["\\left\\lVert", "\\right\\rVert"],
  floor: ["\\left\\lfloor", "\\right\\rfloor"],
  ceiling: ["\\left\\lceil", "\\right\\rceil"],
} as const;

const bigs: Readonly<Record<Big["operator"], string>> = {
  sum: "\\sum",
  mean: "\\sum",
  product: "\\prod",
  maximum: "\\max",
  minimum: "\\min",
  argmax: "\\operatorname*{arg\\,max}",
  argmin: "\\operatorname*{arg\\,min}",
  variance: "\\operatorname*{Var}",
  deviation: "\\operatorname*{Std}",
};

/** Characters that mean something to LaTeX. */
function escaped(text: string): string {
  return text.replace(/[\\{}$&#%_^~]/g, (each) => {
    if (each === "\\") return "\\textbackslash{}";
    if (each === "^") return "\\textasciicircum{}";
    return each === "~" ? "\\textasciitilde{}" : `\\${each}`;
  });
}

function subscript(text: string): string {
  return /^[\w]$|^\d+$/.test(text) || /^-?\d*:-?\d*$/.test(text) ? text : `\\mathrm{${escaped(text)}}`;
}

function symbolText({ name, hasHat, primes, subscripts }: Letter): string {
  const isGreek = Object.hasOwn(greekLetters, name);
  const letter = isGreek ? (name === "epsilon" ? "\\varepsilon" : `\\${name}`) : name;
  const head = isGreek || name.length === 1 ? letter : `\\mathrm{${escaped(name)}}`;
  const withHat = hasHat ? `\\hat{${head}}` : head;
  const below = subscripts.length === 0 ? "" : `_{${subscripts.map(subscript).join(", ")}}`;
  return `${withHat}${"'".repeat(primes)}${below}`;
}

const latex: Printer = {
  number: (text) => (text === "∞" ? "\\infty" : text),
  symbol: symbolText,
  functionName: (name) => {
    if (known.has(name)) return `\\${name}`;
    return named[name] ?? `\\operatorname{${escaped(name)}}`;
  },
  code: (text) => `\\texttt{${escaped(text)}}`,
  operator: (sign) => operators[sign]!,
  negative: (of) => `-${of}`,
  nothing: "",
  applied: (name, to, isBare) => (isBare ? `${name} ${to}` : `${name}${to}`),
  element: (of, subscripts) => `${of}_{${subscripts.map(subscript).join(", ")}}`,
  row: (parts) => parts.join(" ").replaceAll(" , ", ", "),
  inBrackets: (part) => (isTall(part) ? `\\left(${part}\\right)` : `(${part})`),
  fraction: (above, below) => `\\frac{${above}}{${below}}`,
  power: (base, exponent) => `${base}^{${exponent}}`,
  root: (of) => `\\sqrt{${of}}`,
  bars: (form, of) => `${bars[form][0]} ${of} ${bars[form][1]}`,
  big: ({ operator, index, count, of, coefficient: { above, below } }) => {
    if (index === "") return `\\operatorname{${operator}}${latex.inBrackets(of)}`;
    if (operator === "mean") return `\\frac{${above}}{${below}${count}} \\sum_{${index}=1}^{${count}} ${of}`;
    return `${bigs[operator]}_{${index}} ${of}`;
  },
  indicator: (of) => `\\mathbb{1}[${of}]`,
  cases: (then, condition, otherwise) =>
    `\\begin{cases} ${then} & \\text{if } ${condition} \\\\ ${otherwise} & \\text{otherwise} \\end{cases}`,
  transposed: (of) => `${of}^{\\top}`,
  lines: (lines) =>
    lines.length === 1
      ? lines[0]!.join(" = ")
      : `\\begin{aligned} ${lines.map(([left, right]) => `${left} &= ${right}`).join(" \\\\ ")} \\end{aligned}`,
};

function isTall(part: string): boolean {
  return /\\frac|\\sum|\\prod|\\begin|\\sqrt|\\left/.test(part);
}

/** The loss as LaTeX writes it, to stand between dollar signs. */
export function latexOf(formula: LossFormula): string {
  return printLoss(formula, latex);
}

/** With the values of its parameters, as in `\gamma = 2`. */
export function latexWithValues(formula: LossFormula): string {
  const values = printParameters(formula, latex);
  return values.length === 0 ? latexOf(formula) : `${latexOf(formula)} \\qquad ${values.join(", \\; ")}`;
}
