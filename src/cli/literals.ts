/** Values for a loss's parameters: Python literals on the command line, JSON in a batch. */

import type { Literal } from "../evaluate/evaluation.ts";
import { literalOf } from "../evaluate/literal.ts";
import { parseModule } from "../python/parse.ts";
import { UsageError } from "./failure.ts";

/** `--set name=value`, any number of times. */
export function readSettings(given: readonly string[]): Record<string, Literal> {
  const settings: Record<string, Literal> = {};
  for (const each of given) {
    const split = each.indexOf("=");
    const name = each.slice(0, split).trim();
    if (split < 1 || !/^[\p{L}_][\p{L}\p{N}_]*$/u.test(name))
      throw new UsageError(`--set takes name=value; not '${each}'`);
    const value = parseLiteral(each.slice(split + 1));
    if (value === undefined)
      throw new UsageError(`--set ${name}: '${each.slice(split + 1)}' is not a Python literal (a string needs quotes)`);
    settings[name] = value;
  }
  return settings;
}

/** A number, string, True, False, None, list or tuple; undefined for anything else. */
export function parseLiteral(text: string): Literal | undefined {
  const { module } = parseModule(text.trim());
  const [statement, ...rest] = module.body;
  if (module.errors.length > 0 || rest.length > 0 || statement?.kind !== "ExpressionStatement") return undefined;
  return literalOf(statement.value);
}

/**
 * The `set` of a batch's line. JSON knows one kind of number, Python two: `2` is an int and `2.0` a
 * float, as written. A string that is a Python literal is that literal, any other is itself.
 */
export function readBatchSettings(line: string): Record<string, Literal> {
  const tagged = line.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    !token.startsWith('"') && /[.eE]/.test(token) ? `{"float":${token}}` : token,
  );
  const { set } = JSON.parse(tagged) as { set?: unknown };
  if (set === undefined || set === null) return {};
  if (Array.isArray(set)) return readSettings(set.map(String));
  if (typeof set !== "object") throw new UsageError("'set' must be an object of names and values");
  return Object.fromEntries(Object.entries(set).map(([name, value]) => [name, fromJson(value, name)]));
}

function fromJson(value: unknown, name: string): Literal {
  if (value === null || typeof value === "boolean") return value;
  if (typeof value === "number") return BigInt(value);
  if (typeof value === "string") return parseLiteral(value) ?? value;
  if (Array.isArray(value)) return value.map((each) => fromJson(each, name));
  const { float } = value as { float?: unknown };
  if (typeof float === "number") return float;
  throw new UsageError(`set: the value of '${name}' is no Python literal`);
}

/** A default as JSON has it; what is no literal is undefined. */
export function toJson(value: Literal | undefined): unknown {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (typeof value !== "object" || value === null) return value;
  return ("tuple" in value ? value.tuple : (value as readonly Literal[])).map(toJson);
}
