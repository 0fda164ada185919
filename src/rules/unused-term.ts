import type { Expression, FunctionDefinition, Name, Statement } from "../python/ast.ts";
import { walk } from "../python/walk.ts";
import { closeName } from "./close-name.ts";
import { defineRule, type LossContext } from "./rule.ts";

export const unusedTerm = defineRule({
  id: "unused-term",
  severity: "hint",
  summary: "A term is computed from y_pred in a loss and never used",

  checkLoss(context) {
    const { loss, flow, names, resolver } = context;
    const { body } = loss;
    if (!flow?.result || body?.kind !== "FunctionDefinition") return;
    // A name that is mistyped may be meant for any of them.
    const isMistyped = resolver
      .unboundNames()
      .some(
        (name) =>
          !resolver.isAttributeBase(name) && name.range.start >= body.range.start && name.range.end <= body.range.end,
      );
    if (isMistyped) return;
    const scope = names.scopeOpenedBy(body);
    if (!scope) return;
    for (const { target, value } of ownAssignments(body)) {
      const known = flow.valueOf(value);
      if (!known?.fromPred || known.connection === "none" || known.sort !== "tensor" || target.id.startsWith("_"))
        continue;
      const binding = scope.bindings.get(target.id);
      if (!binding || binding.sites.some(({ kind }) => kind === "global" || kind === "parameter")) continue;
      if (binding.references.length === 0) {
        if (!isArithmetic(value)) continue;
        const others = [...scope.bindings.keys()].filter((name) => name !== target.id);
        const close = closeName(target.id, others);
        report(
          target,
          `'${target.id}' is computed from '${loss.yPred!.name}' and never used${close ? `; '${close}' is` : ""}.`,
          context,
        );
      } else if (isOverwritten(target, body)) {
        report(
          target,
          `'${target.id}' is computed from '${loss.yPred!.name}' and overwritten before it is used.`,
          context,
        );
      }
    }
  },
});

function report(target: Name, message: string, context: LossContext): void {
  context.report(target, message, [], { tag: "unnecessary" });
}

/** A shape or a cast left over is no term. */
function isArithmetic(value: Expression): boolean {
  return value.kind === "BinaryOperation" || value.kind === "Call" || value.kind === "UnaryOperation";
}

function* ownAssignments(body: FunctionDefinition): Generator<{ target: Name; value: Expression }> {
  const stack: Statement[] = [...body.body];
  for (let statement = stack.shift(); statement; statement = stack.shift()) {
    if (statement.kind === "Assign" && statement.targets.length === 1 && statement.targets[0]!.kind === "Name")
      yield { target: statement.targets[0]!, value: statement.value };
    else if (statement.kind === "If") stack.unshift(...statement.body, ...statement.orElse);
    else if (statement.kind === "With") stack.unshift(...statement.body);
  }
}

/** Whether the statements right after, in the same block of the loss itself, bind the name anew without reading it. */
function isOverwritten(target: Name, body: FunctionDefinition): boolean {
  const at = body.body.findIndex((statement) => statement.kind === "Assign" && statement.targets[0] === target);
  if (at < 0) return false;
  for (const statement of body.body.slice(at + 1)) {
    if (statement.kind !== "Assign") {
      // A branch, a loop, a nested function: whether it reads the name first is not followed.
      if (reads(statement, target.id) || statement.kind !== "ExpressionStatement") return false;
      continue;
    }
    if (reads(statement.value, target.id)) return false;
    if (statement.targets.some((other) => other.kind === "Name" && other.id === target.id)) return true;
    if (statement.targets.some((other) => reads(other, target.id))) return false;
  }
  return false;
}

function reads(node: Statement | Expression, name: string): boolean {
  let found = false;
  walk(node, (at) => {
    if (at.kind === "Name" && at.id === name) found = true;
  });
  return found;
}
