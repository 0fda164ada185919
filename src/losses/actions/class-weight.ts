/** How much each class counts: of two the one that is meant, or each of several. */

import { ownReturns } from "../factory.ts";
import { tensorName } from "../fixes/tensor-call.ts";
import { createRankReader } from "../rank.ts";
import {
  type ActionPlace,
  asFactor,
  freeName,
  functionOf,
  indentOf,
  type LossAction,
  linesAtHead,
  type Reading,
  readingOf,
} from "./action.ts";
import { returnedMeans } from "./returned-mean.ts";
import { addSetting } from "./setting.ts";

/** Undefined where the loss is surely of no classes, or has no number for each of them. */
export function addClassWeight(place: ActionPlace): LossAction | undefined {
  if (place.data === "binary") return ofTwo(place);
  return place.data === "categorical" ? ofSeveral(place) : undefined;
}

/** `positive_weight`: what counts for a target of 1, where one of 0 counts 1. */
function ofTwo(place: ActionPlace): LossAction | undefined {
  const { loss, names } = place;
  const found = returnedMeans(place);
  const [only] = found?.means ?? [];
  if (found === undefined || only === undefined || found.means.length !== 1) return undefined;
  const target = wholeTarget(place, found.reading);
  const setting = addSetting(place, "positive_weight", "1.0");
  if (target === undefined || setting === undefined) return undefined;
  const weights = freeName("weights", found.body, names, new Set());
  const line = `${weights} = 1.0 + (${setting.read} - 1.0) * ${target}`;
  const head = linesAtHead(loss.module, found.body, [line]);
  if (head === undefined) return undefined;
  return {
    kind: "addClassWeight",
    about: "positive_weight",
    edits: [
      ...setting.edits,
      head,
      { range: only.values.range, newText: `${weights} * ${asFactor(loss.module, only.values)}` },
    ],
  };
}

/** `class_weights`: a number for each class, or one for all. */
function ofSeveral(place: ActionPlace): LossAction | undefined {
  const { loss, names } = place;
  const { module } = loss;
  const body = functionOf(loss);
  const statements = body === undefined ? [] : ownReturns(body);
  const [statement] = statements;
  if (body === undefined || statement?.value === undefined || statements.length !== 1) return undefined;
  if (body.body.at(-1) !== statement || indentOf(module, statement) === undefined) return undefined;
  const reading = readingOf(place);
  // One number for each sample, which the weight of its class multiplies.
  const rank = createRankReader([loss], names, reading.resolver)(statement.value);
  if (rank?.base !== "targets" || rank.offset !== -1) return undefined;
  const [sum, multiply] = [tensorName("sum", reading), tensorName("multiply", reading)];
  const target = wholeTarget(place, reading);
  const setting = addSetting(place, "class_weights", "1.0");
  if (sum === undefined || target === undefined || setting === undefined) return undefined;
  const weights = freeName("weights", body, names, new Set());
  const weighed = multiply === undefined ? `${target} * ${setting.read}` : `${multiply}(${target}, ${setting.read})`;
  const head = linesAtHead(module, body, [`${weights} = ${sum}(${weighed}, axis=-1)`]);
  if (head === undefined) return undefined;
  const value = `${weights} * ${asFactor(module, statement.value)}`;
  return {
    kind: "addClassWeight",
    about: "class_weights",
    edits: [...setting.edits, head, { range: statement.value.range, newText: value }],
  };
}

/** The target as floats; it is whole numbers where somebody's labels are. */
function wholeTarget({ loss }: ActionPlace, reading: Reading): string | undefined {
  const { yTrue, yPred } = loss;
  const cast = tensorName("cast", reading);
  if (yTrue === undefined || yPred === undefined || cast === undefined) return undefined;
  return `${cast}(${yTrue.name}, ${yPred.name}.dtype)`;
}
