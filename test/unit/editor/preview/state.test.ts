import { expect, test } from "vitest";
import {
  initialState,
  nextState,
  restoredState,
  stateAfterEdit,
  stateForData,
  stateForEvidence,
  stateForLoss,
} from "../../../../src/editor/preview/state.ts";
import { readPageState } from "../../../../src/preview/messages.ts";
import { stateToKeep } from "../../../../src/preview/page/state.ts";

const first = { file: "file:///w/a.py", name: "my_loss", definition: 0 };
const second = { ...first, definition: 1 };
const compared = { kind: "loss", reference: second } as const;

test("another definition of the same name is another loss: what belonged to the first goes", () => {
  const state = nextState(initialState(first), { type: "setParameter", name: "gamma", value: 3 });
  expect(stateForLoss(state, first)).toBe(state);
  expect(stateForLoss(state, second)).toMatchObject({ loss: second, parameters: {} });
});

test("a comparison is added once and taken away again, as data", () => {
  const add = { type: "addComparison", id: compared } as const;
  const state = nextState(nextState(initialState(first), add), structuredClone(add));
  expect(state.comparisons).toEqual([compared]);
  expect(nextState(state, { type: "removeComparison", id: structuredClone(compared) }).comparisons).toEqual([]);
});

test("an edit that moves the losses moves them in the state too; another leaves it as it is", () => {
  const state = nextState(initialState(first), { type: "addComparison", id: compared });
  const moved = stateAfterEdit(state, (reference) => ({ ...reference, definition: (reference.definition ?? 0) + 1 }));
  expect(moved.loss).toEqual(second);
  expect(moved.comparisons).toEqual([{ kind: "loss", reference: { ...first, definition: 2 } }]);
  expect(stateAfterEdit(state, (reference) => ({ ...reference }))).toBe(state);
});

test("a panel that comes back shows the definition that it showed, and what it was compared with", () => {
  const snapshot = {
    loss: { reference: second, name: "my_loss", place: { path: second.file } },
    isPinned: true,
    samples: { isAutomatic: true },
    parameters: [],
    comparisons: [{ id: { kind: "loss", reference: first }, label: "my_loss, line 4" }],
    view: "curve",
  };
  const kept = JSON.parse(JSON.stringify(stateToKeep(snapshot as never, {} as never)));
  const read = readPageState(kept);
  expect(read && restoredState(read)).toMatchObject({
    loss: second,
    isPinned: true,
    comparisons: [{ kind: "loss", reference: first }],
  });
});

test("data and findings that are shown from elsewhere turn the page to their view, another loss does not", () => {
  const descent = nextState(initialState(first), { type: "setView", view: "descent" });
  const data = stateForData(descent, "file:///rows.csv");
  expect(data).toMatchObject({ view: "data", dataFile: "file:///rows.csv", turned: 1 });
  expect(stateForEvidence(data, { samples: "binary", point: null })).toMatchObject({ view: null, turned: 2 });
  expect(stateForLoss(data, second).turned).toBe(1);
});

test("what a finding shows stands on its samples at its point, and each time it is asked for is another", () => {
  const changed = nextState(initialState(first), { type: "setParameter", name: "gamma", value: 3 });
  const asked = { samples: "binary", point: { target: 1, x: 0 } };
  const shown = stateForEvidence(changed, asked);
  expect(shown).toMatchObject({ samples: "binary", parameters: {}, view: null, point: { target: 1, x: 0, asked: 1 } });
  expect(stateForEvidence(shown, asked).point).toEqual({ target: 1, x: 0, asked: 2 });
  expect(stateForEvidence(shown, { samples: "segmentation", point: null }).point).toBeNull();
  expect(nextState(shown, { type: "setSamples", id: "regression" }).point).toBeNull();
});
