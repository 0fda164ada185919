/** Which statements a name rests on is looked up: a file may have thousands of losses, and each is asked for by itself. */
import { expect, test } from "vitest";
import { dependencies, type StatementEffects, statementEffects } from "../../../../src/evaluate/interpreter/slice.ts";
import { parseModule } from "../../../../src/python/parse.ts";

const effectsOf = (text: string): readonly StatementEffects[] => statementEffects(parseModule(text).module);

test("what binds a name, what changes its object and what these rest on, in order", () => {
  const effects = effectsOf(`import numpy as np
TABLE = {}
SCALE = 2
OTHER = 3
TABLE["a"] = SCALE
def helper(x):
    return x * TABLE["a"]
def loss(y_true, y_pred):
    return np.mean(helper(y_true - y_pred))
def another(y_true, y_pred):
    return OTHER
`);
  expect(dependencies(effects, ["loss"])).toEqual([0, 1, 2, 4, 5, 6]);
  expect(dependencies(effects, ["another"])).toEqual([3, 7]);
  expect(dependencies(effects, [])).toEqual([]);
});

test("only what a name rests on is looked at", () => {
  const effects = effectsOf(
    `SCALE = 2\n${Array.from({ length: 500 }, (_, index) => `def loss_${index}(y_true, y_pred):\n    return SCALE * y_pred\n`).join("")}`,
  );
  let looked = 0;
  const watched = effects.map((effect) => ({
    ...effect,
    get now() {
      looked++;
      return effect.now;
    },
    get binds() {
      looked++;
      return effect.binds;
    },
    get changes() {
      looked++;
      return effect.changes;
    },
  }));
  expect(dependencies(watched, ["loss_3"])).toEqual([0, 4]);
  looked = 0;
  expect(dependencies(watched, ["loss_7"])).toEqual([0, 8]);
  expect(looked).toBeLessThan(10);
});

test("an import that says the same again is needed once, one that says another each time", () => {
  const loss = "def loss(y_true, y_pred):\n    return ops.mean(y_pred)\n";
  const same = effectsOf(`from keras import ops\n${loss}from keras import ops, losses\nfrom keras import ops\n`);
  expect(dependencies(same, ["loss"])).toEqual([0, 1]);
  expect(dependencies(same, ["losses"])).toEqual([0, 2]);
  const other = effectsOf(`from keras import ops\n${loss}import numpy as ops\nfrom keras import ops\n`);
  expect(dependencies(other, ["loss"])).toEqual([0, 1, 2, 3]);
  const called = effectsOf(`import keras\n${loss}import keras.ops\nimport keras\n`);
  expect(dependencies(called, ["keras"])).toEqual([0, 2, 3]);
  const named = effectsOf("from keras import ops as a\nfrom keras import losses as a\nfrom .keras import ops as a\n");
  expect(dependencies(named, ["a"])).toEqual([0, 1, 2]);
});
