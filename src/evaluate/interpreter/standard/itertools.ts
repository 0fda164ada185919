/** `itertools`. */

import { tuple } from "../dict.ts";
import { items } from "../iterate.ts";
import { lazily, tupleItems } from "../iteration-builtins.ts";
import { native, positional } from "../natives.ts";
import { binary } from "../operators.ts";
import { orElse } from "../or-else.ts";
import { requireLength } from "../room.ts";
import { isTruthy, toIndex } from "../truth.ts";
import type { Machine, Value } from "../values.ts";

function* chained(machine: Machine, iterables: Iterable<Value>): Generator<Value, void> {
  for (const each of iterables) yield* machine.iterate(each);
}

function* product(machine: Machine, pools: readonly (readonly Value[])[], at = 0): Generator<Value[], void> {
  const pool = pools[at];
  machine.step();
  if (pool === undefined) {
    yield [];
    return;
  }
  for (const item of pool) for (const rest of product(machine, pools, at + 1)) yield [item, ...rest];
}

function* choose(
  machine: Machine,
  pool: readonly Value[],
  size: number,
  next: (index: number) => readonly number[],
  from: readonly number[],
): Generator<Value[], void> {
  // Ways that lead nowhere count too: there may be more of them than of those that do.
  machine.step();
  if (size === 0) {
    yield [];
    return;
  }
  for (const index of from) {
    for (const rest of choose(machine, pool, size - 1, (at) => next(at), next(index))) yield [pool[index]!, ...rest];
  }
}

function* permuted(
  machine: Machine,
  pool: readonly Value[],
  size: number,
  used: readonly number[],
): Generator<Value[], void> {
  machine.step();
  if (used.length === size) {
    yield used.map((index) => pool[index]!);
    return;
  }
  for (let index = 0; index < pool.length; index++) {
    if (!used.includes(index)) yield* permuted(machine, pool, size, [...used, index]);
  }
}

function* asTuples(rows: Iterable<Value[]>): Generator<Value, void> {
  for (const row of rows) yield tuple(row);
}

const rangeFrom = (start: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);

function* accumulated(machine: Machine, iterable: Value, callee: Value, initial: Value): Generator<Value, void> {
  let total: Value | undefined = initial ?? undefined;
  if (total !== undefined) yield total;
  for (const item of machine.iterate(iterable)) {
    if (total === undefined) total = item;
    else total = callee === null ? binary(machine, "+", total, item) : machine.call(callee, positional(total, item));
    yield total;
  }
}

function* counted(machine: Machine, start: Value, step: Value): Generator<Value, void> {
  for (let value = start; ; value = binary(machine, "+", value, step)) {
    machine.step();
    yield value;
  }
}

function* repeated(machine: Machine, value: Value, times: Value): Generator<Value, void> {
  for (let count = times === null ? Number.POSITIVE_INFINITY : Number(toIndex(machine, times)); count > 0; count--) {
    machine.step();
    yield value;
  }
}

function* cycled(machine: Machine, iterable: Value): Generator<Value, void> {
  const all = items(machine, iterable);
  while (all.length > 0) {
    for (const item of all) {
      machine.step();
      yield item;
    }
  }
}

function* sliced(machine: Machine, iterable: Value, bounds: readonly Value[]): Generator<Value, void> {
  const [start, stop, step] = bounds.length === 1 ? [null, bounds[0]!, null] : bounds;
  const number = (value: Value | undefined, whenAbsent: number): number =>
    value === undefined || value === null ? whenAbsent : Number(toIndex(machine, value));
  const [from, to, by] = [number(start, 0), number(stop, Number.POSITIVE_INFINITY), number(step, 1)];
  if (to <= 0) return;
  let index = 0;
  for (const item of machine.iterate(iterable)) {
    if (index >= from && (index - from) % by === 0) yield item;
    index += 1;
    if (index >= to) return;
  }
}

function* longest(machine: Machine, iterables: readonly Value[], fill: Value): Generator<Value, void> {
  const all = iterables.map((each) => items(machine, each));
  const size = Math.max(0, ...all.map((each) => each.length));
  for (let index = 0; index < size; index++) yield tuple(all.map((each) => orElse(each[index], () => fill)));
}

