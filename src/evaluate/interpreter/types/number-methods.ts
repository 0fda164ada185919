/** Methods of int and float. */

import { tuple } from "../dict.ts";
import { decompose } from "../floats.ts";
import { methodTable } from "../natives.ts";
import { asInt } from "../numbers.ts";
import { overflowError, valueError } from "../raise.ts";
import type { Value } from "../values.ts";

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

export const intMethods = methodTable<Value>("int", {
  "bit_length()": (self) => {
    const value = magnitude(asInt(self)!);
    return value === 0n ? 0n : BigInt(value.toString(2).length);
  },
  "bit_count()": (self) => BigInt([...magnitude(asInt(self)!).toString(2)].filter((bit) => bit === "1").length),
  "is_integer()": () => true,
  "conjugate()": (self) => asInt(self)!,
  "as_integer_ratio()": (self) => tuple([asInt(self)!, 1n]),
});

export const floatMethods = methodTable<number>("float", {
  "is_integer()": (self) => Number.isInteger(self),
  "conjugate()": (self) => self,
  "as_integer_ratio()": (self) => {
    if (Number.isNaN(self)) throw valueError("cannot convert NaN to integer ratio");
    if (!Number.isFinite(self)) throw overflowError("cannot convert Infinity to integer ratio");
    let { mantissa, exponent } = decompose(self);
    if (mantissa === 0n) return tuple([0n, 1n]);
    while (mantissa % 2n === 0n) {
      mantissa /= 2n;
      exponent += 1;
    }
    return exponent >= 0 ? tuple([mantissa << BigInt(exponent), 1n]) : tuple([mantissa, 1n << BigInt(-exponent)]);
  },
});
