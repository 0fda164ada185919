/** One file is asked for again and again while it changes: what is read of it then is what stands there. */

import { expect, test } from "vitest";
import { values } from "../interpreter/ask.ts";

const parts = [
  "from keras import ops",
  "factor = 2.0",
  "def helper(x, by=1.0):\n    return x * by * factor",
  "table = {}",
  'table["shift"] = 0.0',
  'def loss(y_true, y_pred):\n    return ops.add(helper(y_pred), table["shift"])',
];

/** Of the predictions 0.5 and 0.25. */
const states: readonly (readonly [changed: Readonly<Record<number, string>>, factor: number, shift: number])[] = [
  [{}, 2, 0],
  [{ 1: "factor = 3.0" }, 3, 0],
  [{ 1: "factor = 3.0", 4: 'table["shift"] = 0.5' }, 3, 0.5],
  [{ 2: "# longer\n\n\ndef helper(x, by=4.0):\n    return x * by * factor" }, 8, 0],
  [{ 3: "def refill():\n    global factor\n    factor = 5.0\nrefill()\ntable = {}" }, 5, 0],
  [{ 4: 'table["shift"] = 0.25\ntable.update(shift=0.75)' }, 2, 0.75],
  [{ 1: 'factor = (\n"""' }, Number.NaN, 0],
  [{ 0: "import keras\nfrom keras import ops" }, 2, 0],
  [{}, 2, 0],
];

test.each(states)("%j", (changed, factor, shift) => {
  const text = `${parts.map((part, index) => changed[index] ?? part).join("\n")}\n`;
  if (Number.isNaN(factor)) expect(values(text)).toBeTypeOf("string");
  else expect(values(text)).toEqual([0.5 * factor + shift, 0.25 * factor + shift]);
});
