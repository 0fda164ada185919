import { eraOfBackendFunction } from "../keras/backend-functions.ts";
import { conventionalName } from "../keras/import-forms.ts";
import { lossesAround } from "../losses/extent.ts";
import { type BackendUse, backendUses, createMigrator } from "../losses/fixes/migrate-file.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import type { Expression, Name } from "../python/ast.ts";
import { insertImport } from "../python/import-edits.ts";

export const missingBackendImport = defineRule({
  id: "missing-backend-import",
  severity: "error",
  summary: "A loss uses K, keras, ops, tf or np, and the file never imports it",

  check(context) {
    const { losses, resolver, dialect, report } = context;
    const fixes = new Map<string, readonly ProposedFix[]>();
    for (const name of resolver.unboundNames()) {
      if (!conventionalName(name.id, dialect) || !resolver.isAttributeBase(name)) continue;
      if (lossesAround(losses, name.range).length === 0) continue;
      // One import for all places of a name, and one rewriting of all.
      const fix = fixes.get(name.id) ?? fixesFor(name, context);
      fixes.set(name.id, fix);
      report(name, `'${name.id}' is used in this loss and never imported.`, fix);
    }
  },
});

/** What works on the Keras that the file means: an import that lacks the functions only moves the error. */
function fixesFor({ id }: Name, context: RuleContext): readonly ProposedFix[] {
  const { module, dialect, keras, project } = context;
  const meant = conventionalName(id, dialect)!;
  const importing = (statement: string, isSafe: boolean, isPreferred: boolean): ProposedFix => ({
    title: `Add '${statement}'`,
    edits: [insertImport(module, statement)],
    isSafe,
    isPreferred,
  });
  if (meant.qualifiedName === "keras.ops" && keras.version !== "3") return [];
  const isOfKeras3 = meant.qualifiedName === "keras.backend" && keras.version === "3";
  const uses = isOfKeras3 ? usesOf(id, context) : [];
  if (!isOfKeras3 || uses?.every(({ name }) => eraOfBackendFunction(name) === "keras3") === true)
    return [importing(meant.statement, true, true)];
  const moves = uses === undefined ? undefined : migration(uses, context);
  // TensorFlow's Keras has the old functions still, which run on TensorFlow alone.
  const runsThere = uses?.every(({ name }) => /^(?:keras3|tf\.keras)$/.test(eraOfBackendFunction(name) ?? "")) ?? true;
  const isElsewhere = project?.backend !== undefined && project.backend.backend !== "tensorflow";
  const throughTensorFlow = conventionalName(id, "tf.keras")!.statement;
  return [
    // Where Keras 3 is only assumed, what runs on an older one too is what may be done unasked.
    ...(moves
      ? [{ ...moves, title: `Replace '${id}' with 'keras.ops'`, isPreferred: true, isSafe: keras.isKnown }]
      : []),
    ...(runsThere && !isElsewhere ? [importing(throughTensorFlow, true, moves === undefined)] : []),
  ];
}

/** Every use of a name that nothing binds; undefined where one of them is no function that `keras.backend` ever had. */
function usesOf(id: string, context: RuleContext): readonly BackendUse[] | undefined {
  const { resolver } = context;
  const uses = backendUses(context).filter(({ node }) => {
    const root = rootOf(node);
    return root?.id === id && resolver.isUnbound(root);
  });
  return uses.length === resolver.unboundNames().filter((name) => name.id === id).length ? uses : undefined;
}

/** All of `uses` with `keras.ops`, or nothing. */
function migration(uses: readonly BackendUse[], context: RuleContext): ProposedFix | undefined {
  const fix = createMigrator(context).fixForAll(uses);
  const isRewritten = ({ node: { range } }: BackendUse): boolean =>
    fix?.edits.some((edit) => edit.range.start < range.end && range.start < edit.range.end) === true;
  return uses.every(isRewritten) ? fix : undefined;
}

function rootOf(node: Expression): Name | undefined {
  let at = node;
  while (at.kind === "Attribute") at = at.value;
  return at.kind === "Name" ? at : undefined;
}
