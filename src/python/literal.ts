/** The values of Python's literals, read from the text as it was written. */
import type { ConstantValue, Expression, FormattedValue, JoinedString } from "./ast.ts";
import type { Token } from "./tokens.ts";

/** Undefined for what Python does not accept as a number (`0777`, `1__0`, `0x`). */
export function numberValue(literal: string): ConstantValue | undefined {
  if (/__|_$|_[.eEjJ]|[._]_|[eE][+-]?_/.test(literal)) return undefined;
  const digits = literal.replaceAll("_", "").toLowerCase();
  if (/^0[xob]/.test(digits)) return /^0[xob]$/.test(digits) ? undefined : BigInt(digits);
  if (digits.endsWith("j")) return { type: "complex", imaginary: Number(digits.slice(0, -1)) };
  if (/^[0-9]+$/.test(digits)) {
    if (/^0+[1-9]/.test(digits)) return undefined;
    // Python refuses longer ones too, and reading them takes quadratic time.
    return digits.length > 4300 ? undefined : BigInt(digits);
  }
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : value;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/**
 * Resolves escapes; line breaks become `\n`. A `\N{…}` stays as written: the names of characters
 * are a table of megabytes, and no loss depends on one.
 */
export function unescapeString(body: string, options: { readonly isRaw: boolean; readonly isBytes: boolean }): string {
  const text = body.includes("\r") ? body.replace(/\r\n?/g, "\n") : body;
  if (options.isRaw || !text.includes("\\")) return text;
  return text.replace(
    /\\(?:\n|([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (written, octal?: string, byte?: string, short?: string, long?: string, other?: string) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (byte !== undefined) return String.fromCharCode(Number.parseInt(byte, 16));
      if (short !== undefined || long !== undefined) {
        if (options.isBytes) return written;
        const code = Number.parseInt((short ?? long) as string, 16);
        return code > 0x10ffff ? written : String.fromCodePoint(code);
      }
      if (other === undefined) return "";
      return Object.hasOwn(simpleEscapes, other) ? (simpleEscapes[other] as string) : written;
    },
  );
}

interface Literal {
  readonly isBytes: boolean;
  readonly value: string;
}

function plainLiteral(source: string): Literal {
  const quoteAt = source.search(/['"]/);
  const prefix = source.slice(0, quoteAt).toLowerCase();
  const quotes = /^("""|''')/.test(source.slice(quoteAt)) ? 3 : 1;
  const isBytes = prefix.includes("b");
  const isRaw = prefix.includes("r");
  return { isBytes, value: unescapeString(source.slice(quoteAt + quotes, -quotes), { isRaw, isBytes }) };
}

/** The value of adjacent plain literals; undefined when text and bytes are mixed. */
export function stringValue(text: string, run: readonly Token[]): ConstantValue | undefined {
  const literals = run.map((token) => plainLiteral(text.slice(token.start, token.end)));
  const joined = literals.map((literal) => literal.value).join("");
  if (literals.every((literal) => !literal.isBytes)) return joined;
  return literals.every((literal) => literal.isBytes) ? { type: "bytes", text: joined } : undefined;
}

interface Reader {
  readonly text: string;
  readonly run: readonly Token[];
  /** The expression of the field whose text is between the offsets. */
  readonly valueBetween: (start: number, end: number) => Expression;
  at: number;
}

/** A run of adjacent literals with an f-string among them. */
export function joinedString(
  text: string,
  run: readonly Token[],
  valueBetween: (start: number, end: number) => Expression,
): JoinedString {
  const reader: Reader = { text, run, valueBetween, at: 0 };
  const parts: (string | FormattedValue)[] = [];
  let isRaw = false;
  let isTemplate = false;
  while (reader.at < run.length) {
    const token = run[reader.at] as Token;
    if (token.type === "string") append(parts, plainLiteral(text.slice(token.start, token.end)).value);
    else if (token.type === "formatStart") {
      const prefix = text.slice(token.start, token.end);
      isRaw = /r/i.test(prefix);
      isTemplate ||= /t/i.test(prefix);
    } else if (token.type === "formatText") append(parts, formatText(text.slice(token.start, token.end), isRaw));
    else if (token.type === "fieldOpen") {
      readField(reader, parts, isRaw, 0);
      continue;
    }
    reader.at++;
  }
  const range = { start: (run[0] as Token).start, end: (run.at(-1) as Token).end };
  return { kind: "JoinedString", range, ...(isTemplate ? { isTemplate: true as const } : {}), parts };
}

/** Python itself reads no format within a format of a format. */
const deepestField = 20;

/** Reads from a `{` to after its `}`. */
function readField(reader: Reader, parts: (string | FormattedValue)[], isRaw: boolean, depth: number): void {
  const { run, text } = reader;
  const open = run[reader.at] as Token;
  let conversion: FormattedValue["conversion"];
  let debugText: string | undefined;
  let format: JoinedString | undefined;
  let expressionEnd: number | undefined;
  reader.at++;
  while (reader.at < run.length) {
    const token = run[reader.at] as Token;
    if (token.type === "formatStart") skipNested(reader);
    else if (token.type === "fieldClose") break;
    else if (token.type === "fieldMark") {
      expressionEnd ??= token.start;
      const mark = text.slice(token.start, token.end);
      reader.at++;
      if (mark === "=") {
        const after = run[reader.at];
        debugText = text.slice(open.end, after?.start ?? token.end);
      } else if (mark === ":" && depth === deepestField) passFormat(reader);
      else if (mark === ":") format = readFormat(reader, token.end, isRaw, depth + 1);
      else if (mark === "!s" || mark === "!r" || mark === "!a") conversion = mark[1] as "s" | "r" | "a";
    } else reader.at++;
  }
  const close = run[reader.at];
  reader.at++;
  const end = close?.start ?? (run.at(-1) as Token).end;
  parts.push({ value: reader.valueBetween(open.end, expressionEnd ?? end), conversion, format, debugText });
}

/** Reads the format of a field, up to the field's `}`. */
function readFormat(reader: Reader, start: number, isRaw: boolean, depth: number): JoinedString {
  const parts: (string | FormattedValue)[] = [];
  let token = reader.run[reader.at];
  for (; token !== undefined && token.type !== "fieldClose"; token = reader.run[reader.at]) {
    if (token.type === "fieldOpen") readField(reader, parts, isRaw, depth);
    else {
      if (token.type === "formatText") {
        append(parts, formatText(reader.text.slice(token.start, token.end), isRaw));
      }
      reader.at++;
    }
  }
  return { kind: "JoinedString", range: { start, end: token?.start ?? start }, parts };
}

/** The format of a field that is too deep: to its `}`, whatever is in it. */
function passFormat(reader: Reader): void {
  let open = 0;
  for (; reader.at < reader.run.length; reader.at++) {
    const { type } = reader.run[reader.at] as Token;
    if (type === "fieldOpen") open++;
    else if (type === "fieldClose" && open-- === 0) return;
  }
}

/** An f-string inside a field is part of the field's expression. */
function skipNested(reader: Reader): void {
  let depth = 0;
  for (; reader.at < reader.run.length; reader.at++) {
    const { type } = reader.run[reader.at] as Token;
    if (type === "formatStart") depth++;
    else if (type === "formatEnd" && --depth === 0) {
      reader.at++;
      return;
    }
  }
}

function formatText(source: string, isRaw: boolean): string {
  return unescapeString(source.replaceAll("{{", "{").replaceAll("}}", "}"), { isRaw, isBytes: false });
}

function append(parts: (string | FormattedValue)[], value: string): void {
  const last = parts.at(-1);
  if (value === "") return;
  if (typeof last === "string") parts[parts.length - 1] = last + value;
  else parts.push(value);
}
