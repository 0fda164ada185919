/** Moving a file from `keras.backend` to `keras.ops`: single calls, or all of them with the imports. */

import { eraOfBackendFunction } from "../keras/backend-functions.ts";
import { conventionalName } from "../keras/import-forms.ts";
import { migrationOf } from "../keras/migrations.ts";
import type { Call, Expression, Name } from "../python/ast.ts";
import type { Binding } from "../python/bindings.ts";
import { overlap, withoutRepeats } from "./edits.ts";
import type { Edit } from "./finding.ts";
import { insertImport, removeImport } from "./imports.ts";
import { type MigrationNames, migrateCall } from "./migrate-call.ts";
import type { ProposedFix, RuleContext } from "./rule.ts";
import { importedNamespaces } from "./tensor-call.ts";

export const migrateFileTitle = "Migrate this file to keras.ops";

/** A use of a function of `keras.backend`: `K.mean` with the call that it stands in, if it is called. */
export interface BackendUse {
  readonly node: Expression;
  readonly call: Call | undefined;
  /** `mean` */
  readonly name: string;
  /** Whether it is `tensorflow.keras.backend`, where the old functions still run on TensorFlow. */
  readonly isThroughTensorFlow: boolean;
}

const backend = /^(tf\.)?keras\.backend\.(\w+)$/;

/** Every use of `keras.backend` in the module, in source order. */
export function backendUses({
  index,
  resolver,
  names,
}: Pick<RuleContext, "index" | "resolver" | "names">): BackendUse[] {
  const uses: BackendUse[] = [];
  let calls: Map<Expression, Call> | undefined;
  const add = (node: Expression): void => {
    const match = backend.exec(resolver.qualifiedName(node) ?? "");
    if (!match) return;
    calls ??= new Map(index.calls.map((placed) => [placed.node.function, placed.node]));
    uses.push({ node, call: calls.get(node), name: match[2]!, isThroughTensorFlow: match[1] !== undefined });
  };
  for (const node of index.attributes) if (eraOfBackendFunction(node.attribute) !== undefined) add(node);
  for (const { node } of index.calls) {
    // `from keras.backend import mean`; an alias `mean = K.mean` is spoken of where it is made.
    if (node.function.kind !== "Name") continue;
    const binding = names.bindingOf(node.function);
    if (binding?.sites.every(({ kind }) => kind === "importFrom")) add(node.function);
  }
  return uses.sort((a, b) => a.node.range.start - b.node.range.start);
}

export interface Migrator {
  /** The form with `keras.ops`, imports included; undefined where there is no mechanical one. */
  fixFor(use: BackendUse): ProposedFix | undefined;
  /** All of `uses` at once, with the imports; undefined where none can be rewritten. */
  fixForAll(uses: readonly BackendUse[]): ProposedFix | undefined;
  /** `ops.mean`, as the file would write it, or advice in words. */
  shownFor(name: string): string | undefined;
}

/** Made once for a module. */
export function createMigrator(context: RuleContext): Migrator {
  const { module, names, resolver, dialect } = context;
  const imported = importedNamespaces(context).find(({ namespace }) => namespace === "ops");
  const isFree = !names.moduleScope.bindings.has("ops");
  const statement = conventionalName("ops", dialect)!.statement;
  const ops = imported?.alias ?? "ops";
  const importEdits: readonly Edit[] = imported ? [] : [insertImport(module, statement)];

  const rewrite = (use: BackendUse): readonly Edit[] | undefined => {
    const migration = migrationOf(use.name);
    if (!migration || (!imported && !isFree)) return undefined;
    const K = use.node.kind === "Attribute" ? context.source(use.node.value) : undefined;
    const given: MigrationNames = { ops, K };
    if (use.call) return migrateCall(module.text, use.call, migration, given);
    // Passed on as a function: only what takes the same arguments may take its place.
    const isSame =
      migration.to === `ops.${use.name}` && !migration.wrap && Object.keys(migration.whenOmitted).length === 0;
    return isSame ? [{ range: use.node.range, newText: `${ops}.${use.name}` }] : undefined;
  };

  /** Takes the import away where every use of it is among those rewritten. */
  const cleanUp = (rewritten: readonly BackendUse[]): Edit[] => {
    const roots = new Map<Binding, Set<Name>>();
    for (const use of rewritten) {
      const root = rootOf(use.node);
      const binding = root && names.bindingOf(root);
      if (!binding) continue;
      const set = roots.get(binding) ?? new Set();
      // What the rewriting itself still writes with `K` keeps the import.
      if (migrationOf(use.name)?.wrap?.some((part) => part.includes("{K}"))) continue;
      roots.set(binding, set.add(root));
    }
    return [...roots].flatMap(([binding, used]) => {
      const [site] = binding.sites;
      if (binding.sites.length !== 1 || (site?.kind !== "import" && site?.kind !== "importFrom")) return [];
      if (!/backend/.test(resolver.qualifiedName([...used][0]!) ?? "")) return [];
      if (!binding.references.every((reference) => used.has(reference))) return [];
      const edit = removeImport(module, site.node, site.alias);
      return edit ? [edit] : [];
    });
  };

  return {
    shownFor(name) {
      const migration = migrationOf(name);
      if (!migration) return undefined;
      if (migration.advice !== undefined) return migration.advice;
      return migration.to === "ops." ? undefined : `'${migration.to.replace(/^ops\b/, ops)}'`;
    },
    fixFor(use) {
      const edits = rewrite(use);
      if (!edits) return undefined;
      const name = migrationOf(use.name)!.to.replace(/^ops\b/, ops);
      const usesOps = edits.some(({ newText }) => newText.includes(`${ops}.`));
      return {
        title:
          name === "ops." || name === `${ops}.` ? "Replace with the tensor's own 'shape'" : `Replace with '${name}'`,
        edits: withoutRepeats([...edits, ...(usesOps ? importEdits : []), ...cleanUp([use])]),
      };
    },
    fixForAll(uses) {
      const rewritten: BackendUse[] = [];
      const edits: Edit[] = [];
      for (const use of uses) {
        const own = rewrite(use);
        if (!own || own.some((edit) => edits.some((other) => overlap(other.range, edit.range)))) continue;
        rewritten.push(use);
        edits.push(...own);
      }
      if (rewritten.length === 0) return undefined;
      return {
        title: migrateFileTitle,
        edits: withoutRepeats([...edits, ...importEdits, ...cleanUp(rewritten)]),
        isPreferred: false,
      };
    },
  };
}

function rootOf(node: Expression): Name | undefined {
  let at = node;
  while (at.kind === "Attribute") at = at.value;
  return at.kind === "Name" ? at : undefined;
}
