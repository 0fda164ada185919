/** How a function that a loss calls is written, by the last part of its name: the same for K, ops, tf and NumPy. */

import { add, divide, isNumber, multiply, negate, powerOf, subtract, sumOf } from "./arithmetic.ts";
import { type Big, call, type Formula, number, one, type Relation, zero } from "./tree.ts";

/** What a call is given, written. */
export interface Given {
  /** By place or by any of its names. */
  at(place: number, ...names: readonly string[]): Formula | undefined;
  /** The same as the code has it. */
  source(place: number, ...names: readonly string[]): string | undefined;
  /** Whether it is given and true: `keepdims=True`. */
  isTrue(place: number, ...names: readonly string[]): boolean;
  /** Whether an axis that is put in makes a row of what others have as a column. */
  isTurned(axis: string): boolean;
  /** What an axis that is given says. */
  readonly over: Big["over"];
  readonly first: Formula;
}

type Writer = (given: Given) => Formula | undefined;

const same: Writer = ({ first }) => first;
const named =
  (name: string): Writer =>
  ({ first }) =>
    call(name, first);

const two =
  (write: (left: Formula, right: Formula) => Formula): Writer =>
  ({ first, at }) => {
    const right = at(1, "x2", "y", "other");
    return right && write(first, right);
  };

const relation = (operator: Relation): Writer =>
  two((left, right) => ({ kind: "relation", parts: [left, right], operators: [operator] }));

const logic = (operator: "and" | "or"): Writer =>
  two((left, right) => ({ kind: "logic", operator, parts: [truthOf(left), truthOf(right)] }));

const over =
  (operator: Big["operator"]): Writer =>
  ({ first, over: axis, isTrue }) =>
    big(operator, first, axis, isTrue(2, "keepdims", "keep_dims"));

/** Over elements; of a truth value its 1 or 0. A sign stands before the sum. */
export function big(operator: Big["operator"], of: Formula, axis: Big["over"], keeps: boolean): Formula {
  const terms = of.kind === "sum" ? of.terms : [];
  const isSigned = terms.length > 0 && terms.every(({ isNegative }) => isNegative);
  if (isSigned && (operator === "sum" || operator === "mean"))
    return negate(big(operator, sumOf(...terms.map((term) => ({ ...term, isNegative: false }))), axis, keeps));
  return { kind: "big", operator, of: asNumber(of), over: axis, keeps };
}

export function asNumber(of: Formula): Formula {
  return isTruth(of) ? { kind: "indicator", of } : of;
}

export function truthOf(of: Formula): Formula {
  if (isTruth(of)) return of;
  return of.kind === "indicator" ? of.of : { kind: "relation", parts: [of, zero], operators: ["≠"] };
}

function isTruth(formula: Formula): boolean {
  if (formula.kind === "call") return /^is_?(?:nan|inf|finite)$/.test(formula.name);
  return formula.kind === "relation" || formula.kind === "logic" || formula.kind === "not";
}

/** √Σx² is the length of x. */
export function squareRoot(of: Formula): Formula {
  if (of.kind === "big" && of.operator === "sum" && of.of.kind === "power" && isNumber(of.of.exponent, "2"))
    return { kind: "bars", form: "norm", of: of.of.base };
  return { kind: "root", of };
}

const sigmoid = (of: Formula): Formula => call("sigmoid", of);
const logarithm = (of: Formula): Formula => call("log", of);
const exponential = (of: Formula): Formula => ({ kind: "power", base: call("e"), exponent: of });

const binaryCrossentropy = (target: Formula, p: Formula): Formula =>
  negate(add(multiply(target, logarithm(p)), multiply(subtract(one, target), logarithm(subtract(one, p)))));

const categoricalCrossentropy = (target: Formula, p: Formula): Formula =>
  negate(big("sum", multiply(target, logarithm(p)), "own", false));

