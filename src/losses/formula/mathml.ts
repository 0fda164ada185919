/** A formula as MathML, which browsers and VS Code's pages draw themselves. */

import { type Printer, printLoss, printParameters } from "./print.ts";
import { greekLetters } from "./symbols.ts";
import type { Big, Letter, LossFormula } from "./tree.ts";

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}

const row = (...parts: readonly string[]): string =>
  parts.length === 1 ? parts[0]! : `<mrow>${parts.join("")}</mrow>`;
const sign = (text: string, attributes = ""): string => `<mo${attributes}>${escaped(text)}</mo>`;
const upright = (text: string): string => `<mtext>${escaped(text)}</mtext>`;
/** Around what is no higher than a line brackets stay as they are: many a font has none between. */
const between = (open: string, part: string, close: string): string => {
  const stretchy = ` stretchy="${/<m(?:frac|under|underover|sqrt|table)\b/.test(part)}"`;
  return row(sign(open, stretchy), part, sign(close, stretchy));
};

const named: Readonly<Record<string, string>> = { sigmoid: "σ", Gamma: "Γ" };

const bars = { absolute: ["|", "|"], norm: ["‖", "‖"], floor: ["⌊", "⌋"], ceiling: ["⌈", "⌉"] } as const;

const bigs: Readonly<Record<Big["operator"], string>> = {
  sum: sign("∑"),
  mean: sign("∑"),
  product: sign("∏"),
  maximum: sign("max", ' movablelimits="true"'),
  minimum: sign("min", ' movablelimits="true"'),
  argmax: sign("arg max", ' movablelimits="true"'),
  argmin: sign("arg min", ' movablelimits="true"'),
  variance: sign("Var", ' movablelimits="true"'),
  deviation: sign("Std", ' movablelimits="true"'),
};

function subscripts(texts: readonly string[]): string {
  const parts = texts.map((text) =>
    /^\d+$/.test(text) ? `<mn>${text}</mn>` : /^\w$/.test(text) ? `<mi>${text}</mi>` : upright(text),
  );
  return row(...parts.flatMap((part, at) => (at === 0 ? [part] : [sign(",", ' separator="true"'), part])));
}

function symbolText({ name, hasHat, primes, subscripts: below }: Letter): string {
  const letter = greekLetters[name] ?? name;
  // A letter alone is slanted, several are a word.
  const plain = letter.length === 1 ? `<mi>${escaped(letter)}</mi>` : upright(letter);
  const head = hasHat ? `<mover accent="true">${plain}${sign("^")}</mover>` : plain;
  const prime = "′".repeat(primes);
  if (below.length === 0) return primes === 0 ? head : `<msup>${head}${sign(prime)}</msup>`;
  if (primes === 0) return `<msub>${head}${subscripts(below)}</msub>`;
  return `<msubsup>${head}${subscripts(below)}${sign(prime)}</msubsup>`;
}

const mathml: Printer = {
  number: (text) => `<mn>${escaped(text)}</mn>`,
  symbol: symbolText,
  functionName: (name) => `<mi mathvariant="normal">${escaped(named[name] ?? name)}</mi>`,
  code: (text) => `<mtext class="code">${escaped(text)}</mtext>`,
  operator: (text) => sign(text),
  negative: (of) => row(sign("−", ' form="prefix"'), of),
  nothing: '<mspace width="0.12em"/>',
  applied: (name, to, isBare) => row(name, ...(isBare ? ['<mspace width="0.17em"/>'] : []), to),
  element: (of, below) => `<msub>${row(of)}${subscripts(below)}</msub>`,
  row: (parts) => row(...parts),
  inBrackets: (part) => between("(", part, ")"),
  fraction: (above, below) => `<mfrac>${above}${below}</mfrac>`,
  power: (base, exponent) => `<msup>${row(base)}${row(exponent)}</msup>`,
  root: (of) => `<msqrt>${of}</msqrt>`,
  bars: (form, of) => between(bars[form][0], of, bars[form][1]),
  big({ operator, index, count, of, coefficient: { above, below } }) {
    if (index === "") return row(upright(operator), mathml.inBrackets(of));
    const letter = `<mi>${index}</mi>`;
    if (operator !== "mean") return row(`<munder>${bigs[operator]}${letter}</munder>`, of);
    const upTo = `<mi>${count}</mi>`;
    const part = `<mfrac>${above}${row(...(below === "" ? [] : [below]), upTo)}</mfrac>`;
    const from = row(letter, sign("="), "<mn>1</mn>");
    return row(part, `<munderover>${bigs[operator]}${from}${upTo}</munderover>`, of);
  },
  indicator: (of) => row("<mn>𝟙</mn>", between("[", of, "]")),
  cases: (then, condition, otherwise) => {
    const line = (value: string, when: string): string =>
      `<mtr><mtd class="left">${value}</mtd><mtd class="left">${when}</mtd></mtr>`;
    const table = `<mtable>${line(then, row(upright("if "), condition))}${line(otherwise, upright("otherwise"))}</mtable>`;
    return row(sign("{", ' stretchy="true"'), table);
  },
  transposed: (of) => `<msup>${row(of)}${sign("⊤")}</msup>`,
  lines(lines) {
    const cell = (part: string): string => `<mtd>${part}</mtd>`;
    const rows = lines.map(([left, right]) => `<mtr>${cell(left)}${cell(sign("="))}${cell(right)}</mtr>`);
    return lines.length === 1
      ? row(lines[0]![0], sign("="), lines[0]![1])
      : `<mtable class="lines" displaystyle="true">${rows.join("")}</mtable>`;
  },
};

/** The loss, and below it what stands for something in it. */
export function mathmlOf(formula: LossFormula): string {
  return `<math xmlns="http://www.w3.org/1998/Math/MathML" display="block" displaystyle="true">${printLoss(formula, mathml)}</math>`;
}

/** `γ = 2, α = 0.25`; empty without parameters. */
export function mathmlOfValues(formula: LossFormula): string {
  const values = printParameters(formula, mathml);
  if (values.length === 0) return "";
  const listed = values.flatMap((each, at) => (at === 0 ? [each] : [sign(","), '<mspace width="0.6em"/>', each]));
  return `<math xmlns="http://www.w3.org/1998/Math/MathML">${row(...listed)}</math>`;
}
