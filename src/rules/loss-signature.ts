import { factoryFix } from "../losses/fixes/factory-fix.ts";
import { grouped } from "../losses/grouped.ts";
import { placeOf } from "../losses/imported-losses.ts";
import { isLossName, meaningOf } from "../losses/loss-names.ts";
import { definitionOf } from "../losses/related.ts";
import { defineRule } from "../losses/rule.ts";
import { positionalParameters } from "../losses/target-parameters.ts";
import type { Expression, FunctionDefinition, Lambda, Parameter } from "../python/ast.ts";

export const lossSignature = defineRule({
  id: "loss-signature",
  severity: "error",
  summary: "A loss does not take exactly y_true and y_pred, in this order",

  check({ module, index, uses, kerasLosses, resolver, imported, source, report }) {
    // A wrapper may hand on more than the two.
    const handedOver = uses.filter(
      ({ role, call }) => role === "loss" || (role === "metric" && nameCalled(call.function) === "compile"),
    );
    const byLoss = grouped(handedOver, ({ loss }) => loss);
    const calledByHand = new Set(uses.flatMap(({ role, loss }) => (role === "call" && loss ? [loss] : [])));

    // A class may wrap a function that stands outside of it, and give it what else it requires.
    const ofNoClass = new Set<unknown>(
      index.functions.flatMap(({ node, enclosing }) => (enclosing?.node.kind === "ClassDefinition" ? [] : [node])),
    );
    for (const loss of kerasLosses) {
      const { body, form, node, nameRange, name } = loss;
      if (!body || (body.kind === "FunctionDefinition" && !resolver.isPlainlyDecorated(body))) continue;
      const usesOfLoss = byLoss.get(loss) ?? [];
      const ownUses = usesOfLoss.filter((use) => use.value === node || resolver.meansDirectly(use.value, loss));
      const isWrapped = form === "class" && ofNoClass.has(body);
      const isOfClass = form === "class" && !isWrapped;
      const required = isWrapped ? [] : requiredOf(body, isOfClass || (form === "method" && !isStatic(body)));
      // What a factory returns may be called by hand alone, with whatever it takes.
      const isOfFactory = form === "factory" && (!calledByHand.has(loss) || usesOfLoss.length > 0);
      const isHandedOver = isOfFactory || form === "class" || ownUses.length > 0;
      const missing = required.map((parameter) => `'${parameter.name}'`).join(", ");
      if (required.length > 0 && isHandedOver && !(node.kind === "Call")) {
        const at = form === "factory" || form === "class" ? (nameOf(body) ?? nameRange) : nameRange;
        report(
          at,
          `Keras calls a loss with y_true and y_pred alone; '${body.kind === "Lambda" ? "lambda" : body.name}' also requires ${missing}.`,
          form === "function" &&
            body.kind === "FunctionDefinition" &&
            ownUses.every(({ value }) => value.kind === "Name")
            ? factoryFix(
                module,
                body,
                required,
                ownUses.map(({ value }) => value),
              )
            : [],
        );
      }
      if (isOfClass && body.kind === "FunctionDefinition" && lacksSelf(body, isStatic(body))) {
        const first = body.parameters.list[0]!;
        report(body.nameRange, `'${body.name}' is a method: what it is called on comes before '${first.name}'.`, {
          title: "Add 'self'",
          edits: [{ range: { start: first.range.start, end: first.range.start }, newText: "self, " }],
        });
        continue;
      }
      const { yTrue, yPred } = loss;
      if (!yTrue || !yPred || yPred.range.start > yTrue.range.start) continue;
      // Called by hand it may get its arguments in its own order.
      if (ownUses.length === 0 && (calledByHand.has(loss) || !(isLossName(name) || form === "class"))) continue;
      // `(logits, labels)` is the order of other libraries, and of those who call their losses themselves.
      const isPlain = meaningOf(yTrue.name).isStrong && meaningOf(yPred.name).isStrong;
      if (ownUses.length === 0 && form !== "class" && !isPlain) continue;
      const at = form === "factory" || form === "class" ? (nameOf(body) ?? nameRange) : nameRange;
      report(at, `Keras passes y_true first; '${yPred.name}' here gets the targets.`, {
        title: `Swap '${yPred.name}' and '${yTrue.name}'`,
        edits: [
          { range: yPred.range, newText: source(yTrue) },
          { range: yTrue.range, newText: source(yPred) },
        ],
      });
    }

    // A loss of another file, where nothing says that it is handed over.
    for (const { value, loss, role } of handedOver) {
      const other = loss || role !== "loss" ? undefined : imported(value);
      if (other?.kind !== "loss" || other.loss.form !== "function") continue;
      const { body } = other.loss;
      if (body?.kind !== "FunctionDefinition" || !other.module.resolver.isPlainlyDecorated(body)) continue;
      const missing = requiredOf(body, false).map((parameter) => `'${parameter.name}'`);
      if (missing.length > 0)
        report(
          value,
          `Keras calls a loss with y_true and y_pred alone; '${body.name}' (${placeOf(other.loss, other.module)}) also requires ${missing.join(", ")}.`,
          [],
          { related: [definitionOf(other.loss, other.module)] },
        );
    }

    // Too few parameters: no loss was made of it, since there is no y_pred.
    const told = new Set<object>();
    for (const { value, role, loss } of handedOver) {
      if (loss || role !== "loss" || (value.kind !== "Name" && value.kind !== "Lambda")) continue;
      const meant = value.kind === "Name" ? resolver.resolve(value) : undefined;
      const given = meant?.kind === "value" ? meant.value : value;
      const node = meant?.kind === "function" ? meant.node : given.kind === "Lambda" ? given : undefined;
      if (!node || told.has(node) || (node.kind === "FunctionDefinition" && !resolver.isPlainlyDecorated(node)))
        continue;
      const { list } = node.parameters;
      if (list.some((parameter) => parameter.form === "varPositional")) continue;
      const positional = positionalParameters(node, false);
      // A function of one parameter may well make the loss.
      if (positional.length > 1 || (positional[0] && meaningOf(positional[0].name).meaning === undefined)) continue;
      told.add(node);
      report(
        node.kind === "FunctionDefinition" ? node.nameRange : node.keywordRange,
        `Keras calls a loss with y_true and y_pred; this one takes ${positional.length === 0 ? "neither" : `only '${positional[0]!.name}'`}.`,
      );
    }
  },
});

/** What Keras would have to give beside the two. */
function requiredOf(body: FunctionDefinition | Lambda, skipsFirst: boolean): readonly Parameter[] {
  return positionalParameters(body, skipsFirst)
    .slice(2)
    .concat(body.parameters.list.filter((parameter) => parameter.form === "keywordOnly"))
    .filter((parameter) => !parameter.default);
}

/** `def call(y_true, y_pred)` in a class. */
function lacksSelf({ parameters: { list } }: FunctionDefinition, isStaticMethod: boolean): boolean {
  const [first, second] = list;
  if (isStaticMethod || !first || !second || first.form === "varPositional") return false;
  return meaningOf(first.name).isStrong && meaningOf(second.name).isStrong;
}

function isStatic(body: { kind: string }): boolean {
  return (
    body.kind === "FunctionDefinition" &&
    "decorators" in body &&
    (body.decorators as readonly { kind: string; id?: string }[]).some(({ id }) => id === "staticmethod")
  );
}

function nameOf(body: { kind: string }): { start: number; end: number } | undefined {
  return "nameRange" in body ? (body.nameRange as { start: number; end: number }) : undefined;
}

function nameCalled(callee: Expression): string {
  return callee.kind === "Attribute" ? callee.attribute : "";
}
