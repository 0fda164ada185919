import { describe, expect, test } from "vitest";
import { type KeptAnswer, withKerasAnswer } from "../../../../src/editor/preview/keras-answer.ts";
import type { PanelContent } from "../../../../src/editor/preview/panel-content.ts";
import { initialState, nextState, stateAfterEdit } from "../../../../src/editor/preview/state.ts";
import type { CurveData } from "../../../../src/preview/plot-data.ts";
import { findSampleSet } from "../../../../src/samples/sample-sets.ts";

const state = initialState({ file: "file:///w/losses.py", name: "a_loss", definition: null });
const data: CurveData = {
  view: "curve",
  axis: { label: "y_pred", domain: [0, 1], bounds: [0, 1] },
  lossLabel: "Loss",
  gradientLabel: "Gradient",
  targets: [],
  series: [],
  blames: [],
  explanation: null,
};
const kept: KeptAnswer = {
  data,
  set: findSampleSet("binary")!,
  versions: "Keras 3.15.1 · tensorflow 2.21.0 · Python 3.13.1",
  restsOn: "def a_loss",
  askedFor: state,
};

/** As much of a refused picture as is looked at. */
function refused(change: object = {}, restsOn = "def a_loss"): PanelContent {
  const snapshot = {
    view: "curve",
    samples: { chosen: "binary" },
    about: ["Probabilities of one class", "Keras 3"],
    data: null,
    facts: [{ state: "ok", text: "An older fact", message: null, place: null }],
    problem: { kind: "unsupported", message: "tf.raw_ops.Square is not evaluated.", place: null, steps: [] },
    ...change,
  };
  return { kind: "content", question: undefined, restsOn, snapshot: snapshot as unknown as PanelContent["snapshot"] };
}

describe("Keras's own answer on the page", () => {
  test("stands in the place of a picture that is refused, and says whose it is", () => {
    const { snapshot } = withKerasAnswer(refused(), nextState(state, { type: "setView", view: "curve" }), kept);
    expect(snapshot.data).toBe(data);
    expect(snapshot.problem).toBeNull();
    expect(snapshot.facts.map(({ text }) => text)).toEqual([
      "Drawn with your Keras: tf.raw_ops.Square is not evaluated.",
    ]);
    expect(snapshot.about.slice(0, 2)).toEqual(["Keras's own answer", kept.versions]);
    expect(snapshot.notice).toBeUndefined();
  });

  test("is not for other code, other data, other values, another view or another trouble", () => {
    const other = nextState(state, { type: "setParameter", name: "gamma", value: 3 });
    for (const [content, of] of [
      [refused({}, "def a_loss, changed"), state],
      [refused({ samples: { chosen: "regression" } }), state],
      [refused(), other],
      [refused({ view: "surface" }), state],
      [refused({ problem: { kind: "python", message: "NameError", place: null } }), state],
      [refused({ problem: null }), state],
    ] as const)
      expect(withKerasAnswer(content, of, kept)).toBe(content);
    expect(withKerasAnswer(refused(), state, undefined).snapshot.problem).not.toBeNull();
    expect(stateAfterEdit(state, (reference) => reference)).toBe(state);
  });
});
