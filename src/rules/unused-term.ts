import { listed } from "../keras/functions/function-traits.ts";
import { defineRule, type LossContext } from "../losses/rule.ts";
import type { Expression, FunctionDefinition, Name, Statement } from "../python/ast.ts";
import { closeName } from "../python/close-name.ts";
import { walk } from "../python/walk.ts";

export const unusedTerm = defineRule({
  id: "unused-term",
  severity: "hint",
  summary: "A term is computed from y_pred in a loss and never used",

  checkLoss(context) {
    const { loss, flow, names, resolver } = context;
    const { body } = loss;
    if (!flow?.result || body?.kind !== "FunctionDefinition") return;
    // A name that is mistyped may be meant for any of them.
    const isMistyped = resolver.unboundWithin(body.range).some((name) => !resolver.isAttributeBase(name));
    if (isMistyped) return;
    const scope = names.scopeOpenedBy(body);
    if (!scope) return;
    for (const statement of ownStatements(body)) {
      const call = statement.kind === "ExpressionStatement" ? statement.value : undefined;
      if (call?.kind !== "Call" || !isWithoutEffect(resolver.qualifiedName(call.function) ?? "")) continue;
      const known = flow.valueOf(call);
      if (known?.sort !== "tensor" || !(known.fromPred || known.fromTrue)) continue;
      const first = call.arguments[0]?.value;
      context.report(
        call,
        `What '${context.source(call.function)}' returns is dropped here${first?.kind === "Name" ? `: '${first.id}' stays what it was` : ""}.`,
        first?.kind === "Name" && call.arguments[0]!.name === undefined
          ? {
              title: `Assign it to '${first.id}'`,
              edits: [{ range: { start: call.range.start, end: call.range.start }, newText: `${first.id} = ` }],
            }
          : [],
        { tag: "unnecessary" },
      );
    }
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

/** A function that is called for what it returns and nothing else. */
function isWithoutEffect(qualified: string): boolean {
  const traits = listed(qualified);
  return traits !== undefined && traits.result === "tensor" && !traits.hasEffect;
}

function report(target: Name, message: string, context: LossContext): void {
  context.report(target, message, [], { tag: "unnecessary" });
}

/** A shape or a cast left over is no term. */
function isArithmetic(value: Expression): boolean {
  return value.kind === "BinaryOperation" || value.kind === "Call" || value.kind === "UnaryOperation";
}

function* ownAssignments(body: FunctionDefinition): Generator<{ target: Name; value: Expression }> {
  for (const statement of ownStatements(body))
    if (statement.kind === "Assign" && statement.targets.length === 1 && statement.targets[0]!.kind === "Name")
      yield { target: statement.targets[0]!, value: statement.value };
}

/** Those in the branches of an `if` and in a `with` too. */
function* ownStatements(body: FunctionDefinition): Generator<Statement> {
  const stack: Statement[] = [...body.body];
  for (let statement = stack.shift(); statement; statement = stack.shift()) {
    yield statement;
    if (statement.kind === "If") stack.unshift(...statement.body, ...statement.orElse);
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
