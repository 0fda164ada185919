/** Where a module writes whole models and reads them again. */

import type { Call, Expression } from "../python/ast.ts";
import { parentsOf } from "../python/walk.ts";
import { ownReturns } from "./factory.ts";
import { argumentOf } from "./find-uses.ts";
import type { RuleContext } from "./rule.ts";

/** A model as it is written somewhere. */
export interface ModelReference {
  readonly text: string;
  /** The call that makes it, where its name stands for one. */
  readonly made: Expression | undefined;
}

export interface SavedModel {
  readonly model: ModelReference;
  readonly path: string | undefined;
}

export interface LoadedModel {
  readonly call: Call;
  readonly path: string | undefined;
  /** Compiled again, as it was when it was saved. */
  readonly isCompiled: boolean;
  /** Told nothing of what is custom in it, neither by an argument nor by a scope around it. */
  readonly isBare: boolean;
  /** The names that it is told of, where it says just these. */
  readonly told: ReadonlySet<string> | undefined;
  /** `safe_mode=False`: lambdas are read too. */
  readonly isUnsafe: boolean;
}

export interface Storage {
  readonly saves: readonly SavedModel[];
  readonly loads: readonly LoadedModel[];
}

type StorageContext = Pick<RuleContext, "module" | "index" | "resolver" | "source">;

/** What is written as a whole and read as one: of what is read back as weights alone, the loss is no part. */
export function readStorage(context: StorageContext): Storage {
  const { module, index, resolver } = context;
  const referenceTo = (model: Expression): ModelReference => modelReference(model, context);
  const saves: SavedModel[] = [];
  const loads: LoadedModel[] = [];
  let readsWeights = false;
  for (const { node } of index.calls) {
    const name = resolver.qualifiedName(node.function) ?? "";
    const method = node.function.kind === "Attribute" ? node.function.attribute : undefined;
    if (/^(?:tf\.)?keras\.(?:models|saving)\.(?:\w+\.)*load_model$/.test(name)) {
      const isScoped = isInScope(node, module);
      loads.push({
        call: node,
        path: pathOf(node, 0),
        isCompiled: isCompiledAgain(node),
        isBare: isBareLoad(node) && !isScoped,
        told: isScoped ? undefined : namesTold(node),
        isUnsafe: node.arguments.some((each) => each.name === "safe_mode" && isFalse(each.value)),
      });
    } else if (/^(?:tf\.)?keras\.(?:models|saving)\.(?:\w+\.)*save_model$/.test(name)) {
      const model = argumentOf(node, "model", 0);
      if (model && savesTraining(node)) saves.push({ model: referenceTo(model.value), path: pathOf(node, 1) });
    } else if (method === "save" && node.function.kind === "Attribute" && savesTraining(node)) {
      saves.push({ model: referenceTo(node.function.value), path: pathOf(node, 0) });
    } else if (method === "load_weights") readsWeights = true;
  }
  return { saves: readsWeights && loads.length === 0 ? [] : saves, loads };
}

/** What a model that is compiled or saved is known by. */
export function modelReference(model: Expression, { resolver, source }: StorageContext): ModelReference {
  const meant = model.kind === "Name" ? resolver.resolve(model) : undefined;
  const made = meant?.kind === "value" && meant.value.kind === "Call" ? meant.value : undefined;
  return { text: source(model), made: made && makerOf(made, resolver) };
}

const modelClass = /\.(?:Model|Sequential|Functional)$/;

/** The call that makes the model: this one, or the one in the function of the module that it calls. */
function makerOf(call: Call, resolver: RuleContext["resolver"]): Call | undefined {
  const isMaker = ({ function: callee }: Call): boolean => modelClass.test(resolver.qualifiedName(callee) ?? "");
  if (isMaker(call)) return call;
  const builder = call.function.kind === "Name" ? resolver.resolve(call.function) : undefined;
  if (builder?.kind !== "function") return undefined;
  const [returned, ...others] = ownReturns(builder.node);
  if (others.length > 0 || returned?.value?.kind !== "Name") return undefined;
  const inner = resolver.resolve(returned.value);
  return inner?.kind === "value" && inner.value.kind === "Call" && isMaker(inner.value) ? inner.value : undefined;
}

/** Made by one call, or of one name and not made by two. */
export function mayBeSame(a: ModelReference, b: ModelReference): boolean {
  return a.made === undefined || b.made === undefined ? a.text === b.text : a.made === b.made;
}

/** Whether one of these models is written, and not read again without its loss. */
export function isStored(models: readonly ModelReference[], { saves, loads }: Storage): boolean {
  const own = saves.filter(({ model }) => models.some((each) => mayBeSame(each, model)));
  if (loads.length === 0) return own.length > 0;
  return own.some(({ path }) =>
    loads.some((load) => load.isCompiled && (path === undefined || load.path === undefined || load.path === path)),
  );
}

function pathOf(call: Call, position: number): string | undefined {
  const value = (call.arguments.find(({ name }) => name === "filepath") ?? call.arguments[position])?.value;
  return value?.kind === "Constant" && typeof value.value === "string" ? value.value : undefined;
}

/** `include_optimizer=False` leaves the loss out, and `.weights.h5` is no model. */
function savesTraining(call: Call): boolean {
  if (call.arguments.some(({ name, value }) => name === "include_optimizer" && isFalse(value))) return false;
  return !call.arguments.some(
    ({ value }) =>
      value.kind === "Constant" && typeof value.value === "string" && /\.(?:weights\.h5|npy|npz)$/.test(value.value),
  );
}

function isCompiledAgain(call: Call): boolean {
  const setting = argumentOf(call, "compile", 2)?.value;
  return setting === undefined || isTrue(setting);
}

/** A load that compiles the model and is told nothing of what is custom in it. */
function isBareLoad(call: Call): boolean {
  if (call.arguments.some(({ isDoubleStarred, value }) => isDoubleStarred || value.kind === "Starred")) return false;
  if (call.arguments.length > 1 && call.arguments[1]!.name === undefined) return false;
  if (call.arguments.some(({ name, value }) => name === "compile" && !isTrue(value))) return false;
  return !call.arguments.some(({ name }) => name === "custom_objects");
}

/** The keys of `custom_objects={"my_loss": my_loss}`, of a load that says nothing else that could bring more. */
function namesTold(call: Call): ReadonlySet<string> | undefined {
  const { arguments: given } = call;
  const dictionary = given.find(({ name }) => name === "custom_objects")?.value;
  if (dictionary?.kind !== "Dict" || given.length > 2 || given.some(({ isDoubleStarred }) => isDoubleStarred))
    return undefined;
  const keys = dictionary.entries.map(({ key }) => (key?.kind === "Constant" ? key.value : undefined));
  return keys.every((key) => typeof key === "string") ? new Set(keys) : undefined;
}

/** `with keras.saving.custom_object_scope(objects):`, whatever the objects are. */
function isInScope(call: Call, module: RuleContext["module"]): boolean {
  const parents = parentsOf(module);
  for (let at = parents.get(call); at; at = parents.get(at)) {
    if (at.kind !== "With") continue;
    if (at.items.some(({ context }) => context.kind === "Call" && isScope(context.function))) return true;
  }
  return false;
}

function isScope(callee: Expression): boolean {
  const name = callee.kind === "Name" ? callee.id : callee.kind === "Attribute" ? callee.attribute : "";
  return name === "custom_object_scope" || name === "CustomObjectScope";
}

function isFalse(value: Expression): boolean {
  return value.kind === "Constant" && value.value === false;
}

function isTrue(value: Expression): boolean {
  return value.kind === "Constant" && value.value === true;
}
