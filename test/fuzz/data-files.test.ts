/** Whatever a data file holds, there are two arrays of its numbers, or a sentence that says why not. */

import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { expect } from "vitest";
import { readDataFile } from "../../src/samples/data-file.ts";
import { fuzz, spoiled } from "./target.ts";

const numbers = fc.double({ noDefaultInfinity: true }).map(String);
const cells = fc.oneof(
  { weight: 6, arbitrary: numbers },
  fc.constantFrom("", "1", "-0.5", "nan", "inf", "0x10", "1e400", "1_000", "a, b", 'say "so"', "línea\n2", " 3 ", "−1"),
);
const names = fc.constantFrom(
  ..."y_true y_pred y_pred_1 y_pred_10 label target score constructor __proto__ toString y".split(" "),
  "",
  "a b",
  "\ufeffy_true",
  "y_true",
);
const headers = fc.oneof(
  fc.uniqueArray(names, { minLength: 1, maxLength: 5 }),
  fc.shuffledSubarray(["y_true", "y_pred", "y_pred_1", "a"], { minLength: 2 }),
);
const rows = fc.oneof(
  fc.array(fc.array(cells, { maxLength: 6 }), { maxLength: 8 }),
  fc.array(fc.array(numbers, { minLength: 4, maxLength: 5 }), { minLength: 1, maxLength: 8 }),
);
const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

const table = fc
  .tuple(headers, rows, fc.constantFrom(",", ";", "\t"), fc.constantFrom("\n", "\r\n", "\r"))
  .map(([header, rows, separator, end]) => [header, ...rows].map((row) => row.map(quoted).join(separator)).join(end));

const nested = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 6 },
    fc.oneof(fc.double(), fc.integer(), fc.string({ maxLength: 4 }), fc.constant(null), fc.boolean()),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(names, tie("value"), { maxKeys: 4 }),
  ),
})).value;
const columns = fc.dictionary(
  fc.oneof(names, fc.constantFrom("y_true", "y_pred")),
  fc.oneof(
    fc.array(fc.double(), { maxLength: 6 }),
    fc.array(fc.array(fc.double(), { minLength: 2, maxLength: 2 })),
    nested,
  ),
);
const deep = fc.nat(3000).map((depth) => `{"y_true": ${"[".repeat(depth)}1${"]".repeat(depth)}, "y_pred": [1]}`);
const json = fc.oneof(
  fc.oneof(columns, nested).map((value) => JSON.stringify(value)),
  deep,
);

/** An NPY file of version 1, whose header says what it likes of `data`. */
function npy(header: string, data: Uint8Array, version = 1): Uint8Array {
  const padded = `${header.padEnd(117)}\n`;
  const bytes = new Uint8Array(10 + padded.length + data.length);
  bytes.set([0x93, ...strToU8("NUMPY"), version, 0, padded.length & 255, padded.length >> 8]);
  bytes.set(strToU8(padded), 10);
  bytes.set(data, 10 + padded.length);
  return bytes;
}

const descriptions = fc.constantFrom(
  "<f4",
  "<f8",
  ">f4",
  "<i4",
  "<i8",
  "|b1",
  "|u1",
  "<f2",
  "|O",
  "<U4",
  "<c8",
  "<M8[D]",
  "",
);
const dimension = fc.oneof(fc.nat(4), fc.constantFrom(-1, 2 ** 31, 2 ** 53, 1e15));
const array = fc
  .tuple(
    descriptions,
    fc.constantFrom("False", "True", "None"),
    fc.array(dimension, { maxLength: 3 }),
    fc.uint8Array({ maxLength: 64 }),
    fc.constantFrom(1, 1, 1, 2, 3, 9),
  )
  .map(([description, order, shape, data, version]) =>
    npy(
      `{'descr': '${description}', 'fortran_order': ${order}, 'shape': (${shape.join(", ")}${shape.length === 1 ? "," : ""}), }`,
      data,
      version,
    ),
  );
