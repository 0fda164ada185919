/** JAX, which traces a loss with the batch's own size: shapes are plain numbers, values are not known. */

import { PythonError, Unsupported } from "../../failure.ts";
import type { SymbolicTensor } from "../../interpreter/array-values.ts";
import type { Value } from "../../interpreter/values.ts";
import { shapeOf } from "../../tape/tape.ts";
import { arrayAttribute, hasMethod } from "./array-attributes.ts";
import type { Framework } from "./framework.ts";

const className = "DynamicJaxprTracer";

/** What tensors of TensorFlow and PyTorch have, and JAX's do not. */
const notMethods = new Set(["numpy", "get_shape", "set_shape", "eval", "op", "graph", "detach", "cpu", "view"]);

const typed = (value: SymbolicTensor): string => `${value.dtype}[${(value.shape ?? []).join(",")}]`;

function rowsOf(value: SymbolicTensor, what: string): number {
  const [rows] = value.shape ?? [];
  if (rows === undefined || rows === null) throw new PythonError("TypeError", what);
  return rows;
}

function shapeIn(value: Value): readonly number[] | undefined {
  if (value === null || typeof value !== "object") return undefined;
  if (value.type === "symbolic") return shapeOf(value.samples[0]);
  return value.type === "tensor" ? shapeOf(value) : value.type === "ndarray" ? value.shape : undefined;
}

const asArray = (value: SymbolicTensor): Error =>
  new PythonError(
    "TracerArrayConversionError",
    `The numpy.ndarray conversion method __array__() was called on traced array with shape ${typed(value)}`,
  );

export const jax: Framework = {
  name: "jax",
  className,
  knowsBatch: true,
  truth(value) {
    if ((value.shape ?? []).length > 0) {
      const message = "The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()";
      throw new PythonError("ValueError", message);
    }
    throw new PythonError(
      "TracerBoolConversionError",
      `Attempted boolean conversion of traced array with shape ${typed(value)}.`,
    );
  },
  number(value, use) {
    if (use === "index") {
      throw new PythonError(
        "TracerIntegerConversionError",
        `The __index__() method was called on traced array with shape ${typed(value)}`,
      );
    }
    const type = use === "int" ? "int" : "float";
    throw new PythonError(
      "ConcretizationTypeError",
      `Abstract tracer value encountered where concrete value is expected: traced array with shape ${typed(value)}\nThe problem arose with the \`${type}\` function. If trying to convert the data type of a value, try using \`x.astype(${type})\` or \`jnp.array(x, ${type})\` instead.`,
    );
  },
  length: (value) => BigInt(rowsOf(value, "len() of unsized object")),
  rows: (value) => rowsOf(value, "iteration over a 0-d array"),
  contains(value) {
    throw new PythonError(
      "TracerBoolConversionError",
      `Attempted boolean conversion of traced array with shape bool[${(value.shape ?? []).join(",")}].`,
    );
  },
  attribute(value, name, machine) {
    const found = arrayAttribute(value, name, machine);
    if (found === undefined && notMethods.has(name)) {
      throw new PythonError("AttributeError", `${className} has no attribute ${name}`);
    }
    if (found === undefined) throw new Unsupported(`\`.${name}\` of a JAX array is not evaluated.`);
    return found;
  },
  setItem() {
    throw new PythonError(
      "TypeError",
      "JAX arrays are immutable and do not support in-place item assignment. Instead of x[idx] = y, use x = x.at[idx].set(y) or another .at[] method: https://docs.jax.dev/en/latest/_autosummary/jax.numpy.ndarray.at.html",
    );
  },
  promotes: true,
  asksMethod: hasMethod,
  asArray,
  foreign: (name, value) => (/^tf\.|^keras\.backend\./u.test(name) ? asArray(value) : undefined),
  inItsWords(error, { inputs }) {
    if (!/^Incompatible shapes/u.test(error.message)) return error;
    const shapes = inputs.flatMap((each) => {
      const shape = shapeIn(each);
      return shape === undefined ? [] : [`(${shape.join(", ")}${shape.length === 1 ? "," : ""})`];
    });
    const made = new PythonError("ValueError", `Incompatible shapes for broadcasting: shapes=[${shapes.join(", ")}]`);
    made.place = error.place;
    return made;
  },
  uneven: () => new Unsupported("A list whose length depends on the batch is not evaluated."),
  text: (value) => `JitTracer<${typed(value)}>`,
};
