/** What a name of the code is called in a formula. */

import { type Letter, symbol } from "./tree.ts";

export const greekLetters: Readonly<Record<string, string>> = {
  alpha: "α",
  beta: "β",
  gamma: "γ",
  delta: "δ",
  epsilon: "ε",
  zeta: "ζ",
  eta: "η",
  theta: "θ",
  kappa: "κ",
  lambda: "λ",
  mu: "μ",
  nu: "ν",
  xi: "ξ",
  pi: "π",
  rho: "ρ",
  sigma: "σ",
  tau: "τ",
  phi: "φ",
  chi: "χ",
  psi: "ψ",
  omega: "ω",
};

const meant: Readonly<Record<string, string>> = {
  eps: "epsilon",
  lam: "lambda",
  lambda_: "lambda",
  lamda: "lambda",
  lmbda: "lambda",
};

/** `alpha_t` is α with a t below, `y_true` and `y_pred` are y and ŷ, a longer word stays one. */
export function symbolOf(name: string, more: Partial<Letter> = {}): Letter {
  const plain = name.replace(/^_+/, "");
  const [base = "", ...rest] = plain.split("_").filter((part) => part !== "");
  const head = meant[plain.toLowerCase()] ?? meant[base.toLowerCase()] ?? base;
  if (/^y_?(?:pred|hat)$/i.test(plain)) return symbol("y", { hasHat: true, ...more });
  if (/^y_?true$/i.test(plain)) return symbol("y", more);
  const isShort = head.length === 1 || Object.hasOwn(greekLetters, head.toLowerCase());
  const known = head.length === 1 ? head : head.toLowerCase();
  if (meant[plain.toLowerCase()] !== undefined) return symbol(known, more);
  if (isShort && rest.length === 0) return symbol(known, more);
  if (isShort && rest.length === 1 && rest[0]!.length <= 4) return symbol(known, { ...more, subscripts: rest });
  const numbered = /^([a-zA-Z])(\d)$/.exec(plain);
  if (numbered !== null) return symbol(numbered[1]!, { ...more, subscripts: [numbered[2]!] });
  return symbol(plain, more);
}
