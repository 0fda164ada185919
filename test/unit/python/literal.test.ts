import { expect, test } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";

function constantIn(text: string): unknown {
  const { module } = parseModule(`x = ${text}\n`);
  const [statement] = module.body;
  if (statement?.kind !== "Assign") throw new Error(`no assignment: ${text}`);
  return statement.value.kind === "Constant" ? statement.value.value : statement.value.kind;
}

test.each<[string, unknown]>([
  ["1", 1n],
  ["1_000", 1000n],
  ["0xFF", 255n],
  ["0o17", 15n],
  ["0b101", 5n],
  ["00", 0n],
  ["1.", 1],
  [".5", 0.5],
  ["1.e-7", 1e-7],
  ["1_0.0_1e1_0", 10.01e10],
  ["2J", { type: "complex", imaginary: 2 }],
  ["1.j", { type: "complex", imaginary: 1 }],
  ["...", { type: "ellipsis" }],
  ["None", null],
  ["True", true],
  ["'a\\n\\x41\\u00e9\\U0001F600\\101\\q\\''", "a\nAé😀A\\q'"],
  ["r'a\\n\\''", "a\\n\\'"],
  ["b'\\xff\\u1234'", { type: "bytes", text: "\xff\\u1234" }],
  ["Rb'\\n'", { type: "bytes", text: "\\n" }],
  ["'''a\r\nb\\\n'c'''", "a\nb'c"],
  ["('a' # one\n 'b' \"c\")", "abc"],
  ["u'é'", "é"],
])("%s has its value", (text, expected) => {
  expect(constantIn(text)).toEqual(expected);
});

test.each(["0777", "1__0", "1_", "0x", "'a' b'b'"])("%s has none", (text) => {
  expect(parseModule(`x = ${text}\n`).module.errors.length).toBeGreaterThan(0);
});

test("an f-string has its text, fields, conversions and formats, each at its place", () => {
  const text = `x = f"a{{{y!r:>{width}.2f}b" 'c' rf'\\{z=}' f"{d["k"]}"\n`;
  const { module } = parseModule(text);
  expect(module.errors).toEqual([]);
  const [statement] = module.body;
  if (statement?.kind !== "Assign" || statement.value.kind !== "JoinedString") throw new Error("no f-string");
  const { parts } = statement.value;
  expect(parts.map((part) => (typeof part === "string" ? part : part.value.kind))).toEqual([
    "a{",
    "Name",
    "bc\\",
    "Name",
    "Subscript",
  ]);
  const [, field, , debug] = parts;
  if (typeof field !== "object" || typeof debug !== "object") throw new Error("no field");
  expect(text.slice(field.value.range.start, field.value.range.end)).toBe("y");
  expect(field.conversion).toBe("r");
  expect(field.format?.parts).toMatchObject([">", { value: { kind: "Name", id: "width" } }, ".2f"]);
  expect(debug.debugText).toBe("z=");
});
