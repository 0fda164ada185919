/** What surely runs once where a function or a module runs: its own statements, and those within `with`. */

import type { Expression, Statement } from "../../python/ast.ts";

const known = new WeakMap<readonly Statement[], ReadonlySet<Expression>>();

/** The values of plain assignments and of expressions that stand alone, under no condition and in no loop. */
export function certainValues(body: readonly Statement[]): ReadonlySet<Expression> {
  let values = known.get(body);
  if (values === undefined) {
    const found = new Set<Expression>();
    collect(body, found);
    values = found;
    known.set(body, values);
  }
  return values;
}

function collect(body: readonly Statement[], found: Set<Expression>): void {
  for (const statement of body) {
    if (statement.kind === "With") collect(statement.body, found);
    else if (statement.kind === "Assign" || statement.kind === "ExpressionStatement") found.add(statement.value);
    else if (statement.kind === "AnnotatedAssign" && statement.value !== undefined) found.add(statement.value);
  }
}
