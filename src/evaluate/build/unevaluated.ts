/**
 * Functions and classes of the libraries that are not evaluated with values and of which a trace knows enough: Python
 * code that TensorFlow calls, and models, which are made outside of a loss and whose `predict` no loss can call.
 */

import { PythonError, Unsupported } from "../failure.ts";
import type { Instance, NativeClass, NativeFunction, Value } from "../interpreter/values.ts";

function native(name: string, call: () => Value): NativeFunction {
  return { type: "native", name, isBuiltin: true, call: () => call() };
}

const unknown = (what: string): Value => {
  throw new Unsupported(`${what} is not evaluated.`);
};

/** `model.predict(y_pred)` runs a loop over batches of its own, of which a traced tensor has no number. */
function predict(): never {
  throw new PythonError(
    "TypeError",
    "int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
  );
}

const modelClass: NativeClass = {
  type: "nativeClass",
  name: "keras.Model",
  bases: [],
  attributes: new Map<string, Value>([
    ["predict", native("keras.Model.predict", predict)],
    ["__call__", native("keras.Model.__call__", () => unknown("A model inside of a loss"))],
    ["__getattr__", native("keras.Model.__getattr__", () => unknown("An attribute of a model"))],
  ]),
  construct: () => model(),
};

const model = (): Instance => ({ type: "instance", class: modelClass, attributes: new Map() });

const modelMakers =
  /^(?:tf\.)?keras\.(?:Sequential|Model|models\.(?:Sequential|Model|load_model|clone_model|model_from_json)|applications\.[\w.]+)$/u;
const modelParts = /^(?:tf\.)?keras\.(?:Input|layers\.\w+|regularizers\.\w+|initializers\.\w+|optimizers\.\w+)$/u;

/** What stands for the name while a loss is traced; undefined for what a trace knows no more of than an evaluation. */
export function tracedOnly(canonicalName: string): Value | undefined {
  if (modelMakers.test(canonicalName)) return native(canonicalName, model);
  if (modelParts.test(canonicalName)) {
    return {
      type: "native",
      name: canonicalName,
      isBuiltin: true,
      call: (_, { tracing }) => part(canonicalName, tracing !== undefined),
    };
  }
  return undefined;
}

/** A layer called with parts of a model is one itself; what it makes of a loss's tensors is not evaluated. */
function called(name: string, isMadeInLoss: boolean): NativeFunction {
  return {
    type: "native",
    name: `${name}.__call__`,
    isBuiltin: true,
    call({ positional }) {
      if (!positional.some(isTensor)) return part(name);
      if (isMadeInLoss && /\.(?:Dense|EinsumDense|Embedding|\w*Conv\w*|LSTM|GRU|SimpleRNN)$/u.test(name))
        throw newVariable();
      return unknown("A layer inside of a loss");
    },
  };
}

/** What TensorFlow says of variables that each trace would make anew. */
export function newVariable(): PythonError {
  return new PythonError(
    "ValueError",
    "tf.function only supports singleton tf.Variables created on the first call. Make sure the tf.Variable is only created once or created outside tf.function. See https://www.tensorflow.org/guide/function#creating_tfvariables for more information.",
  );
}

const isTensor = (value: Value): boolean =>
  value !== null && typeof value === "object" && (value.type === "symbolic" || value.type === "tensor");

/** A layer or an input: it may be handed to a model, and a loss that computes with it is not evaluated. */
function part(name: string, isMadeInLoss = false): Instance {
  const partClass: NativeClass = {
    type: "nativeClass",
    name,
    bases: [],
    attributes: new Map<string, Value>([
      ["__call__", called(name, isMadeInLoss)],
      ["__getattr__", native(`${name}.__getattr__`, () => unknown(`An attribute of \`${name}\``))],
    ]),
    construct: () => part(name),
  };
  return { type: "instance", class: partClass, attributes: new Map() };
}
