/** Fourier transforms. */

import { PythonError, Unsupported } from "../failure.ts";
import { tuple } from "../interpreter/dict.ts";
import type { Value } from "../interpreter/values.ts";
import { fft, rfft } from "../kernels/spectral.ts";
import type { Tensor } from "../tape/tensor.ts";
import { isTensor } from "./calls/convert.ts";
import { floating } from "./calls/operands.ts";
import { type Call, type Operation, op } from "./calls/operation.ts";
import { items } from "./calls/parameters.ts";

function complexParts(call: Call, x: Value): { real: Tensor; imaginary: Tensor } {
  const parts = isTensor(x) ? [x] : items(x);
  if (parts.length !== 2)
    throw new PythonError("ValueError", "Input `x` should be a tuple of two tensors - real and imaginary.");
  return { real: floating(call, "Complex", parts[0]!), imaginary: floating(call, "Complex", parts[1]!) };
}

export const spectral: readonly Operation[] = [
  op({
    names: ["keras.ops.fft"],
    signature: "x",
    doc: "Fourier transform of a pair of real and imaginary parts",
    compute: (call, x) => {
      const { real, imaginary } = fft(complexParts(call, x!));
      return tuple([real, imaginary]);
    },
  }),
  op({
    names: ["keras.ops.rfft"],
    signature: "x, fft_length=None",
    doc: "Fourier transform of reals, as real and imaginary parts",
    compute: (call, x, length) => {
      if (length !== null) throw new Unsupported("`rfft` of another length is not evaluated");
      const { real, imaginary } = rfft(floating(call, "RFFT", x!));
      return tuple([real, imaginary]);
    },
  }),
];
