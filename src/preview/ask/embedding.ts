/** A triplet of vectors in the plane, and where the loss pulls each. */

import { say } from "../../python/say.ts";
import type { SampleSet } from "../../samples/sample-set.ts";
import { tripletPoints } from "../../samples/vector-sets.ts";
import type { EmbeddingData } from "../plot-data.ts";
import { askCurve } from "./curve.ts";
import { type Asking, askSample, numberOption, type WithOptions } from "./question.ts";

export const defaultDistances = { positive: 0.8, negative: 0.6 } as const;

const roles = ["anchor", "positive", "negative"] as const;

const roleWords: Readonly<Record<(typeof roles)[number], () => string>> = {
  anchor: () => say("anchor"),
  positive: () => say("positive"),
  negative: () => say("negative"),
};

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
  const sample = { yTrue: set.targets[0]!.yTrue, yPred: vectors };
  const { values, gradient } = await askSample(asking, source, sample);
  return {
    view: "embedding",
    points: roles.map((role, i) => ({
      label: roleWords[role](),
      role,
      x: vectors[2 * i]!,
      y: vectors[2 * i + 1]!,
      pull: gradient === null ? null : [-gradient[2 * i]!, -gradient[2 * i + 1]!],
    })),
    value: values.reduce((sum, each) => sum + each, 0) / values.length,
    curve: await askCurve(asking),
  };
}