const archive = fc
  .dictionary(
    fc.oneof(names, fc.constantFrom("y_true", "y_pred")).map((name) => `${name}.npy`),
    fc.oneof(array, array, fc.uint8Array({ maxLength: 40 })),
    { maxKeys: 3 },
  )
  .map((files) => zipSync(files, { level: 1 }));

const spoiledBytes = (bytes: fc.Arbitrary<Uint8Array>): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(bytes, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }), fc.nat())
    .map(([whole, changes, end]) => {
      const copy = whole.slice(0, end % 5 === 0 ? end % (whole.length + 1) : whole.length);
      for (const [at, value] of changes) if (copy.length > 0) copy[at % copy.length] = value;
      return copy;
    });

/** Files that are as they should be, before something is done to them. */
const sound = fc
  .array(fc.tuple(fc.float({ noNaN: true }), fc.float({ noNaN: true })), { minLength: 1, maxLength: 8 })
  .chain((pairs) => {
    const floats = (side: 0 | 1): Uint8Array =>
      npy(
        `{'descr': '<f4', 'fortran_order': False, 'shape': (${pairs.length},), }`,
        new Uint8Array(Float32Array.from(pairs, (pair) => pair[side]).buffer),
      );
    return fc.constantFrom<readonly [string, Uint8Array]>(
      ["a.csv", strToU8(["y_true,y_pred", ...pairs].join("\n"))],
      ["a.tsv", strToU8(["y_true\ty_pred", ...pairs.map((pair) => pair.join("\t"))].join("\r\n"))],
      ["a.json", strToU8(JSON.stringify({ y_true: pairs.map(([a]) => a), y_pred: pairs.map(([, b]) => b) }))],
      ["a.npz", zipSync({ "y_true.npy": floats(0), "y_pred.npy": floats(1) })],
    );
  });
const nearlySound = fc
  .tuple(sound, fc.nat(4))
  .chain(([[name, bytes], isWhole]) =>
    fc.tuple(fc.constant(name), isWhole > 1 ? fc.constant(bytes) : spoiledBytes(fc.constant(bytes))),
  );

const text = fc.oneof(
  table,
  json,
  spoiled(['y_true,y_pred\n1,0.5\n0,"0,25"\n', '{"y_true": [[0, 1]], "y_pred": [[0.5, 0.5]]}', "1;2\n3;4\n"], cells),
);
const file = fc.oneof(
  nearlySound,
  fc.tuple(
    fc.constantFrom("a.csv", "a.tsv", "a.json", "a.txt", "a.CSV", "a"),
    text.map((each) => strToU8(each)),
  ),
  fc.tuple(fc.constantFrom("a.npy", "a.npz", "a.csv"), spoiledBytes(array)),
  fc.tuple(fc.constantFrom("a.npz", "a.npy"), spoiledBytes(archive)),
  fc.tuple(fc.constantFrom("a.npz", "a.npy", "a.json", "a.csv"), fc.uint8Array({ maxLength: 200 })),
);
const choice = fc.option(
  fc.record({ yTrue: fc.array(names, { maxLength: 2 }), yPred: fc.array(names, { maxLength: 2 }) }),
  { nil: undefined, freq: 4 },
);

fuzz(
  "a data file gives numbers in their shapes, or a sentence",
  { short: 2000, long: 250_000, reached: 0.1 },
  fc.tuple(file, choice),
  ([[name, bytes], chosen]) => {
    const result = readDataFile(name, bytes, chosen);
    if (result.kind === "problem") {
      expect(result.text.startsWith(name)).toBe(true);
      expect(result.text.length).toBeGreaterThan(name.length + 3);
      return false;
    }
    for (const { data, shape } of [result.data.yTrue, result.data.yPred]) {
      expect(shape.every((size) => Number.isInteger(size) && size >= 0)).toBe(true);
      expect(data.length).toBe(shape.reduce((product, size) => product * size, 1));
    }
    const known = new Set(result.columns.map((column) => column.name));
    expect([...result.choice.yTrue, ...result.choice.yPred].every((each) => known.has(each))).toBe(true);
    return true;
  },
);
