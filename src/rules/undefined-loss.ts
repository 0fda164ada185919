import type { LossDefinition } from "../losses/loss.ts";
import { isLossName } from "../losses/loss-names.ts";
import { definitionOf } from "../losses/related.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import type { Expression, Range } from "../python/ast.ts";
import { closeName } from "../python/close-name.ts";
import { attributeRange } from "../python/walk.ts";

export const undefinedLoss = defineRule({
  id: "undefined-loss",
  severity: "error",
  summary: "Keras is given a loss or metric that does not exist, and one with nearly that name does",

  check(context) {
    const { losses, uses, index, resolver, report } = context;
    const own = losses.filter(isNamed);
    // What a layer adds need not take targets: `self.add_loss(kl_loss(mean, log_var))`.
    const loose = index.functions.filter(({ node, enclosing }) => !enclosing && isLossName(node.name));
    const told = new Set<Range>();
    for (const { value, role } of uses) {
      if (role === "call") continue;
      const name = value.kind === "Call" ? value.function : value;
      if (name.kind !== "Name" || !resolver.isUnbound(name)) {
        reportAbsent(name, context, told);
        continue;
      }
      const maker = own.find(({ form, body }) => form === "factory" && nameOf(body) === name.id);
      if (maker) {
        report(
          name,
          `'${name.id}' exists only inside of '${maker.name}': take what '${maker.name}' returns.`,
          maker.parameters.every((parameter) => parameter.default) && value === name
            ? changeTo(`${maker.name}()`, name.range)
            : [],
          { related: [definitionOf(maker)] },
        );
        continue;
      }
      const loss = closestOf(own, name.id);
      if (!loss) {
        const added = role === "addLoss" ? loose.map(({ node }) => node.name) : [];
        const close = closeName(name.id, [...added, ...importedLosses(context)]);
        if (close) report(name, didYouMean(name.id, close), changeTo(close, name.range));
        continue;
      }
      const renamed = resolver.occurrencesOf(loss);
      report(
        name,
        didYouMean(name.id, loss.name),
        [
          changeTo(loss.name, name.range),
          {
            title: `Rename '${loss.name}' to '${name.id}'`,
            edits: renamed.map((range) => ({ range, newText: name.id })),
            isPreferred: false,
          },
        ],
        { related: [definitionOf(loss)] },
      );
    }
  },
});

function nameOf(body: LossDefinition["body"]): string | undefined {
  return body?.kind === "FunctionDefinition" ? body.name : undefined;
}

function isNamed({ form, name }: LossDefinition): boolean {
  return form !== "method" && !name.includes("@");
}

function closestOf(losses: readonly LossDefinition[], id: string): LossDefinition | undefined {
  const close = closeName(
    id,
    losses.map(({ name }) => name),
  );
  return losses.find(({ name }) => name === close);
}

function didYouMean(id: string, name: string): string {
  return `'${id}' is not defined. Did you mean '${name}'?`;
}

function changeTo(name: string, range: Range): ProposedFix {
  return { title: `Change to '${name}'`, edits: [{ range, newText: name }] };
}

/** What this file calls the losses that it imports from others. */
function importedLosses({ names, importedAs }: RuleContext): string[] {
  return [...names.moduleScope.bindings.keys()].filter((name) => importedAs(name)?.kind === "loss");
}

/** `losses.my_koss`, `from losses import my_koss`: the other file is there, and has a loss of nearly that name. */
function reportAbsent(node: Expression, { names, imported, report }: RuleContext, told: Set<Range>): void {
  const found = imported(node);
  const loss = found?.kind === "absent" ? closestOf(found.module.losses.filter(isNamed), found.name) : undefined;
  if (found?.kind !== "absent" || !loss) return;
  const close = loss.name;
  const related = { related: [definitionOf(loss, found.module)] };
  const file = found.module.path.slice(found.module.path.lastIndexOf("/") + 1);
  const message = `'${file}' has no '${found.name}'. Did you mean '${close}'?`;
  if (node.kind === "Attribute" && node.attribute === found.name) {
    const at = attributeRange(node);
    report(at, message, changeTo(close, at), related);
    return;
  }
  const binding = node.kind === "Name" ? names.bindingOf(node) : undefined;
  const [site] = binding?.sites ?? [];
  if (binding?.sites.length !== 1 || site?.kind !== "importFrom" || told.has(site.range)) return;
  if (site.imported !== found.name) return;
  told.add(site.range);
  const { asName, nameRange } = site.alias;
  const uses = asName === undefined ? binding.references.map(({ range }) => range) : [];
  const fix = {
    title: `Change to '${close}'`,
    edits: [nameRange, ...uses].map((range) => ({ range, newText: close })),
  };
  report(nameRange, message, fix, related);
}
