/** Assertions, checks and `tf.print`. */

import { isFloating, isInteger } from "../dtype.ts";
import { PythonError } from "../failure.ts";
import type { Context, Value } from "../interpreter/values.ts";
import * as comparison from "../kernels/comparison.ts";
import { all } from "../kernels/reduction.ts";
import { read, readNumbers } from "../tape/backend.ts";
import { identity, rankOf, shapeOf } from "../tape/tape.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isArray, isTensor, sequenceItems, toTensor } from "./calls/convert.ts";
import { named } from "./calls/names.ts";
import { eagerOperands } from "./calls/operands.ts";
import { type Operation, op } from "./calls/operation.ts";
import { dtype, flag, integer, integers, items } from "./calls/parameters.ts";
import { text } from "./calls/text.ts";

type Kernel = (x: Tensor, y: Tensor) => Tensor;

const relations: readonly (readonly [string, string, Kernel, string])[] = [
  ["assert_equal", "==", comparison.equal, "equal"],
  ["assert_none_equal", "!=", comparison.notEqual, "nowhere equal"],
  ["assert_less", "<", comparison.less, "less"],
  ["assert_less_equal", "<=", comparison.lessEqual, "at most"],
  ["assert_greater", ">", comparison.greater, "greater"],
  ["assert_greater_equal", ">=", comparison.greaterEqual, "at least"],
];

const signs: readonly (readonly [string, string, (value: number) => boolean])[] = [
  ["assert_positive", "> 0", (value) => value > 0],
  ["assert_negative", "< 0", (value) => value < 0],
  ["assert_non_negative", ">= 0", (value) => value >= 0],
  ["assert_non_positive", "<= 0", (value) => value <= 0],
];

const atRoot = new Set(["assert_equal", "assert_less", "assert_greater", "assert_rank"]);

function namesOf(name: string): string[] {
  return atRoot.has(name) ? named(name, "tf", "debugging") : named(name, "debugging");
}

function prefixed(message: Value, complaint: string): string {
  return typeof message === "string" ? `${message}\n${complaint}` : complaint;
}

function holds(truths: Tensor): boolean {
  return readNumbers(all(truths))[0] === 1;
}

function checked(x: Tensor, message: Value): Tensor {
  const values = read(x);
  const hasNaN = values.some(Number.isNaN);
  const hasInfinity = values.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
  if (hasNaN || hasInfinity) {
    const what = [hasInfinity ? "Inf" : "", hasNaN ? "NaN" : ""].filter(Boolean).join(" and ");
    throw new PythonError("InvalidArgumentError", `${String(message)} : Tensor had ${what} values [Op:CheckNumerics]`);
  }
  return identity(x);
}

function requireRank(x: Tensor, isFine: boolean, wanted: string): null {
  if (isFine) return null;
  const shape = `(${shapeOf(x).join(", ")}${rankOf(x) === 1 ? "," : ""})`;
  throw new PythonError("ValueError", `Tensor  must have rank ${wanted}.  Received rank ${rankOf(x)}, shape ${shape}`);
}

/** As `tf.print` writes: numbers without a trailing dot, three at each end of an axis. */
export function printed(value: Value, context: Context): string {
  if (isTensor(value) || isArray(value)) {
    const values = isTensor(value) ? readNumbers(value) : Array.from(value.data);
    const shape = isTensor(value) ? shapeOf(value) : value.shape;
    return summary(values, shape, value.dtype === "bool", 0);
  }
  const sequence = sequenceItems(value);
  if (sequence && (value as { type: string }).type !== "shape") {
    const inner = sequence.map((each) => (typeof each === "string" ? `'${each}'` : printed(each, context))).join(", ");
    return (value as { type: string }).type === "tuple" ? `(${inner})` : `[${inner}]`;
  }
  if (typeof value === "string") return value;
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return numberText(value, false);
  return typeof value === "bigint" ? String(value) : text(value, "str", context);
}

