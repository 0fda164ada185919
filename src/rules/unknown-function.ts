import { operatorFor } from "../keras/functions/equal-names.ts";
import { type Absence, absenceOf, namesOfModule } from "../keras/functions/existence.ts";
import { type MeantName, meantNames } from "../keras/functions/meant-names.ts";
import { isProvidedFor, isTried } from "../losses/guarded.ts";
import { defineRule, type ProposedFix, type ReportDetails, type RuleContext } from "../losses/rule.ts";
import type { Attribute, Call, Expression, ImportFrom, Range } from "../python/ast.ts";
import { qualifiedNames } from "../python/qualified.ts";
import { attributeRange } from "../python/walk.ts";

export const unknownFunction = defineRule({
  id: "unknown-function",
  severity: "error",
  summary: "A function, class or module of Keras or TensorFlow that the file's version does not have",

  check(context) {
    const { losses, index, resolver } = context;
    if (losses.length === 0) return;
    for (const statement of index.imports) if (statement.kind === "ImportFrom") checkImport(statement, context);
    for (const node of index.attributes) {
      const module = resolver.qualifiedName(node.value);
      if (module === undefined || namesOfModule(module) === undefined) continue;
      const absence = absenceFrom(module, node.attribute, context);
      if (absence === undefined || isFromWithin(node.value, context)) continue;
      if (isProvidedFor(node, node.attribute, context.module)) continue;
      checkAttribute(node, module, absence, context);
    }
  },
});

/** What another rule speaks of is left to it: functions of the backend and names of TensorFlow 1 that are gone. */
function absenceFrom(module: string, name: string, { keras }: RuleContext): Absence | undefined {
  if (module === "keras" || module === "keras.saving") return undefined;
  const absence = absenceOf(module, name, keras.version);
  const isElsewhere = /^(?:tf\.)?keras\.backend$|^tf(?:\.(?!keras\b)\w+)?$/.test(module);
  return absence === "gone" && isElsewhere ? undefined : absence;
}

/** `tensorflow.python.keras.backend` and its like hold much that the public modules do not. */
function isFromWithin(node: Expression, { names }: RuleContext): boolean {
  return qualifiedNames(names, node).some((name) =>
    /(?:^|\.)(?:python|src|_tf_keras|_api|api|keras_core)(?:\.|$)/.test(name),
  );
}

function checkAttribute(node: Attribute, module: string, absence: Absence, context: RuleContext): void {
  const { source, report, index, keras } = context;
  const { attribute } = node;
  // `ops.math.log`: what is looked for in the room that there is none of may stand in the house itself.
  const inner = module.endsWith("keras.ops") ? index.attributes.find(({ value }) => value === node) : undefined;
  if (inner && absenceOf(module, inner.attribute, keras.version) === undefined) {
    const owner = source(node.value);
    report(
      node,
      `${lack(source(node), module, absence, context)} Its functions stand in '${owner}' itself: '${owner}.${inner.attribute}'.`,
      {
        title: `Change to '${owner}.${inner.attribute}'`,
        edits: [{ range: { start: node.value.range.end, end: node.range.end }, newText: "" }],
      },
      surenessOf(absence, context),
    );
    return;
  }
  const call = index.calls.find((placed) => placed.node.function === node)?.node;
  // What is mistyped is the old name, where Keras 3, which lacks that one too, is only assumed.
  const meant = meantNames(module, attribute, keras.isKnown || module !== "keras.backend" ? keras.version : "2");
  const operator = meant[0]?.by === "meaning" ? undefined : operatorFor(attribute);
  if (operator !== undefined) {
    report(
      node,
      `${lack(source(node), module, absence, context)} Tensors have the operator '${operator}'.`,
      withOperator(call, operator, context),
      surenessOf(absence, context),
    );
    return;
  }
  if (meant.length === 0 && operator === undefined && !isCertain(absence, module, context)) return;
  const ways = meant.map((each) => ({ each, written: writtenAs(each, node, module, context) }));
  const shown = ways.map(({ each, written }) => written ?? `${each.module}.${each.name}`);
  // With keywords, another function may take others.
  const isAlike = call?.arguments.every(({ name }) => name === undefined || /^(?:axis|keepdims)$/.test(name)) ?? true;
  report(
    node,
    `${lack(source(node), module, absence, context)}${suggestion(shown, meant)}`,
    ways.flatMap(({ written }): ProposedFix[] =>
      written === undefined
        ? []
        : [
            {
              title: `Change to '${written}'`,
              edits: [{ range: editedPart(node, written, source), newText: editedText(node, written, source) }],
              isPreferred: ways.length === 1 && isAlike,
            },
          ],
    ),
    surenessOf(absence, context),
  );
}

function suggestion(shown: readonly string[], meant: readonly MeantName[]): string {
  if (shown.length === 0) return "";
  const names = shown.map((name) => `'${name}'`).join(" or ");
  return meant[0]!.by === "meaning" ? ` It is ${names}.` : ` Did you mean ${names}?`;
}

