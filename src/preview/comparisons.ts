/** What a loss can be compared with: itself at other values and at the last commit, the losses of the workspace, Keras's own. */

import { isSameReference, type LossReference } from "../losses/loss-reference.ts";
import { listed, say } from "../python/say.ts";
import { comparableBuiltIns } from "./built-in-loss.ts";
import type { ComparisonId } from "./comparison-id.ts";

type Values = Readonly<Record<string, number>>;

/** A loss that a list offers. */
export interface OfferedLoss {
  readonly reference: LossReference;
  /** `line 3`, or `cell 2, line 1`: for those whose name their file defines again. */
  readonly place: string;
}

export interface OfferedFile {
  /** As its losses' references have it. */
  readonly file: string;
  /** The file's name, for people. */
  readonly title: string;
  readonly losses: readonly OfferedLoss[];
}

export interface ComparableGroup {
  readonly group: string;
  readonly entries: readonly { readonly id: ComparisonId; readonly label: string }[];
}

/**
 * Everything that may be added: the loss itself at the values that its sliders have now, the others of its file, its own
 * other definitions among them, then Keras's, then those of other files. Sorted, so that one finds what one looks for.
 */
export function comparableLosses(
  files: readonly OfferedFile[],
  own: LossReference,
  values: Values = {},
  isChanged = false,
): ComparableGroup[] {
  const others = files.flatMap((file): (ComparableGroup & { readonly isOwn: boolean })[] => {
    const entries = file.losses
      .filter(({ reference }) => !isSameReference(reference, own))
      .map(({ reference }) => ({ id: { kind: "loss", reference } as const, label: nameIn(file, reference) }))
      .sort((a, b) => a.label.localeCompare(b.label, "en"));
    return entries.length === 0 ? [] : [{ group: file.title, entries, isOwn: file.file === own.file }];
  });
  const builtIn = comparableBuiltIns.map((name) => ({ id: { kind: "builtIn", name } as const, label: name }));
  const groupsOf = (isOwn: boolean): ComparableGroup[] =>
    others
      .filter((each) => each.isOwn === isOwn)
      .sort((a, b) => a.group.localeCompare(b.group, "en"))
      .map(({ group, entries }) => ({ group, entries }));
  return [...ofItself(values, isChanged), ...groupsOf(true), { group: "Keras", entries: builtIn }, ...groupsOf(false)];
}

/** The curve as it is now, to stay while the sliders move on; and as it was at the last commit, if that was another. */
function ofItself(values: Values, isChanged: boolean): ComparableGroup[] {
  const entries: ComparableGroup["entries"][number][] = [];
  if (isChanged) entries.push({ id: { kind: "committed" }, label: committedLabel() });
  if (Object.keys(values).length > 0) entries.push({ id: { kind: "values", values }, label: valuesLabel(values) });
  return entries.length === 0 ? [] : [{ group: say("This loss"), entries }];
}

function committedLabel(): string {
  return say("at the last commit");
}

/** The names of what is compared with, each different from the others and from the loss's own: curves go by them. */
export function comparisonLabels(
  ids: readonly ComparisonId[],
  own: LossReference,
  files: readonly OfferedFile[],
): string[] {
  const labels = ids.map((id) => labelOf(id, files));
  return ids.map((id, index) => {
    const label = labels[index]!;
    const isTaken = label === own.name || labels.some((each, other) => other !== index && each === label);
    if (id.kind !== "loss" || !isTaken) return label;
    return `${label}, ${files.find(({ file }) => file === id.reference.file)?.title ?? fileName(id.reference.file)}`;
  });
}

function labelOf(id: ComparisonId, files: readonly OfferedFile[]): string {
  switch (id.kind) {
    case "builtIn":
      return id.name;
    case "values":
      return valuesLabel(id.values);
    case "committed":
      return committedLabel();
    case "loss": {
      const file = files.find((each) => each.file === id.reference.file);
      return file ? nameIn(file, id.reference) : id.reference.name;
    }
  }
}

/** Where the file defines the name again, with the place. */
function nameIn({ losses }: OfferedFile, reference: LossReference): string {
  const named = losses.filter((each) => each.reference.name === reference.name);
  const meant = named.find((each) => isSameReference(each.reference, reference));
  return named.length > 1 && meant !== undefined ? listed([reference.name, meant.place]) : reference.name;
}

function valuesLabel(values: Values): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${Number(value.toPrecision(4))}`)
    .join(", ");
}

function fileName(file: string): string {
  return file.slice(file.lastIndexOf("/") + 1);
}
