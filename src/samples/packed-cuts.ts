/** How a loss cuts its tensors into columns: followed through names, calls that keep columns, and the file's own functions. */

import type { LossDefinition } from "../losses/loss.ts";
import { mentionsAny } from "./asked-shapes.ts";
import { columnsFromTheEnd } from "./column-index.ts";
import type { CutTensor, LossCuts } from "./cut.ts";
import { type CutPlace, type CutReading, newCut } from "./cut-scope.ts";
import { readSigns } from "./cut-signs.ts";
import { createWholeReader, openWidth } from "./whole-reader.ts";

const known = new WeakMap<LossDefinition, LossCuts | undefined>();

/** Undefined where the loss has no body or no two tensors. */
export function lossCuts(loss: LossDefinition): LossCuts | undefined {
  if (!known.has(loss)) known.set(loss, readCuts(loss));
  return known.get(loss);
}

function readCuts(loss: LossDefinition): LossCuts | undefined {
  const { body, yTrue, yPred } = loss;
  if (body === undefined || body.kind === "Lambda" || yTrue === undefined || yPred === undefined) return undefined;
  const loops = new Map<string, number>();
  const whole = createWholeReader(loss, loops);
  const total = openWidth + columnsFromTheEnd(body, whole);
  const tensor = (): CutTensor => ({ whole: newCut(0, null, 0), cuts: new Map(), total, isWholeUsed: false });
  const [target, prediction] = [tensor(), tensor()];
  const reading: CutReading = {
    loss,
    whole,
    loops,
    read: (code, scope) => readSigns(code.kind === "Lambda" ? [code.body] : code.body, reading, scope),
    depthOfClasses: undefined,
    reduced: 0,
  };
  const allOf = (of: CutTensor): CutPlace => ({ of, cut: of.whole });
  const names = new Map([
    [yTrue.name, allOf(target)],
    [yPred.name, allOf(prediction)],
  ]);
  reading.read(body, { names, depth: 0 });
  return {
    yTrue: target,
    yPred: prediction,
    isTargetUsed: mentionsAny(body, new Map([[yTrue.name, true]])),
    depth: reading.depthOfClasses,
    reduced: reading.reduced,
  };
}
