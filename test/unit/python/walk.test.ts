import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Node } from "../../../src/python/ast.ts";
import { parseModule } from "../../../src/python/parse.ts";
import { childrenOf, nodeAt, nodesAround, parentsOf, walk } from "../../../src/python/walk.ts";

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

test("what is found around a definition on the way down is what stands above it", () => {
  const nested = `
@decorate(lambda f: f)
class A(B, meta=lambda: 1):
    x: int = (lambda a=(lambda: 2): a)()
    async def m(self, a=lambda: 3, *, b: (lambda: 4) = 5) -> f"{(lambda: 6)()}":
        if (y := lambda: 7): return [lambda: i for i in (lambda: 8)()]
        def inner(): return {lambda: 9: lambda: 10}
        return inner
try: pass
except (lambda: E)() as e:
    def late(): pass
with (lambda: c)() as (a, b):
    class C:
        def d(self): match self:
            case 1 if (lambda: 1)(): pass
`;
  const examples = ["losses", "by_task", "textbook"].map((name) =>
    readFileSync(new URL(`../../../media/examples/${name}.py`, import.meta.url), "utf8"),
  );
  let count = 0;
  for (const { module } of [nested, ...examples].map((source) => parseModule(source))) {
    const parents = parentsOf(module);
    walk(module, (node) => {
      if (node.kind !== "FunctionDefinition" && node.kind !== "ClassDefinition" && node.kind !== "Lambda") return;
      count++;
      const above: Node[] = [];
      for (let at = parents.get(node); at !== undefined; at = parents.get(at)) above.push(at);
      const around = nodesAround(module, node);
      expect([around.length, around.every((each, index) => each === above[index])]).toEqual([above.length, true]);
    });
  }
  expect(count).toBeGreaterThan(30);
});
