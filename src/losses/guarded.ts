/** Code that asks first whether a name is there, or tries it and has another way. */

import type { Module, Node } from "../python/ast.ts";
import { nodesAround } from "../python/walk.ts";

/**
 * Whether `node` stands where the lack of `name` is provided for: in a `try` that has a handler, or in a module that asks
 * for it with `hasattr` or `getattr`, or gives it a value of its own.
 */
export function isProvidedFor(node: Node, name: string, module: Module): boolean {
  return isAskedFor(name, module) || isTried(node, module);
}

/** Whether `node` is in the body of a `try` that goes on another way. */
export function isTried(node: Node, module: Module): boolean {
  const { start } = node.range;
  return nodesAround(module, node).some(
    (at) =>
      at.kind === "Try" &&
      at.handlers.length > 0 &&
      at.body.some(({ range }) => range.start <= start && start < range.end),
  );
}

function isAskedFor(name: string, { text }: Module): boolean {
  if (!text.includes("attr(") && !text.includes(`.${name} =`)) return false;
  const asked = new RegExp(`\\b(?:has|get|set)attr\\([^()\\n]{1,80},\\s*["']${name}["']`);
  return asked.test(text) || new RegExp(`\\.${name} = `).test(text);
}
