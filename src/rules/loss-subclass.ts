import { addConfig, takeEverything } from "../losses/fixes/loss-config-fix.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { configOf, methodOf } from "../losses/loss-config.ts";
import { defineRule, type ProposedFix, type RuleContext } from "../losses/rule.ts";
import { valueAtCall } from "../losses/stated-values.ts";
import { isStored, modelReference, readStorage } from "../losses/storage.ts";
import type { ClassDefinition, Expression, FunctionDefinition, Parameter } from "../python/ast.ts";
import { lineBreakOf, startOfLine } from "../python/lines.ts";
import { walk } from "../python/walk.ts";

export const lossSubclass = defineRule({
  id: "loss-subclass",
  severity: "error",
  summary:
    "A Loss subclass that cannot work: no super().__init__, another method instead of call, an incomplete get_config",

  check(context) {
    const { module, losses, resolver, report } = context;
    for (const loss of losses) {
      const { node, form } = loss;
      if (form !== "class" || node.kind !== "ClassDefinition") continue;
      // A callable of one's own owes Keras nothing.
      const isDirect = node.bases.some(({ value }) =>
        /^(?:tf\.)?keras\.(?:losses\.\w+|Loss)$/.test(resolver.qualifiedName(value) ?? ""),
      );
      if (!isDirect) continue;
      const isLossItself = node.bases.some(({ value }) =>
        /^(?:tf\.)?keras\.(?:losses\.)?Loss$/.test(resolver.qualifiedName(value) ?? ""),
      );
      const init = methodOf(node, "__init__");
      if (init && init.body.length > 0 && !callsSuperInit(init)) {
        const fix = superFix(module.text, init);
        report(
          node.nameRange,
          `'${node.name}' does not call 'super().__init__', so it lacks 'name' and 'reduction'.`,
          fix,
        );
      }
      const call = methodOf(node, "call");
      if (isLossItself && !call) {
        const wrong = methodOf(node, "forward") ?? ownCall(node);
        if (wrong)
          report(
            wrong.nameRange,
            wrong.name === "forward"
              ? "Keras runs 'call', not 'forward'."
              : "Keras gives '__call__' a sample_weight too, which this one does not take; its own runs 'call', and weighs and reduces the result.",
            { title: "Rename to 'call'", edits: [{ range: wrong.nameRange, newText: "call" }] },
          );
      }
      checkConfig(node, loss, isLossItself, context);
    }
  },
});

/** Whether what `__init__` takes is written down when the loss is saved, and the other way about. */
function checkConfig(node: ClassDefinition, loss: LossDefinition, isLossItself: boolean, context: RuleContext): void {
  const { uses, source, report, module } = context;
  const config = configOf(node, source);
  if (!config) return;
  const compiled = uses.filter((use) => use.loss === loss && use.role === "loss");
  const models = compiled.flatMap(({ call }) =>
    call.function.kind === "Attribute" ? [modelReference(call.function.value, context)] : [],
  );
  const isRegistered = node.decorators.some((decorator) => /register_keras_serializable/.test(source(decorator)));
  const isKept = isRegistered || (compiled.length > 0 && isStored(models, readStorage(context)));
  const made = uses.flatMap(({ loss: meant, value }) => (meant === loss && value.kind === "Call" ? [value] : []));
  const isSet = (name: string): boolean => {
    const parameter = loss.parameters.find((each) => each.name === name);
    return !parameter || made.some((call) => valueAtCall(parameter, loss, call, context.names) !== undefined);
  };
  // What the file leaves at its default comes back as it was.
  const missing = config.leftOut.filter(
    ({ name, default: value }) => value === undefined || made.length === 0 || isSet(name),
  );
  const isSure = isKept || missing.some(({ default: value }) => value === undefined || made.length > 0);
  if (missing.length > 0 && config.config)
    report(
      node.nameRange,
      `'get_config' leaves out ${listed(missing)}: a saved model loads without ${missing.length === 1 ? "it" : "them"}.`,
      configFix(
        config.config,
        config.init,
        missing.map(({ name }) => name),
        source,
        module.text,
      ),
      isSure ? {} : { atMost: "hint" },
    );
  if (!isLossItself) return;
  // Who takes all that a configuration has means to be written down.
  const isMeant = isKept || config.init.parameters.list.some(({ form }) => form === "varKeyword");
  if (missing.length > 0 && !config.config && isMeant) {
    const isNeeded = missing.some((parameter) => parameter.default === undefined);
    report(
      node.nameRange,
      isNeeded
        ? `'${node.name}' has no 'get_config': a saved model cannot be loaded without ${listed(missing)}.`
        : `'${node.name}' has no 'get_config': a saved model loads with the default of ${listed(missing)}, whatever it was trained with.`,
      addConfig(node, missing, config, module.text),
      isKept ? {} : { atMost: "hint" },
    );
  }
  if (isKept && config.notTaken.length > 0)
    report(
      node.nameRange,
      `'${node.name}' does not take ${config.notTaken.map((name) => `'${name}'`).join(" and ")}, which its configuration has: a saved model cannot be loaded.`,
      config.notTaken.every((name) => name === "name" || name === "reduction") ? takeEverything(config, source) : [],
    );
}

