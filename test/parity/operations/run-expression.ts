/** An expression of `t` and `p`, called directly on one of the inputs of golden/. */

import { readFileSync } from "node:fs";
import { type DType, defaultLimits, type NumericArray } from "../../../src/evaluate/evaluation.ts";
import { answer } from "../../../src/evaluate/run/evaluate.ts";

export type GoldenNumber = number | "NaN" | "Infinity" | "-Infinity";

interface GoldenInputs {
  readonly t: readonly GoldenNumber[];
  readonly tShape: readonly number[];
  readonly tType: DType;
  readonly p: readonly GoldenNumber[];
  readonly pShape: readonly number[];
}

const inputs: Readonly<Record<string, GoldenInputs>> = JSON.parse(
  readFileSync(new URL("golden/inputs.json", import.meta.url), "utf8"),
);

const prelude = `import numpy as np
import tensorflow as tf
import keras
from keras import ops
from tensorflow.keras import backend as K

`;

/** `e` on the inputs named `i`; `cast` is what inputs of float32 are instead. */
export function runExpression({ e, i }: { readonly e: string; readonly i: string }, cast: DType = "float32") {
  const given = inputs[i]!;
  const tensor = (values: readonly GoldenNumber[], shape: readonly number[], type: DType): NumericArray => ({
    data: values.map(Number),
    shape,
    dtype: type === "float32" ? cast : type,
  });
  return answer({
    kind: "evaluate",
    as: "direct",
    limits: defaultLimits,
    yTrue: tensor(given.t, given.tShape, given.tType),
    yPred: tensor(given.p, given.pShape, "float32"),
    source: {
      file: {
        path: "loss.py",
        text: `${prelude}def loss(t, p):\n    result = ${e}\n    return p if result is None else result\n`,
      },
      imports: [],
      loss: "loss",
      keras: { version: "3.15", isKnown: false },
      parameters: {},
    },
  });
}
