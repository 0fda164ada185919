/** `packaging.version` and `distutils.version`, `importlib.metadata.version`: releases that are compared, `Version(tf.__version__) >= Version("2.0")`. */

import { canonicalName } from "../../../keras/canonical.ts";
import { PythonError, Unsupported } from "../../failure.ts";
import { notImplemented } from "../constants.ts";
import { tuple } from "../dict.ts";
import { native } from "../natives.ts";
import { typeError } from "../raise.ts";
import { str } from "../text.ts";
import type { Instance, NativeClass, Value } from "../values.ts";

interface Release {
  readonly numbers: readonly number[];
  /** Before the release of these numbers: `2.0.0rc1`, `2.0.dev0`. */
  readonly isEarly: boolean;
}

const form =
  /^\s{0,9}v?(\d{1,9}(?:\.\d{1,9}){0,9})(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview|dev)[-_.]?\d{0,9})?(?:[-_.]?post\d{0,9})?(?:\+[\w.]{1,99})?\s{0,9}$/i;

const releases = new WeakMap<Instance, Release>();

function versionClass(name: string): NativeClass {
  const made: NativeClass = {
    type: "nativeClass",
    name,
    bases: [],
    attributes: new Map<string, Value>([
      ["__lt__", comparison("__lt__", (order) => order < 0)],
      ["__le__", comparison("__le__", (order) => order <= 0)],
      ["__gt__", comparison("__gt__", (order) => order > 0)],
      ["__ge__", comparison("__ge__", (order) => order >= 0)],
      ["__eq__", comparison("__eq__", (order) => order === 0)],
      ["__ne__", comparison("__ne__", (order) => order !== 0)],
    ]),
    construct: ({ positional: [given], keywords }) => {
      const text = given ?? keywords.get("version") ?? keywords.get("vstring") ?? null;
      if (typeof text !== "string") throw typeError("expected string or bytes-like object");
      return instanceOf(made, text);
    },
  };
  return made;
}

function instanceOf(cls: NativeClass, text: string): Instance {
  const [, numbers, early] = form.exec(text) ?? [];
  if (numbers === undefined) throw new PythonError("ValueError", `Invalid version: '${text}'`);
  const parts = numbers.split(".").map(Number);
  const made: Instance = { type: "instance", class: cls, attributes: new Map() };
  const [major = 0, minor = 0, micro = 0] = parts;
  made.attributes.set("major", BigInt(major));
  made.attributes.set("minor", BigInt(minor));
  made.attributes.set("micro", BigInt(micro));
  made.attributes.set("release", tuple(parts.map((part) => BigInt(part))));
  releases.set(made, { numbers: parts, isEarly: early !== undefined });
  return made;
}

function comparison(name: string, holds: (order: number) => boolean): Value {
  return native(name, "self, other, /", ([self, other]) => {
    const [left, right] = [releaseOf(self!), releaseOf(other!)];
    return left === undefined || right === undefined ? notImplemented : holds(compareReleases(left, right));
  });
}

function releaseOf(value: Value): Release | undefined {
  if (value === null || typeof value !== "object" || value.type !== "instance") return undefined;
  return releases.get(value);
}

function compareReleases(left: Release, right: Release): number {
  const length = Math.max(left.numbers.length, right.numbers.length);
  for (let at = 0; at < length; at++) {
    const difference = (left.numbers[at] ?? 0) - (right.numbers[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(right.isEarly) - Number(left.isEarly);
}

const version = versionClass("packaging.version.Version");
const parse = native("parse", "version", ([text], machine) =>
  machine.call(version, { positional: [text!], keywords: new Map() }),
);

/** `importlib.metadata.version("tensorflow")` is `tensorflow.__version__`, of packages that are known. */
const installed = native("version", "distribution_name", ([name], machine) => {
  const known =
    typeof name === "string" ? machine.library.lookup(`${canonicalName(name)}.__version__`, machine.keras) : undefined;
  if (known === undefined)
    throw new Unsupported(`Which version of ${str(machine, name!)} is installed is not known here`);
  return known;
});

export const versionMembers: readonly (readonly [string, Value])[] = [
  ["packaging.version.Version", version],
  ["packaging.version.parse", parse],
  ["importlib.metadata.version", installed],
  ["distutils.version.LooseVersion", versionClass("distutils.version.LooseVersion")],
  ["distutils.version.StrictVersion", versionClass("distutils.version.StrictVersion")],
];
