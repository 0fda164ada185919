import { lossesAround } from "../losses/extent.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { defineRule, type RuleContext } from "../losses/rule.ts";
import type { Attribute, Call, Expression, Range } from "../python/ast.ts";
import { walk } from "../python/walk.ts";

export const untrainedVariable = defineRule({
  id: "untrained-variable",
  severity: "warning",
  summary: "A variable of a loss is meant to be learned, and belongs to no layer that 'fit' trains",

  check(context) {
    const { resolver, module, report } = context;
    const made = resolver.callsOf(maker);
    // A tape that is asked what it watched trains them all.
    if (made.length === 0 || module.text.includes("watched_variables")) return;
    for (const placed of made) {
      const held = heldBy(placed.node, context);
      if (held === undefined || !isMeantToLearn(placed.node, held.name, context)) continue;
      if (!isOnlyReadInLosses(held.reads, context)) continue;
      report(
        placed.node,
        `'${held.name}' is never trained: 'fit' trains the weights of the model's layers, and this variable is in none of them. Make it a weight of a layer, or give the optimizer its gradient in 'train_step'.`,
      );
    }
  },
});

const maker = /^(?:tf\.Variable|(?:tf\.)?keras\.(?:Variable|backend\.variable))$/;

/** What somebody learns beside a model's weights: the uncertainty of a task, a temperature. */
const learned = /log_?(?:var|sigma|std|scale)|log_?vars|uncertaint|learn(?:ed|able)|trainable/i;

interface Held {
  readonly name: string;
  /** Every other place where the variable is named. */
  readonly reads: readonly Expression[];
}

/** The name, or the attribute of a loss's class, that holds the variable and nothing else. */
function heldBy(call: Call, { index, names, losses }: RuleContext): Held | undefined {
  const assigned = index.assignments.find(({ value }) => value === call);
  if (assigned?.target.kind === "Name") {
    const binding = names.bindingOf(assigned.target);
    if (binding?.sites.length !== 1) return undefined;
    return { name: assigned.name, reads: binding.references };
  }
  const owner = lossesAround(losses, call.range).find(({ form }) => form === "class");
  const attribute = owner && attributeHolding(call, owner);
  if (!attribute) return undefined;
  const same = index.attributes.filter((each) => each !== attribute && each.attribute === attribute.attribute);
  return { name: attribute.attribute, reads: same };
}

/** `self.log_var = tf.Variable(0.0)` in a class. */
function attributeHolding(call: Call, { node }: LossDefinition): Attribute | undefined {
  let found: Attribute | undefined;
  if (node.kind !== "ClassDefinition") return undefined;
  walk(node, (at) => {
    const target = at.kind === "Assign" && at.value === call && at.targets.length === 1 ? at.targets[0] : undefined;
    if (target?.kind === "Attribute" && target.value.kind === "Name" && target.value.id === "self") found = target;
  });
  return found;
}

/** Said to be trainable, or by its name something that is learned, which starts at a plain number. */
function isMeantToLearn(call: Call, name: string, { resolver }: RuleContext): boolean {
  const trainable = argumentOf(call, "trainable", undefined)?.value;
  if (trainable !== undefined) return trainable.kind === "Constant" && trainable.value === true;
  const start = call.arguments[0]?.value;
  return learned.test(name) && start !== undefined && isPlainStart(start, resolver);
}

function isPlainStart(start: Expression, resolver: RuleContext["resolver"]): boolean {
  if (start.kind === "UnaryOperation") return isPlainStart(start.operand, resolver);
  if (start.kind === "List" || start.kind === "Tuple")
    return start.elements.every((each) => isPlainStart(each, resolver));
  if (start.kind === "Call") return /\.(?:zeros|ones)$/.test(resolver.qualifiedName(start.function) ?? "");
  return start.kind === "Constant" && (typeof start.value === "number" || typeof start.value === "bigint");
}

/** Whether losses read the variable's value, and nothing else is done with it. */
function isOnlyReadInLosses(reads: readonly Expression[], { kerasLosses, index, isMetric }: RuleContext): boolean {
  const bases = new Set<Expression>(index.attributes.map(({ value }) => value));
  const isReadInLoss = (read: Expression): boolean => {
    const loss = kerasLosses.find((each) => each.body !== undefined && contains(each.body.range, read.range));
    // `log_var.assign(…)`: it is set by hand.
    return loss !== undefined && !isMetric(loss) && !bases.has(read);
  };
  return reads.length > 0 && reads.every(isReadInLoss);
}

function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
