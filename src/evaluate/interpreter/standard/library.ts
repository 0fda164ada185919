/** Python's standard library, and small packages that compute nothing, as far as losses use them: by dotted name. */

import { once } from "../once.ts";
import type { Value } from "../values.ts";

import { abcMembers } from "./abc.ts";
import { collectionsMembers } from "./collections.ts";
import { dataclassesMembers } from "./dataclasses.ts";
import { environmentMembers } from "./environment.ts";
import { functoolsMembers } from "./functools.ts";
import { itertoolsMembers } from "./itertools.ts";
import { mathMembers } from "./math.ts";
import { operatorMembers } from "./operator.ts";
import { quietMembers } from "./quiet.ts";
import { smallMembers } from "./small.ts";
import { typingMember } from "./typing.ts";
import { versionMembers } from "./versions.ts";

const members: () => ReadonlyMap<string, Value> = once(
  () =>
    new Map([
      ...mathMembers,
      ...functoolsMembers,
      ...itertoolsMembers,
      ...operatorMembers,
      ...collectionsMembers(),
      ...dataclassesMembers,
      ...abcMembers,
      ...quietMembers,
      ...smallMembers(),
      ...environmentMembers,
      ...versionMembers,
    ]),
);

const modules = new Set([
  "__future__",
  "abc",
  "collections",
  "collections.abc",
  "dataclasses",
  "distutils",
  "distutils.util",
  "distutils.version",
  "functools",
  "importlib",
  "importlib.metadata",
  "itertools",
  "logging",
  "math",
  "namex",
  "numbers",
  "operator",
  "os",
  "packaging",
  "packaging.version",
  "six",
  "six.moves",
  "typeguard",
  "typing",
  "typing_extensions",
  "types",
  "warnings",
]);

/** Whether the name is a module of theirs that is evaluated, wholly or in part. */
export function isStandardModule(name: string): boolean {
  return modules.has(name);
}

/** What `module.name` is; undefined where it is not evaluated. */
export function standardMember(dottedName: string): Value | undefined {
  const known = members().get(dottedName);
  if (known !== undefined) return known;
  if (/^(typing|typing_extensions|collections\.abc|types)\./.test(dottedName)) return typingMember(dottedName);
  return undefined;
}
