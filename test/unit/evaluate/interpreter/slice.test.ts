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
