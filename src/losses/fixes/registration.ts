/** Ways to tell Keras of a loss, so that it finds it when a model is loaded. */

import type { Call } from "../../python/ast.ts";
import { appendArgument, type Edit } from "../../python/edits.ts";
import { insertImport } from "../../python/import-edits.ts";
import { lineBreakOf, startOfLine } from "../../python/lines.ts";
import type { LossDefinition } from "../loss.ts";
import type { ProposedFix, RuleContext } from "../rule.ts";

/** `@keras.saving.register_keras_serializable()` above the definition; nothing where this Keras may lack it. */
export function register(loss: LossDefinition, context: RuleContext): readonly ProposedFix[] {
  const { node, form } = loss;
  // Registering what a factory makes would register another function on each call.
  if (form !== "function" && form !== "class") return [];
  if (node.kind !== "FunctionDefinition" && node.kind !== "ClassDefinition") return [];
  const decorator = registrationDecorator(context);
  if (!decorator) return [];
  const { text } = context.module;
  const indent = text.slice(startOfLine(text, node.range.start), node.range.start);
  if (indent.trim() !== "") return [];
  return [
    {
      title: `Register '${loss.name}' with Keras`,
      // At one place, the import comes first.
      edits: [
        ...decorator.imports,
        {
          range: { start: node.range.start, end: node.range.start },
          newText: `${decorator.text}${lineBreakOf(text)}${indent}`,
        },
      ],
    },
  ];
}

export interface Decorator {
  readonly text: string;
  readonly imports: readonly Edit[];
}

type Importing = Pick<RuleContext, "names" | "resolver" | "keras" | "dialect" | "module">;

/** In the words of the file's own imports. */
export function registrationDecorator(context: Importing): Decorator | undefined {
  const { keras, dialect, module } = context;
  const moduleName = (qualified: string): string | undefined => importedAs(qualified, context);
  const kerasName = moduleName("keras");
  const throughTensorFlow = moduleName("tf.keras");
  const tensorFlow = moduleName("tf");
  const direct = importedAs(/^(?:tf\.)?keras\.(?:saving|utils)\.register_keras_serializable$/, context);
  if (direct) return { text: `@${direct}()`, imports: [] };
  // The standalone Keras of those days had no such decorator.
  if (keras.version !== "3" && dialect === "keras") return undefined;
  if (kerasName) return { text: `@${kerasName}.saving.register_keras_serializable()`, imports: [] };
  if (throughTensorFlow) return { text: `@${throughTensorFlow}.utils.register_keras_serializable()`, imports: [] };
  if (tensorFlow) return { text: `@${tensorFlow}.keras.utils.register_keras_serializable()`, imports: [] };
  const statement = dialect === "keras" ? "import keras" : "from tensorflow import keras";
  if (context.names.moduleScope.bindings.has("keras")) return undefined;
  const owner = dialect === "keras" ? "saving" : "utils";
  return { text: `@keras.${owner}.register_keras_serializable()`, imports: [insertImport(module, statement)] };
}

/** What the file calls a module or function that it imports at its top. */
export function importedAs(
  qualified: string | RegExp,
  { names, resolver }: Pick<RuleContext, "names" | "resolver">,
): string | undefined {
  for (const [alias, binding] of names.moduleScope.bindings) {
    const site = binding.sites[0];
    if (binding.sites.length !== 1 || (site?.kind !== "import" && site?.kind !== "importFrom")) continue;
    const reference = binding.references[0];
    const name = reference ? resolver.qualifiedName(reference) : site.kind === "import" ? site.module : undefined;
    if (name !== undefined && (typeof qualified === "string" ? name === qualified : qualified.test(name))) return alias;
  }
  return undefined;
}

/** `custom_objects={"my_loss": my_loss}` at each place that loads a model. */
export function addCustomObjects(
  loss: LossDefinition,
  loads: readonly Call[],
  { names, source, uses }: RuleContext,
): readonly ProposedFix[] {
  const entry = customObject(loss, { uses, source });
  const isVisible = loads.every((load) => names.visibleNames(names.scopeOf(load)).has(loss.name));
  if (!entry || loads.length === 0 || !isVisible) return [];
  return passAtLoads(loss.name, entry, loads);
}

/** The entry as `custom_objects` of each load. */
export function passAtLoads(name: string, entry: string, loads: readonly Call[]): readonly ProposedFix[] {
  return [
    {
      title: `Pass '${name}' as custom_objects`,
      edits: loads.map((load) => withObject(load, entry)),
    },
  ];
}

/** One more of those that the load is told of, or the first. */
function withObject(load: Call, entry: string): Edit {
  const given = load.arguments.find(({ name }) => name === "custom_objects")?.value;
  if (given?.kind !== "Dict") return appendArgument(load, `custom_objects={${entry}}`);
  const last = given.entries.at(-1);
  return last === undefined
    ? { range: given.range, newText: `{${entry}}` }
    : { range: { start: last.value.range.end, end: last.value.range.end }, newText: `, ${entry}` };
}

/** Keras looks for a function by its own name: that of the inner one, for what a factory returns. */
function customObject(
  { form, name, body, node }: LossDefinition,
  { uses, source }: Pick<RuleContext, "uses" | "source">,
): string | undefined {
  if (form === "function" || form === "class") return node.kind === "Call" ? undefined : `"${name}": ${name}`;
  if (form !== "factory" || body?.kind !== "FunctionDefinition") return undefined;
  const made = uses.find(({ role, loss, value }) => role === "loss" && loss?.node === node && value.kind === "Call");
  return made && `"${body.name}": ${source(made.value)}`;
}
