import type { ImportAlias, Name, Statement } from "./ast.ts";
import { type Lowering, nameOf, rangeOf } from "./lower.ts";
import { splitAt } from "./lower-expressions.ts";
import type { Piece } from "./piece.ts";

export function lowerImport(lowering: Lowering, piece: Piece): Statement | undefined {
  const range = rangeOf(piece);
  const { children } = piece;
  if (children[0]?.type === "import") {
    const names = lowerAliases(lowering, children.slice(1));
    return names === undefined ? undefined : { kind: "Import", range, names };
  }
  const keyword = children.findIndex((child) => child.type === "import");
  if (keyword < 0) return undefined;
  const source = children.slice(1, keyword);
  const firstName = source.findIndex((child) => child.type === "VariableName");
  const dots = firstName < 0 ? source : source.slice(0, firstName);
  const path = firstName < 0 ? [] : source.slice(firstName);
  const start = path[0]?.start ?? dots.at(-1)?.end ?? piece.start;
  const star = children[keyword + 1];
  const names =
    star?.type === "*"
      ? [{ range: rangeOf(star), name: "*", nameRange: rangeOf(star), asName: undefined }]
      : lowerAliases(lowering, children.slice(keyword + 1));
  if (names === undefined) return undefined;
  return {
    kind: "ImportFrom",
    range,
    module: dottedName(lowering, path),
    moduleRange: { start, end: path.at(-1)?.end ?? start },
    level: dots.reduce((level, dot) => level + (dot.end - dot.start), 0),
    names,
  };
}

function dottedName(lowering: Lowering, pieces: readonly Piece[]): string {
  return pieces
    .filter((piece) => piece.type === "VariableName")
    .map((piece) => nameOf(lowering, piece))
    .join(".");
}

function lowerAliases(lowering: Lowering, pieces: readonly Piece[]): ImportAlias[] | undefined {
  const inside = pieces.filter((piece) => piece.type !== "(" && piece.type !== ")");
  const aliases: ImportAlias[] = [];
  for (const group of splitAt(inside, ",")) {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const as = group.findIndex((piece) => piece.type === "as");
    const path = as < 0 ? group : group.slice(0, as);
    const alias = as < 0 ? undefined : group[as + 1];
    const asName: Name | undefined =
      alias === undefined ? undefined : { kind: "Name", range: rangeOf(alias), id: nameOf(lowering, alias) };
    const nameRange = { start: first.start, end: (path.at(-1) ?? first).end };
    aliases.push({ range: { start: first.start, end: last.end }, name: dottedName(lowering, path), nameRange, asName });
  }
  return aliases.length === 0 ? undefined : aliases;
}
