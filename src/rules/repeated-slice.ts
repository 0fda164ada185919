import { defineRule, type LossContext, type ProposedFix } from "../losses/rule.ts";
import type { Expression, FunctionDefinition, Name, Subscript } from "../python/ast.ts";

export const repeatedSlice = defineRule({
  id: "repeated-slice",
  severity: "warning",
  summary: "Two names of a loss hold the same part of y_pred or y_true, and no name the other part",

  checkLoss(context) {
    const { loss, flow, names, source, report } = context;
    const { body } = loss;
    if (!flow || body?.kind !== "FunctionDefinition") return;
    const scope = names.scopeOpenedBy(body);
    if (!scope) return;
    const isBoundOnce = ({ id }: Name): boolean => scope.bindings.get(id)?.sites.length === 1;
    const isRead = ({ id }: Name): boolean => (scope.bindings.get(id)?.references.length ?? 0) > 0;
    const parts = partsIn(body).filter(({ part }) => isPartOfEach(part, context));
    for (const [index, { name, part }] of parts.entries()) {
      const first = parts.slice(0, index).find((other) => source(other.part) === source(part));
      if (first === undefined || first.name.id === name.id) continue;
      if (![first.name, name].every((each) => isBoundOnce(each) && isRead(each))) continue;
      // Where another part is taken too, the second name may only be another word for the first.
      if (takesAnotherPart(part, context)) continue;
      report(
        part,
        `'${name.id}' is the same part of '${source(part.value)}' as '${first.name.id}', and the rest of it is not used.`,
        theRest(part, context),
        { related: [{ range: first.part.range, message: `'${first.name.id}' is this part.` }] },
      );
    }
  },
});

interface NamedPart {
  readonly name: Name;
  readonly part: Subscript;
}

/** `mu = y_pred[:, :8]`, also several at once, among the statements of the loss itself. */
function partsIn({ body }: FunctionDefinition): NamedPart[] {
  return body.flatMap((statement) => {
    if (statement.kind !== "Assign" || statement.targets.length !== 1) return [];
    const names = elementsOf(statement.targets[0]!);
    const parts = elementsOf(statement.value);
    if (names.length !== parts.length) return [];
    return names.flatMap((name, at): NamedPart[] => {
      const part = parts[at]!;
      return name.kind === "Name" && part.kind === "Subscript" && part.value.kind === "Name" ? [{ name, part }] : [];
    });
  });
}

function elementsOf(node: Expression): readonly Expression[] {
  return node.kind === "Tuple" ? node.elements : [node];
}

/** `y_pred[:, 8:]` for `y_pred[:, :8]`. */
function theRest({ value, index }: Subscript, { source }: LossContext): readonly ProposedFix[] {
  const last = index.kind === "Tuple" ? index.elements.at(-1) : undefined;
  if (last?.kind !== "Slice" || last.lower || !last.upper || last.step) return [];
  const newText = `${source(last.upper)}:`;
  const before = source({ range: { start: index.range.start, end: last.range.start } });
  const title = `Change to '${source(value)}[${before}${newText}]'`;
  return [{ title, edits: [{ range: last.range, newText }] }];
}

/** Of target or prediction as a whole, some outputs of every sample. */
function isPartOfEach({ value, index }: Subscript, { flow }: LossContext): boolean {
  const whole = flow?.valueOf(value);
  if (whole?.sort !== "tensor" || !whole.isWhole || !(whole.fromPred || whole.fromTrue)) return false;
  if (index.kind !== "Tuple") return false;
  const last = index.elements.at(-1);
  return last !== undefined && !isEverything(last);
}

function isEverything(index: Expression): boolean {
  return (
    (index.kind === "Slice" && !index.lower && !index.upper && !index.step) ||
    (index.kind === "Constant" && (index.value === null || typeof index.value !== "bigint"))
  );
}

/** Any other use of the same tensor: another part of it, or all of it. */
function takesAnotherPart(part: Subscript, { flow, names, source }: LossContext): boolean {
  const base = part.value as Name;
  const uses = names.bindingOf(base)?.references ?? [];
  const taken = (flow?.nodes("Subscript") ?? []).filter(
    ({ value }) => value.kind === "Name" && names.bindingOf(value) === names.bindingOf(base),
  );
  return taken.length < uses.length || taken.some((each) => source(each) !== source(part));
}
