/** Turns a lambda that is used as a loss into a function with a name, which Keras can find again. */

import type { Lambda, Module, Node, Statement } from "../../python/ast.ts";
import { parentsOf } from "../../python/walk.ts";
import type { LossDefinition } from "../loss.ts";
import type { ProposedFix, RuleContext } from "../rule.ts";
import { registrationDecorator } from "./registration.ts";

/** A registered `def` before the statement that holds the lambda, or in place of its assignment. */
export function nameTheLambda(loss: LossDefinition, context: RuleContext): readonly ProposedFix[] {
  const { node } = loss;
  if (node.kind !== "Lambda") return [];
  const decorator = registrationDecorator(context);
  const statement = statementOf(node, context.module);
  if (!decorator || !statement) return [];
  const { text } = context.module;
  const lineStart = text.lastIndexOf("\n", statement.range.start - 1) + 1;
  const indent = text.slice(lineStart, statement.range.start);
  const parameters = text.slice(node.parameters.range.start, node.parameters.range.end).trim();
  const body = text.slice(node.body.range.start, node.body.range.end);
  if (indent.trim() !== "" || body.includes("\n")) return [];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const define = (name: string): string =>
    [decorator.text, `def ${name}(${parameters}):`, `    return ${body}`].join(`${newline}${indent}`);
  const target = statement.kind === "Assign" && statement.value === node ? statement.targets[0] : undefined;
  if (target?.kind === "Name" && statement.kind === "Assign" && statement.targets.length === 1)
    return [
      {
        title: `Write '${target.id}' as a function`,
        edits: [{ range: statement.range, newText: define(target.id) }, ...decorator.imports],
      },
    ];
  const name = freeName(context);
  const start = { start: statement.range.start, end: statement.range.start };
  return [
    {
      title: `Name the lambda '${name}'`,
      edits: [
        { range: start, newText: `${define(name)}${newline}${newline}${indent}` },
        { range: node.range, newText: name },
        ...decorator.imports,
      ],
    },
  ];
}

function freeName({ module }: RuleContext): string {
  const taken = new Set(module.text.match(/\bcustom_loss\w*/g));
  let name = "custom_loss";
  for (let count = 2; taken.has(name); count++) name = `custom_loss_${count}`;
  return name;
}

/** The statement that holds the lambda, where its names mean the same: no function or comprehension between. */
function statementOf(node: Lambda, module: Module): Statement | undefined {
  const parents = parentsOf(module);
  for (let at: Node | undefined = parents.get(node); at; at = parents.get(at)) {
    if (at.kind === "Lambda" || at.kind === "Comprehension") return undefined;
    if (at.kind === "Assign" || at.kind === "AnnotatedAssign" || at.kind === "ExpressionStatement") return at;
    if (at.kind === "Return" || at.kind === "If" || at.kind === "With" || at.kind === "FunctionDefinition")
      return at.kind === "Return" ? at : undefined;
  }
  return undefined;
}
