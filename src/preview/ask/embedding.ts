/** A triplet of vectors in the plane, and where the loss pulls each. */

import type { SampleSet } from "../../samples/sample-set.ts";
import { toBatch } from "../../samples/sample-sets.ts";
import { tripletPoints } from "../../samples/vector-sets.ts";
import type { EmbeddingData } from "../plot-data.ts";
import { askCurve } from "./curve.ts";
import { type Asking, askOnce, numberOption, type WithOptions } from "./question.ts";

export const defaultDistances = { positive: 0.8, negative: 0.6 } as const;

const roles = ["anchor", "positive", "negative"] as const;

export function hasVectors({ id }: SampleSet): boolean {
  return id === "embedding";
}

/** How far from the anchor the others are, as the view's options say. */
export function tripletDistances(asking: WithOptions): {
  readonly positive: number;
  readonly negative: number;
} {
  const distance = (id: keyof typeof defaultDistances): number => numberOption(asking, id, defaultDistances[id]);
  return { positive: distance("positive"), negative: distance("negative") };
}

export async function askEmbedding(asking: Asking): Promise<EmbeddingData> {
  const { set, source } = asking.question;
  const { positive, negative } = tripletDistances(asking);
  const vectors = tripletPoints(positive, negative);
  const { value, gradient } = await askOnce(asking, source, toBatch(set, [set.targets[0]!.yTrue], [vectors]));
  return {
    view: "embedding",
    points: roles.map((role, i) => ({
      label: role,
      role,
      x: vectors[2 * i]!,
      y: vectors[2 * i + 1]!,
      pull: gradient === null ? null : [-gradient.data[2 * i]!, -gradient.data[2 * i + 1]!],
    })),
    value: Array.from(value.data).reduce((sum, each) => sum + each, 0) / value.data.length,
    curve: await askCurve(asking),
  };
}
