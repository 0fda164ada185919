import { describe, expect, test } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";
import { walk } from "../../../src/python/walk.ts";
import { readPage, rulePages } from "./page.ts";

/** Each a piece of code that the rule might take for its mistake: a function that holds no other, a statement of a module. */
function countLookAlikes(text: string): number {
  const { body } = parseModule(text).module;
  let count = body.filter(({ kind }) => kind === "ExpressionStatement" || kind === "Assign").length;
  for (const statement of body)
    walk(statement, (node) => {
      if (node.kind !== "FunctionDefinition" || node.name === "__init__" || node.name === "get_config") return;
      let inside = -1;
      walk(node, ({ kind }) => {
        if (kind === "FunctionDefinition") inside++;
      });
      if (inside === 0) count++;
    });
  return count;
}

describe.each(rulePages)("the page $rule.md", (page) => {
  const text = readPage(page.text)
    .filter(({ role }) => role === "not flagged")
    .map((block) => block.text);

  test("shows at least fifteen pieces of correct code that are close to what it flags", () => {
    expect(text.map(countLookAlikes).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(15);
  });

  test.each([
    ["keras.backend", /\b(?:K|backend)\.\w/],
    ["keras.ops", /\bops\.\w/],
    ["TensorFlow", /\btf\.(?!keras\b)\w/],
  ])("shows correct code that is written with %s", (_, dialect) => {
    expect(text.some((block) => dialect.test(block))).toBe(true);
  });
});
