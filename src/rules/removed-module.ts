import { type KerasVersion, versionOfImport } from "../keras/version.ts";
import { isTried } from "../losses/guarded.ts";
import { defineRule, type ProposedFix, type Report, type RuleContext } from "../losses/rule.ts";
import type { Import, ImportFrom, Module, Range } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";

interface Removed {
  readonly pattern: RegExp;
  readonly today: string;
  /** Majors of Keras that still have it. */
  readonly in: readonly string[];
}

const modules: readonly Removed[] = [
  { pattern: /^((?:tensorflow\.)?keras)\.objectives$/, today: "$1.losses", in: ["1"] },
  { pattern: /^((?:tensorflow\.)?keras)\.initializations$/, today: "$1.initializers", in: ["1"] },
  {
    pattern: /^keras\.backend\.(?:tensorflow_backend|theano_backend|cntk_backend|common)$/,
    today: "keras.backend",
    in: ["1", "2"],
  },
];

export const removedModule = defineRule({
  id: "removed-module",
  severity: "error",
  summary: "A module of Keras that the file's Keras does not have, or keras and tensorflow.keras mixed in one loss",

  check(context) {
    const { module, index, keras, report } = context;
    // That a file imports it is why Keras 1 was taken to be meant: another evidence has to say so.
    const evidence = keras.besidesImports ?? keras;
    for (const statement of index.imports) {
      checkContradiction(statement, evidence, module, report);
      // One that is tried has another way out.
      for (const { name, range } of modulesOf(statement)) {
        if (/^tf\.keras\b/.test(name) && range.start < endOfModule(statement)) reportAlias(range, name, report);
        const removed = modules.find(({ pattern }) => pattern.test(name));
        if (!removed || (evidence.isKnown && removed.in.includes(evidence.version))) continue;
        if (!isTopLevel(statement, module.body)) continue;
        const today = name.replace(removed.pattern, removed.today);
        const isLoneModule = statement.kind === "ImportFrom" || statement.names[0]?.asName !== undefined;
        report(
          range,
          `Keras has no module '${name}' any more; it is '${today}'.`,
          isPart(statement, range)
            ? partFix(statement as ImportFrom, range, today)
            : isLoneModule
              ? { title: `Change to '${today}'`, edits: [{ range, newText: today }], isSafe: evidence.isKnown }
              : {
                  title: `Change to '${today}'`,
                  edits: editsOfAll(name, today, range, context),
                  isSafe: evidence.isKnown,
                },
          evidence.isKnown ? { tag: "deprecated" } : { atMost: "info", tag: "deprecated" },
        );
      }
    }
  },

  // On Keras 3 the two are one package.
  concerns: ({ keras }) => keras.version !== "3",

  checkLoss({ loss, flow, dialect, resolver, report }) {
    const first = new Map<string, { name: string; range: Range }>();
    for (const call of flow?.nodes("Call") ?? []) {
      const qualified = resolver.qualifiedName(call.function) ?? "";
      const match = /^(tf\.)?keras\.(?:backend|ops|losses|layers|metrics|activations)\.(\w+)/.exec(qualified);
      // The few functions that both have for settings are the same in both.
      if (!match || /^(?:epsilon|floatx|image_data_format)$/.test(match[2]!)) continue;
      const side = match[1] ? "tensorflow.keras" : "keras";
      if (!first.has(side))
        first.set(side, { name: qualified.replace(/^tf\./, "tensorflow."), range: call.function.range });
    }
    const own = first.get("keras");
    const through = first.get("tensorflow.keras");
    if (!own || !through) return;
    const odd = dialect === "keras" ? through : own;
    report(
      odd.range,
      `'${loss.name}' mixes keras and tensorflow.keras, which are two packages in Keras 2: take one.`,
      [],
      { related: [{ range: (odd === own ? through : own).range, message: "The other one." }] },
    );
  },
});

/** `import keras.objectives`: the import, and each place that goes through the whole name. */
function editsOfAll(name: string, today: string, range: Range, { index, source }: RuleContext): Edit[] {
  const through = index.attributes.filter((each) => source(each) === name);
  return [range, ...through.map((each) => each.range)].map((each) => ({ range: each, newText: today }));
}

/** `from keras import losses as objectives`: what stands below goes by the name that it had. */
function partFix({ module, moduleRange, names }: ImportFrom, range: Range, today: string): readonly ProposedFix[] {
  const alias = names.find(({ nameRange }) => nameRange === range);
  const dot = today.lastIndexOf(".");
  const [home, name] = [today.slice(0, dot), today.slice(dot + 1)];
  if (!alias || (home !== module && names.length > 1)) return [];
  const newText = alias.asName || alias.name === name ? name : `${name} as ${alias.name}`;
  const moved = home === module ? [] : [{ range: moduleRange, newText: home }];
  return [{ title: `Change to '${today}'`, edits: [...moved, { range, newText }] }];
}

/** What the import needs, and what a pin says, are two versions. */
function checkContradiction(
  statement: Import | ImportFrom,
  evidence: KerasVersion,
  module: Module,
  report: Report,
): void {
  const version = versionOfImport(statement);
  if (version === undefined || !evidence.isKnown || evidence.basis !== "project" || evidence.version === version)
    return;
  const [first] = modulesOf(statement);
  const alias = statement.names[0];
  if (!first || !alias || isTried(statement, module)) return;
  // Packages of their own go beside any Keras, and another finding speaks of what was renamed.
  if (!/^(?:tensorflow\.)?keras(?:\.|$)/.test(first.name) || modules.some(({ pattern }) => pattern.test(first.name)))
    return;
  const isWhole = statement.kind === "Import" || !/^(?:tensorflow\.)?keras$/.test(first.name);
  const told = isWhole ? first : { name: `${first.name}.${alias.name}`, range: alias.nameRange };
  report(
    told.range,
    `'${told.name}' is of Keras ${version}, and ${evidence.evidence} says Keras ${evidence.version}.`,
    [],
    {
      atMost: "warning",
    },
  );
}

/** Only a module's own name can be imported from, whatever it is called elsewhere. */
function reportAlias(range: Range, name: string, report: Report): void {
  const first = { start: range.start, end: range.start + 2 };
  report(range, `There is no module 'tf' to import '${name}' from: 'tf' is what a file calls 'tensorflow'.`, {
    title: "Change to 'tensorflow'",
    edits: [{ range: first, newText: "tensorflow" }],
  });
}

function endOfModule(statement: Import | ImportFrom): number {
  return statement.kind === "ImportFrom" ? statement.moduleRange.end : Number.POSITIVE_INFINITY;
}

function modulesOf(statement: Import | ImportFrom): { name: string; range: Range }[] {
  if (statement.kind === "ImportFrom") {
    if (statement.level > 0) return [];
    const { module, moduleRange, names } = statement;
    // `from keras import objectives` names the module with its alias.
    const parts = names.map((alias) => ({ name: `${module}.${alias.name}`, range: alias.nameRange }));
    return [{ name: module, range: moduleRange }, ...parts];
  }
  return statement.names.map((alias) => ({ name: alias.name, range: alias.nameRange }));
}

/** One name of `from keras import …`: what it is called below would have to change too. */
function isPart(statement: Import | ImportFrom, { start }: Range): boolean {
  return statement.kind === "ImportFrom" && start > statement.moduleRange.end;
}

function isTopLevel(statement: Import | ImportFrom, body: readonly object[]): boolean {
  return body.includes(statement);
}
