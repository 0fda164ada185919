/** Python's None is JavaScript's null, so `??` would take a None that was found for nothing found. */
export function orElse<T, U>(found: T | undefined, otherwise: () => U): T | U {
  return found === undefined ? otherwise() : found;
}
