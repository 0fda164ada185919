/** `collections`: `OrderedDict` is a dict; `namedtuple` and the others are not evaluated. */

import { builtinTypes } from "../builtin-types.ts";
import type { Value } from "../values.ts";

export const collectionsMembers = (): readonly (readonly [string, Value])[] => [
  ["collections.OrderedDict", builtinTypes().get("dict")!],
];
