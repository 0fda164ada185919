import type { ImportAlias, Name, Statement } from "./ast.ts";
import {
  shiftAll,
  shiftArguments,
  shiftExpression,
  shiftMaybe,
  shiftName,
  shiftParameters,
  shiftRange,
} from "./shift.ts";

function shiftBody(body: readonly Statement[], by: number): Statement[] {
  return body.map((statement) => shiftStatement(statement, by));
}

function shiftAliases(names: readonly ImportAlias[], by: number): ImportAlias[] {
  return names.map((alias) => ({
    range: shiftRange(alias.range, by),
    name: alias.name,
    nameRange: shiftRange(alias.nameRange, by),
    asName: alias.asName === undefined ? undefined : shiftName(alias.asName, by),
  }));
}

function shiftNames(names: readonly Name[], by: number): Name[] {
  return names.map((name) => shiftName(name, by));
}

function typeParameters(names: readonly Name[] | undefined, by: number): { typeParameters?: readonly Name[] } {
  return names === undefined ? {} : { typeParameters: shiftNames(names, by) };
}

/** A copy `by` units further on. */
export function shiftStatement(node: Statement, by: number): Statement {
  const range = shiftRange(node.range, by);
  switch (node.kind) {
    case "FunctionDefinition":
      return {
        kind: "FunctionDefinition",
        range,
        name: node.name,
        nameRange: shiftRange(node.nameRange, by),
        decorators: shiftAll(node.decorators, by),
        ...typeParameters(node.typeParameters, by),
        parameters: shiftParameters(node.parameters, by),
        returns: shiftMaybe(node.returns, by),
        body: shiftBody(node.body, by),
        isAsync: node.isAsync,
      };
    case "ClassDefinition":
      return {
        kind: "ClassDefinition",
        range,
        name: node.name,
        nameRange: shiftRange(node.nameRange, by),
        decorators: shiftAll(node.decorators, by),
        ...typeParameters(node.typeParameters, by),
        bases: shiftArguments(node.bases, by),
        body: shiftBody(node.body, by),
      };
    case "Return":
      return { kind: "Return", range, value: shiftMaybe(node.value, by) };
    case "Delete":
      return { kind: "Delete", range, targets: shiftAll(node.targets, by) };
    case "Assign":
      return { kind: "Assign", range, targets: shiftAll(node.targets, by), value: shiftExpression(node.value, by) };
    case "AugmentedAssign":
      return {
        kind: "AugmentedAssign",
        range,
        target: shiftExpression(node.target, by),
        operator: node.operator,
        value: shiftExpression(node.value, by),
      };
    case "AnnotatedAssign":
      return {
        kind: "AnnotatedAssign",
        range,
        target: shiftExpression(node.target, by),
        annotation: shiftExpression(node.annotation, by),
        value: shiftMaybe(node.value, by),
      };
    case "TypeAlias":
      return {
        kind: "TypeAlias",
        range,
        name: shiftName(node.name, by),
        ...typeParameters(node.typeParameters, by),
        value: shiftExpression(node.value, by),
      };
    case "For":
      return {
        kind: "For",
        range,
        target: shiftExpression(node.target, by),
        iterable: shiftExpression(node.iterable, by),
        body: shiftBody(node.body, by),
        orElse: shiftBody(node.orElse, by),
        isAsync: node.isAsync,
      };
    case "While":
    case "If": {
      const test = shiftExpression(node.test, by);
      return { kind: node.kind, range, test, body: shiftBody(node.body, by), orElse: shiftBody(node.orElse, by) };
    }
    case "With": {
      const items = node.items.map(({ context, target }) => ({
        context: shiftExpression(context, by),
        target: shiftMaybe(target, by),
      }));
      return { kind: "With", range, items, body: shiftBody(node.body, by), isAsync: node.isAsync };
    }
    case "Match": {
      const cases = node.cases.map((one) => ({
        range: shiftRange(one.range, by),
        captures: shiftNames(one.captures, by),
        guard: shiftMaybe(one.guard, by),
        body: shiftBody(one.body, by),
      }));
      return { kind: "Match", range, subject: shiftExpression(node.subject, by), cases };
    }
    case "Raise":
      return { kind: "Raise", range, exception: shiftMaybe(node.exception, by), cause: shiftMaybe(node.cause, by) };
    case "Try":
      return {
        kind: "Try",
        range,
        body: shiftBody(node.body, by),
        handlers: node.handlers.map((handler) => ({
          range: shiftRange(handler.range, by),
          type: shiftMaybe(handler.type, by),
          name: handler.name === undefined ? undefined : shiftName(handler.name, by),
          body: shiftBody(handler.body, by),
        })),
        orElse: shiftBody(node.orElse, by),
        finallyBody: shiftBody(node.finallyBody, by),
      };
    case "Assert":
      return { kind: "Assert", range, test: shiftExpression(node.test, by), message: shiftMaybe(node.message, by) };
    case "Import":
      return { kind: "Import", range, names: shiftAliases(node.names, by) };
    case "ImportFrom":
      return {
        kind: "ImportFrom",
        range,
        module: node.module,
        moduleRange: shiftRange(node.moduleRange, by),
        level: node.level,
        names: shiftAliases(node.names, by),
      };
    case "Global":
      return { kind: "Global", range, isNonlocal: node.isNonlocal, names: shiftNames(node.names, by) };
    case "ExpressionStatement":
      return { kind: "ExpressionStatement", range, value: shiftExpression(node.value, by) };
    case "Pass":
    case "Break":
    case "Continue":
      return { kind: node.kind, range };
    case "ErrorStatement":
      return {
        kind: "ErrorStatement",
        range,
        expressions: shiftAll(node.expressions, by),
        statements: shiftBody(node.statements, by),
      };
  }
}