function* spread(machine: Machine, callee: Value, iterable: Value): Generator<Value, void> {
  for (const args of machine.iterate(iterable)) yield machine.call(callee, positional(...items(machine, args)));
}

function* whileTrue(machine: Machine, predicate: Value, iterable: Value): Generator<Value, void> {
  for (const item of machine.iterate(iterable)) {
    if (!isTruthy(machine, machine.call(predicate, positional(item)))) return;
    yield item;
  }
}

export const itertoolsMembers: readonly (readonly [string, Value])[] = [
  [
    "itertools.chain",
    {
      ...native("chain", "*iterables", ([all], machine) => lazily(chained(machine, tupleItems(all)))),
      attributes: new Map([
        [
          "from_iterable",
          native("from_iterable", "iterable, /", ([all], machine) => lazily(chained(machine, machine.iterate(all!)))),
        ],
      ]),
    },
  ],
  [
    "itertools.product",
    native("product", "*iterables, repeat=1", ([all, repeat], machine) => {
      const pools = tupleItems(all).map((each) => items(machine, each));
      const times = Number(toIndex(machine, repeat!));
      requireLength(times * Math.max(1, pools.length));
      return lazily(asTuples(product(machine, Array.from({ length: times }, () => pools).flat())));
    }),
  ],
  [
    "itertools.combinations",
    native("combinations", "iterable, r", ([iterable, size], machine) => {
      const pool = items(machine, iterable!);
      const next = (index: number): number[] => rangeFrom(index + 1, pool.length);
      return lazily(asTuples(choose(machine, pool, Number(toIndex(machine, size!)), next, rangeFrom(0, pool.length))));
    }),
  ],
  [
    "itertools.combinations_with_replacement",
    native("combinations_with_replacement", "iterable, r", ([iterable, size], machine) => {
      const pool = items(machine, iterable!);
      const next = (index: number): number[] => rangeFrom(index, pool.length);
      return lazily(asTuples(choose(machine, pool, Number(toIndex(machine, size!)), next, rangeFrom(0, pool.length))));
    }),
  ],
  [
    "itertools.permutations",
    native("permutations", "iterable, r=None", ([iterable, size], machine) => {
      const pool = items(machine, iterable!);
      const count = size === null ? pool.length : Number(toIndex(machine, size!));
      return lazily(asTuples(permuted(machine, pool, count, [])));
    }),
  ],
  [
    "itertools.accumulate",
    native("accumulate", "iterable, func=None, *, initial=None", ([iterable, callee, initial], machine) =>
      lazily(accumulated(machine, iterable!, callee!, initial!)),
    ),
  ],
  [
    "itertools.count",
    native("count", "start=0, step=1", ([start, step], machine) => lazily(counted(machine, start!, step!))),
  ],
  [
    "itertools.repeat",
    native("repeat", "object, times=None", ([value, times], machine) => lazily(repeated(machine, value!, times!))),
  ],
  ["itertools.cycle", native("cycle", "iterable, /", ([iterable], machine) => lazily(cycled(machine, iterable!)))],
  [
    "itertools.islice",
    native("islice", "iterable, /, *bounds", ([iterable, bounds], machine) =>
      lazily(sliced(machine, iterable!, tupleItems(bounds))),
    ),
  ],
  [
    "itertools.zip_longest",
    native("zip_longest", "*iterables, fillvalue=None", ([all, fill], machine) =>
      lazily(longest(machine, tupleItems(all), fill!)),
    ),
  ],
  [
    "itertools.starmap",
    native("starmap", "function, iterable, /", ([callee, iterable], machine) =>
      lazily(spread(machine, callee!, iterable!)),
    ),
  ],
  [
    "itertools.takewhile",
    native("takewhile", "predicate, iterable, /", ([predicate, iterable], machine) =>
      lazily(whileTrue(machine, predicate!, iterable!)),
    ),
  ],
];
