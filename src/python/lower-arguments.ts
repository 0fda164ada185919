import type { Argument, Expression, Name, Parameter, Parameters, Range } from "./ast.ts";
import { isExpressionPiece, type Lowering, nameOf, rangeOf, textOf } from "./lower.ts";
import { expressionsIn, lowerComprehension, lowerExpression, splitAt } from "./lower-expressions.ts";
import { errorType, type Piece } from "./piece.ts";

/** Of a call or of a class's bases. What is broken stays as an argument with an `ErrorExpression`. */
export function lowerArguments(lowering: Lowering, list: Piece, depth: number): Argument[] {
  const inside = list.children.filter((piece) => piece.type !== "(" && piece.type !== ")");
  const found: Argument[] = [];
  for (const group of splitArguments(inside)) {
    const first = group[0];
    const last = group.at(-1);
    if (first === undefined || last === undefined) continue;
    const { value, name, nameRange, isDoubleStarred = false } = lowerArgument(lowering, group, depth);
    const isOnlyValue = value.range.start === first.start && value.range.end === last.end;
    const range = isOnlyValue ? value.range : { start: first.start, end: last.end };
    found.push({ range, name, nameRange, isDoubleStarred, value });
  }
  return found;
}

/** The comma of `for key, value in …` parts no arguments. */
function splitArguments(pieces: readonly Piece[]): Piece[][] {
  if (!pieces.some((piece) => piece.type === "for")) return splitAt(pieces, ",");
  const groups: Piece[][] = [[]];
  let isInTarget = false;
  for (const piece of pieces) {
    if (piece.type === "for") isInTarget = true;
    else if (piece.type === "in") isInTarget = false;
    if (piece.type === "," && !isInTarget) groups.push([]);
    else groups.at(-1)?.push(piece);
  }
  return groups;
}

function lowerArgument(
  lowering: Lowering,
  group: readonly Piece[],
  depth: number,
): { readonly value: Expression } & Partial<Argument> {
  const [first, second, third] = group as [Piece, Piece?, Piece?];
  const range = { start: first.start, end: (group.at(-1) as Piece).end };
  const isWhole = !group.some((piece) => piece.type === errorType);
  if (isWhole && (first.type === "*" || first.type === "**") && second !== undefined && group.length === 2) {
    const value = lowerExpression(lowering, second, depth + 1);
    if (first.type === "**") return { value, isDoubleStarred: true };
    return { value: { kind: "Starred", range, value } };
  }
  if (isWhole && second?.type === "AssignOp" && third !== undefined && group.length === 3) {
    const value = lowerExpression(lowering, third, depth + 1);
    if (textOf(lowering, second) === "=") return { value, name: nameOf(lowering, first), nameRange: rangeOf(first) };
    const target = lowerExpression(lowering, first, depth + 1);
    if (target.kind === "Name") return { value: { kind: "NamedExpression", range, target, value } };
  }
  if (isWhole && group.some((piece) => piece.type === "for")) {
    const value = lowerGenerator(lowering, group, range, depth);
    if (value !== undefined) return { value };
  }
  if (isWhole && group.length === 1 && isExpressionPiece(first))
    return { value: lowerExpression(lowering, first, depth + 1) };
  if (isWhole) lowering.errors.push(range);
  const name =
    second?.type === "AssignOp" && first.type === "VariableName"
      ? { name: nameOf(lowering, first), nameRange: rangeOf(first) }
      : {};
  const parts = expressionsIn(lowering, second?.type === "AssignOp" ? group.slice(2) : group, depth);
  return { ...name, value: { kind: "ErrorExpression", range, parts } };
}

/** `f(x for x in b)`, `any(found := look(x) for x in b)`; undefined for `f(x=x for x in b)`, which Python refuses. */
function lowerGenerator(
  lowering: Lowering,
  group: readonly Piece[],
  range: Range,
  depth: number,
): Expression | undefined {
  const [first, second, third] = group as [Piece, Piece?, Piece?];
  if (second?.type !== "AssignOp") return lowerComprehension(lowering, group, "ComprehensionExpression", range, depth);
  if (third === undefined || textOf(lowering, second) !== ":=") return undefined;
  const target = lowerExpression(lowering, first, depth + 1);
  const value = lowerComprehension(lowering, group.slice(2), "ComprehensionExpression", range, depth);
  if (target.kind !== "Name" || value.kind !== "Comprehension") return undefined;
  const named = { start: first.start, end: value.element.range.end };
  return { ...value, element: { kind: "NamedExpression", range: named, target, value: value.element } };
}

/** Of a `def` (with parentheses) or of a lambda. */
export function lowerParameters(lowering: Lowering, list: Piece, depth: number): Parameters {
  const inside = list.children.filter((piece) => piece.type !== "(" && piece.type !== ")");
  const slash = slashOf(lowering, list);
  const groups = splitAt(inside, ",").filter((group) => group.length > 0);
  const found: Parameter[] = [];
  let isAfterStar = false;
  for (const group of groups) {
    const first = group[0] as Piece;
    if (first.start === slash) continue;
    const star = first.type === "*" || first.type === "**" ? first.type : "";
    const name = group[star === "" ? 0 : 1];
    if (star === "*") isAfterStar = true;
    if (name?.type !== "VariableName") continue;
    const annotation = group.find((piece) => piece.type === "TypeDef")?.children[1];
    const assignment = group.findIndex((piece) => piece.type === "AssignOp");
    const value = assignment < 0 ? undefined : group[assignment + 1];
    found.push({
      range: { start: first.start, end: (group.at(-1) as Piece).end },
      name: nameOf(lowering, name),
      nameRange: rangeOf(name),
      form:
        star === "**"
          ? "varKeyword"
          : star === "*"
            ? "varPositional"
            : isAfterStar
              ? "keywordOnly"
              : first.start < slash
                ? "positionalOnly"
                : "positionalOrKeyword",
      annotation: annotation === undefined ? undefined : lowerExpression(lowering, annotation, depth + 1),
      default: value === undefined ? undefined : lowerExpression(lowering, value, depth + 1),
    });
  }
  return { list: found, range: rangeOf(list) };
}

/** Where the `/` is, or -1. In a `def` the grammar has no piece for it, in a lambda it is masked as a name. */
function slashOf(lowering: Lowering, list: Piece): number {
  let before = list.start;
  for (const piece of list.children) {
    if (piece.type === "VariableName" && textOf(lowering, piece) === "/") return piece.start;
    const gap = textOf(lowering, { start: before, end: piece.start });
    const slash = gap.replace(/#.*/g, (comment) => " ".repeat(comment.length)).indexOf("/");
    if (slash >= 0) return before + slash;
    before = piece.end;
  }
  return -1;
}

/** The names in `[T: bound, *U]` of a function, class or type alias. */
export function typeParametersOf(lowering: Lowering, piece: Piece): { readonly typeParameters?: readonly Name[] } {
  const list = piece.children.find((child) => child.type === "TypeParamList");
  if (list === undefined) return {};
  const typeParameters = list.children.flatMap((parameter) => {
    const name = parameter.children.find((child) => child.type === "VariableName");
    return name === undefined ? [] : [{ kind: "Name" as const, range: rangeOf(name), id: nameOf(lowering, name) }];
  });
  return { typeParameters };
}
