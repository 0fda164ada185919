/** Numbers of float16 and bfloat16 beside each other. */

/** Bits of the significand behind the point, and the exponent of the smallest normal number. */
const formats = { float16: [10, -14], bfloat16: [7, -126] } as const;

export type ShortFloat = keyof typeof formats;

/** How many of the type's numbers one lies from the other; 0 for the same, NaN where one is not finite. */
export function apart(actual: number, expected: number | string, dtype: ShortFloat): number {
  const wanted = Math.fround(Number(expected));
  if (actual === wanted || (Number.isNaN(actual) && Number.isNaN(wanted))) return 0;
  const [bits, least] = formats[dtype];
  const unit = 2 ** (Math.max(least, Math.floor(Math.log2(Math.abs(wanted)))) - bits);
  const far = Math.abs(actual - wanted) / unit;
  // The golden numbers have as many digits as float32 needs.
  return far < 0.01 ? 0 : far;
}

/** The farthest of them. */
export function farthest(actual: ArrayLike<number>, expected: readonly (number | string)[], dtype: ShortFloat): number {
  let most = 0;
  for (let index = 0; index < actual.length; index++) {
    const far = apart(actual[index]!, expected[index]!, dtype);
    if (!(far <= most)) most = far;
  }
  return most;
}
