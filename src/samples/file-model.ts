/** What a file says of the data that a loss is for: the end of the model that is compiled with it, and the labels. */

import { literalOf } from "../evaluate/literal.ts";
import { findLosses } from "../losses/find-losses.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { certainMeaning } from "../losses/models/certain-values.ts";
import type { Layer, ModelOutput as ModelEnd } from "../losses/models/layer.ts";
import { createModelReader } from "../losses/models/model-reader.ts";
import { outputActivation } from "../losses/models/output-activation.ts";
import { indexModule } from "../losses/module-index.ts";
import { createResolver, type Resolver } from "../losses/resolve.ts";
import type { Attribute, Call, Expression, Module } from "../python/ast.ts";
import { analyzeNames, type ModuleNames } from "../python/scope.ts";
import { createLabelReader, type FitLabels } from "./fit-labels.ts";
import { type OutputSize, outputSize } from "./output-size.ts";
import { type WholeDType, wholeDType } from "./whole-labels.ts";

/** What the model gives to the loss. */
export interface ModelOutput extends OutputSize {
  /** `sigmoid`, `softmax`, `linear` …; null where it is not certain. */
  readonly activation: string | null;
}

interface ReadFile {
  readonly names: ModuleNames;
  readonly losses: readonly LossDefinition[];
  /** The calls that train a model. */
  readonly trainings: readonly Call[];
  readonly resolver: Resolver;
  readonly uses: readonly LossUse[];
  readonly usesOf: (loss: LossDefinition) => readonly LossUse[];
  readonly outputOf: (use: LossUse) => ModelOutput | undefined;
  readonly activationOf: (use: LossUse) => string | undefined;
  readonly labelsOf: (fit: Call) => FitLabels | undefined;
}

const known = new WeakMap<Module, ReadFile>();

function readFile(module: Module): ReadFile {
  let read = known.get(module);
  if (read === undefined) {
    const names = analyzeNames(module);
    const index = indexModule(module);
    const resolver = createResolver(names, index);
    const models = createModelReader(names, index, resolver);
    const places = new Map(index.calls.map((placed) => [placed.node, placed]));
    const meant = (node: Expression): Expression => certainMeaning(node, names, resolver);
    const layersOf = (use: LossUse): readonly Layer[] => {
      const { function: callee } = use.call;
      const placed = places.get(use.call);
      if (placed === undefined || callee.kind !== "Attribute" || callee.attribute !== "compile") return [];
      return outputsFor(use, models.outputs(callee.value, placed) ?? [], meant);
    };
    const outputOf = (use: LossUse): ModelOutput | undefined => agreed(layersOf(use).map(describe));
    const describe = (layer: Layer): ModelOutput => ({
      ...outputSize(layer, meant),
      activation: writtenActivation(layer) ?? outputActivation(layer, resolver)?.name ?? null,
    });
    const activationOf = (use: LossUse): string | undefined => {
      const [layer, ...others] = layersOf(use);
      return layer === undefined || others.length > 0 ? undefined : outputActivation(layer, resolver)?.name;
    };
    const labelsOf = createLabelReader(names, resolver);
    const trainings = index.calls.flatMap(({ node }) => (trains.test(nameOfMethod(node) ?? "") ? [node] : []));
    const { losses, uses } = findLosses(module, names, index, resolver);
    const ofLosses = usesByLoss(uses);
    const usesOf = ({ range }: LossDefinition) => ofLosses.get(range.start) ?? [];
    read = { names, losses, trainings, resolver, uses, usesOf, outputOf, activationOf, labelsOf };
    known.set(module, read);
  }
  return read;
}

/** Looked up by where the loss begins: a file may compile thousands. */
function usesByLoss(uses: readonly LossUse[]): Map<number, LossUse[]> {
  const ofLosses = new Map<number, LossUse[]>();
  for (const use of uses) {
    if (use.loss === undefined) continue;
    const { start } = use.loss.range;
    const own = ofLosses.get(start);
    if (own === undefined) ofLosses.set(start, [use]);
    else own.push(use);
  }
  return ofLosses;
}

/** The loss, as a reading of its file has it, with what that says of it. */
export function lossInFile(loss: LossDefinition): {
  readonly loss: LossDefinition;
  readonly uses: readonly LossUse[];
  readonly names: ModuleNames;
} {
  const { losses, uses, names } = readFile(loss.module);
  return { loss: losses.find(({ range }) => range.start === loss.range.start) ?? loss, uses, names };
}

/** Of the first model that is compiled with the loss and whose end the text shows; undefined where there is none. */
export function modelOutput(loss: LossDefinition): ModelOutput | undefined {
  if (!loss.module.text.includes("compile(")) return undefined;
  const { usesOf, outputOf } = readFile(loss.module);
  for (const use of usesOf(loss)) {
    if (use.role !== "loss") continue;
    const output = outputOf(use);
    if (output !== undefined) return output;
  }
  return undefined;
}

