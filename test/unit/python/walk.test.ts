import { expect, test } from "vitest";
import { parseModule } from "../../../src/python/parse.ts";
import { childrenOf, nodeAt, parentsOf, walk } from "../../../src/python/walk.ts";

const text = "def f(a, b=1):\n    return K.mean(a - b, axis=-1)\n";
const { module } = parseModule(text);

test("the innermost node is found, also at its end", () => {
  expect(nodeAt(module, text.indexOf("K"))).toMatchObject({ kind: "Name", id: "K" });
  expect(nodeAt(module, text.indexOf("K") + 1)).toMatchObject({ kind: "Name", id: "K" });
  expect(nodeAt(module, text.indexOf("mean"))).toMatchObject({ kind: "Attribute", attribute: "mean" });
  expect(nodeAt(module, text.indexOf("- b"))).toMatchObject({ kind: "BinaryOperation" });
  expect(nodeAt(module, 1)).toMatchObject({ kind: "FunctionDefinition" });
});

test("every node but the module has the parent whose child it is", () => {
  const parents = parentsOf(module);
  let count = 0;
  walk(module, (node) => {
    count++;
    const parent = parents.get(node);
    if (node === module) expect(parent).toBe(undefined);
    else expect(childrenOf(parent!)).toContain(node);
  });
  expect(count).toBe(parents.size + 1);
  expect(parentsOf(module)).toBe(parents);
});

test("a walk can leave out what is below a node", () => {
  const seen: string[] = [];
  walk(module, (node) => {
    seen.push(node.kind);
    return node.kind !== "Return";
  });
  expect(seen).toEqual(["Module", "FunctionDefinition", "Constant", "Return"]);
});
