/** Errors of TensorFlow's kernels as its graph says them while a loss is traced, before there is a value. */

import type { StaticShape } from "../../build-question.ts";
import { parseDType } from "../../dtype.ts";
import type { DType } from "../../evaluation.ts";
import { PythonError } from "../../failure.ts";
import type { SymbolicTensor } from "../../interpreter/array-values.ts";
import { floatText } from "../../interpreter/floats.ts";
import { lastPart, typeName } from "../../interpreter/type-names.ts";
import type { Value } from "../../interpreter/values.ts";
import { shapeOf } from "../../tape/tape.ts";
import type { Occasion } from "./framework.ts";

/** TensorFlow's names of operators and of functions that are called otherwise in Python. */
const operationNames: Readonly<Record<string, string>> = {
  "+": "AddV2",
  "-": "Sub",
  "*": "Mul",
  "/": "RealDiv",
  "//": "FloorDiv",
  "%": "FloorMod",
  "**": "Pow",
  "@": "MatMul",
  "==": "Equal",
  "!=": "NotEqual",
  "<": "Less",
  "<=": "LessEqual",
  ">": "Greater",
  ">=": "GreaterEqual",
  add: "AddV2",
  subtract: "Sub",
  multiply: "Mul",
  divide: "RealDiv",
  truediv: "RealDiv",
  pow: "Pow",
  power: "Pow",
  matmul: "MatMul",
  dot: "MatMul",
  where: "SelectV2",
  concat: "ConcatV2",
  concatenate: "ConcatV2",
  stack: "Pack",
  squared_difference: "SquaredDifference",
  maximum: "Maximum",
  minimum: "Minimum",
  broadcast_to: "BroadcastTo",
};

/** The inputs that some operations are particular about, as TensorFlow names them. */
const parameterNames: Readonly<Record<string, string>> = {
  one_hot: "indices",
  gather: "indices",
  unsorted_segment_sum: "segment_ids",
  segment_sum: "segment_ids",
  sparse_softmax_cross_entropy_with_logits: "labels",
  in_top_k: "targets",
  reduce_mean: "input",
  reduce_sum: "input",
  top_k: "input",
};

function operationName(name: string): string {
  const last = lastPart(name);
  return operationNames[name] ?? operationNames[last] ?? last;
}

