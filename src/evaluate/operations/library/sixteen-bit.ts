/** Functions of float16 and bfloat16 in which TensorFlow or Keras rounds in places of its own: they are refused. */

import { Unsupported } from "../../failure.ts";
import type { Value } from "../../interpreter/values.ts";
import { isSixteenBit } from "../../tape/sixteen-bit.ts";
import { isSequence } from "../calls/calling-back.ts";
import { isTensor } from "../calls/convert.ts";

/** By the last part of their names. */
const roundsWithin =
  /\.(?:(?:l2_|layer_|rms_|batch_)?normali[sz]e?(?:ation)?|(?:weighted_)?moments|gelu|glu|swish|cbrt|reciprocal_no_nan|exp2|deg2rad|rad2deg|logaddexp2?|norm|psnr|clip_by_(?:global_)?norm|nan_to_num|reduce_(?:variance|std)|std|(?:sigmoid|weighted)_cross_entropy\w*|binary_crossentropy|unsorted_segment_\w+|select|resize|adjust_\w+|per_image_standardization|ssim\w*|convert_image_dtype)$/;

/** Throws where one of these is given numbers of 16 bits. */
export function refuseSixteenBits(name: string, values: readonly (Value | undefined)[]): void {
  if (!roundsWithin.test(name)) return;
  const all = values.flatMap((value = null) => (isSequence(value) ? value.items : [value]));
  const short = all.filter(isTensor).find(({ dtype }) => isSixteenBit(dtype));
  if (short !== undefined) throw new Unsupported(`\`${name}\` of ${short.dtype} is not evaluated: it rounds within.`);
}
