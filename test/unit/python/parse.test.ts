import { expect, test } from "vitest";
import type { Expression } from "../../../src/python/ast.ts";
import { parseModule } from "../../../src/python/parse.ts";

function expressionOf(text: string): Expression {
  const { module } = parseModule(text);
  expect(module.errors).toEqual([]);
  const [statement] = module.body;
  if (statement?.kind !== "ExpressionStatement") throw new Error(`no expression: ${statement?.kind}`);
  return statement.value;
}

/** A short form of expressions, to read in tests. */
function show(node: Expression): string {
  switch (node.kind) {
    case "Name":
      return node.id;
    case "Constant":
      return typeof node.value === "bigint" ? String(node.value) : JSON.stringify(node.value);
    case "BinaryOperation":
      return `(${show(node.left)} ${node.operator} ${show(node.right)})`;
    case "UnaryOperation":
      return `(${node.operator} ${show(node.operand)})`;
    case "BooleanOperation":
      return `(${node.values.map(show).join(` ${node.operator} `)})`;
    case "Compare":
      return `(${show(node.left)}${node.comparisons.map((one) => ` ${one.operator} ${show(one.right)}`).join("")})`;
    case "Await":
      return `(await ${show(node.value)})`;
    case "Starred":
      return `*${show(node.value)}`;
    case "Tuple":
      return `<${node.elements.map(show).join(", ")}>`;
    case "Subscript":
      return `${show(node.value)}[${show(node.index)}]`;
    case "Attribute":
      return `${show(node.value)}.${node.attribute}`;
    case "Slice":
      return [node.lower, node.upper, node.step].map((part) => (part === undefined ? "" : show(part))).join(":");
    default:
      return node.kind;
  }
}

test.each([
  ["not a and b or c", "(((not a) and b) or c)"],
  ["not a == b", "(not (a == b))"],
  ["-a ** -b ** c", "(- (a ** (- (b ** c))))"],
  ["await x ** 2", "((await x) ** 2)"],
  ["a < b <= c not in d is not e", "(a < b <= c not in d is not e)"],
  ["a - b - c * d @ e", "((a - b) - ((c * d) @ e))"],
  ["a | b ^ c & d << e", "(a | (b ^ (c & (d << e))))"],
  ["x[*a, 1:2, ::3]", "x[<*a, 1:2:, ::3>]"],
  ["x[a,]", "x[<a>]"],
  ["1. - y", "(1 - y)"],
])("%s is read with Python's precedence", (text, expected) => {
  expect(show(expressionOf(text))).toBe(expected);
});

test("a number that ends in a dot is a float, and a member of it is a member", () => {
  expect(expressionOf("1.")).toMatchObject({ kind: "Constant", value: 1 });
  expect(expressionOf("1.e-7")).toMatchObject({ value: 1e-7 });
  expect(expressionOf("10")).toMatchObject({ value: 10n });
  expect(expressionOf("1..real")).toMatchObject({ kind: "Attribute", attribute: "real" });
});