function numberText(value: number, isBool: boolean): string {
  if (isBool) return value === 0 ? "0" : "1";
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "inf" : "-inf";
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return String(short);
  }
  return String(value);
}

function summary(values: readonly number[], shape: readonly number[], isBool: boolean, depth: number): string {
  if (shape.length === 0) return numberText(values[0]!, isBool);
  const count = shape[0]!;
  const width = values.length / Math.max(count, 1);
  const isCut = count > 6;
  const shown = Array.from({ length: isCut ? 6 : count }, (_, at) => {
    const row = isCut && at >= 3 ? count - 6 + at : at;
    return summary(values.slice(row * width, (row + 1) * width), shape.slice(1), isBool, depth + 1);
  });
  if (isCut) shown.splice(3, 0, "...");
  return `[${shown.join(shape.length === 1 ? " " : `\n${" ".repeat(depth + 1)}`)}]`;
}

export const debugging: readonly Operation[] = [
  ...relations.map(([name, relation, kernel, doc]) =>
    op({
      names: namesOf(name),
      signature: "x, y, message=None, summarize=None",
      doc: `Fails unless x and y are ${doc}`,
      compute: (call, x, y, message) => {
        const [left, right] = eagerOperands(call, "Equal", [x!, y!]) as [Tensor, Tensor];
        if (!holds(kernel(left, right)))
          throw new PythonError(
            "InvalidArgumentError",
            prefixed(
              message!,
              `Condition x ${relation} y did not hold.\nFirst 3 elements of x:\n${first(left)}\nFirst 3 elements of y:\n${first(right)}`,
            ),
          );
        return null;
      },
    }),
  ),
  ...signs.map(([name, condition, isFine]) =>
    op({
      names: namesOf(name),
      signature: "x, message=None, summarize=None",
      doc: `Fails unless every element is ${condition}`,
      compute: (call, x, message) => {
        const tensor = toTensor(x!, call.context);
        if (!readNumbers(tensor).every(isFine))
          throw new PythonError(
            "InvalidArgumentError",
            prefixed(message ?? "", `Condition x ${condition} did not hold element-wise:\nx =\n${first(tensor)}`),
          );
        return null;
      },
    }),
  ),
  op({
    names: ["tf.debugging.assert_near"],
    signature: "x, y, rtol=None, atol=None, message=None, summarize=None",
    doc: "Fails unless x and y are nearly equal",
    compute: (call, x, y, rtol, atol, message) => {
      const [left, right] = eagerOperands(call, "Sub", [x!, y!]) as [Tensor, Tensor];
      const [relative, absolute] = [rtol, atol].map((each) => (each === null ? 10 * 2 ** -23 : Number(each)));
      const [a, b] = [readNumbers(left), readNumbers(right)];
      const count = Math.max(a.length, b.length);
      for (let at = 0; at < count; at++) {
        const [one, other] = [a[at % a.length]!, b[at % b.length]!];
        if (!(Math.abs(one - other) <= absolute! + relative! * Math.abs(other)))
          throw new PythonError("InvalidArgumentError", prefixed(message!, "x and y not equal to tolerance"));
      }
      return null;
    },
  }),
  op({
    names: ["tf.debugging.check_numerics", "tf.debugging.assert_all_finite"],
    signature: { "tf.debugging.check_numerics": "tensor, message", "tf.debugging.assert_all_finite": "x, message" },
    doc: "The tensor itself; fails where it has NaN or infinities",
    compute: (call, x, message) => checked(toTensor(x!, call.context), message!),
  }),
  op({
    names: [...namesOf("assert_rank"), "tf.debugging.assert_rank_at_least"],
    signature: "x, rank, message=None",
    doc: "Fails unless a tensor has so many axes",
    compute: (call, x, rank) => {
      const tensor = toTensor(x!, call.context);
      const wanted = integer(rank!);
      if (call.name.endsWith("at_least")) return requireRank(tensor, rankOf(tensor) >= wanted, `at least ${wanted}`);
      return requireRank(tensor, rankOf(tensor) === wanted, String(wanted));
    },
  }),
  op({
    names: ["tf.debugging.assert_rank_in"],
    signature: "x, ranks, message=None",
    doc: "Fails unless a tensor's number of axes is one of several",
    compute: (call, x, ranks) => {
      const tensor = toTensor(x!, call.context);
      const wanted = integers(ranks!);
      return requireRank(tensor, wanted.includes(rankOf(tensor)), `in (${wanted.join(", ")})`);
    },
  }),
  op({
    names: ["tf.debugging.assert_scalar"],
    signature: "tensor, message=None",
    doc: "Fails unless a tensor has no axes",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      if (rankOf(tensor) === 0) return null;
      throw new PythonError(
        "ValueError",
        `Expected scalar shape, saw shape: (${shapeOf(tensor).join(", ")}${rankOf(tensor) === 1 ? "," : ""}).`,
      );
    },
  }),
  op({
    names: ["tf.debugging.assert_type"],
    signature: "tensor, tf_type, message=None",
    doc: "Fails unless a tensor has a dtype",
    compute: (call, x, type) => {
      const tensor = toTensor(x!, call.context);
      const wanted = dtype(type!, "float32");
      if (tensor.dtype === wanted) return null;
      throw new PythonError("TypeError", `tensor must be of type tf.${wanted}; got tf.${tensor.dtype}`);
    },
  }),
  op({
    names: ["tf.debugging.assert_integer"],
    signature: "x, message=None",
    doc: "Fails unless a tensor has whole numbers",
    compute: (call, x) => {
      const tensor = toTensor(x!, call.context);
      if (isInteger(tensor.dtype)) return null;
      throw new PythonError(
        "TypeError",
        `Expected "x" to be integer type.  Found: tensor of dtype <dtype: '${tensor.dtype}'>`,
      );
    },
  }),
  op({
    names: ["tf.debugging.is_numeric_tensor"],
    signature: "tensor",
    doc: "Whether something is a tensor of numbers",
    compute: (_call, x) => isTensor(x!) && (isFloating(x.dtype) || isInteger(x.dtype)),
  }),
  op({
    names: ["tf.Assert", "tf.debugging.Assert"],
    signature: "condition, data, summarize=None",
    doc: "Fails unless a condition holds",
    compute: (call, condition, data) => {
      if (flag(condition!)) return null;
      const shown = items(data!)
        .map((each) => printed(each, call.context))
        .join(" ");
      throw new PythonError("InvalidArgumentError", `Expected 'False' to be true. Summarized data: ${shown}`);
    },
  }),
  op({
    names: ["tf.print"],
    signature: "*inputs, **kwargs",
    doc: "Writes a line to the log",
    compute: (call, inputs) => {
      const separator = call.keywords.get("sep");
      call.context.log(
        items(inputs!)
          .map((each) => printed(each, call.context))
          .join(typeof separator === "string" ? separator : " "),
      );
      return null;
    },
  }),
  op({
    names: ["scalar", "histogram", "image", "text"].map((kind) => `tf.summary.${kind}`),
    signature: "name, data, **kwargs",
    doc: "Nothing here: no writer of summaries is open",
    compute: () => false,
  }),
  op({
    names: ["tf.debugging.enable_check_numerics", "tf.debugging.disable_check_numerics"],
    signature: {
      "tf.debugging.enable_check_numerics": "stack_height_limit=30, path_length_limit=50",
      "tf.debugging.disable_check_numerics": "",
    },
    doc: "Nothing here",
    compute: () => null,
  }),
];

function first(x: Tensor): string {
  return `[${readNumbers(x)
    .slice(0, 3)
    .map((value) => numberText(value, x.dtype === "bool"))
    .join(" ")}]`;
}
