/** The loss over two directions: target and prediction, or two movements of a prediction. */

import type { SampleSet } from "../../samples/sample-set.ts";
import type { SurfaceData } from "../plot-data.ts";
import { createBlameList, placedBlames, pointBlames } from "./blames.ts";
import { drawnAxis } from "./curve.ts";
import { type Asking, alongDirections, askPoints, batchWords, numberOption, sentences } from "./question.ts";

export const defaultResolution = 64;

export function hasSurface(set: SampleSet): boolean {
  return set.surface !== null;
}

export async function askSurface(asking: Asking): Promise<SurfaceData> {
  const { set, source } = asking.question;
  const { surface } = set;
  if (surface === null) throw new Error(`The sample set '${set.id}' has no surface.`);
  const count = Math.round(numberOption(asking, "resolution", defaultResolution));
  const x = grid(surface.x.domain, count);
  const y = grid(surface.y.domain, count);
  const cells = y.flatMap((row) => x.map((column) => [column, row] as const));
  const evaluation = await askPoints(
    asking,
    source,
    cells.map(([column, row]) => surface.at(column, row)),
  );
  const { values, gradients } = evaluation;
  const blames = createBlameList();
  const blamed = pointBlames(blames, evaluation);
  const { alongY } = surface;
  return {
    view: "surface",
    x: { axis: drawnAxis(surface.x, null), values: Float32Array.from(x) },
    y: { axis: drawnAxis(surface.y, null), values: Float32Array.from(y) },
    loss: values,
    gradientX: alongDirections(
      gradients,
      cells.map(([column, row]) => surface.alongX(column, row)),
    ),
    gradientY:
      alongY === null
        ? null
        : alongDirections(
            gradients,
            cells.map(([column, row]) => alongY(column, row)),
          ),
    agreement: surface.agreement.map(([column, row]): [number, number] => [column, row]),
    blames: placedBlames(asking.question, blames.list),
    ...blamed,
    // Over the target itself there is nothing to explain.
    explanation: sentences(alongY === null ? null : set.explanation?.(), batchWords(evaluation)),
    ...(evaluation.batch === 1 ? {} : { batch: evaluation.batch }),
  };
}

function grid([low, high]: readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, index) => low + ((high - low) * index) / (count - 1));
}
