/** Whatever arrives at a border, it is one of ours in every part, or it is dropped; and nothing is lost on the way. */
import fc from "fast-check";
import { expect } from "vitest";
import { initialState, keptOf, nextState, type PanelState, restoredState } from "../../src/editor/preview/state.ts";
import { FromEvaluator, ToEvaluator } from "../../src/evaluate/service/protocol.ts";
import { packFloats } from "../../src/preview/floats.ts";
import {
  decodeToPage,
  encodeToPage,
  type PageState,
  readPageState,
  readToHost,
  type ToHost,
} from "../../src/preview/messages.ts";
import { fuzz } from "./target.ts";

const names = fc.constantFrom("gamma", "", "constructor", "toString", "γ", "a b", "length");
/** `__proto__` too, which the schemas drop. */
const anyNames = fc.oneof(names, fc.constant("__proto__"));
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, 0, -0, Number.NaN, Number.POSITIVE_INFINITY, "", "x", [], {}, 1e308),
  fc.constantFrom<unknown>(
    "AAAA",
    "!",
    "a".repeat(5),
    { type: "ready" },
    [0, 1],
    { __proto__: null },
    10n,
    Symbol.iterator,
  ),
  fc.anything({ maxDepth: 2 }),
);

/** Where values stand in a message: the keys to each. */
function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

type Change = readonly [at: number, kind: "put" | "remove" | "add", value: unknown, name: string];

function changed(message: unknown, [at, kind, value, name]: Change): unknown {
  const places = placesOf(message);
  const path = places[at % places.length]!;
  const last = path.at(-1);
  if (last === undefined) return kind === "put" ? value : message;
  const copy = structuredClone(message) as Record<string, unknown>;
  let holder = copy;
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string, unknown>;
  if (kind === "remove") delete holder[last];
  else if (kind === "put") holder[last] = value;
  else Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

const changes = fc.array(
  fc.tuple(fc.nat(), fc.constantFrom("put", "put", "remove", "add"), junk, anyNames) as fc.Arbitrary<Change>,
  { maxLength: 3 },
);

/** A message with up to three things about it changed. */
function spoiledMessage<T>(messages: fc.Arbitrary<T>): fc.Arbitrary<unknown> {
  return fc.tuple(messages, changes).map(([message, all]) => {
    try {
      return all.reduce<unknown>(changed, message);
    } catch {
      // What cannot be cloned cannot be posted either.
      return message;
    }
  });
}

const reference = { file: "file:///w/a.py", name: "focal", definition: 0 };
const place = { path: "losses.py", start: 0, end: 10, line: 1 };
const number = fc.oneof(fc.double(), fc.integer());
const comparison = fc.oneof(
  names.map((name) => ({ kind: "builtIn" as const, name })),
  fc.nat(2).map((definition) => ({ kind: "loss" as const, reference: { ...reference, definition } })),
  fc.dictionary(names, number, { maxKeys: 2 }).map((values) => ({ kind: "values" as const, values })),
);
const view = fc.constantFrom("curve", "surface", "classes", "heatmap", "descent", "data", "boxes");

const toHost: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom({ type: "ready" }, { type: "cancel" }, { type: "chooseDataFile" }, { type: "reveal", place }),
  fc.record({ type: fc.constantFrom("setParameter", "writeParameter"), name: names, value: number }),
  fc.record({ type: fc.constant("resetParameter"), name: names }),
  fc.record({ type: fc.constant("setSamples"), id: fc.option(names) }),
  fc.record({ type: fc.constant("setSampleSize"), size: number }),
  fc.record({ type: fc.constant("setView"), view }),
  fc.record({ type: fc.constant("setOption"), id: names, value: fc.oneof(number, names, fc.boolean()) }),
  fc.record({ type: fc.constant("setDomain"), domain: fc.option(fc.tuple(number, number)) }),
  fc.record({ type: fc.constantFrom("addComparison", "removeComparison"), id: comparison }),
  fc.record({ type: fc.constant("showSaved"), isShown: fc.boolean() }),
  fc.record({ type: fc.constant("pin"), isPinned: fc.boolean() }),
  fc.record({ type: fc.constant("setColumns"), yTrue: fc.array(names), yPred: fc.array(names) }),
  fc.constant({ type: "export", format: "svg", to: "file", name: "a", content: "<svg/>", encoding: "text" }),
);

const types =
  "ready setParameter resetParameter writeParameter setSamples setSampleSize setView setOption setDomain addComparison removeComparison showSaved reveal pin cancel takeStep chooseDataFile setColumns export".split(
    " ",
  );

