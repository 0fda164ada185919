/** TensorFlow's graph, in which `fit` traces a loss with a batch of unknown size. */

import type { StaticShape } from "../../build-question.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import type { SymbolicTensor } from "../../interpreter/array-values.ts";
import { native } from "../../interpreter/natives.ts";
import type { Value } from "../../interpreter/values.ts";
import { sequenceItems } from "../../operations/calls/convert.ts";
import { integer } from "../../operations/calls/parameters.ts";
import { inPython, setShape } from "../set-shape.ts";
import type { Framework } from "./framework.ts";
import { asGraph } from "./tensorflow-words.ts";

const className = "SymbolicTensor";

/** What TensorFlow's tensors refuse with advice, because NumPy's arrays have it. */
const numpyLike = new Set("T astype ravel transpose reshape clip size tolist data".split(" "));

const shapeText = (shape: StaticShape | undefined): string => (shape === undefined ? "<unknown>" : inPython(shape));

function staticShape({ shape }: SymbolicTensor): Value {
  if (shape === undefined) return { type: "shape", dimensions: [], isUnknown: true };
  return { type: "shape", dimensions: shape };
}

function attribute(value: SymbolicTensor, name: string): Value | undefined {
  switch (name) {
    case "shape":
      return staticShape(value);
    case "dtype":
      return { type: "dtype", dtype: value.dtype };
    case "ndim":
      return value.shape === undefined ? null : BigInt(value.shape.length);
    case "name":
      return "tensor:0";
    case "device":
      return "";
    case "get_shape":
      return native(name, "", () => staticShape(value));
    case "set_shape":
      return native(name, "shape", ([wanted]) => {
        const lengths = sequenceItems(wanted!);
        const isUnknown = wanted !== null && typeof wanted === "object" && wanted.type === "shape" && wanted.isUnknown;
        if (lengths !== undefined && !isUnknown)
          setShape(
            value,
            lengths.map((length) => (length === null ? null : integer(length))),
          );
        return null;
      });
    case "eval":
      return native(name, "feed_dict=None, session=None", () => {
        throw new PythonError(
          "ValueError",
          "Cannot evaluate tensor using `eval()`: No default session is registered. Use `with sess.as_default()` or pass an explicit session to `eval(session=sess)`",
        );
      });
    case "op":
    case "graph":
    case "ref":
    case "consumers":
      throw new Unsupported(`\`.${name}\` of a tensor is not evaluated.`);
  }
  if (numpyLike.has(name)) {
    throw new PythonError(
      "AttributeError",
      `${className} object has no attribute '${name}'. If you are looking for numpy-related methods, please run the following: tf.experimental.numpy.experimental_enable_numpy_behavior()`,
    );
  }
  return undefined;
}

const numberWords = {
  int: (name: string) => `int() argument must be a string, a bytes-like object or a real number, not '${name}'`,
  float: (name: string) => `float() argument must be a string or a real number, not '${name}'`,
  index: (name: string) => `'${name}' object cannot be interpreted as an integer`,
  math: (name: string) => `must be real number, not ${name}`,
};

export const tensorflow: Framework = {
  name: "tensorflow",
  className,
  knowsBatch: false,
  truth() {
    throw new PythonError(
      "OperatorNotAllowedInGraphError",
      "Using a symbolic `tf.Tensor` as a Python `bool` is not allowed.",
    );
  },
  number(_, use) {
    throw new PythonError("TypeError", numberWords[use](className));
  },
  length() {
    throw new PythonError(
      "TypeError",
      "len is not well defined for a symbolic Tensor. Please call `x.shape` rather than `len(x)` for shape information.",
    );
  },
  rows() {
    throw new PythonError("OperatorNotAllowedInGraphError", "Iterating over a symbolic `tf.Tensor` is not allowed.");
  },
  contains() {
    throw new PythonError("TypeError", `argument of type '${className}' is not iterable`);
  },
  attribute,
  setItem() {
    throw new PythonError("TypeError", `'${className}' object does not support item assignment`);
  },
  promotes: false,
  asksMethod: () => false,
  asArray() {
    return new PythonError(
      "NotImplementedError",
      "Cannot convert a symbolic tf.Tensor to a numpy array. This error may indicate that you're trying to pass a Tensor to a NumPy call, which is not supported.",
    );
  },
  foreign: () => undefined,
  inItsWords: asGraph,
  uneven(name, [first]) {
    if (/unstack$/u.test(name)) {
      return new PythonError("ValueError", `Cannot infer argument \`num\` from shape ${shapeText(first?.shape)}`);
    }
    return new Unsupported("A list whose length depends on the batch is not evaluated.");
  },
  text: ({ shape, dtype }) => `Tensor("tensor:0", shape=${shapeText(shape)}, dtype=${dtype})`,
};
