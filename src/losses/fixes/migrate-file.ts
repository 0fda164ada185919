/** Moving a file from `keras.backend` to `keras.ops`: single calls, or all of them with the imports. */

import { eraOfBackendFunction } from "../../keras/backend-functions.ts";
import { takesOutputFirst } from "../../keras/crossentropy-order.ts";
import { conventionalName } from "../../keras/import-forms.ts";
import { type Migration, migrationFromOutputFirst, migrationOf } from "../../keras/migrations.ts";
import type { KerasVersion } from "../../keras/version.ts";
import type { Call, Expression, Import, ImportAlias, ImportFrom, Name } from "../../python/ast.ts";
import type { Binding } from "../../python/bindings.ts";
import { builtinNames } from "../../python/builtins.ts";
import { createEditSet, type Edit, withoutRepeats } from "../../python/edits.ts";
import { insertImport, joinImportEdits, removeFromImport } from "../../python/import-edits.ts";
import { lineBreakOf } from "../../python/lines.ts";
import { walk } from "../../python/walk.ts";
import { lossesAround } from "../extent.ts";
import { createRankReader, type RankReader } from "../rank.ts";
import type { ProposedFix, RuleContext } from "../rule.ts";
import { migrateCall, writtenWith } from "./migrate-call.ts";
import { expandCondition } from "./migrate-switch.ts";
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
  losses,
}: Pick<RuleContext, "index" | "resolver" | "names" | "losses">): BackendUse[] {
  const uses: BackendUse[] = [];
  let calls: Map<Expression, Call> | undefined;
  const isInLoss = ({ range }: Call): boolean => lossesAround(losses, range).length > 0;
  const add = (node: Expression): void => {
    const match = backend.exec(resolver.qualifiedName(node) ?? "");
    if (!match) return;
    calls ??= new Map(index.calls.map((placed) => [placed.node.function, placed.node]));
    uses.push({ node, call: calls.get(node), name: match[2]!, isThroughTensorFlow: match[1] !== undefined });
  };
  for (const node of index.attributes) if (eraOfBackendFunction(node.attribute) !== undefined) add(node);
  for (const { node } of resolver.callsOf(backend)) {
    // `from keras.backend import mean`; an alias `mean = K.mean` is spoken of where it is made.
    if (node.function.kind !== "Name") continue;
    const binding = names.bindingOf(node.function);
    if (!binding || binding.sites.every(({ kind }) => kind === "importFrom")) {
      // With `from keras.backend import *`, `max` elsewhere may well mean Python's, which Keras 3 leaves as it is.
      if (binding || !builtinNames.has(node.function.id) || isInLoss(node)) add(node.function);
    }
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

/** Made once for a module. `meant` is the Keras that the code was written for, where that is not the one it moves to. */
export function createMigrator(context: RuleContext, meant: KerasVersion = context.keras): Migrator {
  const { module, names, resolver, dialect } = context;
  const imported = {
    ops: importedNamespaces(context).find(({ namespace }) => namespace === "ops")?.alias,
    keras: importedKeras(context),
  };
  const written = { ops: imported.ops ?? "ops", keras: imported.keras ?? "keras" };

  /** Whether what is written with `ops` or `keras` means them at this place. */
  const isReachable = (namespace: keyof typeof written, at: Expression): boolean => {
    const root = written[namespace].split(".")[0]!;
    const found = names.lookUp(root, names.scopeOf(at));
    return imported[namespace] === undefined ? found === undefined : found?.scope === names.moduleScope;
  };

  /** One place for all, so that the imports of two fixes are the same edit. */
  const uses = backendUses(context);
  const firstUse = uses[0]?.node.range.start;
  const insertions = new Map<string, Edit>();

  /** `edits` with the imports that they need, and without those of which they take the last use away. */
  const withImports = (edits: readonly Edit[], rewritten: readonly BackendUse[]): Edit[] => {
    const statements = (["keras", "ops"] as const)
      .filter((namespace) => imported[namespace] === undefined)
      .filter((namespace) => edits.some(({ newText }) => newText.includes(`${written[namespace]}.`)))
      .map((namespace) => conventionalName(namespace, dialect)!.statement);
    const removed = cleanUp(edits, rewritten);
    if (statements.length === 0) return withoutRepeats([...edits, ...removed]);
    const lines = statements.join(lineBreakOf(module.text));
    const inserted = insertions.get(lines) ?? insertImport(module, lines, firstUse);
    insertions.set(lines, inserted);
    return withoutRepeats([...edits, ...joinImportEdits(inserted, removed)]);
  };

  let ranks: RankReader | undefined;

  const rewrite = (use: BackendUse): readonly Edit[] | undefined => {
    const isOutputFirst = !use.isThroughTensorFlow && takesOutputFirst(meant);
    const migration = isOutputFirst ? migrationFromOutputFirst(use.name) : migrationOf(use.name);
    if (!migration) return undefined;
    const K = use.node.kind === "Attribute" ? context.source(use.node.value) : undefined;
    const edits = use.call ? rewriteCall(use.call, migration, K) : rewriteReference(use, migration);
    const isMeant = (["keras", "ops"] as const).every(
      (namespace) =>
        isReachable(namespace, use.node) || !edits?.some(({ newText }) => newText.includes(`${written[namespace]}.`)),
    );
    return isMeant ? edits : undefined;
  };

  const rewriteCall = (call: Call, migration: Migration, K: string | undefined): readonly Edit[] | undefined => {
    // `switch` with functions for branches runs only one of them.
    const takesFunction = call.arguments.some(({ value }) => {
      const binding = value.kind === "Name" ? names.bindingOf(value) : undefined;
      return binding?.sites.some(({ kind }) => kind === "function") === true;
    });
    if (migration.to === "ops.where" && takesFunction) return undefined;
    const edits = migrateCall(module.text, call, migration, { ...written, K });
    if (migration.to !== "ops.where" || !edits) return edits;
    ranks ??= createRankReader(context.losses, names, resolver);
    const expanded = expandCondition(call, ranks, `${written.ops}.expand_dims`);
    return expanded && [...edits, ...expanded];
  };

  /** Passed on as a function: only what takes the same arguments may take its place. */
  const rewriteReference = ({ node, name }: BackendUse, migration: Migration): readonly Edit[] | undefined => {
    const { to, wrap, floats, lacks, keywordFrom, whenOmitted } = migration;
    const isSame = to === `ops.${name}` && !wrap && !floats && keywordFrom === undefined && lacks.length === 0;
    if (!isSame || Object.keys(whenOmitted).length > 0) return undefined;
    return [{ range: node.range, newText: `${written.ops}.${name}` }];
  };

  /** Takes the imports away of which every use is among those rewritten. */
  const cleanUp = (edits: readonly Edit[], rewritten: readonly BackendUse[]): Edit[] => {
    const roots = new Map<Binding, Set<Name>>();
    for (const use of rewritten) {
      const root = rootOf(use.node);
      const binding = root && names.bindingOf(root);
      if (binding) roots.set(binding, (roots.get(binding) ?? new Set()).add(root));
    }
    const dead = new Map<Import | ImportFrom, Set<ImportAlias>>();
    for (const [binding, used] of roots) {
      const [site] = binding.sites;
      if (binding.sites.length !== 1 || (site?.kind !== "import" && site?.kind !== "importFrom")) continue;
      if (names.exported?.includes(binding.name)) continue;
      if (!/backend/.test(resolver.qualifiedName([...used][0]!) ?? "")) continue;
      // What the rewriting itself still writes with `K` keeps the import.
      if (edits.some(({ newText }) => newText.includes(`${binding.name}.`))) continue;
      if (!binding.references.every((reference) => used.has(reference))) continue;
      dead.set(site.node, (dead.get(site.node) ?? new Set()).add(site.alias));
    }
    const star = deadStar(rewritten);
    if (star) dead.set(star, new Set(star.names));
    return [...dead].flatMap(([statement, aliases]) => removeFromImport(module, statement, aliases) ?? []);
  };

  /** The star import that gave the rewritten their names, where nothing else in the file may come from it. */
  const deadStar = (rewritten: readonly BackendUse[]): ImportFrom | undefined => {
    const used = new Set<Expression>(rewritten.map(({ node }) => node));
    if (!rewritten.some(({ node }) => node.kind === "Name" && !names.bindingOf(node))) return undefined;
    const [star] = names.starImports;
    const mayBeOfStar = (name: Name): boolean =>
      !names.bindingOf(name) && (!names.isBuiltin(name) || eraOfBackendFunction(name.id) !== undefined);
    let isUsed = names.exported !== undefined;
    walk(module, (node) => {
      if (node.kind === "Name" && !used.has(node) && mayBeOfStar(node)) isUsed = true;
    });
    return isUsed ? undefined : star?.node;
  };

  return {
    shownFor(name) {
      const migration = migrationOf(name);
      if (!migration) return undefined;
      if (migration.advice !== undefined) return migration.advice;
      return migration.to === "ops." ? undefined : `'${writtenWith(written, migration.to)}'`;
    },
    fixFor(use) {
      const edits = rewrite(use);
      if (!edits) return undefined;
      const [name] = /^\w+(\.\w+)+(?=$|\()/.exec(edits[0]!.newText) ?? [];
      return {
        title: name ? `Replace with '${name}'` : "Replace with the tensor's own 'shape'",
        edits: withImports(edits, [use]),
      };
    },
    fixForAll(uses) {
      const rewritten: BackendUse[] = [];
      const edits: Edit[] = [];
      const chosen = createEditSet();
      for (const use of uses) {
        const own = rewrite(use);
        if (!own?.every(chosen.fits)) continue;
        for (const edit of own) chosen.add(edit);
        rewritten.push(use);
        edits.push(...own);
      }
      if (rewritten.length === 0) return undefined;
      return {
        title: migrateFileTitle,
        edits: withImports(edits, rewritten),
        isPreferred: false,
      };
    },
  };
}

/** The file's own name for the Keras that it speaks. */
function importedKeras({ names, resolver, dialect }: RuleContext): string | undefined {
  let throughTensorFlow: string | undefined;
  for (const [alias, { sites, references }] of names.moduleScope.bindings) {
    const [site] = sites;
    if (!references[0] || (site?.kind !== "import" && site?.kind !== "importFrom") || site.isForTypesOnly) continue;
    const qualified = resolver.qualifiedName(references[0]);
    if (qualified === dialect) return alias;
    if (qualified === "tf" && dialect === "tf.keras") throughTensorFlow = `${alias}.keras`;
  }
  return throughTensorFlow;
}

function rootOf(node: Expression): Name | undefined {
  let at = node;
  while (at.kind === "Attribute") at = at.value;
  return at.kind === "Name" ? at : undefined;
}
