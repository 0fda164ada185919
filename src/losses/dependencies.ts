/** What of its file a loss rests on: itself, and the statements that give its names their values. */

import type { Module, Statement } from "../python/ast.ts";
import type { BindingSite } from "../python/bindings.ts";
import type { ModuleNames } from "../python/scope.ts";
import type { LossDefinition } from "./loss.ts";

/** Calls that change Keras for everything after them. */
const configuring = /\bset_(?:epsilon|floatx|image_data_format|image_dim_ordering)\s*\(/;

/**
 * The top-level statements that the loss needs, its own among them, in source order; with what the module's names
 * `also` need.
 */
export function dependenciesOf(
  loss: LossDefinition,
  names: ModuleNames,
  also: readonly string[] = [],
): readonly Statement[] {
  const { body } = loss.module;
  return dependencyPlaces(loss, names, also).map((place) => body[place]!);
}

/** `dependenciesOf` as places in the module's body, in ascending order. */
export function dependencyPlaces(
  loss: LossDefinition,
  names: ModuleNames,
  also: readonly string[] = [],
): readonly number[] {
  const { module } = loss;
  const { needs, forAll } = graphOf(module, names);
  const own = placeAt(module, loss.range.start);
  const needed = new Set(own < 0 ? forAll : [own, ...forAll]);
  for (const name of also)
    for (const place of placesOf(module, names.moduleScope.bindings.get(name)?.sites ?? []))
      if (place >= 0) needed.add(place);
  // A set visits what is added to it on the way.
  for (const place of needed) for (const next of needs.get(place) ?? []) needed.add(next);
  return [...needed].filter((place) => place < module.body.length).sort((a, b) => a - b);
}

/** Equal texts mean equal losses: the same text, resting on the same statements. */
export function dependencyText(loss: LossDefinition, names: ModuleNames): string {
  const { text } = loss.module;
  return dependenciesOf(loss, names)
    .map(({ range }) => text.slice(range.start, range.end))
    .join("\n");
}

/**
 * Which of a module's statements rest on which, by their places in its body. Between them, with numbers behind the last
 * place, stand the names: who reads one rests on it, and it on all that bind it, so that what is read often and bound
 * often is not paired.
 */
interface Graph {
  readonly needs: ReadonlyMap<number, ReadonlySet<number>>;
  /** Those that every loss rests on. */
  readonly forAll: readonly number[];
}

const graphs = new WeakMap<ModuleNames, Graph>();

function graphOf(module: Module, names: ModuleNames): Graph {
  const known = graphs.get(names);
  if (known !== undefined) return known;
  const needs = new Map<number, Set<number>>();
  const need = (from: number, to: number): void => {
    if (from < 0 || to < 0 || from === to) return;
    const known = needs.get(from);
    if (known) known.add(to);
    else needs.set(from, new Set([to]));
  };
  let name = module.body.length;
  for (const binding of names.moduleScope.bindings.values()) {
    const sites = placesOf(module, binding.sites);
    for (const to of sites) need(name, to);
    for (const { range } of binding.references) need(placeAt(module, range.start), name);
    // What is bound anew may be made of what it was.
    if (sites.length > 1) for (const from of sites) need(from, name);
    name++;
  }
  const configures = configuring.test(module.text);
  const forAll = module.body.flatMap((statement, place) =>
    isStarImport(statement) || (configures && isConfiguring(statement, module)) ? [place] : [],
  );
  const graph = { needs, forAll };
  graphs.set(names, graph);
  return graph;
}

function placesOf(module: Module, sites: readonly BindingSite[]): readonly number[] {
  if (sites.length === 1) return [placeAt(module, sites[0]!.range.start)];
  return [...new Set(sites.map(({ range }) => placeAt(module, range.start)))];
}

function isStarImport(statement: Statement): boolean {
  return statement.kind === "ImportFrom" && statement.names.some(({ name }) => name === "*");
}

function isConfiguring({ range }: Statement, { text }: Module): boolean {
  return configuring.test(text.slice(range.start, range.end));
}

/** The place of the top-level statement around `offset`, or -1. */
export function placeAt({ body }: Module, offset: number): number {
  let low = 0;
  let high = body.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (body[middle]!.range.start <= offset) low = middle + 1;
    else high = middle;
  }
  const range = body[low - 1]?.range;
  return range && offset < range.end ? low - 1 : -1;
}
