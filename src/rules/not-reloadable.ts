import { nameTheLambda } from "../losses/fixes/name-lambda.ts";
import { addCustomObjects, passAtLoads, register } from "../losses/fixes/registration.ts";
import { type ImportedModule, placeOf } from "../losses/imported-losses.ts";
import type { LossDefinition } from "../losses/loss.ts";
import { definitionOf, placeIn } from "../losses/related.ts";
import type { ProposedFix, RuleContext } from "../losses/rule.ts";
import { defineRule } from "../losses/rule.ts";
import {
  isStored,
  type LoadedModel,
  type ModelReference,
  mayBeSame,
  modelReference,
  readStorage,
  type Storage,
} from "../losses/storage.ts";
import type { Call, Expression } from "../python/ast.ts";
import type { Edit } from "../python/edits.ts";

export const notReloadable = defineRule({
  id: "not-reloadable",
  severity: "warning",
  summary: "A model is saved or loaded, and Keras cannot find its custom loss again",

  check(context) {
    checkCustomObjects(context);
    const { uses, report } = context;
    const storage = readStorage(context);
    // Where every load brings what it needs, or does not compile, nothing is lost.
    if (storage.loads.length > 0 && !storage.loads.some(({ isBare, told }) => isBare || told)) return;
    checkStrings(storage, context);
    checkMethods(storage, context);
    const compiled = new Map<LossDefinition, Compiled>();
    for (const { role, loss: own, call, value } of uses) {
      if (role !== "loss" || own?.form === "method" || call.function.kind !== "Attribute") continue;
      const imported = own ? undefined : context.imported(value.kind === "Call" ? value.function : value);
      const found = imported?.kind === "loss" ? imported : undefined;
      const loss = own ?? found?.loss;
      if (!loss) continue;
      const entry = compiled.get(loss) ?? { models: [], other: found && { value, module: found.module } };
      entry.models.push(modelReference(call.function.value, context));
      compiled.set(loss, entry);
    }
    if (compiled.size === 0) return;
    for (const [loss, { models, other }] of compiled) {
      const isSaved = storage.saves.some(({ model }) => models.some((each) => mayBeSame(each, model)));
      // What a file from elsewhere needs, its loads are told.
      const lacksIt = ({ told }: LoadedModel): boolean => isSaved && told !== undefined && !told.has(savedName(loss));
      const bare = storage.loads.filter((load) => load.isBare || lacksIt(load));
      if (storage.loads.length > 0 && bare.length === 0) continue;
      const bareLoads = bare.map(({ call }) => call);
      const isUnsafe = bare.length > 0 && bare.every((load) => load.isUnsafe);
      const loads = bareLoads.map(({ range }) => placeIn(range, "The model is loaded here."));
      // Where models are saved, what is loaded is one of them.
      if (!isSaved && (bareLoads.length === 0 || storage.saves.length > 0)) continue;
      // Whoever asks for it gets lambdas back, too.
      if (loss.form === "lambda" && isUnsafe) continue;
      if (isRegistered(loss, context) || (other && isRegistered(loss, other.module))) continue;
      if (other) {
        // Its own file, where it would be registered, is another.
        const name = `'${loss.name}' (${placeOf(loss, other.module)})`;
        report(
          other.value,
          message(loss, name, bareLoads.length > 0),
          passImported(loss, other.value, bareLoads, context),
          { related: [definitionOf(loss, other.module), ...loads] },
        );
        continue;
      }
      const shown = loss.form === "lambda" && loss.name.startsWith("lambda@") ? "this lambda" : `'${loss.name}'`;
      report(loss.nameRange, message(loss, shown, bareLoads.length > 0), fixes(loss, bareLoads, context), {
        related: loads,
      });
    }
  },
});

/** The name under which Keras writes the loss down: that of the function that a factory returns. */
function savedName({ name, form, body }: LossDefinition): string {
  return form === "factory" && body?.kind === "FunctionDefinition" ? body.name : name;
}

/** Short names, as Keras 3 writes them to a file of the old format and cannot read them again (run on 3.15). */
const unreadable: Readonly<Record<string, string>> = {
  mse: "mean_squared_error",
  mae: "mean_absolute_error",
  mape: "mean_absolute_percentage_error",
  msle: "mean_squared_logarithmic_error",
  kld: "kl_divergence",
  bce: "binary_crossentropy",
};

const oldFormat = /\.(?:h5|hdf5|keras\.h5)$/i;

