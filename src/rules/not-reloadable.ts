import { argumentOf } from "../losses/find-uses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import type { ClassDefinition, Expression, FunctionDefinition } from "../python/ast.ts";
import { insertImport } from "./imports.ts";
import { defineRule, type RuleContext } from "./rule.ts";

export const notReloadable = defineRule({
  id: "not-reloadable",
  severity: "warning",
  summary: "A model with a loss of its own is saved or loaded, and Keras cannot find the loss again",

  check(context) {
    const { uses, module, report } = context;
    const place = savingOrLoading(context);
    if (!place || uses.some(({ role }) => role === "customObject")) return;
    if (/custom_objects|custom_object_scope|CustomObjectScope/.test(module.text)) return;
    const told = new Set<LossDefinition>();
    for (const { role, loss } of uses) {
      if (role !== "loss" || !loss || told.has(loss) || loss.form === "method") continue;
      told.add(loss);
      if (isRegistered(loss)) continue;
      const related = [
        { range: place.range, message: place.isLoading ? "The model is loaded here." : "The model is saved here." },
      ];
      if (loss.form === "lambda") {
        report(
          loss.nameRange,
          "A lambda has no name to load it by: a saved model with this loss cannot be loaded.",
          [],
          { related },
        );
      } else if (loss.node.kind !== "Call") {
        report(
          loss.nameRange,
          `'${loss.name}' is not registered: loading a model that was saved with it fails.`,
          loss.form === "factory" ? [] : decorate(loss.node, context),
          { related },
        );
      }
    }
  },
});

/** A whole model is saved, or loaded with its loss: not weights alone, not `compile=False`. */
function savingOrLoading({
  index,
  resolver,
  uses,
  names,
}: RuleContext): { range: Expression["range"]; isLoading: boolean } | undefined {
  const compiled = new Set(
    uses.flatMap(({ role, call, loss }) => {
      const owner = role === "loss" && loss && call.function.kind === "Attribute" ? call.function.value : undefined;
      const binding = owner?.kind === "Name" ? names.bindingOf(owner) : undefined;
      return binding ? [binding] : [];
    }),
  );
  let saving: Expression | undefined;
  for (const { node: call } of index.calls) {
    const name = resolver.qualifiedName(call.function) ?? "";
    if (/^(?:tf\.)?keras\.(?:models|saving)\.load_model$/.test(name)) {
      const compile = argumentOf(call, "compile", undefined)?.value;
      // Loaded to predict, it needs no loss; and who saves here does so for others.
      if (compile?.kind === "Constant" && compile.value === false) return undefined;
      return { range: call.range, isLoading: true };
    }
    const callee = call.function;
    if (callee.kind === "Attribute" && callee.attribute === "save" && callee.value.kind === "Name") {
      const binding = names.bindingOf(callee.value);
      const keep = argumentOf(call, "include_optimizer", undefined)?.value;
      if (binding && compiled.has(binding) && !(keep?.kind === "Constant" && keep.value === false)) saving ??= call;
    }
  }
  return saving && { range: saving.range, isLoading: false };
}

function isRegistered(loss: LossDefinition): boolean {
  const nodes = [loss.node, loss.body].filter(
    (node): node is FunctionDefinition | ClassDefinition =>
      node?.kind === "FunctionDefinition" || node?.kind === "ClassDefinition",
  );
  // Any decorator may register what it decorates.
  return nodes.some(({ decorators }) => decorators.length > 0);
}

/** The decorator above a definition of the module, with what the file calls Keras. */
function decorate(node: LossDefinition["node"], context: RuleContext) {
  const { module, names, resolver, dialect, keras } = context;
  if (node.kind === "Lambda" || node.kind === "Call" || !module.body.includes(node as never)) return [];
  let alias: string | undefined;
  for (const [name, binding] of names.moduleScope.bindings) {
    const qualified = binding.references[0] && resolver.qualifiedName(binding.references[0]);
    if (qualified === "keras" || qualified === "tf.keras") alias = name;
    else if (qualified === "tf") alias ??= `${name}.keras`;
  }
  const isKerasFree = !names.moduleScope.bindings.has("keras");
  if (!alias && !isKerasFree) return [];
  const statement = dialect === "keras" ? "import keras" : "from tensorflow import keras";
  // Keras 3 has it in both places, Keras 2 in `utils` alone.
  const folder = keras.version === "3" ? "saving" : "utils";
  const newline = module.text.includes("\r\n") ? "\r\n" : "\n";
  const line = `@${alias ?? "keras"}.${folder}.register_keras_serializable()`;
  const start = node.range.start;
  return [
    {
      title: `Add '${line}'`,
      edits: [
        ...(alias ? [] : [insertImport(module, statement)]),
        { range: { start, end: start }, newText: `${line}${newline}` },
      ],
    },
  ];
}