/** What the model of a `compile(loss=…)` does to the output that the loss is given; undefined where that is not certain. */
export function activationAt(use: LossUse): string | undefined {
  return use.loss && readFile(use.loss.module).activationOf(use);
}

export interface WholeLabels {
  readonly dtype: WholeDType;
  /** As `fit` is given them. */
  readonly expression: Expression;
}

/** The labels that a model which is compiled with the loss is fitted to, where they surely are whole numbers. */
export function wholeLabels(loss: LossDefinition): WholeLabels | undefined {
  const { names, resolver } = readFile(loss.module);
  for (const fit of fitsOf(loss)) {
    const expression = nameOfMethod(fit) === "fit" ? argumentOf(fit, "y", 1)?.value : undefined;
    const dtype = expression && wholeDType(expression, names, resolver);
    if (dtype !== undefined) return { dtype, expression: expression! };
  }
  return undefined;
}

/** What is known of the labels that the one output of a model which is compiled with the loss is fitted to. */
export function fitLabels(loss: LossDefinition): FitLabels | undefined {
  const { labelsOf } = readFile(loss.module);
  for (const fit of fitsOf(loss)) {
    const labels = labelsOf(fit);
    if (labels !== undefined) return labels;
  }
  return undefined;
}

const trains = /^(?:fit|fit_generator|train_on_batch)$/;

/** The calls that train a model which is compiled with the loss and no other. */
function fitsOf(loss: LossDefinition): readonly Call[] {
  if (!/\.(?:fit|train_on_batch)/.test(loss.module.text)) return [];
  const { usesOf, trainings, names } = readFile(loss.module);
  return usesOf(loss).flatMap(({ role, call, argument, value }): readonly Call[] => {
    const compiled = call.function.kind === "Attribute" ? call.function.value : undefined;
    if (role !== "loss" || compiled === undefined || argument?.value !== value) return [];
    return trainings.filter((fit) => isSameModel((fit.function as Attribute).value, compiled, names));
  });
}

/** The same name, or the same attribute of `self`. */
function isSameModel(one: Expression, other: Expression, names: ModuleNames): boolean {
  if (one.kind === "Name" && other.kind === "Name") {
    const binding = names.bindingOf(one);
    return binding !== undefined && names.bindingOf(other) === binding;
  }
  if (one.kind !== "Attribute" || other.kind !== "Attribute" || one.attribute !== other.attribute) return false;
  return isSelf(one.value) && isSelf(other.value);
}

function isSelf(node: Expression): boolean {
  return node.kind === "Name" && node.id === "self";
}

function nameOfMethod({ function: callee }: Call): string | undefined {
  return callee.kind === "Attribute" ? callee.attribute : undefined;
}

/** What the file gives a parameter where it makes or wraps the loss, as `focal(from_logits=True)`; undefined for nothing. */
export function givenInFile(loss: LossDefinition, parameter: string): unknown {
  const { text } = loss.module;
  if (!new RegExp(`\\b${parameter}\\s*=`).test(text.slice(0, loss.range.start) + text.slice(loss.range.end)))
    return undefined;
  for (const { value, call, role } of readFile(loss.module).usesOf(loss)) {
    const made = value.kind === "Call" ? value : role === "call" ? call : undefined;
    const argument = made?.arguments.find(({ name }) => name === parameter);
    const literal = argument && literalOf(argument.value);
    if (literal !== undefined) return literal;
  }
  return undefined;
}

/** Which of a model's outputs a loss is given: all, where it is the only one, else by its place or its name. */
function outputsFor(
  { argument, value }: LossUse,
  outputs: readonly ModelEnd[],
  meant: (node: Expression) => Expression,
): readonly Layer[] {
  const given = argument && meant(argument.value);
  if (given === undefined || argument?.value === value) return outputs.map(({ layer }) => layer);
  if (given.kind === "List" || given.kind === "Tuple") {
    const layer = outputs[given.elements.indexOf(value)]?.layer;
    return given.elements.length === outputs.length && layer !== undefined ? [layer] : [];
  }
  if (given.kind !== "Dict") return outputs.length === 1 ? [outputs[0]!.layer] : [];
  const key = given.entries.find((entry) => entry.value === value)?.key;
  const name = key && literalOf(key);
  return outputs.flatMap((output) => (output.name !== undefined && output.name === name ? [output.layer] : []));
}

/** What is the same of all. */
function agreed(outputs: readonly ModelOutput[]): ModelOutput | undefined {
  const [first] = outputs;
  if (first === undefined) return undefined;
  const same = <Key extends keyof ModelOutput>(key: Key): ModelOutput[Key] | null =>
    outputs.every((each) => each[key] === first[key]) ? first[key] : null;
  return { units: same("units"), rank: same("rank"), activation: same("activation") };
}

/** Any, as it is written: `relu`, `softplus`. */
function writtenActivation({ kind, call }: Layer): string | undefined {
  const argument = argumentOf(call, "activation", kind === "Activation" ? 0 : kind === "Dense" ? 1 : undefined);
  const value = argument && literalOf(argument.value);
  return typeof value === "string" ? value : undefined;
}
