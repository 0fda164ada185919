/** `"%s and %.2f" % (a, b)`. */

import { Unsupported } from "../failure.ts";
import { getItem } from "./dict.ts";
import { keyError } from "./exceptions.ts";
import { formatValue, longestTemplate } from "./format.ts";
import { asInt, isNumeric, toFloat, truncate } from "./numbers.ts";
import { typeError, valueError } from "./raise.ts";
import { repr, str } from "./text.ts";
import { onlyNumber } from "./truth.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Machine, Value } from "./values.ts";

const conversion = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?(.)?/gsu;

/** Python's `template % values`. */
export function percentFormat(machine: Machine, template: string, values: Value): string {
  if (template.length > longestTemplate) throw new Unsupported("A format this long is not evaluated.");
  const isTuple = values !== null && typeof values === "object" && values.type === "tuple";
  const given = isTuple ? values.items : [values];
  const isMapping = values !== null && typeof values === "object" && values.type === "dict";
  let next = 0;
  const take = (): Value => {
    const value = given[next];
    if (value === undefined) throw typeError("not enough arguments for format string");
    next += 1;
    return value;
  };
  const result = template.replace(
    conversion,
    (_, key?: string, flags?: string, width?: string, precision?: string, type?: string) => {
      if (type === "%") return "%";
      if (type === undefined) throw valueError("incomplete format");
      const size = width === "*" ? String(count(take())) : (width ?? "");
      const digits = precision === "*" ? String(count(take())) : precision;
      let value: Value;
      if (key !== undefined) {
        if (!isMapping) throw typeError("format requires a mapping");
        const found = getItem(values, key);
        if (found === undefined) throw keyError(machine, key);
        value = found;
      } else {
        value = take();
      }
      return convert(machine, value, flags ?? "", size, digits, type);
    },
  );
  if (next < given.length && !isMapping) throw typeError("not all arguments converted during string formatting");
  return result;
}

function count(value: Value): bigint {
  const int = asInt(value);
  if (int === undefined) throw typeError("* wants int");
  return int;
}

function convert(
  machine: Machine,
  value: Value,
  flags: string,
  width: string,
  precision: string | undefined,
  type: string,
): string {
  const align = flags.includes("-") ? "<" : "";
  const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  const alternate = flags.includes("#") ? "#" : "";
  const zero = flags.includes("0") && align === "" ? "0" : "";
  const dot = precision === undefined ? "" : `.${precision}`;
  if (type === "s" || type === "r" || type === "a") {
    const text = type === "s" ? str(machine, value) : repr(machine, value);
    return formatValue(machine, text, `${align === "" ? ">" : align}${width}${dot}`);
  }
  const number = asNumber(value);
  if ("diu".includes(type)) {
    if (number === undefined)
      throw typeError(`%${type} format: a real number is required, not ${lastPart(typeName(value))}`);
    const int = typeof number === "number" ? truncate(number) : asInt(number)!;
    return formatValue(machine, int, `${align}${sign}${zero}${width}d`);
  }
  if ("xXo".includes(type)) {
    const int = asInt(value);
    if (int === undefined) throw typeError(`%${type} format: an integer is required, not ${lastPart(typeName(value))}`);
    return formatValue(machine, int, `${align}${sign}${alternate}${zero}${width}${type}`);
  }
  if ("eEfFgG".includes(type)) {
    if (number === undefined) throw typeError(`must be real number, not ${lastPart(typeName(value))}`);
    return formatValue(machine, toFloat(number), `${align}${sign}${alternate}${zero}${width}${dot}${type}`);
  }
  if (type === "c") return typeof value === "string" ? value : String.fromCodePoint(Number(count(value)));
  throw valueError(`unsupported format character '${type}' (0x${type.charCodeAt(0).toString(16)})`);
}

function asNumber(value: Value): boolean | bigint | number | undefined {
  if (isNumeric(value)) return value;
  const isArray = value !== null && typeof value === "object" && (value.type === "tensor" || value.type === "ndarray");
  return isArray ? onlyNumber(value) : undefined;
}
