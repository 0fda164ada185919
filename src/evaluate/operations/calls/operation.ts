/**
 * One row of the operation tables: what it is called in each library, how it is called there, and how it is computed.
 * What it does to a gradient, the kernels do and the table of functions says (`keras/functions`); golden values hold both.
 */

import { PythonError, Unsupported } from "../../failure.ts";
import type { Bound, Signature } from "../../interpreter/signature.ts";
import { bindArguments, parseSignature } from "../../interpreter/signature.ts";
import type { CallArguments, Context, Value } from "../../interpreter/values.ts";

/** Whose conventions a call follows: dtypes, defaults and argument names differ. */
export type LibraryName = "K" | "ops" | "tf" | "numpy" | "keras";

/** What a row's computation knows of the call besides its arguments. */
export interface Call {
  /** The canonical name that was called: `keras.backend.mean`. */
  readonly name: string;
  readonly library: LibraryName;
  readonly context: Context;
  /** What `**kwargs` of the signature took. */
  readonly keywords: ReadonlyMap<string, Value>;
  /** Parameters that the caller gave; the others have their defaults. */
  readonly given: ReadonlySet<string>;
}

/** Arguments come in the signature's order, converted by the row itself. */
export type Compute = (call: Call, ...args: Value[]) => Value;

export interface Operation {
  /** Canonical names: `keras.ops.mean`, `keras.backend.mean`, `tf.reduce_mean`. */
  readonly names: readonly string[];
  /** One line, for hovers and the table of what is supported. */
  readonly doc: string;
  readonly compute: Compute;
  /** The first Keras that has this row, and the first that has it no more: `2.0.7`. */
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** For the name as called. */
  signatureOf(name: string): Signature;
}

interface Definition {
  readonly names: readonly string[];
  /** One for all names, or one per library or per name. */
  readonly signature: string | Readonly<Record<string, string>>;
  readonly doc: string;
  readonly compute: Compute;
  readonly since?: string;
  readonly until?: string;
}

/** A row. TensorFlow's ubiquitous last parameter `name=None` is added where the signature leaves it out. */
export function op(definition: Definition): Operation {
  const parsed = new Map<string, Signature>();
  return {
    names: definition.names,
    doc: definition.doc,
    compute: definition.compute,
    since: definition.since,
    until: definition.until,
    signatureOf(name) {
      const known = parsed.get(name);
      if (known) return known;
      const signature = parseSignature(signatureText(definition, name), name.slice(name.lastIndexOf(".") + 1));
      parsed.set(name, signature);
      return signature;
    },
  };
}

function signatureText(definition: Definition, name: string): string {
  const { signature } = definition;
  const library = libraryOf(name);
  const text = typeof signature === "string" ? signature : (signature[name] ?? signature[library]);
  if (text === undefined) throw new Error(`No signature for ${name}`);
  if (library !== "tf" || /\*|\bname\b/u.test(text)) return text;
  if (text.endsWith(")") && /^\w+\(/u.test(text)) return `${text.slice(0, -1)}, name=None)`;
  return text === "" ? "name=None" : `${text}, name=None`;
}

/** Whose function a canonical name is. */
export function libraryOf(name: string): LibraryName {
  if (name.startsWith("keras.ops.")) return "ops";
  if (name.startsWith("keras.backend.")) return "K";
  if (name.startsWith("tf.")) return "tf";
  if (name.startsWith("numpy.")) return "numpy";
  return "keras";
}

/** The call that a row's computation sees. */
export function callOf(name: string, bound: Bound, context: Context): Call {
  return { name, library: libraryOf(name), context, keywords: bound.keywords, given: bound.given };
}

/** NumPy's functions take more arguments than the rows know: those are refused, not complained about. */
export function bindFor(row: Operation, name: string, args: CallArguments): Bound {
  try {
    return bindArguments(row.signatureOf(name), args);
  } catch (error) {
    if (!name.startsWith("numpy.") || !(error instanceof PythonError)) throw error;
    throw new Unsupported(`\`${name}\` called like this is not evaluated`);
  }
}
