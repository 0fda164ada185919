/** The curve of a snippet's loss, run as it would be inserted. */

import { lastReleaseOf } from "../evaluate/dialect.ts";
import { defaultLimits } from "../evaluate/evaluation.ts";
import type { Evaluator } from "../evaluate/evaluator.ts";
import { type LossSnippet, moduleOf } from "../losses/complete/loss-snippets.ts";
import { findLosses } from "../losses/find-losses.ts";
import { askPicture } from "../preview/ask/ask.ts";
import { curveModel, defaultCurveOptions } from "../preview/plot/curve.ts";
import type { Scene } from "../preview/plot/scene.ts";
import { observeLoss } from "../probes/fitting-set.ts";
import { parseModule } from "../python/parse.ts";
import { say } from "../python/say.ts";
import { analyzeNames } from "../python/scope.ts";
import { startParameters } from "../samples/start-values.ts";

export interface SnippetPictures {
  /** The same drawing each time; undefined for a snippet without a loss. */
  of(snippet: LossSnippet): Promise<Scene | undefined>;
}

/** Large enough to read; what is wider than the list's side panel is cut there, gradient first. */
const size = { width: 312, height: 230 };

export function drawSnippets(evaluator: Evaluator): SnippetPictures {
  const drawn = new Map<LossSnippet, Promise<Scene | undefined>>();
  return {
    of(snippet) {
      let scene = drawn.get(snippet);
      if (scene === undefined) {
        scene = draw(snippet, evaluator);
        drawn.set(snippet, scene);
        // What failed, or gave way to something else, is tried again.
        scene.catch(() => drawn.delete(snippet));
      }
      return scene;
    },
  };
}

async function draw(snippet: LossSnippet, evaluator: Evaluator): Promise<Scene | undefined> {
  const text = moduleOf(snippet);
  if (text === undefined) return undefined;
  const { module } = parseModule(text);
  const names = analyzeNames(module);
  const { losses, uses } = findLosses(module, names);
  const loss = losses.find(({ form }) => form !== "method") ?? losses[0];
  if (loss === undefined) return undefined;
  const source = {
    file: { path: "snippet.py", text },
    imports: [],
    loss: loss.name,
    keras: { version: lastReleaseOf("3"), isKnown: true },
    parameters: startParameters({ loss, uses, names }),
  };
  const observed = await observeLoss({ loss, module, source, limits: defaultLimits }, evaluator);
  if (observed.kind !== "observed") return undefined;
  const question = {
    source,
    set: observed.observations.set,
    view: "curve" as const,
    options: {},
    domain: null,
    companions: [],
    limits: defaultLimits,
    placeOf: () => null,
  };
  const answer = await askPicture(question, evaluator);
  if (answer.kind === "failure" || answer.data.view !== "curve") return undefined;
  return curveModel(answer.data, { ...defaultCurveOptions, ...size, title: say(snippet.title) }).scene;
}