fuzz(
  "whatever a page says changes a panel's state into one that a page can keep",
  { short: 1500, long: 200_000, reached: 0.4 },
  fc.array(spoiledMessage(toHost), { minLength: 1, maxLength: 6 }),
  (messages) => {
    const first: PanelState = initialState(reference);
    let state = first;
    for (const message of messages) {
      const read = readToHost(message);
      if (read === undefined) continue;
      expect(types).toContain(read.type);
      state = nextState(state, read as ToHost);
    }
    expect(Object.getPrototypeOf(state.parameters)).toBe(Object.prototype);
    expect(state.loss).toEqual(reference);
    const kept = keptState(state);
    const back = readPageState(structuredClone(kept));
    expect(back).toBeDefined();
    expect({ ...restoredState(back!), sampleSize: state.sampleSize }).toEqual(state);
    return state !== first;
  },
);

function keptState(state: PanelState): PageState {
  return {
    version: 2,
    loss: state.loss,
    isPinned: state.isPinned,
    samples: state.samples,
    parameters: { ...state.parameters },
    comparisons: [...state.comparisons],
    view: state.view ?? "curve",
    kept: keptOf(state),
  };
}

const floats = fc.float32Array({ maxLength: 4 }).map(packFloats);
const axis = { label: "y_pred", domain: [0, 1], bounds: [0, null] };
const series = fc.record({
  id: names,
  label: names,
  role: fc.constantFrom("loss", "comparison", "saved"),
  target: fc.nat(2),
  x: floats,
  loss: floats,
  gradient: fc.option(floats),
});
const toPage = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom({ type: "empty", serial: 1, text: "" }, { type: "said", text: "Saved" }) },
  {
    weight: 4,
    arbitrary: fc.array(series, { maxLength: 2 }).map((all) => ({
      type: "snapshot",
      serial: 3,
      loss: { reference, name: "focal", signature: "(gamma=2.0)", file: "losses.py", place },
      about: ["Keras 3"],
      isPinned: false,
      facts: [{ state: "ok", text: "finite", message: null, place: null }],
      parameters: [{ name: "gamma", value: 2, initial: 2, min: 0, max: 4, step: 0, scale: "linear", isWritable: true }],
      samples: { chosen: "binary", isAutomatic: true, options: [{ id: "a", label: "A" }], reason: "", size: null },
      views: ["curve"],
      view: "curve",
      options: [{ kind: "toggle", id: "log", label: "Log", value: false }],
      comparisons: [{ id: { kind: "builtIn", name: "mse" }, label: "mse" }],
      comparable: [],
      hasSaved: false,
      data: {
        view: "curve",
        axis,
        lossLabel: "Loss",
        gradientLabel: "Gradient",
        targets: [{ label: "1", value: 1, at: 1 }],
        series: all,
        blames: [],
        explanation: null,
      },
      problem: null,
      notes: [],
      log: [],
      busy: null,
    })),
  },
);

fuzz(
  "what arrives at the page is a whole message, and goes back as it came",
  { short: 1000, long: 60_000, reached: 0.2 },
  spoiledMessage(toPage),
  (message) => {
    const read = decodeToPage(message);
    if (read === undefined) return false;
    const wire = JSON.stringify(encodeToPage(read));
    const back = decodeToPage(JSON.parse(wire));
    expect(back && JSON.stringify(encodeToPage(back))).toBe(wire);
    return true;
  },
);

fuzz(
  "what a page kept is read whole or not at all",
  { short: 500, long: 60_000, reached: 0.1 },
  spoiledMessage(
    fc
      .tuple(fc.array(comparison, { maxLength: 2 }), view, fc.dictionary(names, number, { maxKeys: 2 }))
      .map(([comparisons, chosen, parameters]) => ({
        version: 2,
        loss: reference,
        isPinned: false,
        samples: null,
        parameters,
        comparisons,
        view: chosen,
        kept: keptOf(initialState(reference)),
      })),
  ),
  (message) => {
    const read = readPageState(message);
    if (read === undefined) return false;
    const state = restoredState(read);
    expect(typeof state.loss.name).toBe("string");
    expect(Array.isArray(state.comparisons)).toBe(true);
    return true;
  },
);

const toEvaluator = fc.record({
  type: fc.constantFrom("ask", "answer", "ready", "refused"),
  id: number,
  backend: names,
  reason: names,
  request: fc.record({ kind: fc.constantFrom("evaluate", "series", "descent", "build", "other") }),
  answer: fc.record({ kind: fc.constantFrom("evaluation", "series", "failure", "built", "other") }),
});

fuzz(
  "what crosses the evaluator's border has an id and a kind, or is dropped",
  { short: 500, long: 60_000, reached: 0.1 },
  spoiledMessage(toEvaluator),
  (message) => {
    const asked = ToEvaluator.safeParse(message);
    if (asked.success) expect(typeof asked.data.id).toBe("number");
    const said = FromEvaluator.safeParse(message);
    if (said.success) expect(["answer", "ready", "refused"]).toContain(said.data.type);
    return asked.success || said.success;
  },
);
