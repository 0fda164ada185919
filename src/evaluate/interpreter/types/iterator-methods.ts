/** Methods of generators and other iterators. */

import { PythonError } from "../../failure.ts";
import { methodTable } from "../natives.ts";
import { nextItem } from "../next-item.ts";
import type { IteratorValue } from "../values.ts";

export const iteratorMethods = methodTable<IteratorValue>("generator", {
  "__next__()": (self) => {
    const item = nextItem(self.iterator);
    if (item === undefined) throw new PythonError("StopIteration", "");
    return item;
  },
  "__iter__()": (self) => self,
  "send(value, /)": (self, [value]) => {
    const item = nextItem(self.iterator, value!);
    if (item === undefined) throw new PythonError("StopIteration", "");
    return item;
  },
  "close()": (self) => {
    self.iterator.return?.();
    return null;
  },
});
