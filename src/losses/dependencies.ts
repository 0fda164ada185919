/** What of its file a loss rests on: itself, and the statements that give its names their values. */

import type { Module, Name, Statement } from "../python/ast.ts";
import type { ModuleNames } from "../python/scope.ts";
import { walk } from "../python/walk.ts";
import type { LossDefinition } from "./loss.ts";

/** Calls that change Keras for everything after them. */
const configuring = /\bset_(?:epsilon|floatx|image_data_format|image_dim_ordering)\s*\(/;

/** The top-level statements that the loss needs, its own among them, in source order. */
export function dependenciesOf(loss: LossDefinition, names: ModuleNames): readonly Statement[] {
  const { module } = loss;
  const needed = new Set<Statement>();
  const waiting: Statement[] = [];
  const need = (statement: Statement | undefined): void => {
    if (statement === undefined || needed.has(statement)) return;
    needed.add(statement);
    waiting.push(statement);
  };
  need(statementAt(module, loss.range.start));
  for (const statement of module.body) {
    const isForAll =
      (statement.kind === "ImportFrom" && statement.names.some(({ name }) => name === "*")) ||
      configuring.test(module.text.slice(statement.range.start, statement.range.end));
    if (isForAll) need(statement);
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    walk(next, (node) => {
      if (node.kind === "Name") for (const site of sitesOf(node, names)) need(statementAt(module, site));
    });
  }
  return module.body.filter((statement) => needed.has(statement));
}

/** Equal texts mean equal losses: the same text, resting on the same statements. */
export function dependencyText(loss: LossDefinition, names: ModuleNames): string {
  const { text } = loss.module;
  return dependenciesOf(loss, names)
    .map(({ range }) => text.slice(range.start, range.end))
    .join("\n");
}

function sitesOf(name: Name, names: ModuleNames): number[] {
  const binding = names.bindingOf(name);
  if (binding === undefined || binding.scope !== names.moduleScope) return [];
  return binding.sites.map(({ range }) => range.start);
}

function statementAt({ body }: Module, offset: number): Statement | undefined {
  return body.find(({ range }) => range.start <= offset && offset < range.end);
}
