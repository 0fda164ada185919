import { expect, test } from "vitest";
import { fitsLayout } from "../../../src/python/layout.ts";
import type { Piece } from "../../../src/python/piece.ts";
import { scanStatement } from "../../../src/python/tokens.ts";

const piece = (type: string, start: number, ...children: readonly Piece[]): Piece => ({
  type,
  start,
  end: start + 1,
  children,
});

const fits = (text: string, ...pieces: readonly Piece[]): boolean =>
  fitsLayout(pieces, scanStatement(text, 0, new Set()).tokens, text, 0);

const text = "class A:\n    x\n    def f():\n        y\n    z\n";
const x = piece("ExpressionStatement", 13);
const y = piece("ExpressionStatement", 36);
const z = piece("ExpressionStatement", 42);
const f = (...body: readonly Piece[]) => piece("FunctionDefinition", 19, piece("Body", 26, ...body));
const a = (...body: readonly Piece[]) => piece("ClassDefinition", 0, piece("Body", 7, ...body));

test("a tree with a statement for each line, in the block that its column says, fits", () => {
  expect(fits(text, a(x, f(y), z))).toBe(true);
});

test.each([
  ["a statement is missing", [a(x, f(y))]],
  ["a block is missing", [a(x, piece("FunctionDefinition", 19), z)]],
  ["a statement is in the block before", [a(x, f(y, z))]],
  ["a statement has left its block", [a(x, f(y)), z]],
  ["a block is one deeper", [a(x, f(a(y)), z)]],
  ["a statement begins elsewhere", [a(x, f(piece("ExpressionStatement", 37)), z)]],
])("a tree in which %s does not", (_, pieces) => {
  expect(fits(text, ...pieces)).toBe(false);
});

test("clauses and decorators are lines too", () => {
  const clauses = "if a:\n  x\nelif b: y\nelse:\n  z\n";
  const body = (start: number, ...inside: readonly Piece[]) => piece("Body", start, ...inside);
  const whole = piece(
    "IfStatement",
    0,
    piece("if", 0),
    body(4, piece("ExpressionStatement", 8)),
    piece("elif", 10),
    body(16, piece("ExpressionStatement", 18)),
    piece("else", 20),
    body(24, piece("ExpressionStatement", 28)),
  );
  expect(fits(clauses, whole)).toBe(true);
  const decorated = piece("DecoratedStatement", 0, piece("Decorator", 0), piece("FunctionDefinition", 3, body(10, x)));
  expect(fits("@d\ndef f():\n x\n", decorated)).toBe(true);
});
