import { expect, test } from "vitest";
import { inspectModule } from "../../../src/check/check-module.ts";
import { parseModule } from "../../../src/python/parse.ts";

test.each([
  "losses = [losses, 'mse']\nmodel.compile(loss=losses)\n",
  "losses = {'a': losses}\nmodel.compile(loss=losses)\n",
  "a = [b]\nb = [a]\nmodel.compile(loss=a)\n",
  "losses = dict(a=losses)\nmodel.compile(loss=losses)\n",
])("a collection of losses that names itself is read once: %j", (text) => {
  const { uses } = inspectModule(parseModule(text).module).losses;
  expect(uses.length).toBeLessThanOrEqual(2);
});