function listed(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => `'${name}'`).join(", ");
}

/** An own `__call__` that Keras cannot run: one that takes the sample weights runs, though they and the reduction are its own. */
function ownCall(node: ClassDefinition): FunctionDefinition | undefined {
  const call = methodOf(node, "__call__");
  const takesMore =
    call?.parameters.list.some(({ form, name }) => /^var/.test(form) || name === "sample_weight") ||
    (call?.parameters.list.length ?? 0) > 3;
  return takesMore ? undefined : call;
}

function callsSuperInit(init: FunctionDefinition): boolean {
  let calls = false;
  for (const statement of init.body)
    walk(statement, (node) => {
      if (node.kind === "Call" && node.function.kind === "Attribute" && node.function.attribute === "__init__")
        calls = true;
      if (node.kind === "ErrorExpression" || node.kind === "ErrorStatement") calls = true;
    });
  return calls;
}

/** `super().__init__()` as the first statement, `name=name` where the class takes one. */
function superFix(text: string, init: FunctionDefinition) {
  const first = init.body[0]!;
  const isDocstring =
    first.kind === "ExpressionStatement" && first.value.kind === "Constant" && typeof first.value.value === "string";
  const before = isDocstring ? init.body[1] : first;
  if (!before) return [];
  const lineStart = text.lastIndexOf("\n", before.range.start - 1) + 1;
  const indent = text.slice(lineStart, before.range.start);
  if (indent.trim() !== "") return [];
  const given = init.parameters.list
    .filter(({ name }) => name === "name" || name === "reduction")
    .map(({ name }) => `${name}=${name}`);
  const rest = init.parameters.list.find(({ form }) => form === "varKeyword");
  if (rest) given.push(`**${rest.name}`);
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const line = `super().__init__(${given.join(", ")})`;
  return [
    {
      title: `Add '${line}'`,
      edits: [{ range: { start: before.range.start, end: before.range.start }, newText: `${line}${newline}${indent}` }],
    },
  ];
}

/** The dictionary that `get_config` returns, or with which it updates the one that it got. */
function configuration(config: FunctionDefinition): Expression | undefined {
  const last = config.body.at(-1);
  if (last?.kind !== "Return" || last.value?.kind !== "Name") return last?.kind === "Return" ? last.value : undefined;
  const returned = last.value.id;
  for (const statement of config.body.toReversed()) {
    if (statement.kind === "Assign" && statement.targets.some((at) => at.kind === "Name" && at.id === returned))
      return statement.value;
    if (statement.kind !== "ExpressionStatement" || statement.value.kind !== "Call") continue;
    const { function: callee, arguments: given } = statement.value;
    const isUpdate =
      callee.kind === "Attribute" &&
      callee.attribute === "update" &&
      callee.value.kind === "Name" &&
      callee.value.id === returned;
    if (isUpdate && given.length === 1 && given[0]!.name === undefined) return given[0]!.value;
  }
  return undefined;
}

/** Adds the missing entries to the dictionary that `get_config` returns, where there is one. */
function configFix(
  config: FunctionDefinition,
  init: FunctionDefinition,
  missing: readonly string[],
  source: (node: FunctionDefinition) => string,
  text: string,
): readonly ProposedFix[] {
  const value = configuration(config);
  const initText = source(init);
  // Kept under another name, or not at all, what to write is not known.
  if (!missing.every((name) => new RegExp(`self\\.${name}\\s{0,9}(?::[^=\\n]{1,80})?=`).test(initText))) return [];
  if (value?.kind !== "Dict") return beforeReturn(config, missing, text);
  const entry = value.entries.at(-1);
  if (!entry) return [];
  const at = entry.value.range.end;
  const added = missing.map((name) => `, "${name}": self.${name}`).join("");
  return [
    {
      title: `Add ${missing.map((name) => `'${name}'`).join(", ")} to the configuration`,
      edits: [{ range: { start: at, end: at }, newText: added }],
    },
  ];
}

/** `config["bias"] = self.bias` above the line that returns `config`. */
function beforeReturn(config: FunctionDefinition, missing: readonly string[], text: string): readonly ProposedFix[] {
  const last = config.body.at(-1);
  if (last?.kind !== "Return" || last.value?.kind !== "Name") return [];
  const at = last.range.start;
  const indent = text.slice(startOfLine(text, at), at);
  if (indent.trim() !== "") return [];
  const returned = last.value.id;
  const lines = missing.map((name) => `${returned}["${name}"] = self.${name}${lineBreakOf(text)}${indent}`);
  return [
    {
      title: `Add ${missing.map((name) => `'${name}'`).join(", ")} to the configuration`,
      edits: [{ range: { start: at, end: at }, newText: lines.join("") }],
    },
  ];
}