/** The static shape of an input that is a tensor, an array or a number. */
function shapeOfInput(value: Value): StaticShape | undefined {
  if (typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") return [];
  if (value === null || typeof value !== "object") return undefined;
  if (value.type === "symbolic") return value.shape;
  if (value.type === "tensor") return shapeOf(value);
  return value.type === "ndarray" ? value.shape : undefined;
}

/** As TensorFlow prints a shape: `[?,3]`. */
export function bracketed(shape: StaticShape): string {
  return `[${shape.map((length) => length ?? "?").join(",")}]`;
}

/** Two lengths of one axis that no batch makes equal. */
function conflict(one: StaticShape, other: StaticShape): readonly [number, number] | undefined {
  // As TensorFlow looks for it: from the first axis that both have.
  for (let fromEnd = Math.min(one.length, other.length); fromEnd > 0; fromEnd--) {
    const [a, b] = [one.at(-fromEnd)!, other.at(-fromEnd)!];
    if (a !== null && b !== null && a !== b && a !== 1 && b !== 1) return [a, b];
  }
  return undefined;
}

const shapesOf = (occasion: Occasion): StaticShape[] =>
  occasion.inputs.map(shapeOfInput).filter((shape) => shape !== undefined);

function shapesError(occasion: Occasion, message: string): PythonError | undefined {
  const shapes = shapesOf(occasion);
  const [one, other = shapeInMessage(message)] = shapes;
  if (one === undefined || other === undefined) return undefined;
  if (shapes.length === 1 && one.length > other.length) {
    return new PythonError(
      "ValueError",
      `Shape must be at most rank ${other.length} but is rank ${one.length} for '${operationName(occasion.name)}' with input shapes: ${bracketed(one)}, [${other.length}].`,
    );
  }
  const lengths = conflict(one, other);
  if (lengths === undefined) {
    return new PythonError("InvalidArgumentError", `Incompatible shapes: ${bracketed(one)} vs. ${bracketed(other)}`);
  }
  return new PythonError(
    "ValueError",
    `Dimensions must be equal, but are ${lengths[0]} and ${lengths[1]} for '${operationName(occasion.name)}' with input shapes: ${bracketed(one)}, ${bracketed(other)}.`,
  );
}

/** The second shape of "Incompatible shapes: [8,3] vs. [2,4]", where it is no tensor's. */
function shapeInMessage(message: string): StaticShape | undefined {
  return / vs\. \[([\d,]*)\]/u.exec(message)?.[1]?.split(",").map(Number);
}

/** Matrices whose inner axes differ; what differs only for this batch shows when the graph runs. */
function matricesError(occasion: Occasion, message: string): PythonError {
  const [one, other] = shapesOf(occasion);
  const inner = [one?.at(-1), other?.at(other.length > 1 ? -2 : -1)];
  const isStatic = inner.every((length) => typeof length === "number");
  if (!isStatic) return new PythonError("InvalidArgumentError", unbatched(message, occasion));
  return new PythonError(
    "ValueError",
    `Dimensions must be equal, but are ${inner[0]} and ${inner[1]} for 'MatMul' with input shapes: ${bracketed(one!)}, ${bracketed(other!)}.`,
  );
}

/** The tensors of a list that are joined or packed. */
function listedShapes({ inputs }: Occasion): StaticShape[] {
  const lists = inputs.flatMap((each) =>
    each !== null && typeof each === "object" && (each.type === "list" || each.type === "tuple") ? [each.items] : [],
  );
  return (lists[0] ?? inputs).map(shapeOfInput).filter((shape) => shape !== undefined);
}

function joinError(axis: number, occasion: Occasion): PythonError | undefined {
  const shapes = listedShapes(occasion);
  const without = (shape: StaticShape) => shape.filter((_, at) => at !== axis);
  const [first] = shapes;
  const unequal = shapes.find((shape) => shape.length !== first?.length);
  if (first !== undefined && unequal !== undefined) {
    return new PythonError("ValueError", `Shape must be rank ${first.length} but is rank ${unequal.length}`);
  }
  const odd = shapes.find(
    (shape) => first !== undefined && without(shape).some((length, at) => length !== without(first)[at]),
  );
  if (first === undefined || odd === undefined || first.length !== odd.length) return undefined;
  const [one, other] = [without(first), without(odd)];
  const at = one.findIndex((length, index) => length !== other[index]);
  if (one[at] === null || other[at] === null) return undefined;
  return new PythonError(
    "ValueError",
    `Dimension ${at} in both shapes must be equal, but are ${one[at]} and ${other[at]}. Shapes are ${bracketed(one)} and ${bracketed(other)}.`,
  );
}

function packError(occasion: Occasion): PythonError | undefined {
  const shapes = listedShapes(occasion);
  const [first] = shapes;
  const odd = shapes.find((shape) => shape.length !== first!.length);
  if (first === undefined || odd === undefined) return joinError(-1, occasion);
  return new PythonError(
    "ValueError",
    `Shapes must be equal rank, but are ${first.length} and ${odd.length}\n\tFrom merging shape 0 with other shapes.`,
  );
}

/** The dtype that TensorFlow's C++ messages call `float`. */
const plainType = (name: string): DType | string => parseDType(name) ?? name;

function typesError(match: RegExpExecArray): PythonError {
  const [, operation, position, expected, actual] = match as unknown as [string, string, string, string, string];
  const isSelect = operation.startsWith("Select");
  const [given, first] = isSelect ? ["e", "t"] : [position === "0" ? "x" : "y", position === "0" ? "y" : "x"];
  return new PythonError(
    "TypeError",
    `Input '${given}' of '${operation}' Op has type ${plainType(actual)} that does not match type ${plainType(expected)} of argument '${first}'.`,
  );
}

/** The axis that tensors are joined along. */
function joinAxis({ name, inputs }: Occasion): number {
  const axis = inputs.find((each) => typeof each === "bigint");
  const given = axis === undefined ? (/backend/u.test(name) ? -1 : 0) : Number(axis);
  const rank = listedShapes({ name, inputs, symbolics: [] })[0]?.length ?? 0;
  return given < 0 ? given + rank : given;
}

/** `+`, not `tf.add`. */
function isOperator(name: string): boolean {
  return /^\W+$/u.test(name);
}

function isPythons(value: Value | undefined): boolean {
  return value !== undefined && (value === null || typeof value !== "object");
}

function valueText(value: string): string {
  return /^-?\d+$/u.test(value)
    ? "int"
    : value.startsWith("'")
      ? "str"
      : /^(?:True|False)$/u.test(value)
        ? "bool"
        : "float";
}

/** Lists with an unknown length among them, such as `(None, -1)`. */
function holdsNone(value: Value): boolean {
  if (value === null || typeof value !== "object") return false;
  if (value.type === "tuple" || value.type === "list") return value.items.some((item) => item === null);
  return value.type === "shape" && value.dimensions.includes(null);
}

function listText(value: Value): string {
  if (value === null) return "None";
  if (typeof value === "number") return floatText(value);
  if (typeof value !== "object") return String(value);
  if (value.type === "tuple" || value.type === "list") {
    const items = value.items.map(listText).join(", ");
    const text = value.type === "tuple" && value.items.length === 1 ? `${items},` : items;
    return value.type === "tuple" ? `(${text})` : `[${text}]`;
  }
  if (value.type === "shape") return `(${value.dimensions.map((length) => length ?? "None").join(", ")})`;
  return typeName(value);
}

function unknownLengthError(occasion: Occasion): PythonError | undefined {
  const shape = occasion.inputs.find(holdsNone);
  if (shape === undefined || shape === null || typeof shape !== "object") return undefined;
  const isShape = shape.type === "shape";
  if (occasion.name.startsWith("numpy.")) return undefined;
  if (isShape)
    return new PythonError(
      "ValueError",
      `Cannot convert a partially known TensorShape ${listText(shape)} to a Tensor.`,
    );
  if (/backend\.(?:zeros|ones)$/u.test(occasion.name)) return noneAsTensor();
  if (/backend\.constant$/u.test(occasion.name)) {
    const message = "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'";
    return new PythonError("TypeError", message);
  }
  return new PythonError(
    "TypeError",
    `Failed to convert elements of ${listText(shape)} to Tensor. Consider casting elements to a supported type.`,
  );
}

function noneAsTensor(): PythonError {
  return new PythonError(
    "ValueError",
    "Attempt to convert a value (None) with an unsupported type (<class 'NoneType'>) to a Tensor.",
  );
}

const rewordings: readonly (readonly [
  RegExp,
  (match: RegExpExecArray, occasion: Occasion) => PythonError | undefined,
])[] = [
  [
    /^cannot compute (\w+) as input #(\d)\(zero-based\) was expected to be a (\w+) tensor but is a (\w+) tensor/u,
    typesError,
  ],
  [
    /^Cannot convert (.+) to EagerTensor of dtype (\w+)/u,
    ([, value, type], { name, inputs }) => {
      const wanted = plainType(type!);
      const plain = value!.replace(/^'(.*)'$/u, "$1");
      const kind = valueText(value!);
      const got = `but got ${plain} of type '${kind}'`;
      // Python's own number or text on the left is converted by itself, before there is an operation.
      if (isOperator(name) && isPythons(inputs[0])) return new PythonError("TypeError", `Expected ${wanted}, ${got}.`);
      if (kind === "str")
        return new PythonError(
          "TypeError",
          `Input 'y' of '${operationName(name)}' Op has type string that does not match type ${wanted} of argument 'x'.`,
        );
      return new PythonError(
        "TypeError",
        `Expected ${wanted} passed to parameter 'y' of op '${operationName(name)}', got ${plain} of type '${kind}' instead. Error: Expected ${wanted}, ${got}.`,
      );
    },
  ],
  [/^Incompatible shapes:? /u, (match, occasion) => shapesError(occasion, match.input)],
  [
    /^must be real number, not NoneType/u,
    (_, { name }) =>
      name === "keras.ops.arange" ? new PythonError("ValueError", "Invalid dtype: NoneType") : undefined,
  ],
  [/^Matrix size-incompatible/u, (match, occasion) => matricesError(occasion, match.input)],
  [/^ConcatOp : (?:Dimension|Ranks)/u, (_, occasion) => joinError(joinAxis(occasion), occasion)],
  [/^Shapes of all inputs must match/u, (_, occasion) => packError(occasion)],
  [
    /^Number of ways to split .*\(size = (\d+)\) and num_split (\d+)/u,
    ([, size, count]) =>
      new PythonError(
        "ValueError",
        `Dimension size must be evenly divisible by ${count} but is ${size}\n\tNumber of ways to split should evenly divide the split dimension`,
      ),
  ],
  [
    /^input must have at least k columns. Had (\d+), needed (\d+)/u,
    ([, length, k]) => new PythonError("ValueError", `input must have last dimension >= k = ${k} but is ${length}`),
  ],
  [
    /^Input to reshape is a tensor with \d+ values, but the requested shape has (\d+)$/u,
    ([, wanted], { symbolics }) => {
      const known = symbolics[0]?.shape?.reduce<number>((product, length) => product * (length ?? 1), 1);
      if (known === undefined || Number(wanted) % known === 0) return undefined;
      const message = symbolics[0]!.shape!.includes(null)
        ? `Dimension size must be evenly divisible by ${known} but is ${wanted}`
        : `Cannot reshape a tensor with ${known} elements to a shape of ${wanted} elements`;
      return new PythonError("ValueError", message);
    },
  ],
  [
    /^Expected input \d to have rank (\d+) but got: (\d+)/u,
    ([, expected, actual]) => new PythonError("ValueError", `Shape must be rank ${expected} but is rank ${actual}`),
  ],
  [
    /^`labels.shape` must equal `logits.shape` except for the last dimension/u,
    (_, { name, symbolics }) => {
      const [target, output] = symbolics;
      if (!name.startsWith("keras.losses.") || !target?.shape || !output?.shape) return undefined;
      return new PythonError(
        "ValueError",
        `Argument \`output\` must have rank (ndim) \`target.ndim - 1\`. Received: target.shape=${listText({ type: "shape", dimensions: target.shape })}, output.shape=${listText({ type: "shape", dimensions: output.shape })}`,
      );
    },
  ],
  [
    /^indices\[?.*is not in \[/u,
    (match, occasion) => new PythonError("InvalidArgumentError", unbatched(match.input, occasion)),
  ],
  [
    /^Value for attr '\w+' of (\w+) is not in the list of allowed values: ([\w, ]+)/u,
    ([, given, allowed], { name }) => {
      const types = allowed!.split(", ").map(plainType).join(", ");
      return new PythonError(
        "TypeError",
        `Value passed to parameter '${parameterNames[lastPart(name)] ?? "x"}' has DataType ${plainType(given!)} not in list of allowed values: ${types}`,
      );
    },
  ],
  [
    /^Attempt to convert a value \(None\)|^'NoneType' object cannot be interpreted/u,
    (match, occasion) => {
      if (/(?:^tf|linalg)\.eye$|backend\.eye$/u.test(occasion.name)) {
        const message =
          "Arguments `num_rows` and `num_columns` must be positive integer values. Received: num_rows=None, num_columns=None";
        return new PythonError("TypeError", message);
      }
      const ofShape = unknownLengthError(occasion);
      if (ofShape !== undefined || !match[0].startsWith("Attempt")) return ofShape;
      if (/^(?:\*\*?|-|%|\/\/)$/u.test(occasion.name) && occasion.inputs[1] === null) {
        const message = "Tried to convert 'y' to a tensor and failed. Error: None values not supported.";
        return new PythonError("ValueError", message);
      }
      return new PythonError("ValueError", "None values not supported.");
    },
  ],
  [
    /^(?:Invalid reduction dimension|Invalid reduction arguments)/u,
    (_, { name, inputs, symbolics }) => {
      const rank = symbolics[0]?.shape?.length;
      const axis = inputs.slice(1).find((each) => typeof each === "bigint");
      if (rank === undefined || axis === undefined) return undefined;
      if (/softmax$/u.test(name)) {
        const range = `[-${rank}, ${rank}) where ${rank} is the number of dimensions in the input`;
        return new PythonError("InvalidArgumentError", `\`dim\` must be in the range ${range}. Received: dim=${axis}`);
      }
      return new PythonError("ValueError", `Invalid reduction dimension ${axis} for input with ${rank} dimensions.`);
    },
  ],
];

/**
 * Kernels that find shapes or arguments wrong say InvalidArgumentError; the graph, which looks at static shapes alone,
 * says ValueError, in most cases in the same words.
 */
export function asGraph(error: PythonError, occasion: Occasion): PythonError {
  for (const [pattern, reword] of rewordings) {
    const match = pattern.exec(error.message);
    const found = match && reword(match, occasion);
    if (found) return placed(found, error);
  }
  if (error.exception !== "InvalidArgumentError")
    return placed(new PythonError(error.exception, unbatched(error.message, occasion)), error);
  const message = unbatched(error.message.replace(/ \[Op:\w+\]$/u, ""), occasion);
  return placed(new PythonError("ValueError", message), error);
}

function placed(made: PythonError, error: PythonError): PythonError {
  made.place = error.place;
  return made;
}

/** Shapes in a message that hold the size of a sample's batch, with `?` or `None` in its place. `dim[2]` is an axis. */
function unbatched(message: string, { symbolics }: Occasion): string {
  return message.replaceAll(
    /(?<!\bdim)([[(])(\d+(?:, ?\d+)*)(,?)([\])])/gu,
    (whole, open: string, inner: string, comma: string, close: string) => {
      const lengths = inner.split(/, ?/u).map(Number);
      const known = symbolics.map((each) => staticLengths(each, lengths)).find((each) => each?.includes(null));
      if (known === undefined) return whole;
      if (open === "[") return bracketed(known);
      return `(${known.map((length) => length ?? "None").join(", ")}${comma}${close}`;
    },
  );
}

/** The static lengths of a tensor's first or last axes, where its sample has those lengths there. */
function staticLengths({ samples, shape }: SymbolicTensor, lengths: readonly number[]): StaticShape | undefined {
  const own = shapeOf(samples[0]);
  if (shape === undefined) return undefined;
  if (lengths.every((length, axis) => length === own[axis])) return shape.slice(0, lengths.length);
  const from = own.length - lengths.length;
  return from >= 0 && lengths.every((length, axis) => length === own[from + axis]) ? shape.slice(from) : undefined;
}
