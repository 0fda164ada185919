/** Methods of str. */

import { Unsupported } from "../../failure.ts";
import { list, tuple } from "../dict.ts";
import { formatTemplate } from "../format.ts";
import { methodTable } from "../natives.ts";
import { typeError, valueError } from "../raise.ts";
import { requireLength, requireSearch } from "../room.ts";
import { isTruthy, toIndex } from "../truth.ts";
import { typeName } from "../type-names.ts";
import type { Machine, Value } from "../values.ts";

const isSpace = (character: string): boolean => /\s/u.test(character);

function trimmed(text: string, characters: Value, sides: "both" | "left" | "right"): string {
  const set = typeof characters === "string" ? new Set(characters) : undefined;
  const goes = (character: string): boolean => set?.has(character) ?? isSpace(character);
  const all = [...text];
  let [start, end] = [0, all.length];
  if (sides !== "right") while (start < end && goes(all[start]!)) start++;
  if (sides !== "left") while (start < end && goes(all[end - 1]!)) end--;
  return all.slice(start, end).join("");
}

/** Up to `limit` words, and what is left over as it is; from the end where `fromRight`. */
function splitWords(text: string, limit: number, fromRight: boolean): string[] {
  const all = fromRight ? [...text].reverse() : [...text];
  const shown = (start: number, end: number): string => {
    const part = all.slice(start, end);
    return (fromRight ? part.reverse() : part).join("");
  };
  const words: string[] = [];
  let at = 0;
  for (;;) {
    while (at < all.length && isSpace(all[at]!)) at++;
    if (at === all.length) break;
    let end = at;
    if (words.length === limit) {
      // What is left over keeps the space at its far end.
      words.push(shown(at, all.length));
      break;
    }
    while (end < all.length && !isSpace(all[end]!)) end++;
    words.push(shown(at, end));
    at = end;
  }
  return fromRight ? words.reverse() : words;
}

/** With as many of `old` replaced as `limit` says; all where it is negative. */
function replaced(text: string, old: string, by: string, limit: number): string {
  requireSearch(text, old);
  const parts = old === "" ? ["", ...text, ""] : text.split(old);
  const times = limit < 0 ? parts.length - 1 : Math.min(limit, parts.length - 1);
  requireLength(text.length + times * by.length);
  return (
    parts.slice(0, times + 1).join(by) +
    parts
      .slice(times + 1)
      .map((part) => old + part)
      .join("")
  );
}

function split(self: string, separator: Value, limitValue: Value, machine: Machine, fromRight: boolean): Value {
  const limit = Number(toIndex(machine, limitValue));
  if (separator !== null && typeof separator !== "string") {
    throw typeError(`must be str or None, not ${typeName(separator)}`);
  }
  if (separator === "") throw valueError("empty separator");
  if (separator !== null) requireSearch(self, separator);
  const parts = separator === null ? self.trim().split(/\s+/).filter(Boolean) : self.split(separator);
  if (limit < 0 || parts.length <= limit + 1) return list(parts);
  if (separator !== null) {
    const joined = fromRight
      ? [parts.slice(0, parts.length - limit).join(separator), ...parts.slice(parts.length - limit)]
      : [...parts.slice(0, limit), parts.slice(limit).join(separator)];
    return list(joined);
  }
  return list(splitWords(self, limit, fromRight));
}

function affix(self: string, wanted: Value, test: (text: string) => boolean, name: string): boolean {
  if (typeof wanted === "string") return test(wanted);
  if (wanted !== null && typeof wanted === "object" && wanted.type === "tuple") {
    return wanted.items.some((each) => affix(self, each, test, name));
  }
  throw typeError(`${name} first arg must be str or a tuple of str, not ${typeName(wanted)}`);
}

function text(value: Value): string {
  if (typeof value !== "string") throw typeError(`must be str, not ${typeName(value)}`);
  return value;
}

function padded(self: string, width: Value, fill: Value, machine: Machine, align: "left" | "right" | "center"): string {
  const size = Number(toIndex(machine, width));
  const missing = size - [...self].length;
  if (missing <= 0) return self;
  machine.step(missing);
  requireLength(size);
  const left = align === "left" ? 0 : align === "right" ? missing : Math.floor(missing / 2) + (missing & size & 1);
  return text(fill).repeat(left) + self + text(fill).repeat(missing - left);
}

const matches = (self: string, pattern: RegExp): boolean => self !== "" && pattern.test(self);

