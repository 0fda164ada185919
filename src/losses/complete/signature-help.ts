/** What the call at the cursor takes: of Keras's and TensorFlow's functions, of its losses, of the file's own factories and classes. */

import { canonicalName } from "../../keras/canonical.ts";
import { signatureOf } from "../../keras/functions/signatures.ts";
import type { Module } from "../../python/ast.ts";
import type { ModuleNames } from "../../python/scope.ts";
import type { LossDefinition } from "../loss.ts";
import { openCallAt } from "./cursor.ts";
import { importedThing } from "./file-dialect.ts";

export interface CallSignature {
  /** `Huber(delta=1.0, …)` */
  readonly label: string;
  /** Where each parameter stands in the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
  /** The parameter that the cursor is in; undefined where it is none of them. */
  readonly active: number | undefined;
}

export interface CallingFile {
  readonly module: Module;
  readonly names: ModuleNames;
  readonly losses: readonly LossDefinition[];
}

/** Undefined outside of a call, and for a call of what is not known. `fileOf` is asked only where there is a call. */
export function signatureAt(text: string, offset: number, fileOf: () => CallingFile): CallSignature | undefined {
  const call = openCallAt(text, offset);
  if (call === undefined) return undefined;
  const file = fileOf();
  const known = ofFile(call.callee, file) ?? ofLibrary(call.callee, file);
  if (known === undefined) return undefined;
  const { name, parameters } = known;
  const places: [number, number][] = [];
  let at = name.length + 1;
  for (const parameter of parameters) {
    places.push([at, at + parameter.length]);
    at += parameter.length + 2;
  }
  return { label: `${name}(${parameters.join(", ")})`, parameters: places, active: activeIn(parameters, call) };
}

function activeIn(
  parameters: readonly string[],
  { index, keyword }: { readonly index: number; readonly keyword: string | undefined },
): number | undefined {
  const names = parameters.map((parameter) => /^\**(\w*)/.exec(parameter)![1]);
  const rest = parameters.findIndex((parameter) => /^\*\w/.test(parameter));
  if (keyword !== undefined) {
    const found = names.indexOf(keyword);
    const others = parameters.findIndex((parameter) => parameter.startsWith("**"));
    return found >= 0 ? found : others >= 0 ? others : undefined;
  }
  // What stands behind a lone star is given by name alone.
  const end = parameters.indexOf("*");
  if (index < (end < 0 ? parameters.length : end)) return index;
  return rest >= 0 ? rest : undefined;
}

interface Known {
  readonly name: string;
  readonly parameters: readonly string[];
}

/** A factory or a class of the file, as it is written there. */
function ofFile(callee: string, { losses }: CallingFile): Known | undefined {
  const loss = losses.findLast(({ name, form }) => name === callee && (form === "factory" || form === "class"));
  if (loss === undefined) return undefined;
  const { text } = loss.module;
  const parameters = loss.parameters.map(({ parameter: { range } }) =>
    text.slice(range.start, range.end).replace(/\s+/g, " "),
  );
  return { name: callee, parameters };
}

function ofLibrary(callee: string, { names }: CallingFile): Known | undefined {
  const [first = "", ...rest] = callee.split(".");
  const thing = importedThing(names.moduleScope.bindings.get(first));
  if (thing === undefined) return undefined;
  const name = canonicalName([thing, ...rest].join("."));
  const signature = signatureOf(name);
  return signature === undefined
    ? undefined
    : { name: name.slice(name.lastIndexOf(".") + 1), parameters: signature === "" ? [] : parts(signature) };
}

/** At commas that are not within brackets or quotes. */
function parts(signature: string): string[] {
  const found: string[] = [];
  let part = "";
  let depth = 0;
  let quote = "";
  for (const character of signature) {
    if (quote !== "") quote = character === quote ? "" : quote;
    else if (character === "'" || character === '"') quote = character;
    else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    if (character === "," && depth === 0 && quote === "") {
      found.push(part.trim());
      part = "";
    } else part += character;
  }
  return [...found, part.trim()];
}
