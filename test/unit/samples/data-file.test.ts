import { zipSync } from "fflate";
import { expect, test } from "vitest";
import { readDataFile } from "../../../src/samples/data-file.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** As NumPy writes it, version 1. */
function npy(descr: string, shape: string, data: ArrayBuffer, order = "False"): Uint8Array {
  const header = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`.padEnd(117);
  return Uint8Array.from([0x93, ...bytes("NUMPY"), 1, 0, 118, 0, ...bytes(header), 10, ...new Uint8Array(data)]);
}

function read(name: string, content: Uint8Array) {
  const result = readDataFile(name, content);
  if (result.kind === "problem") throw new Error(result.text);
  const { yTrue, yPred } = result.data;
  return { yTrue: [...yTrue.data], yPred: [...yPred.data], shapes: [yTrue.shape, yPred.shape], dtype: yTrue.dtype };
}

const two = {
  yTrue: [1, 0],
  yPred: [0.75, 0.25],
  shapes: [
    [2, 1],
    [2, 1],
  ],
  dtype: "float32",
};

test("columns, records, arrays and archives give the same rows", () => {
  expect(read("a.csv", bytes("y_true,y_pred\r\n1,0.75\r\n0,0.25\r\n"))).toEqual(two);
  expect(read("a.csv", bytes('\ufeffid;"target";"prediction"\n7;1;0.75\n8;0;0.25'))).toEqual(two);
  expect(read("a.json", bytes('{"y_true": [1, 0], "y_pred": [[0.75], [0.25]]}'))).toEqual(two);
  expect(read("a.json", bytes('[{"y_true": 1, "y_pred": 0.75}, {"y_true": 0, "y_pred": 0.25}]'))).toEqual(two);
  const doubles = Float64Array.of(1, 0.75, 0, 0.25).buffer;
  expect(read("a.npy", npy("<f8", "(2, 2)", doubles))).toEqual(two);
  const columnMajor = Float64Array.of(1, 0, 0.75, 0.25).buffer;
  expect(read("a.npy", npy("<f8", "(2, 2)", columnMajor, "True"))).toEqual(two);
  const archive = zipSync({
    "y_true.npy": npy("<i8", "(2,)", BigInt64Array.of(1n, 0n).buffer),
    "y_pred.npy": npy("<f4", "(2, 1)", Float32Array.of(0.75, 0.25).buffer),
  });
  expect(read("a.npz", archive)).toEqual(two);
});

test("several columns are the numbers of one prediction", () => {
  const { yPred, shapes } = read("a.csv", bytes("y_true,y_pred_0,y_pred_1\n1,0.25,0.75\n0,0.5,0.5\n"));
  expect(yPred).toEqual([0.25, 0.75, 0.5, 0.5]);
  expect(shapes[1]).toEqual([2, 2]);
});

test("half precision and NaN are read as they are", () => {
  const halves = Uint16Array.of(0x3c00, 0x7e00, 0xfc00, 0x0001).buffer;
  const result = readDataFile("a.npy", npy("<f2", "(2, 2)", halves));
  if (result.kind === "problem") throw new Error(result.text);
  expect([...result.data.yTrue.data, ...result.data.yPred.data]).toEqual([1, -Infinity, Number.NaN, 2 ** -24]);
});

test.each([
  ["a.csv", "", "a.csv: the file is empty."],
  ["a.csv", "a,b\n1,2", "a.csv: choose which columns are targets and which are predictions."],
  ["a.csv", "y_true,y_pred\n1,cat", "a.csv: line 2 has 'cat' for y_pred, which is not a number."],
  ["a.csv", "y_true,y_pred\n1", "a.csv: line 2 has '' for y_pred, which is not a number."],
  ["a.csv", "y_true,y_pred\n", "a.csv: there are no rows."],
  ["a.json", '{"y_true": [1, 0], "y_pred": [1]}', "a.json: y_true has 2 rows and y_pred 1."],
  ["a.json", '{"y_true": [[1], [0, 1]], "y_pred": [1, 2]}', "a.json: its rows are of unequal length."],
  ["a.json", "3", "a.json: an object with y_true and y_pred is expected."],
  ["a.npy", "not at all an array", "a.npy: this is not a NumPy file."],
])("%s with %j says what is wrong", (name, content, text) => {
  expect(readDataFile(name, bytes(content))).toMatchObject({ kind: "problem", text });
});

test("any columns can be chosen, and those whose names look like it are proposed", () => {
  const table = bytes('day,"price, true",forecast low,forecast high,note\n1,"10",9,12,"a ""b"", c"\n2,11,10,14,\n');
  const proposed = readDataFile("sales.csv", table);
  expect(proposed).toMatchObject({
    kind: "data",
    choice: { yTrue: ["price, true"], yPred: ["forecast low", "forecast high"] },
  });
  expect(proposed.columns?.map(({ name, isNumeric }) => [name, isNumeric])).toEqual([
    ["day", true],
    ["price, true", true],
    ["forecast low", true],
    ["forecast high", true],
    ["note", false],
  ]);
  const chosen = readDataFile("sales.csv", table, { yTrue: ["day"], yPred: ["forecast high"] });
  if (chosen.kind === "problem") throw new Error(chosen.text);
  expect([...chosen.data.yTrue.data, ...chosen.data.yPred.data]).toEqual([1, 2, 12, 14]);
  const words = readDataFile("sales.csv", table, { yTrue: ["note"], yPred: ["day"] });
  expect(words).toMatchObject({ kind: "problem", choice: { yTrue: ["note"], yPred: ["day"] } });
});

test("a key that only resembles a target gives way to y_true, and quoted commas separate nothing", () => {
  expect(read("a.json", bytes('{"label": [9], "y_true": [1], "y_pred": [0.5]}'))).toMatchObject({
    yTrue: [1],
    yPred: [0.5],
  });
  expect(read("a.csv", bytes('y_true,tags,y_pred\n0,"1,2,3",0.75\n'))).toMatchObject({ yTrue: [0], yPred: [0.75] });
});

test("tabs separate the columns of TSV, and columns without names are counted", () => {
  expect(read("a.tsv", bytes("y_true\ty_pred\n1\t0.75\n0\t0.25\n"))).toEqual(two);
  expect(read("a.csv", bytes("1,0.75\n0,0.25\n"))).toEqual(two);
  const three = readDataFile("a.csv", bytes("1,2,3\n4,5,6\n"));
  expect(three).toMatchObject({
    kind: "problem",
    columns: [{ name: "column 1" }, { name: "column 2" }, { name: "column 3" }],
  });
});

test("a broken file of any kind is a problem, never an exception", () => {
  for (const name of ["a.npz", "a.npy", "a.json", "a.csv"]) {
    for (const content of [
      new Uint8Array(),
      new Uint8Array(40).fill(0x93),
      npy("<f8", "(9, 2)", new ArrayBuffer(8)),
      npy("|O8", "(1, 2)", new ArrayBuffer(16)),
    ]) {
      expect(readDataFile(name, content).kind).toBe("problem");
    }
  }
});
