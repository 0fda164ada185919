/** What a `Loss` class writes down of itself when it is saved, and what it takes when it is made again. */

import type { ClassDefinition, Expression, FunctionDefinition, Parameter } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

/** What every `Loss` has, and its own `get_config` gives. */
const ofEveryLoss: readonly string[] = ["name", "reduction"];

export interface LossConfig {
  readonly init: FunctionDefinition;
  /** Undefined where the class has none of its own. */
  readonly config: FunctionDefinition | undefined;
  /** Parameters of its own that `__init__` makes use of. */
  readonly own: readonly Parameter[];
  /** Those of them that are not written down. */
  readonly leftOut: readonly Parameter[];
  /** What is written down and `__init__` does not take. */
  readonly notTaken: readonly string[];
}

/** Undefined where the class makes itself again in a way of its own, or writes what reading cannot follow. */
export function configOf(node: ClassDefinition, source: (node: FunctionDefinition) => string): LossConfig | undefined {
  const init = methodOf(node, "__init__");
  const config = methodOf(node, "get_config");
  if (!init || methodOf(node, "from_config")) return undefined;
  const { list } = init.parameters;
  const takesAll = list.some(({ form }) => form === "varKeyword");
  if (list.some(({ form }) => form === "varPositional")) return undefined;
  const initText = source(init);
  const own = list
    .slice(1)
    .filter(({ form }) => form === "positionalOrKeyword" || form === "keywordOnly")
    .filter(({ name }) => name.length < 100 && !/^(?:name|reduction|dtype|fn)$/.test(name))
    .filter(({ name }) => mentions(initText.slice(initText.indexOf(":")), name));
  const written = config ? keysOf(config, source(config)) : ofEveryLoss;
  if (written === undefined) return undefined;
  const text = config ? source(config) : "";
  const leftOut = own.filter(
    ({ name }) => !new RegExp(`["']${name}["']|\\b${name}\\s*=`).test(text) && !written.includes(name),
  );
  const taken = new Set(list.slice(1).map(({ name }) => name));
  const notTaken = takesAll ? [] : written.filter((name) => !taken.has(name));
  return { init, config, own, leftOut, notTaken };
}

/** A method of the class itself. */
export function methodOf(node: ClassDefinition, name: string): FunctionDefinition | undefined {
  const found = node.body.find((statement) => statement.kind === "FunctionDefinition" && statement.name === name);
  return found?.kind === "FunctionDefinition" ? found : undefined;
}

/** The names under which `get_config` writes; undefined where it cannot be read. */
function keysOf(config: FunctionDefinition, text: string): readonly string[] | undefined {
  // Everything at once, less than everything, or refused on purpose.
  if (/self\.__dict__|\bvars\(|locals\(|\braise\b|\.pop\(|\bdel\b|\bfor\b/.test(text)) return undefined;
  const keys = new Set<string>(/super\([^()]*\)\s*\.\s*get_config\(/.test(text) ? ofEveryLoss : []);
  let isPlain = true;
  const note = (key: Expression | undefined): void => {
    if (key?.kind === "Constant" && typeof key.value === "string") keys.add(key.value);
    else isPlain = false;
  };
  for (const statement of config.body)
    walk(statement, (at) => {
      if (at.kind === "Dict") for (const { key } of at.entries) if (key) note(key);
      if (at.kind === "Assign") for (const target of at.targets) if (target.kind === "Subscript") note(target.index);
      if (at.kind === "Call" && calledName(at.function) === "update")
        for (const { name } of at.arguments) if (name !== undefined) keys.add(name);
      if (at.kind === "Call" && at.function.kind === "Name" && at.function.id === "dict")
        for (const { name } of at.arguments) if (name !== undefined) keys.add(name);
      // What is written inside of what is written is its own.
      return at.kind !== "Dict" || at.entries.every(({ value }) => value.kind !== "Dict");
    });
  return isPlain && keys.size > 0 ? [...keys] : undefined;
}

function calledName(callee: Expression): string {
  return callee.kind === "Attribute" ? callee.attribute : callee.kind === "Name" ? callee.id : "";
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}