function lack(written: string, module: string, absence: Absence, { keras }: RuleContext): string {
  if (absence === "never")
    return `There is no '${written}' in any version of ${/^tf(?!\.keras)/.test(module) ? "TensorFlow" : "Keras"}.`;
  const where = keras.isKnown ? `Keras ${keras.version} (${keras.evidence})` : "Keras 3, which is assumed here,";
  return `${where} has no '${written}'.`;
}

/** The old packages held more than their lists say, by what their files import: there, only a slip is told. */
function isCertain(absence: Absence, module: string, { keras }: RuleContext): boolean {
  return (
    absence !== "never" || /^(?:tf|keras\.ops)(?!\.keras\.)/.test(module) || (keras.isKnown && keras.version === "3")
  );
}

/** What no version has is no matter of the version. */
function surenessOf(absence: Absence, { keras }: RuleContext): ReportDetails {
  return absence === "never" || keras.isKnown ? {} : { atMost: "info" };
}

/** As the file would write it: through the same module, or through what it imports of the other one. */
function writtenAs(meant: MeantName, node: Attribute, module: string, context: RuleContext): string | undefined {
  const { source, resolver, names } = context;
  if (meant.module === module) return `${source(node.value)}.${meant.name}`;
  // `tf.softmax` is `tf.nn.softmax`: the room behind the house.
  if (meant.module.startsWith(`${module}.`))
    return `${source(node.value)}${meant.module.slice(module.length)}.${meant.name}`;
  const house = node.value.kind === "Attribute" ? resolver.qualifiedName(node.value.value) : undefined;
  if (house !== undefined && node.value.kind === "Attribute" && meant.module === house)
    return `${source(node.value.value)}.${meant.name}`;
  if (house !== undefined && node.value.kind === "Attribute" && meant.module.startsWith(`${house}.`))
    return `${source(node.value.value)}${meant.module.slice(house.length)}.${meant.name}`;
  for (const [alias, binding] of names.moduleScope.bindings) {
    const [reference] = binding.references;
    const qualified = reference && resolver.qualifiedName(reference);
    if (qualified === meant.module) return `${alias}.${meant.name}`;
    if (qualified === "keras" && meant.module.startsWith("keras."))
      return `${alias}${meant.module.slice("keras".length)}.${meant.name}`;
  }
  return undefined;
}

/** The last name alone where nothing else changes: what stands before it may go over lines. */
function editedPart(node: Attribute, written: string, source: RuleContext["source"]): Range {
  return written.startsWith(`${source(node.value)}.`) ? attributeRange(node) : node.range;
}

function editedText(node: Attribute, written: string, source: RuleContext["source"]): string {
  const owner = `${source(node.value)}.`;
  return written.startsWith(owner) ? written.slice(owner.length) : written;
}

/** `(a * b)` for `K.multiply(a, b)`. */
function withOperator(call: Call | undefined, operator: string, { source }: RuleContext): readonly ProposedFix[] {
  const values = call?.arguments ?? [];
  if (!call || values.length !== 2 || /[#\n]/.test(source(call))) return [];
  if (
    values.some(({ name, value, isDoubleStarred }) => name !== undefined || isDoubleStarred || value.kind === "Starred")
  )
    return [];
  const [left, right] = values.map(({ value }) => operand(value, source));
  const newText = `(${left} ${operator} ${right})`;
  return [{ title: `Replace with '${operator}'`, edits: [{ range: call.range, newText }] }];
}

/** What an operator beside it takes nothing from. */
const atoms: ReadonlySet<Expression["kind"]> = new Set(["Name", "Call", "Attribute", "Subscript", "Constant", "List"]);

function operand(value: Expression, source: RuleContext["source"]): string {
  return atoms.has(value.kind) ? source(value) : `(${source(value)})`;
}

/** `from keras.losses import mse`. */
function checkImport(statement: ImportFrom, context: RuleContext): void {
  const { keras, report, module: file } = context;
  if (statement.level > 0 || isTried(statement, file)) return;
  if (/(?:^|\.)(?:python|src|_tf_keras|_api|api|keras_core|compat)(?:\.|$)/.test(statement.module)) return;
  const module = statement.module.replace(/^(?:tensorflow|tf)(?=\.|$)/, "tf").replace(/^tf_keras(?=\.|$)/, "tf.keras");
  if (namesOfModule(module) === undefined) return;
  for (const { name, nameRange, asName } of statement.names) {
    const absence = name === "*" ? undefined : absenceFrom(module, name, context);
    if (absence === undefined || (module === "tf" && absence !== "never")) continue;
    const meant = meantNames(module, name, keras.version).filter((each) => each.module === module);
    const shown = meant.map((each) => each.name);
    if (shown.length === 0 && !isCertain(absence, module, context)) continue;
    report(
      nameRange,
      `${lack(`${statement.module}.${name}`, module, absence, context)}${suggestion(shown, meant)}`,
      shown.map((each) => ({
        title: `Change to '${each}'`,
        edits: [{ range: nameRange, newText: asName === undefined ? `${each} as ${name}` : each }],
        isPreferred: shown.length === 1,
      })),
      surenessOf(absence, context),
    );
  }
}
