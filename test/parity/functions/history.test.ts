/** What earlier releases had, name by name, as `make_history.py` reads it from Keras's own sources at each tag. */

import { expect, test } from "vitest";
import { type BackendFunctionEra, eraOfBackendFunction } from "../../../src/keras/backend-functions.ts";
import { absenceOf } from "../../../src/keras/functions/existence.ts";
import history from "./history.json" with { type: "json" };

type Names = Readonly<Record<string, readonly string[]>>;

const { releases, ...modules } = history;
const releaseBefore = (release: string, other: string): boolean => releases.indexOf(release) < releases.indexOf(other);
const backend: Names = modules["keras.backend"];

test("the sources of every release are read", () => {
  expect(releases[0]).toBe("1.0.0");
  expect(releases.at(-1)).toBe("2.15.0");
  expect(Object.keys(backend).length).toBeGreaterThan(150);
});

test.each(Object.entries<Names>(modules))(
  "no name that %s had is called unknown in a version that had it",
  (module, names) => {
    const wrong = Object.entries(names).flatMap(([name, [first = "", last = ""]]) => {
      const versions = [
        ...(releaseBefore(first, "2.0.0") ? ["1" as const] : []),
        ...(releaseBefore(last, "2.0.0") ? [] : ["2" as const]),
      ];
      return versions
        .filter((version) => absenceOf(module, name, version) !== undefined)
        .map((version) => `${name} in Keras ${version}`);
    });
    expect(wrong).toEqual([]);
  },
);

/** The releases in which a function of each era was there for the last time. */
const lastOf: Readonly<Record<Exclude<BackendFunctionEra, undefined>, (last: string) => boolean>> = {
  keras1: (last) => releaseBefore(last, "2.0.0"),
  "until2.3": (last) => !releaseBefore(last, "2.0.0") && releaseBefore(last, "2.6.0"),
  "until2.15": (last) => !releaseBefore(last, "2.6.0"),
  "tf.keras": (last) => last === "2.15.0",
  keras3: (last) => last === "2.15.0",
};

test("each function of keras.backend went when the table says so", () => {
  const wrong = Object.entries(backend).flatMap(([name, [, last = ""]]) => {
    const era = eraOfBackendFunction(name);
    return era === undefined || lastOf[era](last) ? [] : [`${name}: ${era}, and last in ${last}`];
  });
  expect(wrong).toEqual([]);
});
