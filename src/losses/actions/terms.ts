/** Terms of a loss with names of their own: one that is selected, or all of a sum. */

import type { Expression, FunctionDefinition, Node, Range, Statement } from "../../python/ast.ts";
import { holdsError, parentsOf, walk } from "../../python/walk.ts";
import {
  type ActionPlace,
  asValue,
  freeName,
  functionOf,
  hasEffects,
  indentOf,
  type LossAction,
  linesBefore,
  statementAround,
} from "./action.ts";

/** The sum that is returned or assigned at the cursor, each term of it a line; undefined where there is none. */
export function splitTerms({ loss, names, range }: ActionPlace): LossAction | undefined {
  const { module } = loss;
  const body = functionOf(loss);
  const statement = body && plainStatement(body, range, loss.module);
  const value = statement && valueIn(statement);
  if (body === undefined || statement === undefined || value === undefined) return undefined;
  const terms = termsOf(value);
  const ownWork = terms.filter((term) => term.kind !== "Name" && term.kind !== "Constant");
  if (ownWork.length < 2 || hasEffects(module, value)) return undefined;
  const taken = new Set<string>();
  const named = ownWork.map((term) => ({ term, name: freeName(stemOf(term), body, names, taken) }));
  return {
    kind: "splitTerms",
    about: named.map(({ name }) => name).join(", "),
    edits: [
      linesBefore(
        module,
        statement,
        named.map(({ term, name }) => `${name} = ${asValue(module, term.range)}`),
      ),
      ...named.map(({ term, name }) => ({ range: term.range, newText: name })),
    ],
  };
}

/** The selected expression as a line of its own; undefined where what is selected is none, or not always evaluated. */
export function extractTerm({ loss, names, range }: ActionPlace): LossAction | undefined {
  const { module } = loss;
  const body = functionOf(loss);
  const text = module.text.slice(range.start, range.end);
  const selected = {
    start: range.start + (text.length - text.trimStart().length),
    end: range.end - (text.length - text.trimEnd().length),
  };
  if (body === undefined || selected.start >= selected.end) return undefined;
  const statement = plainStatement(body, selected, module);
  const term = statement && expressionAt(statement, selected);
  if (statement === undefined || term === undefined || term.kind === "Name" || term.kind === "Constant")
    return undefined;
  if (hasEffects(module, statement) || !isAlwaysEvaluated(term, statement, parentsOf(module))) return undefined;
  const name = freeName(stemOf(term), body, names, new Set());
  return {
    kind: "extractTerm",
    about: name,
    edits: [
      linesBefore(module, statement, [`${name} = ${asValue(module, term.range)}`]),
      { range: term.range, newText: name },
    ],
  };
}

/** One that computes a value, alone on its lines and read without a mistake. */
function plainStatement(body: FunctionDefinition, range: Range, module: ActionPlace["loss"]["module"]) {
  const statement = statementAround(body, range);
  if (statement === undefined || valueIn(statement) === undefined) return undefined;
  if (indentOf(module, statement) === undefined || holdsError(module, statement)) return undefined;
  return statement;
}

function valueIn(statement: Statement): Expression | undefined {
  switch (statement.kind) {
    case "Return":
    case "Assign":
    case "AnnotatedAssign":
    case "AugmentedAssign":
      return statement.value;
    default:
      return undefined;
  }
}

/** Of `a + b - c` the three, in order. What stands in brackets on the right is one. */
function termsOf(value: Expression): Expression[] {
  if (value.kind !== "BinaryOperation" || (value.operator !== "+" && value.operator !== "-")) return [value];
  return [...termsOf(value.left), value.right];
}

function expressionAt(statement: Statement, { start, end }: Range): Expression | undefined {
  let found: Expression | undefined;
  const value = valueIn(statement);
  if (value === undefined) return undefined;
  walk(value, (node) => {
    if (node.range.start === start && node.range.end === end) found ??= node as Expression;
    return node.range.start <= start && end <= node.range.end;
  });
  return found;
}

/** Not in a branch, a lambda or a comprehension, whose names and turns are their own. */
function isAlwaysEvaluated(term: Expression, statement: Statement, parents: ReadonlyMap<Node, Node>): boolean {
  let below: Node = term;
  for (let at = parents.get(term); at !== undefined && at !== statement; below = at, at = parents.get(at)) {
    if (at.kind === "Lambda" || at.kind === "Comprehension" || at.kind === "JoinedString" || at.kind === "Starred")
      return false;
    if (at.kind === "Conditional" && at.test !== below) return false;
    if (at.kind === "BooleanOperation" && at.values[0] !== below) return false;
    if (at.kind === "Compare" && at.comparisons.length > 1 && at.left !== below) return false;
  }
  return term.kind !== "Starred" && term.kind !== "Slice" && term.kind !== "NamedExpression";
}

/** What a term of each function is, as people call it. */
const words: Readonly<Record<string, string>> = {
  square: "squared",
  squared_difference: "squared",
  abs: "absolute",
  absolute: "absolute",
  log: "logarithm",
  log1p: "logarithm",
  exp: "exponential",
  norm: "norm",
  binary_crossentropy: "crossentropy",
  categorical_crossentropy: "crossentropy",
  sparse_categorical_crossentropy: "crossentropy",
  relu: "hinge",
};

/** For the function that makes it: `dice` for `0.5 * dice_loss(t, p)`. */
function stemOf(term: Expression): string {
  let stem: string | undefined;
  walk(term, (node) => {
    if (stem !== undefined) return false;
    if (node.kind !== "Call") return true;
    const { function: callee } = node;
    if (callee.kind === "Name") stem = callee.id.replace(/_loss$|^loss_|_fn$/, "");
    else if (callee.kind === "Attribute") stem = words[callee.attribute];
    return stem === undefined;
  });
  return stem === undefined || !/^[a-z_]\w*$/i.test(stem) ? "term" : stem;
}