export const stringMethods = methodTable<string>("str", {
  "lower()": (self) => self.toLowerCase(),
  "upper()": (self) => self.toUpperCase(),
  "casefold()": (self) => self.toLowerCase(),
  "capitalize()": (self) => self.slice(0, 1).toUpperCase() + self.slice(1).toLowerCase(),
  "title()": (self) => self.toLowerCase().replace(/\p{L}+/gu, (word) => word[0]!.toUpperCase() + word.slice(1)),
  "swapcase()": (self) =>
    [...self].map((each) => (each === each.toUpperCase() ? each.toLowerCase() : each.toUpperCase())).join(""),
  "strip(chars=None, /)": (self, [characters]) => trimmed(self, characters!, "both"),
  "lstrip(chars=None, /)": (self, [characters]) => trimmed(self, characters!, "left"),
  "rstrip(chars=None, /)": (self, [characters]) => trimmed(self, characters!, "right"),
  "split(sep=None, maxsplit=-1)": (self, [separator, limit], machine) =>
    split(self, separator!, limit!, machine, false),
  "rsplit(sep=None, maxsplit=-1)": (self, [separator, limit], machine) =>
    split(self, separator!, limit!, machine, true),
  "splitlines(keepends=False)": (self, [keep], machine) => {
    const parts = self.split(/(\r\n|\r|\n)/);
    const isKept = isTruthy(machine, keep!);
    const lines: string[] = [];
    for (let at = 0; at < parts.length; at += 2) {
      const [line, ending] = [parts[at]!, parts[at + 1]];
      if (line !== "" || ending !== undefined) lines.push(isKept ? line + (ending ?? "") : line);
    }
    return list(lines);
  },
  "join(iterable, /)": (self, [iterable], machine) => {
    const parts: string[] = [];
    let length = 0;
    for (const item of machine.iterate(iterable!)) {
      if (typeof item !== "string") {
        throw typeError(`sequence item ${parts.length}: expected str instance, ${typeName(item)} found`);
      }
      parts.push(item);
      length += item.length + self.length;
      requireLength(length);
    }
    return parts.join(self);
  },
  "replace(old, new, count=-1, /)": (self, [old, replacement, count], machine) => {
    return replaced(self, text(old!), text(replacement!), Number(toIndex(machine, count!)));
  },
  "startswith(prefix, start=0, /)": (self, [prefix, start], machine) => {
    const from = self.slice(Number(toIndex(machine, start!)));
    return affix(self, prefix!, (each) => from.startsWith(each), "startswith");
  },
  "endswith(suffix, /)": (self, [suffix]) => affix(self, suffix!, (each) => self.endsWith(each), "endswith"),
  "removeprefix(prefix, /)": (self, [prefix]) =>
    self.startsWith(text(prefix!)) ? self.slice(text(prefix!).length) : self,
  "removesuffix(suffix, /)": (self, [suffix]) =>
    text(suffix!) !== "" && self.endsWith(text(suffix!)) ? self.slice(0, -text(suffix!).length) : self,
  "find(sub, start=0, /)": (self, [wanted, start], machine) => {
    requireSearch(self, text(wanted!));
    return BigInt(self.indexOf(text(wanted!), Number(toIndex(machine, start!))));
  },
  "rfind(sub, /)": (self, [wanted]) => {
    requireSearch(self, text(wanted!));
    return BigInt(self.lastIndexOf(text(wanted!)));
  },
  "index(sub, start=0, /)": (self, [wanted, start], machine) => {
    requireSearch(self, text(wanted!));
    const at = self.indexOf(text(wanted!), Number(toIndex(machine, start!)));
    if (at < 0) throw valueError("substring not found");
    return BigInt(at);
  },
  "count(sub, /)": (self, [wanted]) => {
    requireSearch(self, text(wanted!));
    return BigInt(text(wanted!) === "" ? self.length + 1 : self.split(text(wanted!)).length - 1);
  },
  "partition(sep, /)": (self, [separator]) => {
    requireSearch(self, text(separator!));
    const at = self.indexOf(text(separator!));
    if (at < 0) return tuple([self, "", ""]);
    return tuple([self.slice(0, at), text(separator!), self.slice(at + text(separator!).length)]);
  },
  "rpartition(sep, /)": (self, [separator]) => {
    requireSearch(self, text(separator!));
    const at = self.lastIndexOf(text(separator!));
    if (at < 0) return tuple(["", "", self]);
    return tuple([self.slice(0, at), text(separator!), self.slice(at + text(separator!).length)]);
  },
  "ljust(width, fillchar=' ', /)": (self, [width, fill], machine) => padded(self, width!, fill!, machine, "left"),
  "rjust(width, fillchar=' ', /)": (self, [width, fill], machine) => padded(self, width!, fill!, machine, "right"),
  "center(width, fillchar=' ', /)": (self, [width, fill], machine) => padded(self, width!, fill!, machine, "center"),
  "zfill(width, /)": (self, [width], machine) => {
    const sign = /^[+-]/.exec(self)?.[0] ?? "";
    const size = Number(toIndex(machine, width!));
    requireLength(size);
    return sign + self.slice(sign.length).padStart(size - sign.length, "0");
  },
  "isdigit()": (self) => matches(self, /^\p{Nd}+$/u),
  "isdecimal()": (self) => matches(self, /^\p{Nd}+$/u),
  "isnumeric()": (self) => matches(self, /^\p{N}+$/u),
  "isalpha()": (self) => matches(self, /^\p{L}+$/u),
  "isalnum()": (self) => matches(self, /^[\p{L}\p{N}]+$/u),
  "isspace()": (self) => matches(self, /^\s+$/u),
  "isupper()": (self) => self !== self.toLowerCase() && self === self.toUpperCase(),
  "islower()": (self) => self !== self.toUpperCase() && self === self.toLowerCase(),
  "isidentifier()": (self) => matches(self, /^[\p{L}_][\p{L}\p{N}_]*$/u),
  "format(*args, **kwargs)": (self, [args], machine, keywords) => {
    const given = args !== null && typeof args === "object" && args?.type === "tuple" ? args.items : [];
    return formatTemplate(machine, self, given, keywords);
  },
  "encode(encoding='utf-8', errors='strict')": () => {
    throw new Unsupported("Bytes are not evaluated.");
  },
});
