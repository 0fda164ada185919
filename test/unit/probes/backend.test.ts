import { expect, test } from "vitest";
import { probeText, told } from "./probe-text.ts";

const loss = `
from keras import ops

def first_counts_twice_loss(y_true, y_pred):
    weights = ops.ones_like(y_pred)
    weights[0] = 2.0
    return ops.mean(weights * ops.square(y_true - y_pred), axis=-1)
`;

async function foundOn(backend: string | undefined): Promise<string> {
  const chosen = backend === undefined ? "" : `import os\nos.environ["KERAS_BACKEND"] = "${backend}"\n`;
  return told(await probeText(`${chosen}${loss}`)).join("\n");
}

test("what a tensor cannot do is what the chosen backend's cannot, in its own words", async () => {
  expect(await foundOn(undefined)).toContain("'SymbolicTensor' object does not support item assignment");
  expect(await foundOn("tensorflow")).toContain("'SymbolicTensor' object does not support item assignment");
  expect(await foundOn("jax")).toContain("fails-when-built");
  expect(await foundOn("jax")).not.toContain("SymbolicTensor");
  // PyTorch assigns in place, and trains.
  expect(await foundOn("torch")).not.toContain("fails-when-built");
});
