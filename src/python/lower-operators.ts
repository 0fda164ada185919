/**
 * Operators, with Python's precedence. The grammar's tree of them is not used, only the order of
 * operands and operators in it: it has `not a and b` as `not (a and b)` and `await a ** b` as
 * `await (a ** b)`.
 */
import type { BinaryOperator, CompareOperator, Expression, Range } from "./ast.ts";
import { deepestTree, type Lowering, textOf } from "./lower.ts";
import { holdsErrorPiece, type Piece } from "./piece.ts";

interface Operator {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

type Item = { readonly operand: Piece } | { readonly operator: Operator };

/** An operand with the parentheses around it. */
interface Operand extends Range {
  readonly expression: Expression;
}

const levels: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  "|": 5,
  "^": 6,
  "&": 7,
  "<<": 8,
  ">>": 8,
  "+": 9,
  "-": 9,
  "*": 10,
  "/": 10,
  "//": 10,
  "%": 10,
  "@": 10,
  "**": 12,
};
const notLevel = 3;
const compareLevel = 4;
const signLevel = 11;
const comparisons = new Set(["==", "!=", "<>", "<", "<=", ">", ">=", "in", "is", "not", "is not", "not in"]);
const operatorTypes = new Set(["ArithOp", "BitOp", "CompareOp", "and", "or", "not", "in", "is", "await", "*"]);

export function isOperation(piece: Piece): boolean {
  return piece.type === "BinaryExpression" || piece.type === "UnaryExpression" || piece.type === "AwaitExpression";
}

/** The operands and operators in source order, or undefined when one is missing. */
function itemsOf(lowering: Lowering, piece: Piece): { readonly items: readonly Item[]; readonly isBroken: boolean } {
  const items: Item[] = [];
  const pending: Piece[] = [piece];
  let isBroken = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (isOperation(next)) {
      if (holdsErrorPiece(next)) isBroken = true;
      for (let index = next.children.length - 1; index >= 0; index--) pending.push(next.children[index] as Piece);
    } else if (operatorTypes.has(next.type)) {
      items.push({ operator: { text: textOf(lowering, next), start: next.start, end: next.end } });
    } else items.push({ operand: next });
  }
  return { items, isBroken };
}

export function lowerOperation(
  lowering: Lowering,
  piece: Piece,
  depth: number,
  lowerOperand: (piece: Piece, depth: number) => Expression,
): Expression {
  const { items, isBroken } = itemsOf(lowering, piece);
  const range = { start: piece.start, end: piece.end };
  const innerDepth = depth + items.length;
  if (innerDepth > deepestTree) {
    lowering.errors.push(range);
    return { kind: "ErrorExpression", range, parts: [] };
  }
  const broken = (): Expression => ({
    kind: "ErrorExpression",
    range,
    parts: items.flatMap((item) => ("operand" in item ? [lowerOperand(item.operand, depth + 1)] : [])),
  });
  if (isBroken) return broken();
  let at = 0;
  let isWrong = false;
  const result = readBinary(1);
  if (!isWrong && at === items.length) return result.expression;
  lowering.errors.push(range);
  return broken();

  function operatorAt(): Operator | undefined {
    const item = items[at];
    return item !== undefined && "operator" in item ? item.operator : undefined;
  }

  function readOperand(): Operand {
    const item = items[at];
    const operator = operatorAt();
    if (operator !== undefined) return readPrefix(operator);
    if (item === undefined || !("operand" in item)) {
      isWrong = true;
      at++;
      const empty = { start: piece.end, end: piece.end };
      return { ...empty, expression: { kind: "ErrorExpression", range: empty, parts: [] } };
    }
    at++;
    const { start, end } = item.operand;
    return { start, end, expression: lowerOperand(item.operand, innerDepth) };
  }

  function readPrefix(operator: Operator): Operand {
    at++;
    const { start } = operator;
    switch (operator.text) {
      case "not": {
        const operand = readBinary(notLevel);
        return unary("not", start, operand);
      }
      case "-":
      case "+":
      case "~":
        return unary(operator.text, start, readBinary(signLevel));
      case "await": {
        const operand = readOperand();
        const range = { start, end: operand.end };
        return { ...range, expression: { kind: "Await", range, value: operand.expression } };
      }
      case "*": {
        const operand = readBinary(5);
        const range = { start, end: operand.end };
        return { ...range, expression: { kind: "Starred", range, value: operand.expression } };
      }
      case "@":
        return readBinary(1);
      default:
        isWrong = true;
        return readOperand();
    }
  }

  function unary(operator: "-" | "+" | "~" | "not", start: number, operand: Operand): Operand {
    const range = { start, end: operand.end };
    return { ...range, expression: { kind: "UnaryOperation", range, operator, operand: operand.expression } };
  }

  function readBinary(level: number): Operand {
    let left = readOperand();
    for (let operator = operatorAt(); operator !== undefined && !isWrong; operator = operatorAt()) {
      if (comparisons.has(operator.text)) {
        if (level > compareLevel) break;
        left = readComparisons(left);
        continue;
      }
      const operatorLevel = levels[operator.text];
      if (operatorLevel === undefined) {
        isWrong = true;
        break;
      }
      if (operatorLevel < level) break;
      if (operator.text === "and" || operator.text === "or") {
        left = readBoolean(left, operator.text, operatorLevel);
        continue;
      }
      at++;
      // A power binds to the right, and a sign after it goes first: `a ** -b ** c`.
      const right = operator.text === "**" ? readBinary(signLevel) : readBinary(operatorLevel + 1);
      const range = { start: left.start, end: right.end };
      left = {
        ...range,
        expression: {
          kind: "BinaryOperation",
          range,
          left: left.expression,
          operator: operator.text as BinaryOperator,
          right: right.expression,
        },
      };
    }
    return left;
  }

  function readBoolean(first: Operand, operator: "and" | "or", level: number): Operand {
    const values = [first.expression];
    let end = first.end;
    while (operatorAt()?.text === operator) {
      at++;
      const next = readBinary(level + 1);
      values.push(next.expression);
      end = next.end;
    }
    const range = { start: first.start, end };
    return { ...range, expression: { kind: "BooleanOperation", range, operator, values } };
  }

  function readComparisons(left: Operand): Operand {
    const found: { operator: CompareOperator; right: Expression }[] = [];
    let end = left.end;
    for (
      let operator = operatorAt();
      operator !== undefined && comparisons.has(operator.text);
      operator = operatorAt()
    ) {
      at++;
      let text = operator.text;
      const following = operatorAt()?.text;
      if ((text === "is" && following === "not") || (text === "not" && following === "in")) {
        text = `${text} ${following}`;
        at++;
      } else if (text === "not") isWrong = true;
      if (text === "<>") {
        lowering.errors.push({ start: operator.start, end: operator.end });
        text = "!=";
      }
      const right = readBinary(compareLevel + 1);
      found.push({ operator: text as CompareOperator, right: right.expression });
      end = right.end;
    }
    const range = { start: left.start, end };
    return { ...range, expression: { kind: "Compare", range, left: left.expression, comparisons: found } };
  }
}