const crossentropy =
  (write: (target: Formula, p: Formula) => Formula, squash: string, isLogits = false): Writer =>
  ({ at, isTrue }) => {
    const target = at(0, "target", "y_true", "labels");
    const output = at(1, "output", "y_pred", "logits");
    if (target === undefined || output === undefined) return undefined;
    return write(target, isLogits || isTrue(2, "from_logits") ? call(squash, output) : output);
  };

const clip: Writer = ({ first, at }) => {
  const low = at(1, "x_min", "min_value", "clip_value_min", "a_min", "min");
  const high = at(2, "x_max", "max_value", "clip_value_max", "a_max", "max");
  return low && high && call("clip", first, low, high);
};

const where: Writer = ({ first, at }) => {
  const then = at(1, "x1", "x", "then_expression");
  const otherwise = at(2, "x2", "y", "else_expression");
  return (
    then &&
    otherwise && { kind: "cases", condition: truthOf(first), value: asNumber(then), otherwise: asNumber(otherwise) }
  );
};

const writers: Readonly<Record<string, Writer>> = {
  // What changes the type, the shape or the gradient, and no value.
  ...entries(["cast", "convert_to_tensor", "constant", "identity", "flatten", "batch_flatten", "squeeze"], same),
  ...entries(["ravel", "array", "asarray", "float", "variable", "broadcast_to", "ensure_shape", "stop_gradient"], same),
  cast: ({ first, source }) => (/int/.test(source(1, "dtype") ?? "") ? truncated(first) : first),
  reshape: ({ first, source }) =>
    /^[([] ?1, ?-1 ?[)\]]$/.test(source(1, "newshape", "shape") ?? "") ? turned(first) : first,
  expand_dims: ({ first, source, isTurned }) => (isTurned(source(1, "axis") ?? "") ? turned(first) : first),
  ...entries(["ones_like", "ones"], () => one),
  ...entries(["zeros_like", "zeros"], () => zero),
  ...entries(["add"], two(add)),
  ...entries(["subtract", "sub"], two(subtract)),
  ...entries(["multiply", "mul", "matmul", "dot"], two(multiply)),
  ...entries(["divide", "true_divide", "truediv", "div", "divide_no_nan", "div_no_nan"], two(divide)),
  ...entries(["pow", "power"], two(powerOf)),
  ...entries(["square"], ({ first }) => powerOf(first, number("2"))),
  squared_difference: two((left, right) => powerOf(subtract(left, right), number("2"))),
  reciprocal: ({ first }) => divide(one, first),
  ...entries(["negative", "neg"], ({ first }) => negate(first)),
  sqrt: ({ first }) => squareRoot(first),
  rsqrt: ({ first }) => divide(one, squareRoot(first)),
  ...entries(["abs", "absolute"], ({ first }) => ({ kind: "bars", form: "absolute", of: first })),
  floor: ({ first }) => ({ kind: "bars", form: "floor", of: first }),
  ceil: ({ first }) => ({ kind: "bars", form: "ceiling", of: first }),
  norm: ({ first, at, over: axis }) => {
    const order = at(9, "ord");
    if (order === undefined || isNumber(order, "2")) return { kind: "bars", form: "norm", of: first };
    return isNumber(order, "1") ? big("sum", { kind: "bars", form: "absolute", of: first }, axis, false) : undefined;
  },
  ...entries(["l2_normalize", "normalize"], ({ first }) => divide(first, { kind: "bars", form: "norm", of: first })),
  log: ({ first }) => logarithm(first),
  log1p: ({ first }) => logarithm(add(one, first)),
  exp: ({ first }) => exponential(first),
  expm1: ({ first }) => subtract(exponential(first), one),
  softplus: ({ first }) => logarithm(add(one, exponential(first))),
  sigmoid: ({ first }) => sigmoid(first),
  log_sigmoid: ({ first }) => logarithm(sigmoid(first)),
  softmax: named("softmax"),
  log_softmax: ({ first }) => logarithm(call("softmax", first)),
  relu: ({ first }) => call("max", zero, first),
  tanh: named("tanh"),
  cosh: named("cosh"),
  sinh: named("sinh"),
  sin: named("sin"),
  cos: named("cos"),
  tan: named("tan"),
  ...entries(["acos", "arccos"], named("arccos")),
  ...entries(["atan", "arctan"], named("arctan")),
  erf: named("erf"),
  sign: named("sgn"),
  round: named("round"),
  ...entries(["lgamma", "gammaln"], ({ first }) => logarithm(call("Gamma", first))),
  digamma: named("digamma"),
  maximum: two((left, right) => call("max", left, right)),
  minimum: two((left, right) => call("min", left, right)),
  ...entries(["clip", "clip_by_value"], clip),
  ...entries(["where", "switch"], where),
  ...entries(["greater"], relation(">")),
  ...entries(["greater_equal"], relation("≥")),
  ...entries(["less"], relation("<")),
  ...entries(["less_equal"], relation("≤")),
  ...entries(["equal"], relation("=")),
  ...entries(["not_equal"], relation("≠")),
  logical_and: logic("and"),
  logical_or: logic("or"),
  logical_not: ({ first }) => ({ kind: "not", of: truthOf(first) }),
  ...entries(["mean", "reduce_mean"], over("mean")),
  ...entries(["sum", "reduce_sum"], over("sum")),
  ...entries(["prod", "reduce_prod"], over("product")),
  ...entries(["max", "reduce_max", "amax"], over("maximum")),
  ...entries(["min", "reduce_min", "amin"], over("minimum")),
  ...entries(["var", "reduce_variance"], over("variance")),
  ...entries(["std", "reduce_std"], over("deviation")),
  argmax: over("argmax"),
  argmin: over("argmin"),
  ...entries(["logsumexp", "reduce_logsumexp"], ({ first, over: axis, isTrue }) =>
    logarithm(big("sum", exponential(first), axis, isTrue(2, "keepdims", "keep_dims"))),
  ),
  transpose: ({ first }) => turned(first),
  epsilon: () => ({ kind: "symbol", name: "epsilon", hasHat: false, primes: 0, subscripts: [], isTensor: false }),
  binary_crossentropy: crossentropy(binaryCrossentropy, "sigmoid"),
  sigmoid_cross_entropy_with_logits: crossentropy(binaryCrossentropy, "sigmoid", true),
  categorical_crossentropy: crossentropy(categoricalCrossentropy, "softmax"),
  softmax_cross_entropy_with_logits: crossentropy(categoricalCrossentropy, "softmax", true),
  // The logarithm of what is predicted for the class that the target names.
  sparse_categorical_crossentropy: crossentropy((target, p) => negate(logarithm(ofClass(p, target))), "softmax"),
  sparse_softmax_cross_entropy_with_logits: crossentropy(
    (target, p) => negate(logarithm(ofClass(p, target))),
    "softmax",
    true,
  ),
};

/** A class's number is whole already, and so is what holds or does not. */
function truncated(of: Formula): Formula {
  const isWhole = isTruth(of) || (of.kind === "symbol" && of.name === "y" && !of.hasHat);
  return isWhole ? of : call("trunc", of);
}

export function turned(of: Formula): Formula {
  return of.kind === "transposed" ? of.of : { kind: "transposed", of };
}

function ofClass(p: Formula, target: Formula): Formula {
  if (p.kind !== "symbol" || target.kind !== "symbol") return call("at", p, target);
  return { ...p, subscripts: [...p.subscripts, target.name], isTensor: false };
}

function entries(names: readonly string[], writer: Writer): Record<string, Writer> {
  return Object.fromEntries(names.map((name) => [name, writer]));
}

/** How it is written; undefined for a function without a form of its own. */
export function writeFunction(name: string, given: Given): Formula | undefined {
  return Object.hasOwn(writers, name) ? writers[name]?.(given) : undefined;
}
