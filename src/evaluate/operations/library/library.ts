/** TensorFlow, Keras and NumPy as the interpreter asks for them: every name through the operation tables. */

import { listed } from "../../../keras/functions/function-traits.ts";
import { isBefore, isFrom } from "../../../keras/release.ts";
import type { KerasDialect } from "../../evaluation.ts";
import { Unsupported } from "../../failure.ts";
import type { Library, NativeFunction, Value } from "../../interpreter/values.ts";
import type { Operation } from "../calls/operation.ts";
import { bindFor, callOf } from "../calls/operation.ts";
import { text } from "../calls/text.ts";
import { lookupLoss } from "../losses/lookup.ts";
import { lossClassSignatures } from "../losses/loss-classes.ts";
import { attributeOf } from "./attributes.ts";
import { classOf } from "./classes.ts";
import { constantNamed } from "./constants.ts";
import { layers } from "./layers.ts";
import { isModuleName } from "./modules.ts";
import { resolveName } from "./name-resolution.ts";
import { binary, compare, unary } from "./operators.ts";
import { refusal } from "./refusals.ts";
import { refuseSixteenBits } from "./sixteen-bit.ts";
import { setSubscript, subscript } from "./subscript.ts";
import { operations } from "./table.ts";

const rowsByName = new Map<string, Operation[]>();
for (const row of operations) {
  for (const name of row.names) {
    const rows = rowsByName.get(name);
    if (rows) rows.push(row);
    else rowsByName.set(name, [row]);
  }
}

/** The row of a canonical name in a Keras; the newest where no version is known. */
function rowOf(name: string, keras: KerasDialect): Operation | undefined {
  const rows = rowsByName.get(name);
  if (!rows) return undefined;
  return rows.find(
    (row) =>
      (row.since === undefined || !keras.isKnown || isFrom(keras.version, row.since)) &&
      (row.until === undefined || (keras.isKnown && isBefore(keras.version, row.until))),
  );
}

const natives = new Map<Operation, Map<string, NativeFunction>>();

/** One function object per row and name, so that `tf.exp is tf.exp`. */
function nativeOf(row: Operation, name: string): NativeFunction {
  let byName = natives.get(row);
  if (!byName) {
    byName = new Map();
    natives.set(row, byName);
  }
  let native = byName.get(name);
  if (!native) {
    native = {
      type: "native",
      name,
      call(args, context) {
        context.step();
        const bound = bindFor(row, name, args);
        refuseSixteenBits(name, bound.values);
        return row.compute(callOf(name, bound, context), ...bound.values);
      },
    };
    byName.set(name, native);
  }
  return native;
}

function lookup(canonicalName: string, keras: KerasDialect): Value | undefined {
  const name = resolveName(canonicalName, keras, (candidate) => rowsByName.has(candidate));
  // `tf.keras.backend`'s old functions are those of Keras 2, whatever Keras is installed.
  const dialect = canonicalName.startsWith("tf.keras.backend.") ? { version: "2.15", isKnown: true } : keras;
  // `tf.losses` and `tf.metrics` are Keras's since TensorFlow 2.
  const ofLosses = lookupLoss(canonicalName.replace(/^tf\.(losses|metrics)\./u, "tf.keras.$1."), keras);
  if (ofLosses !== undefined) return ofLosses;
  const row = rowOf(name, dialect);
  if (row) return nativeOf(row, name);
  const layer = layers.get(
    name.replace(/^keras\.layers\.(?:core|pooling|merge|reshaping|activations)\./u, "keras.layers."),
  );
  if (layer !== undefined) return layer;
  const constant = constantNamed(name, keras);
  if (constant !== undefined) return constant;
  const reason = refusal(name);
  if (reason !== undefined) throw new Unsupported(reason);
  return undefined;
}

const library: Library = {
  lookup,
  isModule: isModuleName,
  isKnownLibrary: (name) => ["tf", "tensorflow", "keras", "numpy", "np"].includes(name),
  attribute: attributeOf,
  binary,
  compare,
  unary,
  subscript,
  setSubscript,
  classOf,
  text,
};

/** The library that the interpreter runs on. */
export function createLibrary(): Library {
  return library;
}

/** One line per row: its names, what it does, whether a gradient flows through it. */
export function supportTable(): readonly {
  readonly names: readonly string[];
  readonly doc: string;
  readonly gradientThrough: readonly string[];
}[] {
  return operations.map(({ names, doc }) => ({ names, doc, gradientThrough: gradientThrough(names) }));
}

/** What can be called by name and is evaluated, with what it takes between its parentheses, in the newest version. */
export function evaluatedSignatures(): readonly (readonly [name: string, signature: string])[] {
  const dialect: KerasDialect = { version: "3.15", isKnown: true };
  const functions = [...rowsByName.keys()].flatMap((name): (readonly [string, string])[] => {
    const row = rowOf(name, dialect) ?? rowsByName.get(name)?.at(-1);
    return row === undefined ? [] : [[name, row.signatureOf(name).text]];
  });
  return [...functions, ...lossClassSignatures()].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The parameters that carry gradient to the result, under any of the names. */
function gradientThrough(names: readonly string[]): string[] {
  const parameters = names.flatMap((name) => listed(name)?.parameters ?? []);
  return [...new Set(parameters.filter(({ gradient }) => gradient === "through").map(({ name }) => name))];
}
