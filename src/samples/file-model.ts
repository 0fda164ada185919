/** What a file says of the data that a loss is for: the end of the model that is compiled with it, and the labels. */

import { literalOf } from "../evaluate/literal.ts";
import { findLosses } from "../losses/find-losses.ts";
import { argumentOf } from "../losses/find-uses.ts";
import type { LossDefinition, LossUse } from "../losses/loss.ts";
import { createModelReader, type ModelReader, type OutputLayer } from "../losses/models.ts";
import { indexModule, type Placed } from "../losses/module-index.ts";
import { createResolver, type Resolver } from "../losses/resolve.ts";
import type { Call, Expression, Module } from "../python/ast.ts";
import { analyzeNames, type ModuleNames } from "../python/scope.ts";
import { type WholeDType, wholeDType } from "./whole-labels.ts";

export interface ModelOutput {
  /** How many numbers the last layer gives along its last axis; null where the text does not say. */
  readonly units: number | null;
  /** Axes of its output with the batch's. */
  readonly rank: number | null;
  /** `sigmoid`, `softmax`, `linear` …; null where it is not certain. */
  readonly activation: string | null;
}

interface ReadFile {
  readonly names: ModuleNames;
  readonly losses: readonly LossDefinition[];
  readonly calls: readonly Placed<Call>[];
  readonly placeOf: (call: Call) => Placed<Call> | undefined;
  readonly resolver: Resolver;
  readonly models: ModelReader;
  readonly uses: readonly LossUse[];
  readonly usesOf: (loss: LossDefinition) => readonly LossUse[];
  readonly outputOf: (use: LossUse) => ModelOutput | undefined;
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
    const placeOf = (call: Call) => places.get(call);
    const outputOf = ({ call }: LossUse): ModelOutput | undefined => {
      const placed = placeOf(call);
      const callee = call.function;
      if (placed === undefined || callee.kind !== "Attribute" || callee.attribute !== "compile") return undefined;
      const layer = models.outputLayer(callee.value, placed);
      if (layer === undefined) return undefined;
      return describe(layer, models.outputActivation(callee.value, placed)?.name);
    };
    const { losses, uses } = findLosses(module, names, index, resolver);
    const ofLosses = usesByLoss(uses);
    const usesOf = ({ range }: LossDefinition) => ofLosses.get(range.start) ?? [];
    read = { names, losses, calls: index.calls, placeOf, resolver, models, uses, usesOf, outputOf };
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

/** What the model of a `compile(loss=…)` does to its output; undefined where that is not certain, as with several outputs. */
export function activationAt({ call, argument, value, loss }: LossUse): string | undefined {
  const callee = call.function;
  if (loss === undefined || callee.kind !== "Attribute" || argument?.value !== value) return undefined;
  const { placeOf, models } = readFile(loss.module);
  const placed = placeOf(call);
  return placed && models.outputActivation(callee.value, placed)?.name;
}

export interface WholeLabels {
  readonly dtype: WholeDType;
  /** As `fit` is given them. */
  readonly expression: Expression;
}

/** The labels that a model which is compiled with the loss is fitted to, where they surely are whole numbers. */
export function wholeLabels(loss: LossDefinition): WholeLabels | undefined {
  if (!loss.module.text.includes(".fit(")) return undefined;
  const { usesOf, calls, names, resolver } = readFile(loss.module);
  for (const { role, call } of usesOf(loss)) {
    const compiled = call.function.kind === "Attribute" ? call.function.value : undefined;
    if (role !== "loss" || compiled?.kind !== "Name") continue;
    const model = names.bindingOf(compiled);
    for (const { node } of calls) {
      const callee = node.function;
      if (callee.kind !== "Attribute" || callee.attribute !== "fit" || callee.value.kind !== "Name") continue;
      if (model === undefined || names.bindingOf(callee.value) !== model) continue;
      const expression = argumentOf(node, "y", 1)?.value;
      const dtype = expression && wholeDType(expression, names, resolver);
      if (dtype !== undefined) return { dtype, expression: expression! };
    }
  }
  return undefined;
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

function describe({ kind, call }: OutputLayer, activation: string | undefined): ModelOutput | undefined {
  const given = activationOf(call, kind) ?? activation ?? null;
  if (kind === "Dense") return { units: numberAt(call, "units", 0), rank: null, activation: given };
  const convolution = /^(?:Separable)?Conv(?:olution)?([123])D(?:Transpose)?$/.exec(kind);
  if (convolution !== null)
    return { units: numberAt(call, "filters", 0), rank: Number(convolution[1]) + 2, activation: given };
  if (kind === "Softmax") return { units: null, rank: null, activation: "softmax" };
  if (kind === "Activation") return { units: null, rank: null, activation: given };
  return undefined;
}

function activationOf(call: Call, kind: string): string | undefined {
  const argument = argumentOf(call, "activation", kind === "Activation" ? 0 : kind === "Dense" ? 1 : undefined);
  const value = argument && literalOf(argument.value);
  return typeof value === "string" ? value : undefined;
}

function numberAt(call: Call, name: string, position: number): number | null {
  const argument = argumentOf(call, name, position);
  const value = argument && literalOf(argument.value);
  return typeof value === "bigint" && value > 0n && value <= 1000n ? Number(value) : null;
}
