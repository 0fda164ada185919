/** What a picture is of, in a few words: the data, what the view's controls are set to, which Keras. */

import type { KerasVersion } from "../keras/version.ts";
import { listed, say } from "../python/say.ts";
import type { DataFileResult } from "../samples/data-file.ts";
import type { SampleSet } from "../samples/sample-set.ts";
import type { ChosenData } from "./ask/question.ts";
import { type GivenOptions, viewOptions } from "./ask/view-controls.ts";
import { columnNames } from "./column-words.ts";
import type { ViewOption } from "./messages.ts";
import { placeWords } from "./place-words.ts";
import { formatNumber } from "./plot/numbers.ts";
import type { ViewId } from "./plot-data.ts";

export interface PictureSubject {
  readonly set: SampleSet;
  readonly view: ViewId;
  readonly options: GivenOptions;
  readonly data?: ChosenData | undefined;
  /** Missing where it is said in another way. */
  readonly keras?: string;
}

export function aboutPicture({ set, view, options, data, keras }: PictureSubject): string[] {
  const isOwn = view === "data" && data !== undefined && data !== null;
  return [
    ...(isOwn ? [data.name, ...chosenColumns(data.result)] : [say(set.title)]),
    ...viewOptions(view, set, options).map(optionWords),
    ...(keras === undefined ? [] : [keras]),
  ];
}

/** Which of the file's columns the picture is of. */
function chosenColumns(result: DataFileResult): string[] {
  if (result.kind === "problem") return [];
  const { yTrue, yPred } = result.choice;
  return [say("target {0}", columnNames(yTrue)), say("prediction {0}", columnNames(yPred))];
}

function optionWords(option: ViewOption): string {
  if (option.kind === "choice")
    return option.choices.find(({ value }) => value === option.value)?.label ?? option.value;
  const label = option.label.charAt(0).toLowerCase() + option.label.slice(1);
  return option.kind === "number" ? `${label} ${formatNumber(option.value)}` : label;
}

/** `Keras 3, from requirements.txt:4`: the place of the evidence, not all that stands there. */
export function kerasWords({ version, release, isKnown, evidence }: KerasVersion): string {
  const name = `Keras ${release?.join(".") ?? version}`;
  if (!isKnown) return say("{0}, assumed", name);
  const [, path = "", cell, line] = /^(\S+?)(?::cell (\d+))?(:\d+)?(?:\s|$)/.exec(evidence) ?? [];
  const file = path.slice(path.lastIndexOf("/") + 1);
  const at = line === undefined ? "" : line.slice(1);
  const place =
    cell === undefined ? `${file}${line ?? ""}` : listed([file, placeWords({ cell: Number(cell), line: Number(at) })]);
  return evidence.startsWith("the setting ") ? say("{0}, as set", name) : say("{0}, from {1}", name, place);
}