/** `loss="mse"` of a model that is saved as `.h5`. */
function checkStrings({ saves, loads }: Storage, context: RuleContext): void {
  const { uses, keras, source, report } = context;
  if (keras.version !== "3") return;
  const read = loads.filter(({ isBare, path }) => isBare && path !== undefined && oldFormat.test(path));
  for (const { role, value, call } of uses) {
    if (role !== "loss" || value.kind !== "Constant" || typeof value.value !== "string") continue;
    const key = value.value.toLowerCase();
    const whole = Object.hasOwn(unreadable, key) ? unreadable[key] : undefined;
    if (whole === undefined || call.function.kind !== "Attribute") continue;
    const model = modelReference(call.function.value, context);
    const written = saves.find(
      (save) => mayBeSame(save.model, model) && save.path !== undefined && oldFormat.test(save.path),
    );
    if (!written || (loads.length > 0 && !read.some(({ path }) => path === written.path))) continue;
    report(
      value,
      `Keras 3 cannot read '${value.value}' back from '${written.path}' when the model is loaded: 'Could not deserialize 'keras.metrics.${value.value}''. It can read '${whole}'.`,
      {
        title: `Change to '${whole}'`,
        edits: [{ range: value.range, newText: source(value).replace(value.value, whole) }],
      },
      keras.isKnown ? {} : { atMost: "info" },
    );
  }
}

/** `loss=trainer.my_loss`: what is bound to an object goes by the method's name, and no one finds the object again. */
function checkMethods(storage: Storage, context: RuleContext): void {
  for (const { role, value, loss, call } of context.uses) {
    if (role !== "loss" || value.kind !== "Attribute" || call.function.kind !== "Attribute") continue;
    const { node } = loss ?? {};
    if (loss?.form !== "method" || node?.kind !== "FunctionDefinition" || node.decorators.length > 0) continue;
    if (!isStored([modelReference(call.function.value, context)], storage)) continue;
    context.report(
      value,
      `Keras cannot load '${context.source(value)}' again, which is bound to an object: write a function of the module, or a Loss class, and register it.`,
      [],
      { related: [definitionOf(loss)] },
    );
  }
}

/** Where a loss is handed over, and what in the file its own file says about it. */
interface Compiled {
  readonly models: ModelReference[];
  /** Undefined for a loss of this file. */
  readonly other: { readonly value: Expression; readonly module: ImportedModule } | undefined;
}

function message({ form }: LossDefinition, shown: string, isLoaded: boolean): string {
  const when = isLoaded ? "when the model is loaded" : "when the saved model is loaded";
  if (form === "lambda") return `Keras refuses a lambda ${when}: give ${shown} a name and register it.`;
  if (form === "factory")
    return `Keras cannot find the function that ${shown} returns ${when}: pass it as custom_objects there, or write a registered Loss class.`;
  return `Keras cannot find ${shown} ${when}: register it, or pass custom_objects there.`;
}

function fixes(loss: LossDefinition, loads: readonly Call[], context: RuleContext): readonly ProposedFix[] {
  if (loss.form === "lambda") return nameTheLambda(loss, context);
  const registered = register(loss, context);
  const passed = addCustomObjects(loss, loads, context);
  return [...registered, ...passed.map((fix) => ({ ...fix, isPreferred: registered.length === 0 }))];
}

/** `custom_objects={"my_loss": my_loss}` where the model is loaded, with the name that this file has for the loss. */
function passImported(
  loss: LossDefinition,
  value: Expression,
  loads: readonly Call[],
  { names, source }: RuleContext,
): readonly ProposedFix[] {
  const root = value.kind === "Call" ? value.function : value;
  if (root.kind !== "Name" || (loss.form !== "function" && loss.form !== "class")) return [];
  const binding = names.bindingOf(root);
  if (loads.length === 0 || loads.some((load) => names.lookUp(root.id, names.scopeOf(load)) !== binding)) return [];
  return passAtLoads(loss.name, `"${loss.name}": ${source(root)}`, loads);
}

/** By its decorator, by `custom_objects`, or by something that reading cannot see through. */
function isRegistered(loss: LossDefinition, context: Pick<RuleContext, "uses" | "resolver" | "index">): boolean {
  const { uses, resolver, index } = context;
  const { node, body } = loss;
  const decorated = [node, body].flatMap((at) =>
    at?.kind === "FunctionDefinition" || at?.kind === "ClassDefinition" ? at.decorators : [],
  );
  if (decorated.some((decorator) => !isPlainDecorator(decorator, context))) return true;
  for (const use of uses) {
    if (use.role !== "customObject") continue;
    if (use.loss === loss) return true;
    if (use.loss === undefined && !isAnotherThing(use.value, context)) return true;
  }
  // `register_keras_serializable("losses")(my_loss)`
  return index.calls.some(
    ({ node: call }) =>
      call.function.kind === "Call" &&
      endsIn(call.function.function, "register_keras_serializable") &&
      call.arguments.some(({ value }) => resolver.meansDirectly(value, loss)),
  );
}

