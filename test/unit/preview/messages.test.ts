import { expect, test } from "vitest";
import { packFloats, unpackFloats } from "../../../src/preview/floats.ts";
import { decodeToPage, encodeToPage, readToHost, type Snapshot } from "../../../src/preview/messages.ts";

const reference = { file: "losses.py", name: "focal", definition: 0 };
const place = { path: "losses.py", start: 0, end: 10, line: 1 };
const axis = { label: "y_pred", domain: [0, 1] as [number, number], bounds: [0, 1] as [number, number] };

function snapshot(loss: number[]): Snapshot {
  return {
    type: "snapshot",
    serial: 1,
    loss: { reference, name: "focal", signature: "(gamma=2.0)", file: "losses.py", place },
    about: ["Binary probability", "Keras 3"],
    isPinned: false,
    facts: [],
    parameters: [],
    samples: {
      chosen: "binary",
      isAutomatic: true,
      options: [{ id: "binary", label: "Binary" }],
      reason: "",
      size: null,
    },
    views: ["curve"],
    view: "curve",
    options: [],
    comparisons: [],
    comparable: [],
    hasSaved: false,
    data: {
      view: "curve",
      axis,
      lossLabel: "Loss",
      gradientLabel: "Gradient",
      targets: [{ label: "y_true = 1", value: 1, at: 1 }],
      series: [
        {
          id: "a",
          label: "y_true = 1",
          role: "loss",
          target: 0,
          x: Float32Array.of(0, 0.5, 1),
          loss: Float32Array.from(loss),
          gradient: null,
        },
      ],
      blames: [],
      explanation: null,
    },
    problem: null,
    notes: [],
    log: [],
    busy: null,
  };
}

test("NaN and the infinities of a curve survive a channel that speaks JSON", () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const wire = JSON.parse(JSON.stringify(encodeToPage(snapshot(values)))) as unknown;
  const read = decodeToPage(wire);
  if (read?.type !== "snapshot" || read.data?.view !== "curve") throw new Error("no curve came back");
  expect([...(read.data.series[0]?.loss ?? [])]).toEqual(values);
});

test("floats come back bit for bit, however many there are", () => {
  const values = Float32Array.from({ length: 20_001 }, (_, i) => Math.fround(Math.sin(i) * 10 ** ((i % 60) - 30)));
  expect(unpackFloats(packFloats(values))).toEqual(values);
});

test("what is not one of the host's messages is not read, and nothing is thrown", () => {
  const wire = encodeToPage(snapshot([1, 2, 3]));
  const spoilt = JSON.parse(
    JSON.stringify(wire).replace(/"loss":"[A-Za-z0-9+/=]+"/, '"loss":"*not base64*"'),
  ) as unknown;
  for (const data of [undefined, null, 3, "ready", { type: "snapshot" }, { type: "other" }, spoilt]) {
    expect(decodeToPage(data)).toBeUndefined();
  }
});

test("the host reads what a person did, and nothing else", () => {
  expect(readToHost({ type: "setParameter", name: "gamma", value: 2 })).toEqual({
    type: "setParameter",
    name: "gamma",
    value: 2,
  });
  for (const data of [
    { type: "setParameter", name: "gamma", value: "2" },
    { type: "setParameter", name: "gamma", value: Number.NaN },
    { type: "setDomain", domain: [0] },
    { type: "reveal", place: { path: "a.py" } },
    null,
  ]) {
    expect(readToHost(data)).toBeUndefined();
  }
});
