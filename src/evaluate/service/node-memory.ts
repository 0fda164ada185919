/** How much of a thread's memory is left, under Node. */

import { getHeapStatistics } from "node:v8";

/** Below this its end is near: one large value more, and it ends with all that it was asked. */
const leastFreeBytes = 256 * 1024 * 1024;

export function isMemoryShort(bytes: number): boolean {
  const { heap_size_limit, used_heap_size } = getHeapStatistics();
  return heap_size_limit - used_heap_size < leastFreeBytes + bytes;
}
