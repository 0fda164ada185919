import { describe, expect, test } from "vitest";
import { Unsupported } from "../../../../src/evaluate/failure.ts";
import type { Operation } from "../../../../src/evaluate/operations/calls/operation.ts";
import { createLibrary, supportTable } from "../../../../src/evaluate/operations/library/library.ts";
import { operations } from "../../../../src/evaluate/operations/library/table.ts";
import { backendFunctionsOfKeras3, oldBackendFunctions } from "../../../../src/keras/backend-functions.ts";
import { anyKeras } from "./call.ts";

const library = createLibrary();

/** Every name, with what its row says of it. */
const named = operations.flatMap((row) =>
  row.names.map((name) => ({ name, signature: row.signatureOf(name).text, doc: row.doc })),
);

describe("what is known", () => {
  test("each of the 137 functions of tf.keras.backend is evaluated, or refused with a reason of its own", () => {
    const functions = [...backendFunctionsOfKeras3, ...oldBackendFunctions];
    expect(functions).toHaveLength(137);
    const unknown = functions.filter((name) => {
      try {
        return library.lookup(`tf.keras.backend.${name}`, anyKeras) === undefined;
      } catch (error) {
        if (error instanceof Unsupported) return false;
        throw error;
      }
    });
    expect(unknown).toEqual([]);
  });

  test("every row's signatures can be read, and its gradient goes through parameters that some signature has", () => {
    const wrong = named.filter(({ signature }) => signature === undefined);
    expect(wrong).toEqual([]);
    const signatures = new Map(named.map(({ name, signature }) => [name, signature]));
    const odd = supportTable().filter(({ names, gradientThrough }) => {
      if (gradientThrough.length === 0) return false;
      const parameters = names.map((name) => signatures.get(name) ?? "").join(", ");
      return !gradientThrough.some((parameter) => new RegExp(`\\b${parameter}\\b`, "u").test(parameters));
    });
    expect(odd.map(({ names }) => names[0])).toEqual([]);
  });

  test("every name has a line of documentation that fits on one", () => {
    const wrong = named.filter(({ doc }) => doc.length === 0 || doc.length > 120 || doc.includes("\n"));
    expect(wrong).toEqual([]);
  });

  test("no canonical name is held by two rows of one version", () => {
    const held = new Map<string, Operation[]>();
    for (const row of operations) for (const name of row.names) held.set(name, [...(held.get(name) ?? []), row]);
    const isSplit = (rows: readonly Operation[]) =>
      rows.filter((row) => row.until === undefined).length === 1 && rows.every((row) => row.since ?? row.until);
    const twice = [...held].filter(([, rows]) => rows.length > 1 && !isSplit(rows)).map(([name]) => name);
    expect(twice).toEqual([]);
  });

  test("modules are told from functions", () => {
    expect(["tf.math", "keras.backend", "tf.keras.losses", "numpy.linalg"].every(library.isModule)).toBe(true);
    expect(["tf.exp", "keras.ops.mean", "tf.keras.backend.mean"].some(library.isModule)).toBe(false);
  });
});
