/** Data files as strangers write them: right, or refused with the reason. */
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readDataFile } from "../../../src/samples/data-file.ts";

const read = (name: string, text: string) => readDataFile(name, strToU8(text));
const npy = (header: string, data: Uint8Array = new Uint8Array()): Uint8Array => {
  const text = `${header}\n`;
  return Uint8Array.from([
    0x93,
    ...strToU8("NUMPY"),
    1,
    0,
    text.length & 255,
    text.length >> 8,
    ...strToU8(text),
    ...data,
  ]);
};

test.each([
  ["a label beside y_true", "a.json", '{"label":[9],"y_true":[1],"y_pred":[0.5]}', [1], [0.5]],
  ["a quoted cell with commas", "a.csv", 'y_true,tags,y_pred\n0,"1,2,3",0.9\n', [0], [0.9]],
  ["a byte order mark", "a.csv", "\ufeffy_true,y_pred\n1,2\n", [1], [2]],
  ["numbered columns out of order", "a.csv", "y_true,y_pred_10,y_pred_2\n1,10,2\n", [1], [2, 10]],
])("%s", (_, name, text, yTrue, yPred) => {
  const result = read(name, text);
  if (result.kind !== "data") throw new Error(result.text);
  expect([...result.data.yTrue.data]).toEqual(yTrue);
  const expected = yPred.map(Math.fround);
  expect([...result.data.yPred.data]).toEqual(expected);
});

test.each([
  ["a name of every object", "a.csv", "y_true,y_pred\nconstructor,1\n", /'constructor'/],
  ["a hexadecimal number", "a.csv", "y_true,y_pred\n0x10,1\n", /'0x10'/],
  ["arrays of any depth", "a.json", `{"y_true":${"[".repeat(5000)}1${"]".repeat(5000)},"y_pred":[1]}`, /dimensions/],
])("%s is refused", (_, name, text, reason) => {
  expect(read(name, text)).toMatchObject({ kind: "problem", text: expect.stringMatching(reason) as string });
});

test.each([
  ["objects", "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", /Python objects/],
  [
    "columns that are only claimed",
    "{'descr': '<f4', 'fortran_order': False, 'shape': (0, 4294967296), }",
    /no number/,
  ],
  ["more dimensions than there are", `{'descr': '<f4', 'shape': (${"1, ".repeat(65)}), }`, /64 dimensions/],
  ["a negative shape", "{'descr': '<f4', 'fortran_order': False, 'shape': (-1, 2), }", /shape/],
])("an array of %s is refused", (_, header, reason) => {
  expect(readDataFile("a.npy", npy(header))).toMatchObject({
    kind: "problem",
    text: expect.stringMatching(reason) as string,
  });
});

test("a table of a hundred thousand columns is refused before they are named", () => {
  const header = Array.from({ length: 100_000 }, (_, index) => `a${index}`).join(",");
  for (const [name, text] of [
    ["a.csv", `${header}\n${"1,".repeat(100_000)}\n`],
    ["a.json", `[[${"1,".repeat(99_999)}1]]`],
  ] as const)
    expect(read(name, text)).toMatchObject({
      kind: "problem",
      text: expect.stringMatching(/100000 columns/) as string,
    });
});

test("columns of one name keep their places", () => {
  const result = read("a.csv", "y_true,y_true (column 3),y_true,y_pred\n1,2,3,4\n");
  if (result.kind !== "data") throw new Error(result.text);
  expect(new Set(result.columns.map(({ name }) => name)).size).toBe(4);
  expect([...result.data.yPred.data]).toEqual([4]);
});

test("an array of an archive that nobody asks for is not unpacked", () => {
  const one = npy("{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", new Uint8Array(4));
  const bytes = zipSync({ "y_true.npy": one, "y_pred.npy": one, "weights.npy": new Uint8Array(8) });
  expect(readDataFile("a.npz", bytes)).toMatchObject({ kind: "data" });
});
