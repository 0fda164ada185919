/**
 * Copies of nodes that an edit before them has moved. The old ones stay as they are: others may hold them.
 * Each kind is written out: a generic copy takes five times as long, and all that follows a keystroke is copied.
 */
import type { Argument, Comment, Expression, FormattedValue, JoinedString, Name, Parameters, Range } from "./ast.ts";

export function shiftRange(range: Range, by: number): Range {
  return { start: range.start + by, end: range.end + by };
}

export function shiftComment(comment: Comment, by: number): Comment {
  return { range: shiftRange(comment.range, by), text: comment.text };
}

export function shiftName(node: Name, by: number): Name {
  return { kind: "Name", range: shiftRange(node.range, by), id: node.id };
}

export function shiftMaybe(node: Expression | undefined, by: number): Expression | undefined {
  return node === undefined ? undefined : shiftExpression(node, by);
}

export function shiftAll(nodes: readonly Expression[], by: number): Expression[] {
  return nodes.map((node) => shiftExpression(node, by));
}

export function shiftArguments(list: readonly Argument[], by: number): Argument[] {
  return list.map((argument) => {
    const value = shiftExpression(argument.value, by);
    return {
      range: argument.range === argument.value.range ? value.range : shiftRange(argument.range, by),
      name: argument.name,
      nameRange: argument.nameRange === undefined ? undefined : shiftRange(argument.nameRange, by),
      isDoubleStarred: argument.isDoubleStarred,
      value,
    };
  });
}

export function shiftParameters(parameters: Parameters, by: number): Parameters {
  const list = parameters.list.map((parameter) => ({
    range: shiftRange(parameter.range, by),
    name: parameter.name,
    nameRange: shiftRange(parameter.nameRange, by),
    form: parameter.form,
    annotation: shiftMaybe(parameter.annotation, by),
    default: shiftMaybe(parameter.default, by),
  }));
  return { list, range: shiftRange(parameters.range, by) };
}

function shiftJoined(node: JoinedString, by: number): JoinedString {
  const parts = node.parts.map((part): string | FormattedValue =>
    typeof part === "string"
      ? part
      : {
          value: shiftExpression(part.value, by),
          conversion: part.conversion,
          format: part.format === undefined ? undefined : shiftJoined(part.format, by),
          debugText: part.debugText,
        },
  );
  const range = shiftRange(node.range, by);
  return node.isTemplate
    ? { kind: "JoinedString", range, isTemplate: true, parts }
    : { kind: "JoinedString", range, parts };
}

export function shiftExpression(node: Expression, by: number): Expression {
  const range = shiftRange(node.range, by);
  switch (node.kind) {
    case "Name":
      return { kind: "Name", range, id: node.id };
    case "Constant":
      return { kind: "Constant", range, value: node.value };
    case "JoinedString":
      return shiftJoined(node, by);
    case "Attribute": {
      const { attribute, attributeStart } = node;
      const value = shiftExpression(node.value, by);
      return { kind: "Attribute", range, value, attribute, attributeStart: attributeStart + by };
    }
    case "Subscript":
      return {
        kind: "Subscript",
        range,
        value: shiftExpression(node.value, by),
        index: shiftExpression(node.index, by),
      };
    case "Slice":
      return {
        kind: "Slice",
        range,
        lower: shiftMaybe(node.lower, by),
        upper: shiftMaybe(node.upper, by),
        step: shiftMaybe(node.step, by),
      };
    case "Starred":
      return { kind: "Starred", range, value: shiftExpression(node.value, by) };
    case "Call":
      return {
        kind: "Call",
        range,
        function: shiftExpression(node.function, by),
        arguments: shiftArguments(node.arguments, by),
      };
    case "BinaryOperation":
      return {
        kind: "BinaryOperation",
        range,
        left: shiftExpression(node.left, by),
        operator: node.operator,
        right: shiftExpression(node.right, by),
      };
    case "UnaryOperation":
      return { kind: "UnaryOperation", range, operator: node.operator, operand: shiftExpression(node.operand, by) };
    case "BooleanOperation":
      return { kind: "BooleanOperation", range, operator: node.operator, values: shiftAll(node.values, by) };
    case "Compare": {
      const comparisons = node.comparisons.map(({ operator, right }) => ({
        operator,
        right: shiftExpression(right, by),
      }));
      return { kind: "Compare", range, left: shiftExpression(node.left, by), comparisons };
    }
    case "Conditional":
      return {
        kind: "Conditional",
        range,
        test: shiftExpression(node.test, by),
        body: shiftExpression(node.body, by),
        orElse: shiftExpression(node.orElse, by),
      };
    case "Lambda":
      return {
        kind: "Lambda",
        range,
        keywordRange: shiftRange(node.keywordRange, by),
        parameters: shiftParameters(node.parameters, by),
        body: shiftExpression(node.body, by),
      };
    case "Tuple": {
      const { isParenthesized } = node;
      return { kind: "Tuple", range, elements: shiftAll(node.elements, by), isParenthesized };
    }
    case "List":
      return { kind: "List", range, elements: shiftAll(node.elements, by) };
    case "SetLiteral":
      return { kind: "SetLiteral", range, elements: shiftAll(node.elements, by) };
    case "Dict": {
      const entries = node.entries.map(({ key, value }) => ({
        key: shiftMaybe(key, by),
        value: shiftExpression(value, by),
      }));
      return { kind: "Dict", range, entries };
    }
    case "Comprehension": {
      const { form } = node;
      const clauses = node.clauses.map(({ target, iterable, conditions, isAsync }) => ({
        target: shiftExpression(target, by),
        iterable: shiftExpression(iterable, by),
        conditions: shiftAll(conditions, by),
        isAsync,
      }));
      const element = shiftExpression(node.element, by);
      return { kind: "Comprehension", range, form, key: shiftMaybe(node.key, by), element, clauses };
    }
    case "NamedExpression":
      return {
        kind: "NamedExpression",
        range,
        target: shiftName(node.target, by),
        value: shiftExpression(node.value, by),
      };
    case "Await":
      return { kind: "Await", range, value: shiftExpression(node.value, by) };
    case "Yield":
      return { kind: "Yield", range, isFrom: node.isFrom, value: shiftMaybe(node.value, by) };
    case "ErrorExpression":
      return { kind: "ErrorExpression", range, parts: shiftAll(node.parts, by) };
  }
}
