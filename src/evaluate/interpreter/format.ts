/** `format(value, spec)`, f-string fields and `str.format`. */

import { Unsupported } from "../failure.ts";
import { findMethod } from "./classes.ts";
import { keyError } from "./exceptions.ts";
import { fixed, floatText, significantDigits } from "./floats.ts";
import { positional } from "./natives.ts";
import { asInt, isNumeric, toFloat } from "./numbers.ts";
import { indexError, typeError, valueError } from "./raise.ts";
import { requireLength } from "./room.ts";
import { getSubscript } from "./subscript.ts";
import { repr, str } from "./text.ts";
import { onlyNumber } from "./truth.ts";
import { lastPart, typeName } from "./type-names.ts";
import type { Machine, Value } from "./values.ts";

interface Specification {
  readonly fill: string;
  readonly align: "<" | ">" | "^" | "=" | undefined;
  readonly sign: "+" | "-" | " ";
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: "" | "," | "_";
  readonly precision: number | undefined;
  readonly type: string;
}

const pattern = /^(?:(.)?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/su;

function parse(text: string, kind: string): Specification {
  const match = pattern.exec(text);
  if (match === null) throw valueError(`Invalid format specifier '${text}' for object of type '${kind}'`);
  const [, fill, align, sign, , alternate, zero, width, grouping, precision, type] = match;
  if (Number(width ?? 0) > 100_000 || Number(precision ?? 0) > 1000) {
    throw new Unsupported("A format this wide is not evaluated.");
  }
  return {
    fill: fill ?? (zero && align === undefined ? "0" : " "),
    align: (align as Specification["align"]) ?? (zero ? "=" : undefined),
    sign: (sign as Specification["sign"]) ?? "-",
    alternate: alternate !== undefined,
    width: Number(width ?? 0),
    grouping: (grouping as Specification["grouping"]) ?? "",
    precision: precision === undefined ? undefined : Number(precision),
    type: type ?? "",
  };
}

/** Python's `format(value, specification)`. */
export function formatValue(machine: Machine, value: Value, specification: string): string {
  if (value !== null && typeof value === "object") {
    if (value.type === "instance") {
      const method = findMethod(value, "__format__");
      if (method !== undefined) return str(machine, machine.call(method, positional(value, specification)));
    }
    if ((value.type === "tensor" || value.type === "ndarray") && specification !== "") {
      const number = onlyNumber(value);
      return formatValue(machine, /^u?int/.test(value.dtype) ? BigInt(number) : number, specification);
    }
  }
  if (specification === "") return str(machine, value);
  const kind = lastPart(typeName(value));
  if (typeof value === "string") return formatString(value, parse(specification, kind));
  if (!isNumeric(value)) throw typeError(`unsupported format string passed to ${kind}.__format__`);
  const spec = parse(specification, kind);
  if (typeof value === "number" || "eEfFgG%".includes(spec.type || "d")) return formatFloat(toFloat(value), spec, kind);
  return formatInt(asInt(value)!, spec, kind);
}

function formatString(value: string, spec: Specification): string {
  if (spec.type !== "" && spec.type !== "s") {
    throw valueError(`Unknown format code '${spec.type}' for object of type 'str'`);
  }
  if (spec.align === "=") throw valueError("'=' alignment not allowed in string format specifier");
  const text = spec.precision === undefined ? value : [...value].slice(0, spec.precision).join("");
  return pad("", text, spec, "<");
}

function formatInt(value: bigint, spec: Specification, kind: string): string {
  const sign = value < 0n ? "-" : spec.sign === "-" ? "" : spec.sign;
  const magnitude = value < 0n ? -value : value;
  const bases: Readonly<Record<string, [number, string]>> = {
    b: [2, "0b"],
    o: [8, "0o"],
    x: [16, "0x"],
    X: [16, "0X"],
  };
  const base = bases[spec.type];
  if (base !== undefined) {
    const digits = magnitude.toString(base[0]);
    const shown = group(spec.type === "X" ? digits.toUpperCase() : digits, spec.grouping, 4);
    return pad(sign + (spec.alternate ? base[1] : ""), shown, spec, ">");
  }
  if (spec.type === "c") return pad("", String.fromCodePoint(Number(value)), spec, "<");
  if (spec.type !== "" && spec.type !== "d" && spec.type !== "n") {
    throw valueError(`Unknown format code '${spec.type}' for object of type '${kind}'`);
  }
  if (spec.precision !== undefined) throw valueError("Precision not allowed in integer format specifier");
  return pad(sign, magnitude.toString(), spec, ">");
}

function formatFloat(value: number, spec: Specification, kind: string): string {
  const isNegative = value < 0 || Object.is(value, -0);
  const sign = isNegative ? "-" : spec.sign === "-" ? "" : spec.sign;
  const isUpper = spec.type === "E" || spec.type === "F" || spec.type === "G";
  if (!Number.isFinite(value)) {
    const word = Number.isNaN(value) ? "nan" : "inf";
    const shown = (isUpper ? word.toUpperCase() : word) + (spec.type === "%" ? "%" : "");
    return pad(
      Number.isNaN(value) ? (spec.sign === "-" ? "" : spec.sign) : sign,
      shown,
      { ...spec, grouping: "" },
      ">",
    );
  }
  const magnitude = Math.abs(value);
  let shown: string;
  switch (spec.type) {
    case "f":
    case "F":
      shown = fixed(magnitude, spec.precision ?? 6);
      break;
    case "%":
      shown = `${fixed(magnitude * 100, spec.precision ?? 6)}%`;
      break;
    case "e":
    case "E":
      shown = exponential(magnitude, spec.precision ?? 6);
      break;
    case "g":
    case "G":
    case "n":
      shown = general(magnitude, spec.precision ?? 6, spec.alternate);
      break;
    case "":
      shown = spec.precision === undefined ? floatText(magnitude) : generalWithPoint(magnitude, spec.precision);
      break;
    default:
      throw valueError(`Unknown format code '${spec.type}' for object of type '${kind}'`);
  }
  return pad(sign, isUpper ? shown.toUpperCase() : shown, spec, ">");
}

/** `%.{precision}e` of a magnitude. */
export function exponential(value: number, precision: number): string {
  const { digits, exponent } = significantDigits(value, precision + 1);
  const mantissa = precision === 0 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/** `%.{precision}g` of a magnitude: trailing zeros go, unless `keepsZeros`. */
export function general(value: number, precision: number, keepsZeros = false): string {
  const count = Math.max(1, precision);
  const { digits, exponent } = significantDigits(value, count);
  const trim = (text: string): string => (keepsZeros || !text.includes(".") ? text : withoutZeros(text));
  if (exponent < -4 || exponent >= count) {
    const mantissa = trim(count === 1 ? digits : `${digits[0]}.${digits.slice(1)}`);
    return `${mantissa}e${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  if (exponent < 0) return trim(`0.${"0".repeat(-exponent - 1)}${digits}`);
  const whole = digits.slice(0, exponent + 1);
  const fraction = digits.slice(exponent + 1);
  return fraction === "" ? whole : trim(`${whole}.${fraction}`);
}

/** A float with a precision and no type: as `g`, but always seen to be a float. */
function generalWithPoint(value: number, precision: number): string {
  const count = Math.max(1, precision);
  const { exponent } = significantDigits(value, count);
  if (exponent >= -4 && exponent === count - 1 && exponent < count) {
    // `format(12.0, ".2")` is `1.2e+01`: the digit after the point counts.
    const [mantissa, power] = exponential(value, count - 1).split("e") as [string, string];
    return `${mantissa.includes(".") ? withoutZeros(mantissa) : mantissa}e${power}`;
  }
  const text = general(value, precision);
  return text.includes(".") || text.includes("e") ? text : `${text}.0`;
}

/** Without the zeros after the point that say nothing, nor a point with nothing after it. */
function withoutZeros(text: string): string {
  let end = text.length;
  while (text[end - 1] === "0") end--;
  return text.slice(0, text[end - 1] === "." ? end - 1 : end);
}

function group(digits: string, separator: string, size: number): string {
  if (separator === "") return digits;
  const head = digits.length % size || size;
  const groups = [digits.slice(0, head)];
  for (let at = head; at < digits.length; at += size) groups.push(digits.slice(at, at + size));
  return groups.join(separator);
}

function pad(sign: string, body: string, spec: Specification, natural: "<" | ">"): string {
  let shown = body;
  if (spec.grouping !== "" && /^\d/.test(body) && !"boxX".includes(spec.type || "d")) {
    const digits = /^\d+/.exec(body)![0];
    const rest = body.slice(digits.length);
    let whole = digits;
    // Zeros that pad are grouped with the number.
    if (spec.align === "=" && spec.fill === "0") {
      const room = spec.width - sign.length - rest.length;
      // So many digits that with their separators they fill the room; a separator never comes first.
      const count = room - Math.floor(room / 4) + (room % 4 === 0 ? 1 : 0);
      whole = whole.padStart(count, "0");
    }
    shown = group(whole, spec.grouping, 3) + rest;
  }
  const missing = spec.width - [...sign, ...shown].length;
  if (missing <= 0) return sign + shown;
  const align = spec.align ?? natural;
  if (align === "=") return sign + spec.fill.repeat(missing) + shown;
  const left = align === ">" ? missing : align === "^" ? Math.floor(missing / 2) : 0;
  return spec.fill.repeat(left) + sign + shown + spec.fill.repeat(missing - left);
}

/** Of a template: what reads it may look at each place of it from each other. */
export const longestTemplate = 20_000;

/** Python's `template.format(*args, **keywords)`. */
export function formatTemplate(
  machine: Machine,
  template: string,
  args: readonly Value[],
  keywords: ReadonlyMap<string, Value>,
): string {
  let automatic = 0;
  if (template.length > longestTemplate) throw new Unsupported("A format this long is not evaluated.");
  return fill(template, 0);

  function fill(text: string, depth: number): string {
    if (depth > 1) throw valueError("Max string recursion exceeded");
    let result = "";
    for (let at = 0; at < text.length; at++) {
      const character = text[at]!;
      if ((character === "{" || character === "}") && text[at + 1] === character) {
        result += character;
        at += 1;
      } else if (character === "}") {
        throw valueError("Single '}' encountered in format string");
      } else if (character === "{") {
        const end = closing(text, at);
        result += field(text.slice(at + 1, end), depth);
        requireLength(result.length);
        at = end;
      } else {
        result += character;
      }
    }
    return result;
  }

  function field(text: string, depth: number): string {
    const match = /^([^!:]*)(?:!([rsa]))?(?::(.*))?$/su.exec(text);
    if (match === null) throw valueError("Invalid format string");
    const [, name, conversion, specification] = match;
    const value = resolve(name!);
    const shown = conversion === undefined ? value : conversion === "s" ? str(machine, value) : repr(machine, value);
    return formatValue(machine, shown, fill(specification ?? "", depth + 1));
  }

  function resolve(name: string): Value {
    const headEnd = name.search(/[.[]/);
    const head = headEnd < 0 ? name : name.slice(0, headEnd);
    const rest = name.slice(head.length);
    let value: Value | undefined;
    if (head === "" || /^\d+$/.test(head)) {
      const index = head === "" ? automatic++ : Number(head);
      value = args[index];
      if (value === undefined) {
        throw indexError(`Replacement index ${index} out of range for positional args tuple`);
      }
    } else {
      value = keywords.get(head);
      if (value === undefined) throw keyError(machine, head);
    }
    for (const part of rest.matchAll(/\.(\w+)|\[([^\]]{0,200})\]/gu)) {
      if (part[1] !== undefined) value = machine.getAttribute(value, part[1]);
      else value = getSubscript(machine, value, /^\d+$/.test(part[2]!) ? BigInt(part[2]!) : part[2]!);
    }
    return value;
  }
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  throw valueError("Single '{' encountered in format string");
}
