/** PyTorch, which does not trace: a loss runs on values, so only what the gradient forbids is known without data. */

import { PythonError, Unsupported } from "../../failure.ts";
import type { SymbolicTensor } from "../../interpreter/array-values.ts";
import { arrayAttribute, hasMethod } from "./array-attributes.ts";
import type { Framework } from "./framework.ts";

function dependsOnData(): never {
  throw new Unsupported("What happens here depends on the data, which a build does not have.");
}

function rowsOf(value: SymbolicTensor, what: string): number {
  const [rows] = value.shape ?? [];
  if (rows === undefined || rows === null) throw new PythonError("TypeError", what);
  return rows;
}

/** A tensor with a gradient refuses to become an array; one without becomes one. */
function asArray(value: SymbolicTensor): Error {
  if (value.samples[0].step === undefined)
    return new Unsupported("A PyTorch tensor as a NumPy array is not evaluated.");
  return new PythonError(
    "RuntimeError",
    "Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.",
  );
}

export const torch: Framework = {
  name: "torch",
  className: "Tensor",
  knowsBatch: true,
  truth: dependsOnData,
  number: dependsOnData,
  length: (value) => BigInt(rowsOf(value, "len() of a 0-d tensor")),
  rows: (value) => rowsOf(value, "iteration over a 0-d tensor"),
  contains: dependsOnData,
  attribute(value, name, machine) {
    if (name === "numpy") throw asArray(value);
    const found = arrayAttribute(value, name, machine);
    if (found === undefined) throw new Unsupported(`\`.${name}\` of a PyTorch tensor is not evaluated.`);
    return found;
  },
  setItem() {
    throw new Unsupported("Setting items of a PyTorch tensor is not evaluated.");
  },
  promotes: true,
  asksMethod: hasMethod,
  asArray,
  foreign: (name, value) => (/^tf\.|^keras\.backend\./u.test(name) ? asArray(value) : undefined),
  inItsWords: (error) => error,
  uneven: () => new Unsupported("A list whose length depends on the batch is not evaluated."),
  text: () => "tensor(...)",
};