/** Only these are known not to register. */
function isPlainDecorator(decorator: Expression, { resolver }: Pick<RuleContext, "resolver">): boolean {
  const callee = decorator.kind === "Call" ? decorator.function : decorator;
  const name = resolver.qualifiedName(callee) ?? "";
  return /^tf\.function$|^functools\.|^typing\.|^dataclasses\.|^tf\.autograph\./.test(name);
}

/** A function or class of this file, or an import: certainly not the loss. */
function isAnotherThing(value: Expression, { resolver }: Pick<RuleContext, "resolver">): boolean {
  if (value.kind === "Constant") return true;
  if (value.kind === "Lambda") return true;
  if (value.kind === "Call") return isAnotherThing(value.function, { resolver });
  if (value.kind === "Attribute") return resolver.qualifiedName(value) !== undefined;
  if (value.kind !== "Name") return false;
  const meant = resolver.resolve(value);
  return meant?.kind === "function" || meant?.kind === "class" || meant?.kind === "import";
}

function isFalse(value: Expression): boolean {
  return value.kind === "Constant" && value.value === false;
}

function endsIn(node: Expression, name: string): boolean {
  return (node.kind === "Name" && node.id === name) || (node.kind === "Attribute" && node.attribute === name);
}

/**
 * `custom_objects` for what a factory returns: Keras asks for the inner function, by the inner function's name. Reports
 * the key that Keras never asks for, and the factory that is not called.
 */
function checkCustomObjects({ uses, resolver, source, report }: RuleContext): void {
  for (const { role, loss, value, argument, call } of uses) {
    if (role !== "customObject" || loss?.form !== "factory" || loss.body?.kind !== "FunctionDefinition") continue;
    const { node, body } = loss;
    if (node.kind !== "FunctionDefinition" || ![node, body].every((at) => resolver.isPlainlyDecorated(at))) continue;
    // A name that is given: `loss.__name__ = "focal"`.
    if (
      /__name__/.test(source(node)) ||
      call.arguments.some(({ name, value: given }) => name === "compile" && isFalse(given))
    )
      continue;
    const entries = argument ? entriesOf(argument.value, resolver) : [];
    const entry = entries.find((each) => each.value === value);
    const key = entry?.key?.kind === "Constant" ? entry.key.value : undefined;
    if (entry?.key === undefined || typeof key !== "string") continue;
    const isUncalled = resolver.meansDirectly(value, loss);
    if (!isUncalled && !(value.kind === "Call" && resolver.meansDirectly(value.function, loss))) continue;
    const isThere = entries.some(({ key: other }) => other?.kind === "Constant" && other.value === body.name);
    const made = uses.find((use) => use.role === "loss" && use.loss === loss && use.value.kind === "Call");
    const needsNothing = loss.parameters.every((parameter) => parameter.default);
    const called = made ? source(made.value) : needsNothing ? `${source(value)}()` : undefined;
    const calling: Edit[] | undefined = !isUncalled
      ? []
      : called === undefined
        ? undefined
        : [{ range: value.range, newText: called }];
    if (key === loss.name && key !== body.name && !isThere) {
      report(
        entry.key,
        `Keras looks for the name of the function that '${loss.name}' returns, '${body.name}', when the model is loaded.`,
        calling
          ? {
              title: `Pass it as '${body.name}'`,
              edits: [{ range: entry.key.range, newText: source(entry.key).replace(key, body.name) }, ...calling],
            }
          : [],
        { related: [{ range: body.nameRange, message: `'${body.name}' is defined here.` }] },
      );
    } else if (key === body.name && isUncalled) {
      report(
        value,
        `'${source(value)}' returns the loss: Keras wants the loss itself here.`,
        calling ? { title: `Replace with '${called}'`, edits: calling } : [],
      );
    }
  }
}

type Entries = Extract<Expression, { kind: "Dict" }>["entries"];

/** Of the dictionary itself, or of the one that a name stands for. */
function entriesOf(value: Expression, resolver: RuleContext["resolver"]): Entries {
  if (value.kind === "Dict") return value.entries;
  const meant = value.kind === "Name" ? resolver.resolve(value) : undefined;
  return meant?.kind === "value" && meant.value.kind === "Dict" ? meant.value.entries : [];
}
