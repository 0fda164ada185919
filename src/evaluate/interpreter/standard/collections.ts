/** `collections`: `OrderedDict` is a dict; `namedtuple` and the others are not evaluated. */

import type { Value } from "../../values.ts";
import { builtinTypes } from "../builtin-types.ts";

export const collectionsMembers = (): readonly (readonly [string, Value])[] => [
  ["collections.OrderedDict", builtinTypes().get("dict")!],
];
